/* SPDX-License-Identifier: MIT */
#pragma once

/* The Markdown dialect: which extensions of cmark-gfm are on, and an extension of our own. */

#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>
#include <glib.h>

/* A new parser of the dialect for `text`, in the memory that is in use (memory.h); free with
 * cmark_parser_free. `valid`: it is UTF-8 without NUL. */
cmark_parser *syntax_parser_new(const char *text, gsize length, gboolean valid);
/* Whether `text` may have footnotes. */
gboolean syntax_has_footnotes(const char *text, gsize length);

/* The extensions that filter raw HTML, for cmark_render_html. Borrowed. */
cmark_llist *syntax_get_filters(void);

/* Our own extension. Nodes it is set on, tables and items of task lists are rendered by the function of
 * syntax_set_render. Borrowed. */
cmark_syntax_extension *syntax_get_extension(void);
void syntax_set_render(cmark_html_render_func render);
