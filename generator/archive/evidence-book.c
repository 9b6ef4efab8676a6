/* SPDX-License-Identifier: MIT */
#include "archive/evidence-tree.h"
#include "archive/evidence.h"
#include "record/files.h"
#include "record/filing.h"

#include <string.h>

/* The deepest heading of a book. */
#define LEVEL_DEEPEST 4

typedef struct {
    const ArchiveYear *year;
    const Evidence *evidence;
    const EvidenceWords *words;
    Arena *arena;
    GArray *pieces; /* BookPiece */
} Binder;

static void piece_add(const Binder *b, BookPiece piece)
{
    g_array_append_val(b->pieces, piece);
}

static const char *count_of(const Binder *b, guint count)
{
    return form_print(b->arena, "%u", count);
}

static const char *const *cells_of(const Binder *b, guint count, const char *const *cells)
{
    const char **copy = arena_new0(b->arena, const char *, count);

    memcpy(copy, cells, sizeof *copy * count);
    return copy;
}

static const FramePart *parts_of(const Binder *b, guint count, const FramePart *parts)
{
    FramePart *copy = arena_new0(b->arena, FramePart, count);

    memcpy(copy, parts, sizeof *copy * count);
    return copy;
}

static const char *const *target_of(const Binder *b, const char *anchor)
{
    const char **targets = arena_new0(b->arena, const char *, 2);

    targets[0] = anchor;
    return targets;
}

/* Names of places: of an item, and of its row among the gaps. */
static const char *item_anchor(const Binder *b, const EvidenceItem *item)
{
    return form_print(b->arena, "item-%s", item->id);
}

static const char *gap_anchor(const Binder *b, const EvidenceItem *item)
{
    return form_print(b->arena, "gap-%s", item->id);
}

static const char *points_of(const Binder *b, const EvidenceItem *item)
{
    return item->has_points ? evidence_points(b->arena, item->points) : NULL;
}

static void figures_add(const Binder *b)
{
    const EvidenceWords *words = b->words;
    const Evidence *evidence = b->evidence;
    const char *const texts[][3] = {
        {count_of(b, evidence->leaves), words->unit_items, words->figure_items},
        {count_of(b, evidence->leaves - evidence->gaps), words->unit_items, words->figure_proved},
        {count_of(b, evidence->gaps), words->unit_items, words->figure_gaps},
        {evidence_points(b->arena, evidence->covered), words->unit_points, words->figure_covered},
    };
    const guint count = evidence->has_points ? 4 : 3;
    BookItem *items = arena_new0(b->arena, BookItem, count);

    for (guint i = 0; i < count; i++)
        items[i].cells = cells_of(b, 3, texts[i]);
    piece_add(b, (BookPiece){.kind = BOOK_FIGURES, .items = items, .n_items = count});
}

/* The row under the gaps: what they add up to. */
static BookItem sum_row(const Binder *b)
{
    const EvidenceWords *words = b->words;
    const char *count = form_print(b->arena, "%u%s%s", b->evidence->gaps, *words->unit_items ? "" : " ",
                                   *words->unit_items ? words->unit_items : words->gaps);
    const char *const cells[] = {
        words->sum, count, b->evidence->has_points ? evidence_points(b->arena, b->evidence->missed) : NULL};

    return (BookItem){.cells = cells_of(b, 3, cells)};
}

static const char *group_of(const Binder *b, const EvidenceItem *item)
{
    while (item->parent)
        item = item->parent;
    return form_print(b->arena, "%s　%s", item->id, item->wording);
}

static void gaps_table_add(const Binder *b)
{
    const FramePart parts[] = {
        {.title = b->words->id, .share = 24, .align = ALIGN_START},
        {.title = b->words->wording, .share = 121, .align = ALIGN_START},
        {.title = b->words->points, .share = 22, .align = ALIGN_END},
    };
    BookItem *rows = arena_new0(b->arena, BookItem, b->evidence->gaps + 1);
    guint count = 0;

    for (guint i = 0; i < b->evidence->items->len; i++) {
        const EvidenceItem *item = b->evidence->items->pdata[i];
        const char *const cells[] = {item->id, item->wording, points_of(b, item)};
        if (evidence_is_gap(item))
            rows[count++] = (BookItem){.cells = cells_of(b, 3, cells),
                                       .group = item->parent ? group_of(b, item) : NULL,
                                       .anchor = gap_anchor(b, item),
                                       .targets = target_of(b, item_anchor(b, item))};
    }
    rows[count] = sum_row(b);
    rows[count].group = rows[count - 1].group; /* no heading of its own */
    piece_add(b, (BookPiece){.kind = BOOK_TABLE,
                             .parts = parts_of(b, b->evidence->has_points ? 3 : 2, parts),
                             .n_parts = b->evidence->has_points ? 3 : 2,
                             .items = rows,
                             .n_items = count + 1,
                             .scale = 1});
}

/* Whose evidence this is, and of when. */
static const char *subject_of(const Binder *b)
{
    const EvidenceWords *words = b->words;
    int year, month, day;

    date_get(b->year->site->today, &year, &month, &day);
    return form_print(b->arena, "%s　%s　%s", filing_organisation(b->year->site),
                      form_print(b->arena, words->title, form_print(b->arena, "%d", b->year->year)),
                      form_print(b->arena, words->as_of, form_print(b->arena, words->day, year, month, day)));
}

