/* SPDX-License-Identifier: MIT */
/* White space in the sense of Unicode: also the wide space of Chinese keyboards (U+3000), that of Word
 * (U+00A0), and what pasting leaves unseen, such as U+200B and the byte order mark U+FEFF. */
#pragma once

#include <glib.h>

gboolean space_is(gunichar c);
/* The first character that is no white space, or the end. */
const char *space_skip(const char *text);
/* `text` without white space around it; newly allocated. */
char *space_strip(const char *text);
/* Whether there is nothing but white space. */
gboolean space_only(const char *text);
