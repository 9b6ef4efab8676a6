/* SPDX-License-Identifier: MIT */
#include "site/slot.h"

#include "site/visibility.h"
#include "text/hash.h"

#include <string.h>
#include <xxhash.h>

/* What stands for nothing: no value has it. */
#define EMPTY 0
#define WITHHELD 1

static guint64 mix_date(guint64 hash, Date date)
{
    return hash_mix(hash, (guint64)(guint32)date.day << 32 | (guint32)date.minute);
}

static guint64 mix_value(const Site *site, guint64 hash, const Value *value);

/* Templates get an entry, or nothing where it is hidden; what they read of it counts by itself. */
static guint64 mix_reference(guint64 hash, const Value *value)
{
    if (!value->entry)
        return hash_mix_text(hash_mix(hash, 2), value->text);
    return hash_mix_text(hash_mix(hash, value->entry->state == ENTRY_HIDDEN), value->entry->id);
}

static guint64 mix_list(const Site *site, guint64 hash, const Value *value)
{
    hash = hash_mix(hash, value->list.count);
    for (guint i = 0; i < value->list.count; i++)
        hash = mix_value(site, hash, &value->list.items[i]);
    return hash;
}

static guint64 mix_record(const Site *site, guint64 hash, const Value *value)
{
    hash = hash_mix(hash, value->record.count);
    for (guint i = 0; i < value->record.count; i++) {
        hash = hash_mix_text(hash, value->record.members[i].name);
        hash = mix_value(site, hash, &value->record.members[i].value);
    }
    return hash;
}

static guint64 mix_number(guint64 hash, double number)
{
    return XXH3_64bits_withSeed(&number, sizeof number, hash);
}

static guint64 mix_value(const Site *site, guint64 hash, const Value *value)
{
    hash = hash_mix(hash, value->kind);
    switch (value->kind) {
    case VALUE_NONE: return hash;
    case VALUE_TEXT: return XXH3_64bits_withSeed(value->text, value->length + 1, hash);
    case VALUE_INTEGER: return hash_mix(hash, (guint64)value->integer);
    case VALUE_NUMBER: return mix_number(hash, value->number);
    case VALUE_BOOLEAN: return hash_mix(hash, value->boolean != FALSE);
    case VALUE_DATE: return mix_date(hash, value->date);
    case VALUE_LIST: return mix_list(site, hash, value);
    case VALUE_RECORD: return mix_record(site, hash, value);
    case VALUE_REFERENCE: return mix_reference(hash, value);
    case VALUE_FILE:
        return hash_mix_text(hash_mix(hash, site_withholder(site, value->text) != NULL), value->text);
    }
    return hash;
}

guint64 slot_hash_value(const Site *site, const Value *value)
{
    return value->kind == VALUE_NONE ? EMPTY : mix_value(site, EMPTY, value);
}

Slots slots_of_query(const Type *type, const char *name)
{
    static const struct {
        const char *name;
        guint slot;
    } known[] = {{"counted", SLOT_DUTY},  {"day", SLOT_DAYS},          {"days_left", SLOT_DAYS},
                 {"expired", SLOT_STATE}, {"folder", SLOT_NAME},       {"id", SLOT_NAME},
                 {"last_day", SLOT_DAYS}, {"late", SLOT_DUTY},         {"overdue", SLOT_DUTY},
                 {"slug", SLOT_NAME},     {"posting_from", SLOT_DAYS}, {"posting_until", SLOT_DAYS},
                 {"type", SLOT_NAME},     {"year", SLOT_DAYS}};
    const int index = type_field(type, name);
    Slots slots = index >= 0 ? slot_of_field((guint)index) : 0;

    for (guint i = 0; i < G_N_ELEMENTS(known); i++)
        if (strcmp(known[i].name, name) == 0)
            slots |= SLOT(known[i].slot);
    return slots ? slots : SLOTS_FRONT;
}

/* A row that is being filled. */
typedef struct {
    GArray *words;
    guint start;
} Row;

/* In the order of slots. */
static void row_add(const Row *row, guint slot, guint64 hash)
{
    if (hash == EMPTY)
        return;
    g_array_index(row->words, guint64, row->start) |= SLOT(slot);
    g_array_append_val(row->words, hash);
}

/* What readers may not see is not what was never there: then the name can mean something else. */
static guint64 hash_field(const Site *site, const Entry *entry, guint index)
{
    return entry->fields[index].kind == VALUE_NONE
               ? EMPTY
               : MAX(slot_hash_value(site, entry_visible(entry, index)), WITHHELD);
}

static void add_fields(const Site *site, const Row *row, const Entry *entry)
{
    guint64 late = EMPTY;

    for (guint i = 0; i < entry->type->n_fields; i++) {
        const guint64 hash = hash_field(site, entry, i);
        if (i < SLOT_LATE_FIELDS)
            row_add(row, i, hash);
        else
            late = hash_mix(late, hash);
    }
    row_add(row, SLOT_LATE_FIELDS, late);
}

