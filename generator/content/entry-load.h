/* SPDX-License-Identifier: MIT */
/* The part of entries that only the loader uses. */
#pragma once

#include "content/folder.h"
#include "content/snapshot.h"

/* What loading entries needs. Everything is borrowed. */
typedef struct {
    const char *root;
    int at;              /* the same folder, open */
    SourceFolder *texts; /* the same, of texts that may be put down */
    const Folder *folder;
    const Snapshot *snapshot; /* or NULL */
    gboolean checksum;
    Arena *arena;   /* gets the entries, but for the texts of their sources */
    Arena *sources; /* gets those: a process that puts texts down writes to them, and to nothing else */
    Diagnostics *diagnostics;
} EntryLoader;

/*
 * Loads the entry in `file` ("content/FOLDER/….md"). What is wrong in it goes to the diagnostics; the entry
 * then holds what could be read. `hint` is that of snapshot_find(). NULL with `error` where the file cannot
 * be read.
 */
Entry *entry_load(const EntryLoader *loader, const FolderFile *file, const Type *type, guint *hint,
                  GError **error);
/* Frees what does not live in the arena. */
void entry_clear(Entry *entry);
