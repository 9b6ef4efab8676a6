/* SPDX-License-Identifier: MIT */
#include "archive/evidence-tree.h"

#include "site/query.h"
#include "site/span.h"
#include "site/visibility.h"
#include "text/number.h"

#include <string.h>

typedef struct {
    Evidence *evidence;
    const Site *site;
    const Type *type;
    GHashTable *by_id; /* id -> EvidenceItem * */
} Reading;

static void list_read(const Reading *reading, const Value *list, EvidenceItem *parent);

static void item_read(const Reading *reading, const Value *record, EvidenceItem *parent)
{
    Evidence *evidence = reading->evidence;
    const Value *id = value_get(record, reading->type->key), *wording = value_get(record, "wording");
    const Value *points = value_get(record, "points");
    const Value *below = value_get(record, reading->type->children);
    EvidenceItem *item = arena_new0(evidence->arena, EvidenceItem, 1);

    if (!id || id->kind != VALUE_TEXT)
        return;
    item->id = id->text;
    item->wording = wording && wording->kind == VALUE_TEXT ? wording->text : "";
    item->parent = parent;
    item->depth = parent ? parent->depth + 1 : 1;
    item->leaf = !below || below->kind != VALUE_LIST || below->list.count == 0;
    item->entries = g_ptr_array_new();
    item->has_points = points && (points->kind == VALUE_INTEGER || points->kind == VALUE_NUMBER);
    item->points = item->has_points ? query_number(points) : 0;
    g_ptr_array_add(evidence->items, item);
    g_hash_table_insert(reading->by_id, (gpointer)item->id, item);
    if (!item->leaf)
        list_read(reading, below, item);
}

static void list_read(const Reading *reading, const Value *list, EvidenceItem *parent)
{
    for (guint i = 0; i < list->list.count; i++)
        item_read(reading, &list->list.items[i], parent);
}

static gboolean is_to_come(const Site *site, const Entry *entry)
{
    return entry->day.day > site->today.day;
}

/* Who writes an item twice means it once: the entry is the last that was added. */
static void item_prove(const Reading *reading, EvidenceItem *item, const Entry *entry)
{
    GPtrArray *entries = item->entries;

    if (entries->len > 0 && entries->pdata[entries->len - 1] == entry)
        return;
    g_ptr_array_add(entries, (gpointer)entry);
    item->proofs += !is_to_come(reading->site, entry);
}

static void entry_read(const Reading *reading, const Entry *entry)
{
    const Value *list = entry_field(entry, "indicators");

    for (guint i = 0; list && list->kind == VALUE_LIST && i < list->list.count; i++) {
        const Value *id = &list->list.items[i];
        EvidenceItem *item = id->kind == VALUE_TEXT ? g_hash_table_lookup(reading->by_id, id->text) : NULL;
        if (item)
            item_prove(reading, item, entry);
    }
}

gboolean evidence_is_gap(const EvidenceItem *item)
{
    return item->leaf && item->proofs == 0;
}

const char *evidence_remarks(Arena *arena, const Site *site, const Entry *entry)
{
    const EvidenceWords *words = evidence_words(site);
    const char *const remarks[] = {entry_spans_years(entry) ? words->spans : NULL,
                                   is_to_come(site, entry) ? words->to_come : NULL,
                                   entry_is_shown(entry) ? NULL : words->withheld};
    const char *all = NULL;

    for (guint i = 0; i < G_N_ELEMENTS(remarks); i++)
        if (remarks[i])
            all = all ? form_print(arena, "%s%s%s", all, words->separator, remarks[i]) : remarks[i];
    return all;
}

/* From the last one up: those below come before those above. */
static void items_sum(Evidence *evidence)
{
    for (guint i = evidence->items->len; i-- > 0;) {
        EvidenceItem *item = evidence->items->pdata[i], *parent = (EvidenceItem *)item->parent;
        if (item->leaf) {
            const gboolean gap = evidence_is_gap(item);
            item->leaves = 1;
            item->proved = !gap;
            item->covered = gap ? 0 : item->points;
            evidence->leaves++;
            evidence->gaps += gap;
            evidence->missed += gap ? item->points : 0;
        }
        evidence->has_points = evidence->has_points || item->has_points;
        if (!parent) {
            evidence->points += item->points;
            evidence->covered += item->covered;
            continue;
        }
        parent->leaves += item->leaves;
        parent->proved += item->proved;
        parent->covered += item->covered;
    }
}

