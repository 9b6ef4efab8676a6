/* SPDX-License-Identifier: MIT */
#pragma once

/* The parts of HTML that are not as cmark-gfm prints them: headings, links, images, fenced blocks, tables,
 * task lists, footnotes. */

#include "markup/document.h"
#include "markup/outline.h"

#include <cmark-gfm.h>
#include <glib.h>

/* Makes a tree from cmark ready for the rest of this module, once: marks the nodes that are rendered here,
 * gives links the line they lack, and, where there are `footnotes`, makes text valid UTF-8. */
void render_prepare(cmark_node *root, gboolean footnotes);

/* Appends the tree as HTML. `target` is not NULL. */
void render_html(cmark_node *root, const Outline *outline, gboolean raw_html, const MarkupTarget *target,
                 GString *html);