static void gaps_add(const Binder *b)
{
    const EvidenceWords *words = b->words;

    piece_add(b, (BookPiece){.kind = BOOK_CHAPTER, .text = words->gaps, .note = subject_of(b)});
    figures_add(b);
    piece_add(b, (BookPiece){.kind = BOOK_TEXT,
                             .text = b->evidence->gaps > 0 ? words->gaps_intro : words->no_gaps});
    if (b->evidence->gaps > 0)
        gaps_table_add(b);
}

static BookItem entry_row(const Binder *b, const Entry *entry)
{
    const RecordItem *number = evidence_number(b->evidence, entry);
    g_autoptr(GPtrArray) files = files_of(b->year->site, entry, FALSE);
    const char *remarks = evidence_remarks(b->arena, b->year->site, entry), *title = entry_title(entry);
    const char *document = filing_document_no(entry), *code = number ? number->number : NULL;
    const char *both = document && code ? form_print(b->arena, "%s\n%s", code, document)
                       : code           ? code
                                        : document;
    const char *const cells[] = {
        remarks ? form_print(b->arena, "%s（%s）", title, remarks) : title,
        evidence_day(b->arena, b->year->site, entry),
        both,
        form_number(b->arena, files->len),
    };

    return (BookItem){.cells = cells_of(b, G_N_ELEMENTS(cells), cells)};
}

static void entries_add(const Binder *b, const EvidenceItem *item)
{
    const EvidenceWords *words = b->words;
    const char *numbers = form_print(b->arena, "%s%s%s", words->code, words->separator, words->document_no);
    const FramePart parts[] = {
        {.title = words->entry, .share = 72, .align = ALIGN_START},
        {.title = words->date, .share = 26, .align = ALIGN_CENTRE},
        {.title = numbers, .share = 56, .align = ALIGN_START},
        {.title = words->attachments, .share = 13, .align = ALIGN_CENTRE},
    };
    BookItem *rows = arena_new0(b->arena, BookItem, item->entries->len);

    for (guint i = 0; i < item->entries->len; i++)
        rows[i] = entry_row(b, item->entries->pdata[i]);
    piece_add(b, (BookPiece){.kind = BOOK_TABLE,
                             .parts = parts_of(b, G_N_ELEMENTS(parts), parts),
                             .n_parts = G_N_ELEMENTS(parts),
                             .items = rows,
                             .n_items = item->entries->len});
}

/* In the place of a table of evidence: a row that leads back to the gaps. */
static void gap_add(const Binder *b, const EvidenceItem *item)
{
    const char *text =
        form_print(b->arena, "%s%s%s", b->words->gap_text, b->words->separator, b->words->see_gaps);
    const FramePart part = {.align = ALIGN_START};
    BookItem *row = arena_new0(b->arena, BookItem, 1);

    *row = (BookItem){.cells = cells_of(b, 1, &text), .targets = target_of(b, gap_anchor(b, item))};
    piece_add(
        b, (BookPiece){
               .kind = BOOK_TABLE, .parts = parts_of(b, 1, &part), .n_parts = 1, .items = row, .n_items = 1});
}

static void item_add(const Binder *b, const EvidenceItem *item)
{
    const char *measure = evidence_measure(b->arena, b->words, item);

    piece_add(b, (BookPiece){.kind = BOOK_HEADING,
                             .level = MIN(item->depth + 1, LEVEL_DEEPEST),
                             .text = form_print(b->arena, "%s　%s", item->id, item->wording),
                             .note = *measure ? measure : NULL,
                             .anchor = item_anchor(b, item)});
    if (evidence_is_gap(item))
        gap_add(b, item);
    if (item->entries->len > 0)
        entries_add(b, item);
}

static void nothing_add(const Binder *b)
{
    const EvidenceWords *words = b->words;

    piece_add(b, (BookPiece){.kind = BOOK_CHAPTER, .text = words->none});
    piece_add(b, (BookPiece){.kind = BOOK_TEXT,
                             .text = form_print(b->arena, "%s\n\n```\n%s\n```\n\n%s\n", words->none_hint,
                                                words->none_example, words->none_then)});
}

void evidence_book(const ArchiveYear *year, Arena *arena, Book *book)
{
    g_autoptr(Evidence) evidence = evidence_new(year);
    g_autoptr(GArray) pieces = g_array_new(FALSE, TRUE, sizeof(BookPiece));
    const EvidenceWords *words = evidence_words(year->site);
    const Binder b = {year, evidence, words, arena, pieces};
    const char *name = form_print(arena, words->title, form_print(arena, "%d", year->year));

    form_book(book, arena, year, "evidence",
              form_print(arena, "%s %s", filing_organisation(year->site), name), FALSE);
    if (evidence) {
        gaps_add(&b);
        piece_add(&b, (BookPiece){.kind = BOOK_PAGE});
        piece_add(&b, (BookPiece){.kind = BOOK_CONTENTS, .text = words->contents, .level = 3});
        piece_add(&b, (BookPiece){.kind = BOOK_CHAPTER, .text = words->items});
        for (guint i = 0; i < evidence->items->len; i++)
            item_add(&b, evidence->items->pdata[i]);
    } else {
        nothing_add(&b);
    }
    form_pieces(book, arena, pieces);
}
