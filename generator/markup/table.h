/* SPDX-License-Identifier: MIT */
#pragma once

/* Tables and task lists as HTML. As cmark-gfm prints them, but for what is obsolete or says too little:
 * columns are aligned by a class ("left", "center", "right") in place of the attribute `align`, their heads
 * have scope="col", and check boxes a name. */

#include "markup/document.h"

#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>
#include <cmark-gfm/render.h>
#include <glib.h>

/* Whether the node is a table, a row or a cell. */
gboolean table_has(cmark_node *node);
void table_render(cmark_html_renderer *renderer, cmark_node *node, gboolean entering);

/* An item of a task list. */
void task_render(cmark_html_renderer *renderer, cmark_node *node, gboolean entering,
                 const MarkupTarget *target);
