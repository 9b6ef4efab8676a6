/* SPDX-License-Identifier: MIT */
/* The files of the preview, as they are asked for. */
#pragma once

#include "text/stamp.h"

/*
 * The path of the output that the path of an address (encoded) stands for: without the slash, decoded, with
 * "index.html" after one that ends in a slash. NULL where there can be none: "..", an empty or a hidden name
 * (but
 * ".well-known"), a NUL, a slash that is encoded, bytes that are no UTF-8. Newly allocated.
 */
char *place_of_address(const char *encoded);

typedef enum { PLACE_MISSING, PLACE_FOLDER, PLACE_THERE } PlaceKind;

/* What is at that path; no link is followed. `bytes` (or NULL) are those of a file, newly allocated: they are
 * read when they are needed. */
PlaceKind place_open(const char *folder, const char *path, GBytes **bytes);
/* STAMP_NONE where there is no such file. */
FileStamp place_stamp(const char *folder, const char *path);
/* What a browser takes the file for. */
const char *place_type(const char *path);