/* What the file does not say of an item is what the items below it add up to. */
static void points_fill(Evidence *evidence)
{
    g_autoptr(GHashTable) said = g_hash_table_new(NULL, NULL);

    for (guint i = 0; i < evidence->items->len; i++) {
        EvidenceItem *item = evidence->items->pdata[i];
        if (item->has_points)
            g_hash_table_add(said, item);
    }
    for (guint i = evidence->items->len; i-- > 0;) {
        const EvidenceItem *item = evidence->items->pdata[i];
        EvidenceItem *parent = (EvidenceItem *)item->parent;
        if (!parent || !item->has_points || g_hash_table_contains(said, parent))
            continue;
        parent->has_points = TRUE;
        parent->points += item->points;
    }
}

static void numbers_read(Evidence *evidence, const RecordYear *record)
{
    evidence->numbers = g_hash_table_new(NULL, NULL);
    for (guint i = 0; record && i < record->n_items; i++)
        if (record->items[i].entry)
            g_hash_table_insert(evidence->numbers, (gpointer)record->items[i].entry,
                                (gpointer)&record->items[i]);
}

Evidence *evidence_new(const ArchiveYear *year)
{
    const Content *content = year->site->content;
    const Type *type = types_data_by_name(content->types, "indicators");
    const Value *list = value_get(&content->data, type->name);

    if (!list || list->kind != VALUE_LIST || list->list.count == 0)
        return NULL;
    g_autoptr(GHashTable) by_id = g_hash_table_new(g_str_hash, g_str_equal);
    Evidence *evidence = g_new0(Evidence, 1);
    const Reading reading = {evidence, year->site, type, by_id};
    evidence->arena = arena_new();
    evidence->items = g_ptr_array_new();
    list_read(&reading, list, NULL);
    for (guint i = 0; i < collection_count(year->entries); i++)
        entry_read(&reading, collection_at(year->entries, i));
    points_fill(evidence);
    items_sum(evidence);
    numbers_read(evidence, year->record);
    return evidence;
}

void evidence_free(Evidence *evidence)
{
    if (!evidence)
        return;
    for (guint i = 0; i < evidence->items->len; i++)
        g_ptr_array_unref(((EvidenceItem *)evidence->items->pdata[i])->entries);
    g_ptr_array_unref(evidence->items);
    g_hash_table_unref(evidence->numbers);
    arena_free(evidence->arena);
    g_free(evidence);
}

const RecordItem *evidence_number(const Evidence *evidence, const Entry *entry)
{
    return g_hash_table_lookup(evidence->numbers, entry);
}

const char *evidence_day(Arena *arena, const Site *site, const Entry *entry)
{
    int year, month, day;

    if (!entry_has_day(entry))
        return NULL;
    date_get(entry->day, &year, &month, &day);
    return form_print(arena, evidence_words(site)->day, year, month, day);
}

const char *evidence_page(const ArchiveYear *year, const Entry *entry)
{
    return entry->output && g_hash_table_contains(year->pages, entry->output) ? entry->output : NULL;
}

const char *evidence_points(Arena *arena, double points)
{
    char text[NUMBER_SIZE];

    number_format_plain(text, points, 2);
    return arena_strdup(arena, text);
}

const char *evidence_measure(Arena *arena, const EvidenceWords *words, const EvidenceItem *item)
{
    g_autoptr(GString) text = g_string_new(NULL);
    const char *points = evidence_points(arena, item->points);

    if (item->leaf && item->has_points)
        g_string_append_printf(text, words->points_of, points);
    if (item->leaf && item->proofs > 0) {
        g_string_append(text, text->len > 0 ? words->separator : "");
        g_string_append_printf(text, words->documents_of, form_print(arena, "%u", item->proofs));
    }
    if (item->leaf)
        return arena_strdup(arena, text->str);
    g_string_append_printf(text, words->proved_of, form_print(arena, "%u", item->proved),
                           form_print(arena, "%u", item->leaves));
    if (item->has_points) {
        g_string_append(text, words->separator);
        g_string_append_printf(text, words->covered_of, evidence_points(arena, item->covered), points);
    }
    return arena_strdup(arena, text->str);
}
