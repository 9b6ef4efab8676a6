/* SPDX-License-Identifier: MIT */
/*
 * Paths of outputs: relative to the site's root, with slashes, no leading slash, in NFC. Everything that
 * becomes a file name of the website passes here.
 */
#pragma once

#include <glib.h>

/* The longest part of an output's path, in bytes: archives and Windows shares cut longer ones. */
#define PATH_PART_MAX 120
/* What path_part() leaves of that for a date before it and an extension after it. */
#define PATH_PART_ROOM 24

/*
 * Why `path` cannot be an output (empty, absolute, '..', a part that Windows refuses, too long, a control
 * character), in words for a message; NULL if it can. Borrowed, static.
 */
const char *path_refusal(const char *path);
/*
 * `text` as one part of a path: NFC, characters that Windows or URLs do not take become '-', at most
 * PATH_PART_MAX - PATH_PART_ROOM bytes: a longer text is cut and ends in a hash of all of it. Never empty.
 * Newly allocated.
 */
char *path_part(const char *text);
/* Whether that is certainly the text itself; cheap. */
gboolean path_is_part(const char *text);
/* `text` in NFC; newly allocated. */
char *path_compose(const char *text);
/* The key under which two paths are the same file on any system: NFC, case folded. Newly allocated. */
char *path_fold(const char *path);
/* Whether that is certainly the path itself; cheap. */
gboolean path_is_folded(const char *path);
/* For tables of paths: g_str_hash() takes four times as long. */
guint path_hash(gconstpointer path);
/* The way from the page at `from` to `to`, both outputs: "../news/a.html". Not percent-encoded. Newly
 * allocated. */
char *path_relative(const char *from, const char *to);
/* `relative` as seen from the folder of `from` ("news/a.md" + "../b.md" = "b.md"), or NULL if it leaves the
 * root. */
char *path_resolve(const char *from, const char *relative);
/* Percent-encodes everything in a path but unreserved characters and slashes (RFC 3986). Newly allocated. */
char *path_encode(const char *path);
