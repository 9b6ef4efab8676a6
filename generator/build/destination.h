/* SPDX-License-Identifier: MIT */
/*
 * The folder that a website is published in. Below it no symbolic link is ever followed, so that nothing can
 * be read, written or removed outside of it. Paths are those of outputs: relative, with slashes.
 */
#pragma once

#include "text/stamp.h"

#include <glib.h>
#include <sys/stat.h>

typedef struct Destination Destination;

/* The folder at `path`, which need not be there yet. */
Destination *destination_new(const char *path);
void destination_free(Destination *destination);

const char *destination_path(const Destination *destination);
/* Makes the folder itself, and those above it. */
gboolean destination_make(Destination *destination, GError **error);

/*
 * The functions below set errno and return FALSE or -1 where they fail; ENOTDIR: a file or a symbolic link
 * stands where a folder should.
 */

/* A descriptor of the folder that holds `path`, until the next call, and the last part of `path` in *name. */
int destination_parent(Destination *destination, const char *path, gboolean make, const char **name);
/* What is at `path` itself: a symbolic link is not followed. */
gboolean destination_stat(Destination *destination, const char *path, struct stat *status);
/* The stamp of the regular file at `path`. FALSE: there is none; errno is not set where it is something else.
 */
gboolean destination_look(Destination *destination, const char *path, FileStamp *stamp);
/* Opens the regular file at `path` for reading; to be closed by the caller. ELOOP: it is something else. */
int destination_open(Destination *destination, const char *path);
/* The names in the folder at `path`, in no order; owned by the caller, empty if it cannot be read. */
GPtrArray *destination_list(Destination *destination, const char *path);
/* How many names there are, and those that may be folders; owned by the caller. */
guint destination_count(Destination *destination, const char *path, GPtrArray **folders);
/* Removes an empty folder. */
gboolean destination_drop_folder(Destination *destination, const char *path);
gboolean destination_remove(Destination *destination, const char *path);
/* Moves the file or folder `name` of the folder `from` to `path`, making the folders on the way. */
gboolean destination_take(Destination *destination, int from, const char *name, const char *path);
/* The same with what is at `path` in another such folder. */
gboolean destination_take_from(Destination *destination, Destination *from, const char *path);
/* Removes the folders above `path` that are empty, but not the folder itself. */
void destination_prune(Destination *destination, const char *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Destination, destination_free)
