/* SPDX-License-Identifier: MIT */
/* A year for which parts of a record are made, with numbers as they would be given. */
#pragma once

#include "archive/year.h"
#include "fixture.h"
#include "site/span.h"

typedef struct {
    Fixture fixture;
    GArray *items; /* RecordItem */
    RecordYear record;
    Collection *entries;
    GHashTable *pages;
    ArchiveYear year;
    Arena *arena;
} MadeYear;

/* Loads what was written into the fixture; the year has no documents yet. */
static inline void made_year_load(MadeYear *made, int year)
{
    Fixture *fixture = &made->fixture;
    GPtrArray *entries = g_ptr_array_new();

    fixture_load(fixture);
    made->items = g_array_new(FALSE, TRUE, sizeof(RecordItem));
    made->pages = g_hash_table_new(g_str_hash, g_str_equal);
    made->arena = arena_new();
    for (guint i = 0; i < fixture->content->entries->len; i++) {
        Entry *entry = fixture->content->entries->pdata[i];
        if (entry_is_of_year(entry, year))
            g_ptr_array_add(entries, entry);
        if (entry->output)
            g_hash_table_add(made->pages, (gpointer)entry->output);
    }
    made->entries = collection_new(entries, NULL, fixture->site->collation);
    made->record = (RecordYear){.year = year, .fonds = "0194", .closed = {DAY_NONE, -1}};
    made->year =
        (ArchiveYear){fixture->site, fixture->theme, year, made->entries, &made->record, made->pages};
}

/* Files the entry whose id ends in `id` as the next one; NULL: one that is gone. Items are to be added in the
 * order of a record. */
static inline RecordItem *made_year_file(MadeYear *made, const char *id, const char *retention,
                                         const char *department, guint item)
{
    gboolean several;
    const Entry *entry = id ? site_find(made->fixture.site, id, &several) : NULL;
    g_autofree char *number =
        g_strdup_printf("0194-WS·%d-%s-%s-%04u", made->record.year, retention, department, item);
    const RecordItem filed = {
        .number = arena_strdup(made->arena, number),
        .retention = retention,
        .department = department,
        .item = item,
        .id = entry ? entry->id : "news/gone",
        .entry = entry,
        .withdrawn = {entry ? DAY_NONE : made->fixture.site->today.day, -1},
        .title = entry ? entry_title(entry) : "Gone",
        .date = entry ? entry->day : (Date){DAY_NONE, -1},
        .responsible = "The committee",
        .pages = 2,
    };

    g_assert_true(!id || entry);
    g_array_append_val(made->items, filed);
    made->record.items = (const RecordItem *)made->items->data;
    made->record.n_items = made->items->len;
    return &g_array_index(made->items, RecordItem, made->items->len - 1);
}

static inline void made_year_clear(MadeYear *made)
{
    collection_free(made->entries);
    g_hash_table_unref(made->pages);
    g_array_unref(made->items);
    arena_free(made->arena);
    fixture_clear(&made->fixture);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(MadeYear, made_year_clear)
