/* SPDX-License-Identifier: MIT */
#include "archive/cells.h"
#include "archive/evidence-tree.h"
#include "archive/evidence.h"
#include "archive/paths.h"
#include "record/files.h"
#include "record/filing.h"

static void heads_add(Cells *cells, const EvidenceWords *words)
{
    const char *const heads[] = {words->id,          words->wording,    words->above,       words->points,
                                 words->status,      words->entry,      words->date,        words->type,
                                 words->document_no, words->code,       words->id_of_entry, words->page,
                                 words->original,    words->attachments};

    for (guint i = 0; i < G_N_ELEMENTS(heads); i++)
        cells_add(cells, heads[i]);
    cells_end_row(cells);
}

/* Paths of a bag have no line ends that would not be theirs. */
static char *paths_join(const Site *site, const Entry *entry)
{
    g_autoptr(GPtrArray) files = files_of(site, entry, FALSE);
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < files->len; i++)
        g_string_append_printf(text, "%s" PAYLOAD_ORIGINALS "%s", i > 0 ? "\n" : "", (char *)files->pdata[i]);
    return g_string_free(text, FALSE);
}

static void item_add(Cells *cells, const EvidenceWords *words, Arena *arena, const EvidenceItem *item)
{
    cells_add(cells, item->id);
    cells_add(cells, item->wording);
    cells_add(cells, item->parent ? item->parent->id : NULL);
    cells_add_literal(cells, item->has_points ? evidence_points(arena, item->points) : NULL);
    cells_add(cells, item->proofs > 0 ? words->proved : words->gap);
}

static void entry_add(Cells *cells, const ArchiveYear *year, const Evidence *evidence, Arena *arena,
                      const Entry *entry)
{
    const RecordItem *number = evidence_number(evidence, entry);
    const char *page = evidence_page(year, entry);
    g_autofree char *files = paths_join(year->site, entry);

    cells_add(cells, entry_title(entry));
    cells_add_literal(cells, form_day(arena, entry->day));
    cells_add(cells, labels_get(entry->type->labels, year->site->language));
    cells_add(cells, filing_document_no(entry));
    cells_add(cells, number ? number->number : NULL);
    cells_add(cells, entry->id);
    cells_add(cells, page ? form_print(arena, PAYLOAD_SITE "%s", page) : NULL);
    cells_add(cells, form_print(arena, PAYLOAD_ORIGINALS "%s", entry->path));
    cells_add(cells, files);
}

#define ENTRY_CELLS 9

static void rows_add(Cells *cells, const ArchiveYear *year, const Evidence *evidence,
                     const EvidenceItem *item)
{
    const EvidenceWords *words = evidence_words(year->site);
    g_autoptr(Arena) arena = arena_new();

    for (guint i = 0; i < item->entries->len; i++) {
        item_add(cells, words, arena, item);
        entry_add(cells, year, evidence, arena, item->entries->pdata[i]);
        cells_end_row(cells);
    }
    if (item->entries->len > 0 || !item->leaf)
        return;
    item_add(cells, words, arena, item);
    for (guint i = 0; i < ENTRY_CELLS; i++)
        cells_add(cells, NULL);
    cells_end_row(cells);
}

GString *evidence_csv(const ArchiveYear *year)
{
    g_autoptr(Evidence) evidence = evidence_new(year);
    Cells *cells = cells_new();

    heads_add(cells, evidence_words(year->site));
    for (guint i = 0; evidence && i < evidence->items->len; i++)
        rows_add(cells, year, evidence, evidence->items->pdata[i]);
    return cells_free(cells);
}
