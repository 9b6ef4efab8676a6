/* SPDX-License-Identifier: MIT */
#pragma once

/* Footnotes as HTML. The mark-up is cmark-gfm's, but for the element around them: a <section> would have to
 * have a heading. The ids are numbers instead of labels, because labels make
 * ids that meet (the second reference to "1", the first to "1-2"), and they can have a prefix. */

#include "markup/document.h"

#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>
#include <cmark-gfm/render.h>
#include <glib.h>

/* "fn-2", "fnref-2" and for the third reference "fnref-2-3", with the prefix before it unless that is NULL
 * or "". Newly allocated, not escaped. */
char *footnote_id(const char *prefix, guint number);
char *footnote_reference_id(const char *prefix, guint number, guint reference);

/* How many references lead to a definition. */
guint footnote_count_references(cmark_node *definition);

/* Whether footnote_render is to render the node: references, definitions, and the last paragraph of a
 * definition, which ends with the links back. */
gboolean footnote_has(cmark_node *node);

/* `count`: of the definitions that were begun in this rendering, 0 at first. Where it is not 0 at the end,
 * FOOTNOTES_END follows. */
void footnote_render(cmark_html_renderer *renderer, cmark_node *node, gboolean entering,
                     const MarkupTarget *target, guint *count);
#define FOOTNOTES_END "</ol>\n</div>\n"
