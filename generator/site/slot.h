/* SPDX-License-Identifier: MIT */
/*
 * What can be read of an entry, cut into slots: so that it can be noted in one word what of it a page has
 * read, and told later whether that has changed.
 */
#pragma once

#include "site/site.h"

/* A set of slots of one entry. */
typedef guint64 Slots;

/* The slots: fields of its type by their places, with one for all that come late, and what is known besides.
 */
enum {
    SLOT_LATE_FIELDS = 47, /* the fields from this place on */
    SLOT_BODY,             /* the Markdown */
    SLOT_STATE,            /* whether it is listed, kept, a sign or hidden; whether it is a draft */
    SLOT_DAYS,             /* its day, the last one and those of its posting; those left */
    SLOT_DUTY,             /* of a commitment: overdue, counted, late */
    SLOT_NAME,             /* its id, slug, folder and type */
    SLOT_OUTPUT,           /* the path of its page */
    SLOT_SHEET,            /* of its sheet */
    SLOT_BACKLINKS,        /* the entries that refer to it, in their order */
    SLOT_NEIGHBOURS,       /* the entries before and after it in the list of its type */
    N_SLOTS,
};
G_STATIC_ASSERT(N_SLOTS <= 64);

#define SLOT(slot) ((Slots)1 << (slot))
/* All that can be read of an entry but its Markdown. */
#define SLOTS_FRONT (~SLOT(SLOT_BODY) & (SLOT(N_SLOTS) - 1))

/* The slot of the field at that place of its type. */
static inline Slots slot_of_field(guint index)
{
    return SLOT(MIN(index, (guint)SLOT_LATE_FIELDS));
}

/* The slots that a query for `name` reads: a field of the type, or what entry_query() knows besides. */
Slots slots_of_query(const Type *type, const char *name);

/*
 * A hash of a value as templates see it: with what its references show, and without files that readers may
 * not see. `value` may be of an entry, of the configuration or of a data file.
 */
guint64 slot_hash_value(const Site *site, const Value *value);

/* Hashes of all slots of all entries of the site, those of an entry in a row: a word with the set of slots
 * that have something in them, then a hash for each of these, in their order. */
typedef struct {
    GArray *words;   /* guint64: all rows */
    guint32 *starts; /* of the row of each entry, by its position; one more at the end */
    guint count;
} SlotTable;

/* The plan has given the entries their outputs. */
SlotTable *slot_table_new(const Site *site);
void slot_table_free(SlotTable *table);
/* The row of the entry at that position. */
const guint64 *slot_table_row(const SlotTable *table, guint position);
/* The slots in which two rows differ. Each has as many words as its set says. */
Slots slots_differing(const guint64 *a, const guint64 *b);
/* A hash of those slots of a row. */
guint64 slots_hash(const guint64 *row, Slots slots);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(SlotTable, slot_table_free)