static guint64 hash_days(const Entry *entry)
{
    guint64 hash = hash_mix(1, (guint64)entry->days_left);

    hash = mix_date(hash, entry->day);
    hash = mix_date(hash, entry->last_day);
    hash = mix_date(hash, entry->posting_from);
    return mix_date(hash, entry->posting_until);
}

static guint64 hash_name(const Entry *entry)
{
    return hash_mix_text(hash_mix_text(hash_mix_text(1, entry->id), entry->slug), entry->type->name);
}

static guint64 hash_backlinks(const Entry *entry)
{
    guint64 hash = EMPTY;

    for (guint i = 0; entry->backlinks && i < entry->backlinks->len; i++)
        hash = hash_mix_text(hash, ((const Entry *)entry->backlinks->pdata[i])->id);
    return hash;
}

/* Of each entry its neighbours in the list of its type, by position. */
static guint64 *hash_neighbours(const Site *site)
{
    guint64 *hashes = g_new0(guint64, site->content->entries->len + 1);

    for (guint i = 0; i < site->by_type->len; i++) {
        const Collection *entries = site->by_type->pdata[i];
        for (guint at = 0; at < collection_count(entries); at++) {
            const Entry *newer = at > 0 ? collection_at(entries, at - 1) : NULL;
            const Entry *older = collection_at(entries, at + 1);
            hashes[collection_at(entries, at)->position] =
                hash_mix_text(hash_mix_text(1, newer ? newer->id : NULL), older ? older->id : NULL);
        }
    }
    return hashes;
}

static void add_row(const Site *site, GArray *words, const Entry *entry, guint64 neighbours)
{
    static const guint64 nothing = 0;
    const Row row = {words, words->len};

    g_array_append_val(words, nothing);
    add_fields(site, &row, entry);
    /* Messages say where in a file something stands: the whole of it counts, not the Markdown alone. */
    row_add(&row, SLOT_BODY, hash_mix(1, entry->text_hash));
    row_add(&row, SLOT_STATE, hash_mix(1, (guint64)entry->state * 2 + entry_is_draft(entry)));
    row_add(&row, SLOT_DAYS, hash_days(entry));
    row_add(&row, SLOT_DUTY, hash_mix(1, (guint64)(entry->overdue | entry->counted << 1 | entry->late << 2)));
    row_add(&row, SLOT_NAME, hash_name(entry));
    row_add(&row, SLOT_OUTPUT, hash_mix_text(1, entry->output));
    row_add(&row, SLOT_SHEET, hash_mix_text(1, entry->sheet));
    row_add(&row, SLOT_BACKLINKS, hash_backlinks(entry));
    row_add(&row, SLOT_NEIGHBOURS, neighbours);
}

SlotTable *slot_table_new(const Site *site)
{
    const GPtrArray *entries = site->content->entries;
    g_autofree const Entry **ordered = g_new0(const Entry *, entries->len + 1);
    g_autofree guint64 *neighbours = hash_neighbours(site);
    SlotTable *table = g_new0(SlotTable, 1);

    table->count = entries->len;
    table->words = g_array_sized_new(FALSE, FALSE, sizeof(guint64), 16 * (entries->len + 1));
    table->starts = g_new0(guint32, entries->len + 1);
    for (guint i = 0; i < entries->len; i++)
        ordered[((const Entry *)entries->pdata[i])->position] = entries->pdata[i];
    for (guint i = 0; i < entries->len; i++) {
        table->starts[i] = table->words->len;
        add_row(site, table->words, ordered[i], neighbours[i]);
    }
    table->starts[entries->len] = table->words->len;
    return table;
}

void slot_table_free(SlotTable *table)
{
    if (!table)
        return;
    g_array_unref(table->words);
    g_free(table->starts);
    g_free(table);
}

const guint64 *slot_table_row(const SlotTable *table, guint position)
{
    return &g_array_index(table->words, guint64, table->starts[position]);
}

Slots slots_differing(const guint64 *a, const guint64 *b)
{
    const Slots in_a = a[0], in_b = b[0];
    Slots differing = in_a ^ in_b;

    for (Slots rest = in_a | in_b; rest; rest &= rest - 1) {
        const Slots slot = rest & -rest;
        a += (in_a & slot) != 0;
        b += (in_b & slot) != 0;
        if ((in_a & in_b & slot) && *a != *b)
            differing |= slot;
    }
    return differing;
}

guint64 slots_hash(const guint64 *row, Slots slots)
{
    const Slots present = row[0];
    guint64 hash = hash_mix(1, present & slots);

    for (Slots rest = present; rest; rest &= rest - 1) {
        row++;
        if (slots & rest & -rest)
            hash = hash_mix(hash, *row);
    }
    return hash;
}
