/* SPDX-License-Identifier: MIT */
/* Plain text as Markdown that shows exactly that text. */
#pragma once

#include <glib.h>

/* Appends `text`, of one paragraph. What Markdown (CommonMark with the extensions of GitHub) takes for a mark
 * is escaped, at the start of the paragraph also what begins a list, a heading or a rule. */
void markdown_escape(GString *into, const char *text);
/* The same for a cell of a table. */
void markdown_escape_cell(GString *into, const char *text);
/* The same for a heading, where '#' at the end is a mark. */
void markdown_escape_heading(GString *into, const char *text);
