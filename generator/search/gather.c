/* SPDX-License-Identifier: MIT */
#include "search/gather.h"

#include <stdlib.h>
#include <string.h>

#define SLOTS_FIRST 4096
#define KEPT_INSIDE 12

/* The documents of a term: steps between them, seven bits to a byte. */
typedef struct {
    TermKey term;
    guint32 length;
    guint32 room;
    union {
        guint8 inside[KEPT_INSIDE];
        guint8 *bytes; /* where `room` is more than that; owned */
    };
} Item;

/* Where a term is looked up. What comes again in a document, as most terms do, is known here already. */
typedef struct {
    TermKey term;
    guint32 item; /* its index + 1; 0: free */
    guint32 last; /* the last document that has it */
} Slot;

struct Gather {
    GArray *items; /* Item */
    Slot *slots;
    guint n_slots;  /* a power of two */
    TermKey *terms; /* sorted */
    guint32 *order; /* of the items */
};

Gather *gather_new(void)
{
    Gather *gather = g_new0(Gather, 1);

    gather->items = g_array_new(FALSE, FALSE, sizeof(Item));
    gather->n_slots = SLOTS_FIRST;
    gather->slots = g_new0(Slot, gather->n_slots);
    return gather;
}

void gather_free(Gather *gather)
{
    if (!gather)
        return;
    for (guint i = 0; i < gather->items->len; i++) {
        Item *item = &g_array_index(gather->items, Item, i);
        if (item->room > KEPT_INSIDE)
            g_free(item->bytes);
    }
    g_array_unref(gather->items);
    g_free(gather->slots);
    g_free(gather->terms);
    g_free(gather->order);
    g_free(gather);
}

/* The slot of a term, or the free one where it belongs. */
static inline Slot *slot_find(const Gather *gather, TermKey term)
{
    guint place = (guint)((term * G_GUINT64_CONSTANT(0x9E3779B97F4A7C15)) >> 32) & (gather->n_slots - 1);

    while (gather->slots[place].item && gather->slots[place].term != term)
        place = (place + 1) & (gather->n_slots - 1);
    return &gather->slots[place];
}

static void slots_grow(Gather *gather)
{
    g_autofree Slot *before = gather->slots;
    const guint count = gather->n_slots;

    gather->n_slots = count * 2;
    gather->slots = g_new0(Slot, gather->n_slots);
    for (guint i = 0; i < count; i++)
        if (before[i].item)
            *slot_find(gather, before[i].term) = before[i];
}

static void bytes_grow(Item *item)
{
    guint8 *bytes = g_malloc(item->room * 2);

    memcpy(bytes, item->room > KEPT_INSIDE ? item->bytes : item->inside, item->length);
    if (item->room > KEPT_INSIDE)
        g_free(item->bytes);
    item->bytes = bytes;
    item->room *= 2;
}

static inline void byte_add(Item *item, guint8 byte)
{
    if (item->length == item->room)
        bytes_grow(item);
    (item->room > KEPT_INSIDE ? item->bytes : item->inside)[item->length++] = byte;
}

static void document_add(Gather *gather, Slot *slot, guint32 document)
{
    Item *item = &g_array_index(gather->items, Item, slot->item - 1);
    guint32 step = document - slot->last;

    for (; step >= 0x80; step >>= 7)
        byte_add(item, (guint8)(step | 0x80));
    byte_add(item, (guint8)step);
    slot->last = document;
}

static void term_new(Gather *gather, Slot *slot, TermKey term, guint32 document)
{
    const Item item = {.term = term, .room = KEPT_INSIDE};

    g_array_append_val(gather->items, item);
    *slot = (Slot){term, gather->items->len, 0};
    document_add(gather, slot, document);
    if (gather->items->len > gather->n_slots / 2)
        slots_grow(gather);
}

void gather_add(Gather *gather, guint32 document, const GArray *terms)
{
    for (guint i = 0; i < terms->len; i++) {
        const TermKey term = g_array_index(terms, TermKey, i);
        Slot *slot = slot_find(gather, term);
        if (!slot->item)
            term_new(gather, slot, term, document);
        else if (slot->last != document)
            document_add(gather, slot, document);
    }
}

typedef struct {
    TermKey term;
    guint32 item;
} Sorted;

static int compare_sorted(const void *a, const void *b)
{
    const TermKey first = ((const Sorted *)a)->term, second = ((const Sorted *)b)->term;
    return (first > second) - (first < second);
}

const TermKey *gather_terms(Gather *gather, guint *count)
{
    *count = gather->items->len;
    g_autofree Sorted *sorted = g_new(Sorted, *count + 1);
    gather->order = g_new(guint32, *count + 1);
    gather->terms = g_new(TermKey, *count + 1);
    for (guint32 i = 0; i < *count; i++)
        sorted[i] = (Sorted){g_array_index(gather->items, Item, i).term, i};
    qsort(sorted, *count, sizeof *sorted, compare_sorted);
    for (guint i = 0; i < *count; i++) {
        gather->terms[i] = sorted[i].term;
        gather->order[i] = sorted[i].item;
    }
    return gather->terms;
}

void gather_read(const Gather *gather, guint index, GArray *documents)
{
    const Item *item = &g_array_index(gather->items, Item, gather->order[index]);
    const guint8 *bytes = item->room > KEPT_INSIDE ? item->bytes : item->inside;
    guint32 document = 0;

    for (guint i = 0; i < item->length;) {
        guint32 step = 0;
        for (guint shift = 0;; shift += 7) {
            step |= (guint32)(bytes[i] & 0x7F) << shift;
            if (!(bytes[i++] & 0x80))
                break;
        }
        document += step;
        g_array_append_val(documents, document);
    }
}
