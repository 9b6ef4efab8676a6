/* SPDX-License-Identifier: MIT */
/* The text of one file that an author wrote, and the way from a byte to its line and column. */
#pragma once

#include "text/diagnostic.h"

struct Source {
    char *name;   /* as messages show it: relative to the site, with slashes */
    char *text;   /* UTF-8 without a byte order mark, NUL-terminated; line ends as in the file */
    gsize length; /* bytes */
};

/*
 * Reads the file at `path`. What is not valid UTF-8, or holds a NUL, is reported to `diagnostics`, and NULL
 * is returned without an error; a file that cannot be read sets `error`.
 */
Source *source_load(const char *path, const char *name, Diagnostics *diagnostics, GError **error);
/* The same for a file that Excel, WPS or an old editor saved: UTF-16 with a byte order mark and GB 18030 are
 * read, too, and a lone CR ends a line. */
Source *source_load_any(const char *path, const char *name, Diagnostics *diagnostics, GError **error);
/* Takes over `text`. */
Source *source_new_take(const char *name, char *text, gsize length);
void source_free(Source *source);

/* The place of the byte at `offset`: line and column count from 1, the column in characters. */
Place source_place(const Source *source, gsize offset);
/* The text of a line without its end, newly allocated; empty for a line that does not exist. */
char *source_line(const Source *source, guint line);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Source, source_free)
