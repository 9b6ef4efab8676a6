/* SPDX-License-Identifier: MIT */
/* White space in the sense of Unicode: also the wide space of Chinese keyboards (U+3000) and that of Word
 * (U+00A0). */
#pragma once

#include <glib.h>

/* `text` without white space around it; newly allocated. */
char *space_strip(const char *text);
/* Whether there is nothing but white space. */
gboolean space_only(const char *text);
