/* SPDX-License-Identifier: MIT */
/* Images that say nothing to who cannot see them. */
#pragma once

#include <glib.h>

/* The line, from 1, of the first image of a Markdown text that has no alternative text; 0 where all have, and
 * for a text beyond the limits of limit.h. */
guint markup_image_without_text(const char *text, gsize length);
