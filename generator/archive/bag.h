/* SPDX-License-Identifier: MIT */
/*
 * A bag (BagIt 1.0, RFC 8493) that is being made: a payload below data/, with the SHA-512 of every file.
 * Paths are relative to data/, with slashes.
 */
#pragma once

#include "build/failure.h"

typedef struct Bag Bag;

/* A bag in the empty folder `folder`, which is there. */
Bag *bag_new(const char *folder, GError **error);
void bag_free(Bag *bag);
/* The absolute path of the file or folder `path` of the payload; newly allocated. */
char *bag_path(const Bag *bag, const char *path);

/* Adds a file of these bytes, or a copy of the file at `source` (hashed while it is copied). Thread-safe. */
gboolean bag_put(Bag *bag, const char *path, const void *bytes, gsize length, GError **error);
gboolean bag_copy(Bag *bag, const char *path, const char *source, GError **error);
/* Adds the files that are in the folder or file `path` of the payload already: somebody else wrote them
 * there. */
gboolean bag_adopt(Bag *bag, const char *path, GError **error);

/* A line of bag-info.txt. */
typedef struct {
    const char *label, *value;
} BagInfo;

/*
 * Writes the tag files: bagit.txt, bag-info.txt of `info` with Payload-Oxum and Bag-Size added, both
 * manifests; and sees to it that all is on the disk. The bag is complete.
 */
gboolean bag_finish(Bag *bag, const BagInfo *info, guint count, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Bag, bag_free)
