/* SPDX-License-Identifier: MIT */
/*
 * A bag (BagIt 1.0, RFC 8493) that is being made: a payload below data/, with the SHA-512 of every file.
 * Paths are relative to data/, with slashes. BUILD_ERROR_MACHINE where the machine fails, BUILD_ERROR_USAGE
 * where a file cannot be in a bag: its name is not UTF-8, it is a link or a device, or it does not stop to
 * change.
 */
#pragma once

#include "build/failure.h"

typedef struct Bag Bag;

/* A bag in the empty folder `folder`, which is there. */
Bag *bag_new(const char *folder, GError **error);
void bag_free(Bag *bag);
/* The absolute path of the file or folder `path` of the payload; newly allocated. */
char *bag_path(const Bag *bag, const char *path);

/*
 * Adds a file of these bytes, or a copy of the file at `source` (hashed while it is copied; whoever follows
 * links gives what they lead to). Thread-safe. The folders are made.
 */
gboolean bag_put(Bag *bag, const char *path, const void *bytes, gsize length, GError **error);
gboolean bag_copy(Bag *bag, const char *path, const char *source, GError **error);
/* Adds the files that are in the folder or file `path` of the payload already: somebody else wrote them
 * there. Threads of its own read them. */
gboolean bag_adopt(Bag *bag, const char *path, GError **error);

/* How many files there are, and of how many bytes. */
guint bag_files(Bag *bag, guint64 *bytes);

/*
 * Whether coreutils' `sha512sum -c` finds a file of this name: a manifest has LF, CR and % percent-encoded
 * (RFC 8493, 2.1.3), which it takes for the name itself. A bag may have such a name nonetheless.
 */
gboolean bag_name_is_plain(const char *path);

/* Appends the line of a manifest, as coreutils write it (RFC 8493, 2.1.3). */
void bag_manifest_append(GString *into, const char *digest, const char *path);

/* What Bag-Software-Agent begins with. Such bags are held to the exact form that they were made in
 * (verify.h).
 */
#define BAG_AGENT "Broadside"

/* A line of bag-info.txt. One whose value is NULL or empty is left out. */
typedef struct {
    const char *label, *value;
} BagInfo;

/*
 * Writes the tag files: bagit.txt, bag-info.txt of `info` with Bag-Software-Agent, Payload-Oxum and
 * Bag-Size added, both manifests; and sees to it that all is on the disk. The bag is complete.
 */
gboolean bag_finish(Bag *bag, const BagInfo *info, guint count, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Bag, bag_free)
