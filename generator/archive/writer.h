/* SPDX-License-Identifier: MIT */
/* Private to archive/: a page of HTML that needs nothing but itself, escaped as the pages of templates are.
 */
#pragma once

#include <glib.h>

typedef struct Writer Writer;

Writer *writer_new(void);
/* The head, with this style and a policy that lets a browser use nothing else; then the body's beginning. */
void writer_begin(Writer *writer, const char *language, const char *title, const char *style);
/* Markup of the program's own, in which each %s stands for a text, escaped for where it stands. There is no
 * other conversion. */
void writer_print(Writer *writer, const char *markup, ...) G_GNUC_PRINTF(2, 3);
/* The beginning (with an id), or the end of a heading of that level. */
void writer_heading(Writer *writer, const char *level, gboolean begins, const char *id);
/* The end of the page; newly allocated, and the writer is freed. */
GString *writer_end(Writer *writer);
