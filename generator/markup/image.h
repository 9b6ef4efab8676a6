/* SPDX-License-Identifier: MIT */
/* Images of a text that say nothing to who cannot see them: photos of galleries are images, too. */
#pragma once

#include <glib.h>

typedef struct {
    char *address; /* as a link would have it (site_link()) */
    guint line;    /* of the text, from 1 */
} MarkupImage;

/* All images of a Markdown text that have no alternative text, or one that tells nothing (image-words.h):
 * MarkupImage, to be unreffed. None of a text beyond the limits of limit.h. */
GArray *markup_images_without_text(const char *text, gsize length);
