/* SPDX-License-Identifier: MIT */
#include "archive/catalogue-row.h"
#include "archive/catalogue.h"
#include "archive/cells.h"
#include "archive/paths.h"

static void heads_add(Cells *cells, const FormWords *words)
{
    const char *const heads[] = {words->number,  words->code,    words->document_no, words->responsible,
                                 words->title,   words->date,    words->secrecy,     words->pages,
                                 words->remarks, words->status,  words->retention,   words->department,
                                 words->entry,   words->original};

    for (guint i = 0; i < G_N_ELEMENTS(heads); i++)
        cells_add(cells, heads[i]);
    cells_end_row(cells);
}

static void item_add(Cells *cells, const ArchiveYear *year, const RecordItem *item, guint number)
{
    const FormWords *words = form_words(year->site);
    g_autoptr(Arena) arena = arena_new();
    const char *const *row = catalogue_row(arena, words, item, number);
    const char *original =
        item->entry ? form_print(arena, "%s%s", PAYLOAD_ORIGINALS, item->entry->path) : NULL;

    for (guint i = 0; i < N_COLUMNS; i++)
        if (i == COLUMN_NUMBER || i == COLUMN_DATE || i == COLUMN_PAGES)
            cells_add_literal(cells, row[i]);
        else
            cells_add(cells, row[i]);
    cells_add(cells, item_is_withdrawn(item) ? words->withdrawn : words->kept);
    cells_add(cells, form_retention(year->site, item->retention));
    cells_add(cells, form_department(year->site, item->department));
    cells_add(cells, item->id);
    cells_add(cells, original);
    cells_end_row(cells);
}

GString *catalogue_csv(const ArchiveYear *year)
{
    g_autoptr(GArray) volumes = volumes_of(year->record);
    Cells *cells = cells_new();

    heads_add(cells, form_words(year->site));
    for (guint i = 0; i < volumes->len; i++) {
        const Volume *volume = &g_array_index(volumes, Volume, i);
        for (guint j = 0; j < volume->n_items; j++)
            item_add(cells, year, &volume->items[j], j + 1);
    }
    return cells_free(cells);
}
