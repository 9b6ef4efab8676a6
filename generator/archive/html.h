/* SPDX-License-Identifier: MIT */
/* Private to archive/: a page of HTML that needs nothing else, escaped as the pages of templates are. */
#pragma once

#include <glib.h>

typedef struct Html Html;

Html *html_new(void);
/* The head, with this style and a policy that lets a browser use nothing else; then the body's beginning. */
void html_begin(Html *html, const char *language, const char *title, const char *style);
/* Markup of the program's own, in which each %s stands for a text, escaped for where it stands. There is no
 * other conversion. */
void html_print(Html *html, const char *markup, ...) G_GNUC_PRINTF(2, 3);
/* The beginning (with an id), or the end of a heading of that level. */
void html_heading(Html *html, const char *level, gboolean begins, const char *id);
/* The end of the page, whose text is newly allocated; frees the rest. */
GString *html_end(Html *html);
