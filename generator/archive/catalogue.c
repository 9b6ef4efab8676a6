/* SPDX-License-Identifier: MIT */
#include "archive/catalogue.h"

#include "archive/catalogue-row.h"
#include "record/filing.h"

#include <string.h>

/* Of the list: as many as the page has room for where titles take one line. */
#define ROWS_LEAST 22

static const char *remarks_of(Arena *arena, const FormWords *words, const RecordItem *item)
{
    g_autoptr(GString) text = g_string_new(item->remarks);

    if (item_is_withdrawn(item)) {
        const char *day = form_day(arena, item->withdrawn);
        const char *said = form_print(arena, words->withdrawn_on, day ? day : "");
        g_string_append_printf(text, "%s%s", text->len > 0 ? words->separator : "", said);
    } else if (item_is_uncounted(item)) {
        g_string_append_printf(text, "%s%s", text->len > 0 ? words->separator : "", words->uncounted);
    }
    return text->len > 0 ? arena_strdup(arena, text->str) : NULL;
}

const char *catalogue_name(Arena *arena, const ArchiveYear *year, const Volume *volume, const char *what)
{
    const FormWords *words = form_words(year->site);
    const char *which = form_print(arena, "%s%s%s", form_retention(year->site, volume->retention),
                                   words->separator, form_department(year->site, volume->department));

    return form_print(arena, words->volume, what, which);
}

const char *const *catalogue_row(Arena *arena, const FormWords *words, const RecordItem *item, guint number)
{
    const char **row = arena_new0(arena, const char *, N_COLUMNS);

    row[COLUMN_NUMBER] = form_number(arena, number);
    row[COLUMN_CODE] = item->number;
    row[COLUMN_DOCUMENT_NO] = item->document_no;
    row[COLUMN_RESPONSIBLE] = item->responsible;
    row[COLUMN_TITLE] = item->title;
    row[COLUMN_DATE] = form_day(arena, item->date);
    row[COLUMN_SECRECY] = item->secrecy;
    row[COLUMN_PAGES] = form_number(arena, item->pages);
    row[COLUMN_REMARKS] = remarks_of(arena, words, item);
    return row;
}

static const FramePart *columns_new(Arena *arena, const FormWords *words)
{
    /* Millimetres: a number of the usual length stands on one line. */
    const FramePart parts[N_COLUMNS] = {
        [COLUMN_NUMBER] = {.title = words->number, .share = 10, .align = ALIGN_CENTRE},
        [COLUMN_CODE] = {.title = words->code, .share = 53, .align = ALIGN_CENTRE},
        [COLUMN_DOCUMENT_NO] = {.title = words->document_no, .share = 38, .align = ALIGN_START},
        [COLUMN_RESPONSIBLE] = {.title = words->responsible, .share = 38, .align = ALIGN_START},
        [COLUMN_TITLE] = {.title = words->title, .share = 60, .align = ALIGN_START},
        [COLUMN_DATE] = {.title = words->date, .share = 19, .align = ALIGN_CENTRE},
        [COLUMN_SECRECY] = {.title = words->secrecy, .share = 10, .align = ALIGN_CENTRE},
        [COLUMN_PAGES] = {.title = words->pages, .share = 10, .align = ALIGN_CENTRE},
        [COLUMN_REMARKS] = {.title = words->remarks, .share = 17, .align = ALIGN_START},
    };
    FramePart *copy = arena_new0(arena, FramePart, N_COLUMNS);

    memcpy(copy, parts, sizeof parts);
    return copy;
}

static BookPiece list_of(Arena *arena, const FormWords *words, const Volume *volume)
{
    BookItem *rows = arena_new0(arena, BookItem, volume->n_items);

    for (guint i = 0; i < volume->n_items; i++)
        rows[i].cells = catalogue_row(arena, words, &volume->items[i], i + 1);
    return (BookPiece){.kind = BOOK_TABLE,
                       .ruled = TRUE,
                       .rows_least = ROWS_LEAST,
                       .scale = 0.9,
                       .parts = columns_new(arena, words),
                       .n_parts = N_COLUMNS,
                       .items = rows,
                       .n_items = volume->n_items};
}

/* By this a volume is found in the outline, and on every page of it. */
static BookPiece head_of(Arena *arena, const ArchiveYear *year, const Volume *volume)
{
    const char *name = catalogue_name(arena, year, volume, form_words(year->site)->catalogue);

    return (BookPiece){.kind = BOOK_CHAPTER, .text = name, .ruled = TRUE};
}

static void piece_add(GArray *pieces, BookPiece piece)
{
    g_array_append_val(pieces, piece);
}

static void volume_add(GArray *pieces, Arena *arena, const ArchiveYear *year, const Volume *volume)
{
    piece_add(pieces, catalogue_cover(arena, year, volume));
    piece_add(pieces, head_of(arena, year, volume));
    piece_add(pieces, list_of(arena, form_words(year->site), volume));
    piece_add(pieces, catalogue_remarks(arena, year, volume));
}

static void nothing_add(GArray *pieces, Arena *arena, const ArchiveYear *year)
{
    const FormWords *words = form_words(year->site);
    const char *number = form_number(arena, (guint64)year->year);

    piece_add(pieces, (BookPiece){.kind = BOOK_CHAPTER, .text = words->catalogue});
    piece_add(pieces, (BookPiece){.kind = BOOK_TEXT, .text = form_print(arena, words->no_documents, number)});
}

void catalogue_book(const ArchiveYear *year, Arena *arena, Book *book)
{
    const FormWords *words = form_words(year->site);
    g_autoptr(GArray) volumes = volumes_of(year->record);
    const char *number = form_print(arena, words->year_of, form_number(arena, (guint64)year->year));
    const char *title =
        form_print(arena, "%s %s%s", filing_organisation(year->site), number, words->catalogue);
    g_autoptr(GArray) pieces = g_array_new(FALSE, TRUE, sizeof(BookPiece));

    form_book(book, arena, year, "catalogue", title, TRUE);
    book->style.numbers = NUMBERS_CHAPTER;
    /* Offices print forms on one side, and put a volume together by hand. */
    book->style.duplex = FALSE;
    book->style.heading_font = book->style.font;
    for (guint i = 0; i < volumes->len; i++)
        volume_add(pieces, arena, year, &g_array_index(volumes, Volume, i));
    if (volumes->len == 0)
        nothing_add(pieces, arena, year);
    for (guint i = 0; i < volumes->len; i++)
        piece_add(pieces, catalogue_labels(arena, year, &g_array_index(volumes, Volume, i)));
    catalogue_stamps(arena, year, volumes, pieces);
    form_pieces(book, arena, pieces);
}
