/* SPDX-License-Identifier: MIT */
/* The part of entries that only the loader uses. */
#pragma once

#include "content/entry.h"

/*
 * Loads the entry in the file `path` ("content/FOLDER/….md") of the site `root`. What is wrong in it goes to
 * `diagnostics`; the entry then holds what could be read. It lives in `arena`, but for its source. NULL with
 * `error` where the file cannot be read.
 */
Entry *entry_load(const char *root, const char *path, const Type *type, Arena *arena,
                  Diagnostics *diagnostics, GError **error);
/* Frees what does not live in the arena. */
void entry_clear(Entry *entry);
