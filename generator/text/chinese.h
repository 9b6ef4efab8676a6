/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

/* A file name from a title: pinyin and Latin in lower case, joined by '-', at most `most` bytes; maybe empty.
 * Of a number of a person it has what may be shown. */
char *chinese_file_name(const char *title, gsize most);
/* A Chinese character, 〇 too. */
gboolean chinese_is_han(gunichar c);
/* Columns that `text` takes on a terminal: a wide character takes two. */
guint text_width(const char *text, gsize length);
/* Appends `text` and blanks up to `columns` of them. */
void text_append_column(GString *into, const char *text, guint columns);
