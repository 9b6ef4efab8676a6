/* SPDX-License-Identifier: MIT */
/*
 * What is in a bag that somebody else may have made, to harm whoever looks: the names, kinds and sizes of its
 * files, the text of a few, and the checksums of the rest. Nothing outside its base directory is ever read.
 */
#pragma once

#include "archive/algorithm.h"
#include "text/diagnostic.h"

typedef enum { ITEM_FILE, ITEM_FOLDER, ITEM_LINK, ITEM_OTHER } ItemKind;

typedef struct {
    char *path; /* relative to the base directory, with slashes; bytes, perhaps no UTF-8 */
    ItemKind kind;
    guint64 bytes;
    guint64 holes;               /* of those: what the disk does not hold */
    guint wanted;                /* set of 1 << Algorithm: what items_read() is to compute */
    char *digests[N_ALGORITHMS]; /* in hexadecimal digits; NULL: not computed */
    char *text;                  /* of a tag file, NUL-terminated, `bytes` long; NULL: not kept */
    guint index;                 /* of an archive: the number of the entry that its bytes are in */
    char *same; /* of an archive: the path of the entry that this one is once more; or NULL */
} BagItem;

typedef struct {
    char *path;     /* of the folder or archive */
    char *shown;    /* the base directory, as messages name it */
    GPtrArray *all; /* BagItem, by path; folders too, but not the base directory */
    GHashTable *by_path;
    int fd; /* of the folder, or of the archive */
    gboolean is_package;
    gboolean is_bare; /* an archive without a top folder */
} BagItems;

/* The longest tag file that is read, in bytes: a manifest of a million files. */
#define TAG_FILE_MAX (256 * 1024 * 1024)
/* So many bytes that the disk does not hold are not read: they would take for ever. */
#define HOLES_MAX (G_GUINT64_CONSTANT(16) << 30)

/* The bag in the folder `path`. What cannot be read in it goes to `diagnostics`; NULL with `error` where the
 * folder cannot. */
BagItems *items_of_folder(const char *path, Diagnostics *diagnostics, GError **error);
void items_free(BagItems *items);

/* The item at this path, or NULL. */
BagItem *items_find(const BagItems *items, const char *path);
/* The text of a tag file, `item->bytes` long; NULL after a diagnostic. The item's. */
const char *items_text(BagItems *items, BagItem *item, Diagnostics *diagnostics);

/* Opens a plain file of a bag that is a folder; -1 after a diagnostic. */
int items_open(const BagItems *items, const BagItem *item, Diagnostics *diagnostics);

typedef void (*ItemsProgress)(guint64 done, guint64 all);
/*
 * Reads all files that are wanted in some algorithm, and computes their digests: those that stay NULL could
 * not be read, which `diagnostics` say. FALSE with `error` where the machine fails, or at an interrupt.
 */
gboolean items_read(BagItems *items, ItemsProgress progress, Diagnostics *diagnostics, GError **error);

/* `path` as messages show it: valid UTF-8, without control characters; newly allocated. */
char *path_show(const char *path);
/* The file at `path` in the bag as messages show it; newly allocated. */
char *items_shown(const BagItems *items, const char *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(BagItems, items_free)
