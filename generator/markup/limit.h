/* SPDX-License-Identifier: MIT */
#pragma once

/* cmark-gfm takes quadratic time, or memory, on some inputs. This feeds it a text line by line and stops
 * where that would be felt. The numbers are far above anything written for people to read. */

#include <cmark-gfm.h>
#include <glib.h>

#define LIMIT_BYTES (1024 * 1024) /* of one text */
#define LIMIT_DEPTH 100           /* of quotes and lists in each other */
#define LIMIT_COLUMNS 256         /* of a table */
#define LIMIT_CELLS 200000        /* of all tables of a text */

/* Feeds `text` to `parser`, so that only cmark_parser_finish is left to do, and that soon. FALSE with
 * MARKUP_ERROR_LIMIT and the 1-based `line` where a limit is passed; then the parser is only good for
 * cmark_parser_free. */
gboolean limit_feed(cmark_parser *parser, const char *text, gsize length, guint *line, GError **error);
