/* SPDX-License-Identifier: MIT */
/*
 * Copies of photos, kept from one build to the next in a folder of a site's .broadside/ under names that say
 * of what and how they were made. To be used with the site locked.
 */
#pragma once

#include "picture/photo.h"
#include "text/file.h"

typedef struct PhotoStore PhotoStore;

/*
 * The store of the site at `root`; what a killed build left half made is removed. Where none can be kept (a
 * folder that cannot be written, a link), copies are made in the folder `instead`, for this build only. NULL
 * with `error` where that fails as well.
 */
PhotoStore *photo_store_open(const char *root, const char *instead, GError **error);
void photo_store_free(PhotoStore *store);

/* The name of a copy of the part `crop` of a photo with that digest; newly allocated. */
char *photo_store_name(Digest photo, const PhotoCrop *crop, const PhotoCopy *copy);
/* The name of the photo itself without its metadata, with the ending that `path` has. */
char *photo_store_name_clean(Digest photo, const char *path);

/* Where the copy lies if the store has it; newly allocated. */
char *photo_store_path(const PhotoStore *store, const char *name);
/* Whether it has that copy with the bytes that it has taken in; it is read. */
gboolean photo_store_has(PhotoStore *store, const char *name);

/* An absolute path, where copies are made; and where the one of that name is (newly allocated). */
const char *photo_store_workbench(const PhotoStore *store);
char *photo_store_path_new(const PhotoStore *store, const char *name);
/* Takes in the copy that was made there; `size`: its width and height; NULL: any. FALSE with errno where it
 * is not a picture of that size (EIO), or cannot be moved. */
gboolean photo_store_take(PhotoStore *store, const char *name, const PictureSize *size);

/* Removes all but the copies whose names are keys of `used`: how many, and how many bytes they had. */
guint photo_store_sweep(PhotoStore *store, GHashTable *used, guint64 *bytes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(PhotoStore, photo_store_free)
