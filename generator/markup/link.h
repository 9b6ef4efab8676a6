/* SPDX-License-Identifier: MIT */
#pragma once

/* Where links and images lead to on the page that shows them. */

#include "markup/document.h"
#include "markup/gallery.h"
#include "markup/outline.h"

#include <cmark-gfm.h>
#include <glib.h>

/* The URL to print for a link or image node, newly allocated and not escaped: the target's; with the target's
 * prefix when it leads to a heading or footnote of this text; else as written. Empty, with a warning, for
 * schemes that run code, unless `raw_html`. NULL for a link that the target wants shown as text. */
char *link_get_destination(cmark_node *node, const Outline *outline, gboolean raw_html,
                           const MarkupTarget *target);
/* The same for a photo of a gallery, on the line `line` of the text. */
char *link_get_photo(const GalleryItem *item, guint line, const Outline *outline, gboolean raw_html,
                     const MarkupTarget *target);
