/* SPDX-License-Identifier: MIT */
/* How a snapshot lies in its bytes: the head; a block for each entry, by their paths, with its values and
 * texts; where the blocks begin. Numbers are those of the machine: a snapshot never leaves it. */
#pragma once

#include "content/content.h"

/* With another number nothing of an older program is read. */
#define SNAPSHOT_MAGIC "bsnap 04"

typedef struct {
    char magic[8];
    guint64 types;     /* types_hash() */
    guint64 size;      /* of all of it, in bytes */
    guint64 n_entries; /* as many guint64 stand at the end: where the blocks begin, each at a multiple of 8 */
} SavedHead;

/* A place among the texts of the block; 0: no text, or an empty one. */
typedef guint32 SavedText;

/* The head of a block; its values follow, then its texts: the first byte of them and the last one are NUL. */
typedef struct {
    FileStamp stamp;
    guint64 hash;
    guint32 size; /* of the block, in bytes */
    guint32 n_values;
    guint32 n_first; /* values of its own; those in lists and records come right behind them */
    SavedText path;
    guint32 own; /* Entry.own; else what follows is of no use */
    SavedText id, folder, slug;
    SavedText type; /* its name */
    guint32 length; /* of the text, in bytes */
    guint32 body, body_line;
    gint32 day, minute;
    guint32 papers;
    guint32 unused;
} SavedEntry;

/* The items of a list and the members of a record follow it, each with all that lies in it. */
typedef struct {
    guint32 kind;
    guint32 line;
    guint32 column;
    guint32 name; /* of an entry's value: the place of its field; of a member: a SavedText */
    union {
        struct {
            SavedText text;
            guint32 length;
        };
        gint64 integer;
        double number;
        struct {
            gint32 day, minute;
        };
        struct {
            guint32 count;
            guint32 unused;
        };
    };
} SavedValue;

G_STATIC_ASSERT(sizeof(SavedHead) == 32);
G_STATIC_ASSERT(sizeof(SavedEntry) % 8 == 0);
G_STATIC_ASSERT(sizeof(SavedValue) == 24);

/* A hash of all that decides how front matter is read: the types with their fields (type-hash.c). */
guint64 types_hash(const Types *types);
