/* SPDX-License-Identifier: MIT */
/* The little of ZIP (PKWARE's APPNOTE) that Word documents need: files packed by deflate or not at all. */
#pragma once

#include <glib.h>

/* The text of the file `name` in the archive, NUL-terminated, newly allocated; NULL if it is not there, is
 * damaged, or has more than `most` bytes. */
char *zip_text(const char *bytes, gsize length, const char *name, gsize most);
/* A copy of the archive in which the file `name` is `text`; NULL if the archive is damaged. */
GBytes *zip_replace(const char *bytes, gsize length, const char *name, const char *text);
