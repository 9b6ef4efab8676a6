/* SPDX-License-Identifier: MIT */
/*
 * Private to template/: the rows of `outputs` in theme.lua. A mistake in a row is reported, and the row left
 * out. What is read lives in the theme's arena.
 */
#pragma once

#include "template/member.h"
#include "template/theme-private.h"

typedef struct {
    Theme *theme;
    const Source *source;
    const Site *site;
    Diagnostics *diagnostics;
    const GArray *members; /* LuaMember: of the row at hand */
    guint row;
    gboolean failed; /* this row */
} RowReader;

void row_fail(RowReader *r, const char *hint, const char *format, ...) G_GNUC_PRINTF(3, 4);
/* The member `key`, or NULL. */
const LuaMember *row_get(const RowReader *r, const char *key);
/* The text of a key of the row, or NULL. */
const char *row_text(RowReader *r, const char *key);
gboolean row_flag(RowReader *r, const char *key);
/* Whether the theme has the file `within` in `folder` ("layouts/"); reported if not. */
void row_check_file(RowReader *r, const char *folder, const char *within);

/* A row of pages: all but `path`, which has been read. */
void row_read_pages(RowReader *r, ThemeOutput *output);
/* A row of an icon, or of the files of the search index; the same. */
void row_read_icon(RowReader *r, ThemeOutput *output);
void row_read_search(RowReader *r, ThemeOutput *output);
/* A row that says where a part of a year's record goes; the same. */
void row_read_record(RowReader *r, ThemeOutput *output);
