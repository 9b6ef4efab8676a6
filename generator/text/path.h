/* SPDX-License-Identifier: MIT */
/*
 * Paths of outputs: relative to the site's root, with slashes, no leading slash, in NFC. Everything that
 * becomes a file name of the website passes here.
 */
#pragma once

#include <glib.h>

/* The longest part of an output's path, in bytes: archives and Windows shares cut longer ones. */
#define PATH_PART_MAX 120

/*
 * Why `path` cannot be an output (empty, absolute, '..', a part that Windows refuses, too long, a control
 * character), in words for a message; NULL if it can. Borrowed, static.
 */
const char *path_refusal(const char *path);
/*
 * `text` as one part of a path: NFC, characters that Windows or URLs do not take become '-', cut at
 * PATH_PART_MAX bytes on a character boundary. Never empty. Newly allocated.
 */
char *path_part(const char *text);
/* The key under which two paths are the same file on any system: NFC, case folded. Newly allocated. */
char *path_fold(const char *path);
/* The way from the page at `from` to `to`, both outputs: "../news/a.html". Not percent-encoded. Newly
 * allocated. */
char *path_relative(const char *from, const char *to);
/* `relative` as seen from the folder of `from` ("news/a.md" + "../b.md" = "b.md"), or NULL if it leaves the
 * root. */
char *path_resolve(const char *from, const char *relative);
/* Percent-encodes everything in a path but unreserved characters and slashes (RFC 3986). Newly allocated. */
char *path_encode(const char *path);
