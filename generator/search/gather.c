/* SPDX-License-Identifier: MIT */
#include "search/gather.h"

#include <string.h>

#define SLOTS_FIRST 4096
#define KEPT_INSIDE 16 /* a power of two */
#define AHEAD 12

/* A term and its documents: steps between them, seven bits to a byte. What comes again in a document, as most
 * terms do, is known by the slot alone. */
typedef struct {
    TermKey term;
    guint32 last;   /* the last document that has it */
    guint32 length; /* of its bytes; 0: a free slot. There is room up to the next power of two */
    union {
        guint8 inside[KEPT_INSIDE];
        guint8 *bytes; /* where there are more; owned */
    };
} Slot;

typedef struct {
    TermKey term;
    guint32 slot;
} Sorted;

struct Gather {
    Slot *slots;
    guint n_slots; /* a power of two */
    guint n_terms;
    TermKey *terms; /* sorted */
    guint32 *order; /* of their slots */
};

Gather *gather_new(void)
{
    Gather *gather = g_new0(Gather, 1);

    gather->n_slots = SLOTS_FIRST;
    gather->slots = g_new0(Slot, gather->n_slots);
    return gather;
}

void gather_free(Gather *gather)
{
    if (!gather)
        return;
    for (guint i = 0; i < gather->n_slots; i++)
        if (gather->slots[i].length > KEPT_INSIDE)
            g_free(gather->slots[i].bytes);
    g_free(gather->slots);
    g_free(gather->terms);
    g_free(gather->order);
    g_free(gather);
}

static inline guint place_of(const Gather *gather, TermKey term)
{
    return (guint)((term * G_GUINT64_CONSTANT(0x9E3779B97F4A7C15)) >> 32) & (gather->n_slots - 1);
}

/* The slot of a term, or the free one where it belongs. */
static inline Slot *slot_find(const Gather *gather, TermKey term)
{
    guint place = place_of(gather, term);

    while (gather->slots[place].length && gather->slots[place].term != term)
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
        if (before[i].length)
            *slot_find(gather, before[i].term) = before[i];
}

static inline void byte_add(Slot *slot, guint8 byte)
{
    if (slot->length == KEPT_INSIDE) {
        guint8 *bytes = g_malloc(KEPT_INSIDE * 2);
        memcpy(bytes, slot->inside, KEPT_INSIDE);
        slot->bytes = bytes;
    } else if (slot->length > KEPT_INSIDE && (slot->length & (slot->length - 1)) == 0)
        slot->bytes = g_realloc(slot->bytes, (gsize)slot->length * 2);
    (slot->length < KEPT_INSIDE ? slot->inside : slot->bytes)[slot->length] = byte;
    slot->length++;
}

static inline void document_add(Slot *slot, guint32 document)
{
    guint32 step = document - slot->last;

    for (; step >= 0x80; step >>= 7)
        byte_add(slot, (guint8)(step | 0x80));
    byte_add(slot, (guint8)step);
    slot->last = document;
}

void gather_add(Gather *gather, guint32 document, const GArray *terms)
{
    for (guint i = 0; i < terms->len; i++) {
        const TermKey term = g_array_index(terms, TermKey, i);
        /* Most slots are in no cache: each is asked for before it is looked at. */
        if (i + AHEAD < terms->len)
            __builtin_prefetch(&gather->slots[place_of(gather, g_array_index(terms, TermKey, i + AHEAD))]);
        Slot *slot = slot_find(gather, term);
        if (slot->length && slot->last == document)
            continue;
        const gboolean is_new = !slot->length;
        slot->term = term;
        document_add(slot, document);
        if (is_new && ++gather->n_terms > gather->n_slots / 2)
            slots_grow(gather);
    }
}

#define DIGIT_BITS 11
#define DIGITS (1 << DIGIT_BITS)

/* Moves the terms over, in the order of one digit; FALSE: all have the same, and stay. */
static gboolean digit_sort(const Sorted *from, Sorted *to, guint count, guint shift)
{
    guint starts[DIGITS] = {0};

    for (guint i = 0; i < count; i++)
        starts[from[i].term >> shift & (DIGITS - 1)]++;
    if (count == 0 || starts[from[0].term >> shift & (DIGITS - 1)] == count)
        return FALSE;
    for (guint i = 0, start = 0; i < DIGITS; i++) {
        const guint size = starts[i];
        starts[i] = start;
        start += size;
    }
    for (guint i = 0; i < count; i++)
        to[starts[from[i].term >> shift & (DIGITS - 1)]++] = from[i];
    return TRUE;
}

/* Several hundred thousand of them, by their digits from the last to the first: a fifth of qsort()'s time. */
static void terms_sort(Sorted **terms, guint count)
{
    Sorted *other = g_new(Sorted, count + 1);

    for (guint shift = 0; shift < 8 * sizeof(TermKey); shift += DIGIT_BITS)
        if (digit_sort(*terms, other, count, shift)) {
            Sorted *sorted = other;
            other = *terms;
            *terms = sorted;
        }
    g_free(other);
}

const TermKey *gather_terms(Gather *gather, guint *count)
{
    g_autofree Sorted *sorted = g_new(Sorted, gather->n_terms + 1);

    *count = 0;
    for (guint32 i = 0; i < gather->n_slots; i++)
        if (gather->slots[i].length)
            sorted[(*count)++] = (Sorted){gather->slots[i].term, i};
    terms_sort(&sorted, *count);
    gather->order = g_new(guint32, *count + 1);
    gather->terms = g_new(TermKey, *count + 1);
    for (guint i = 0; i < *count; i++) {
        gather->terms[i] = sorted[i].term;
        gather->order[i] = sorted[i].slot;
    }
    return gather->terms;
}

void gather_read(const Gather *gather, guint index, GArray *documents)
{
    const Slot *slot = &gather->slots[gather->order[index]];
    const guint8 *bytes = slot->length > KEPT_INSIDE ? slot->bytes : slot->inside;
    guint32 document = 0;

    for (guint i = 0; i < slot->length;) {
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
