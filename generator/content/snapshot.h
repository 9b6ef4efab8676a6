/* SPDX-License-Identifier: MIT */
/*
 * The typed front matter of all entries as bytes, which are mapped and used as they lie there: an entry whose
 * file has not changed since is thawed, and nothing of it is opened or parsed. What was found of an entry
 * that had anything to be said of it is not kept: it is read again, and said again.
 */
#pragma once

#include "content/entry.h"
#include "content/folder.h"
#include "text/sink.h"

typedef struct Snapshot Snapshot;
typedef struct Content Content;

/* Writes a snapshot of the content, as it was loaded. What it was loaded from must still be there. */
void snapshot_save(const Content *content, const Sink *into);

/* A snapshot over those bytes; NULL where they are none. The bytes stay referred to. Whoever keeps them finds
 * out whether they are damaged; of those that are, nothing is read that is not among them. */
Snapshot *snapshot_open(GBytes *bytes);
void snapshot_free(Snapshot *snapshot);

/* Whether the front matter was read by the same types: else nothing in it is of use. */
gboolean snapshot_fits(const Snapshot *snapshot, const Types *types);

/* The number of the entry at `path`, or -1. `hint` is where the search begins; it is set for the next one. */
int snapshot_find(const Snapshot *snapshot, const char *path, guint *hint);

/* Whether its file seems to be the same, and whether it is by its bytes. */
gboolean snapshot_has_stamp(const Snapshot *snapshot, guint index, FileStamp stamp);
gboolean snapshot_has_hash(const Snapshot *snapshot, guint index, guint64 hash);

/*
 * Fills the entry, which is of that type, from the snapshot, but for its source, stamp and `unchanged`. Texts
 * stay in the snapshot, the rest lies in `arena`. Files that it names must still be there: in `folder`, or in
 * the site's `root`. `length` gets the bytes of its text. FALSE where the entry must be read: nothing was
 * done with it.
 */
gboolean snapshot_thaw(const Snapshot *snapshot, guint index, const Type *type, const Folder *folder,
                       const char *root, Arena *arena, Entry *entry, gsize *length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Snapshot, snapshot_free)
