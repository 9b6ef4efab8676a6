/* SPDX-License-Identifier: MIT */
/*
 * The folder that the records of years stand in, each as a folder YEAR with its packages YEAR.zip and
 * YEAR.tar beside it. What is made is made under a hidden name (".2025.broadside-new"), and takes the place
 * of what is there when all of it is on the disk. Killed at any moment, a whole record stands there, the last
 * one or the next; where the file system cannot exchange two folders in one step, the last one may be under a
 * hidden name for a moment, from which shelf_open() brings it back.
 */
#pragma once

#include "build/failure.h"

typedef struct Shelf Shelf;

/*
 * Opens the folder at `path`, which is made if it is missing, for this process alone: while another holds it,
 * this one waits, after it has called `waiting` with 0. What killed runs left is removed.
 */
Shelf *shelf_open(const char *path, void (*waiting)(int pid), GError **error);
/* Clears it, and removes the folder if it was made and is empty. */
void shelf_close(Shelf *shelf);

/* The path of what stands there, or would: "2025", "2025.zip"; newly allocated. */
char *shelf_path(const Shelf *shelf, const char *name);
/* The path at which the next one of that name is to be made, newly allocated. Nothing is there. */
char *shelf_begin(const Shelf *shelf, const char *name);
/*
 * Puts what was made in the place of what stands there, which has a hidden name from then on. FALSE with
 * `error`: what stands there is what stood there, unless the disk fails, and then both are kept.
 */
gboolean shelf_put(Shelf *shelf, const char *name, GError **error);
/* The same in steps that every file system knows. */
gboolean shelf_put_in_steps(Shelf *shelf, const char *name, GError **error);
/* Removes what was replaced, or begun and not put. */
gboolean shelf_clear(Shelf *shelf, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Shelf, shelf_close)
