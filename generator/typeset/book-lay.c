/* SPDX-License-Identifier: MIT */
/*
 * A book into pages: each piece is made into a run of strips (book-strip.h), these are divided into pages
 * (book-flow.h), and then everything is put where it stands. Contents are as high whatever numbers stand in
 * them. An index is not: where it stands before what it lists, the book is divided again with the pages that
 * came out, until they stay.
 */
#include "typeset/book-contents.h"
#include "typeset/book-frame.h"
#include "typeset/book-words.h"

#include <glib/gi18n.h>
#include <string.h>

/* How often a book is divided anew; an index that still changes then keeps its pages. */
#define ATTEMPTS_MAX 6

typedef struct {
    BookSetting setting;
    BookRun **runs;   /* of each piece; NULL: there is nothing to be seen */
    BookRun **titles; /* of contents and of an index; or NULL */
    char **keys;      /* of an index: the pages that it was made with; or NULL */
    guint *ends;      /* of an index: the last page it had, from 1; 0: it has not been divided yet */
    BookFlow *flow;
    guint attempt;
} Laying;

static BookRun *run_make(Laying *laying, const BookPiece *piece)
{
    BookSetting *setting = &laying->setting;

    switch (piece->kind) {
    case BOOK_CHAPTER:
    case BOOK_HEADING: return book_heading_new(setting, piece);
    case BOOK_TEXT: return book_text_new(setting, piece);
    case BOOK_TABLE: return book_table_new(setting, piece);
    case BOOK_CHART: return book_chart_new(setting, piece);
    case BOOK_PICTURES: return book_photos_new(setting, piece);
    case BOOK_FIGURES: return book_figures_new(setting, piece);
    case BOOK_NAMES: return book_names_new(setting, piece);
    case BOOK_CONTENTS: return book_contents_new(setting, piece);
    case BOOK_INDEX: return book_index_new(setting, piece);
    case BOOK_SHEET:
    case BOOK_PAGE: return NULL;
    default: return NULL;
    }
}

/* What can be seen of a piece, but not where. */
static void piece_make(Laying *laying, guint index)
{
    BookSetting *setting = &laying->setting;
    const BookPiece *piece = &setting->book->pieces[index];

    setting->piece = piece;
    if (piece->kind == BOOK_CHAPTER || piece->kind == BOOK_HEADING)
        setting->level = MAX(book_piece_level(setting, piece), 1);
    if (piece->kind == BOOK_CONTENTS || piece->kind == BOOK_INDEX)
        laying->titles[index] = book_heading_new(setting, piece);
    if (piece->kind != BOOK_INDEX)
        laying->runs[index] = run_make(laying, piece);
    book_report_missing(setting);
}

/* With the pages that are known; messages are given once. */
static void index_make(Laying *laying, guint index)
{
    BookSetting *setting = &laying->setting;
    const BookPiece *piece = &setting->book->pieces[index];

    setting->piece = piece;
    g_clear_pointer(&laying->runs[index], book_run_free);
    g_free(laying->keys[index]);
    laying->keys[index] = book_index_key(setting, piece);
    laying->runs[index] = run_make(laying, piece);
    if (laying->attempt > 0)
        g_array_set_size(setting->missing, 0);
    book_report_missing(setting);
}

/* An index that does not stop changing keeps as many pages as it has had: what comes after it stays. */
static void index_end(Laying *laying, guint index)
{
    BookFlow *flow = laying->flow;

    if (laying->attempt + 2 >= ATTEMPTS_MAX) {
        book_flow_break(flow, NULL);
        while (book_flow_pages(flow) < laying->ends[index] && !book_flow_is_over(flow))
            book_flow_blank(flow);
    }
    laying->ends[index] = MAX(laying->ends[index], book_flow_pages(flow));
}

static void piece_flow(Laying *laying, guint index)
{
    BookFlow *flow = laying->flow;
    const BookPiece *piece = &laying->setting.book->pieces[index];
    const gboolean opens = book_piece_level(&laying->setting, piece) == 1;

    if (piece->kind == BOOK_SHEET) {
        book_flow_sheet(flow, piece);
        return;
    }
    if (piece->kind == BOOK_PAGE || opens)
        book_flow_break(flow, opens ? piece : NULL);
    if (laying->titles[index])
        book_flow_add(flow, piece, laying->titles[index]);
    if (piece->kind == BOOK_INDEX) {
        book_flow_settle(flow);
        index_make(laying, index);
    }
    book_flow_add(flow, piece, laying->runs[index]);
    if (piece->kind == BOOK_INDEX)
        index_end(laying, index);
}

static void targets_forget(const BookSetting *setting)
{
    const GPtrArray *targets = book_targets(setting);

    for (guint i = 0; i < targets->len; i++)
        ((BookTarget *)g_ptr_array_index(targets, i))->placed = FALSE;
}

/* Whether every index tells the pages that came out. */
static gboolean indices_agree(const Laying *laying)
{
    const Book *book = laying->setting.book;

    for (guint i = 0; i < book->n_pieces; i++) {
        if (!laying->keys[i])
            continue;
        g_autofree char *key = book_index_key(&laying->setting, &book->pieces[i]);
        if (strcmp(key, laying->keys[i]) != 0)
            return FALSE;
    }
    return TRUE;
}

static gboolean pieces_flow(Laying *laying)
{
    const Book *book = laying->setting.book;

    for (guint i = 0; i < book->n_pieces; i++)
        piece_make(laying, i);
    for (laying->attempt = 0; laying->attempt < ATTEMPTS_MAX; laying->attempt++) {
        g_clear_pointer(&laying->flow, book_flow_free);
        laying->flow = book_flow_new(&laying->setting);
        targets_forget(&laying->setting);
        for (guint i = 0; i < book->n_pieces && !book_flow_is_over(laying->flow); i++)
            piece_flow(laying, i);
        book_flow_finish(laying->flow);
        if (book_flow_is_over(laying->flow)) {
            diagnostics_error(laying->setting.diagnostics, PLACE_NONE, NULL, _("'%s' has more than %u pages"),
                              book->name, BOOK_PAGES_MAX);
            return FALSE;
        }
        if (indices_agree(laying))
            break;
    }
    return TRUE;
}

static gboolean is_text(const BookLeaf *leaf)
{
    return !leaf->sheet && !leaf->blank;
}

/* "2/5": of the pages of text of a chapter, sheets not counted; what is in none is counted through. */
static void labels_set(const Laying *laying, BookPages *pages)
{
    const gboolean chapters = laying->setting.book->style.numbers == NUMBERS_CHAPTER;

    for (guint first = 0, end; first < pages->pages->len; first = end) {
        const BookPiece *chapter = book_flow_leaf(laying->flow, first)->chapter;
        guint count = 0, number = 0;
        for (end = first; end < pages->pages->len && book_flow_leaf(laying->flow, end)->chapter == chapter;
             end++)
            count += is_text(book_flow_leaf(laying->flow, end));
        for (guint i = first; i < end; i++) {
            const gboolean own = chapters && chapter && is_text(book_flow_leaf(laying->flow, i));
            g_autofree char *label =
                own ? g_strdup_printf("%u/%u", ++number, count) : g_strdup_printf("%u", i + 1);
            g_array_index(pages->pages, BookPage, i).label = arena_strdup(pages->arena, label);
        }
    }
}

static gboolean leaves_put(Laying *laying, BookPages *pages)
{
    BookSetting *setting = &laying->setting;

    for (guint i = 0; i < book_flow_pages(laying->flow); i++) {
        const BookLeaf *leaf = book_flow_leaf(laying->flow, i);
        BookPage page = {.paper = setting->book->style.paper};
        setting->piece = leaf->sheet;
        gboolean read = TRUE;
        if (leaf->sheet)
            read = book_sheet_read(setting, leaf->sheet, &page);
        else
            page.marks = marks_new();
        g_array_append_val(pages->pages, page);
        if (!read)
            return FALSE;
    }
    labels_set(laying, pages);
    return TRUE;
}

static void fragments_put(Laying *laying, const BookPages *pages)
{
    const GArray *fragments = book_flow_fragments(laying->flow);

    for (guint i = 0; i < fragments->len; i++) {
        const BookFragment *fragment = &g_array_index(fragments, BookFragment, i);
        laying->setting.piece = fragment->run->piece;
        Marks *marks = g_array_index(pages->pages, BookPage, fragment->page).marks;
        marks_place(marks, fragment->run->piece->place);
        fragment->run->put(fragment->run, fragment->first, fragment->end, fragment->places, marks);
    }
}

static void frames_put(Laying *laying, const BookPages *pages)
{
    for (guint i = 0; i < pages->pages->len; i++) {
        const BookPage *page = &g_array_index(pages->pages, BookPage, i);
        book_frame_put(&laying->setting, book_flow_leaf(laying->flow, i), i, page->label, page->marks);
    }
    g_array_set_size(laying->setting.missing, 0);
}

static void place_add(const BookPages *pages, const BookTarget *target)
{
    const BookPlace place = {target->name, MIN(target->page, pages->pages->len - 1), MAX(target->y, 0)};

    g_array_append_val(pages->places, place);
}

static void outline_write(const Laying *laying, const BookPages *pages)
{
    const Book *book = laying->setting.book;
    const GPtrArray *targets = book_targets(&laying->setting);

    for (guint i = 0; i < targets->len; i++)
        place_add(pages, g_ptr_array_index(targets, i));
    for (guint i = 0; i < book->n_pieces; i++) {
        const BookTarget *target = book_own_target(&laying->setting, &book->pieces[i]);
        g_autofree char *title =
            target ? book_words_flat(book->pieces[i].text ? book->pieces[i].text : "") : NULL;
        if (!target || !*title)
            continue;
        const BookBookmark bookmark = {arena_strdup(pages->arena, title),
                                       MAX(book_piece_level(&laying->setting, &book->pieces[i]), 1),
                                       target->number};
        g_array_append_val(pages->bookmarks, bookmark);
    }
}

static void runs_free(BookRun **runs, guint count)
{
    for (guint i = 0; i < count; i++)
        book_run_free(runs[i]);
    g_free(runs);
}

static void laying_clear(Laying *laying)
{
    const guint count = laying->setting.book->n_pieces;

    book_flow_free(laying->flow);
    runs_free(laying->runs, count);
    runs_free(laying->titles, count);
    for (guint i = 0; i < count; i++)
        g_free(laying->keys[i]);
    g_free(laying->keys);
    g_free(laying->ends);
    book_setting_clear(&laying->setting);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Laying, laying_clear)

static BookPages *pages_new(void)
{
    BookPages *pages = g_new0(BookPages, 1);

    pages->arena = arena_new();
    pages->pages = g_array_new(FALSE, FALSE, sizeof(BookPage));
    pages->places = g_array_new(FALSE, FALSE, sizeof(BookPlace));
    pages->bookmarks = g_array_new(FALSE, FALSE, sizeof(BookBookmark));
    return pages;
}

BookPages *book_lay(Fonts *fonts, const Book *book, Diagnostics *diagnostics)
{
    g_autoptr(BookPages) pages = pages_new();
    g_autoptr(GArray) missing = g_array_new(FALSE, FALSE, sizeof(MissingCharacter));
    g_auto(Laying) laying = {.runs = g_new0(BookRun *, book->n_pieces),
                             .titles = g_new0(BookRun *, book->n_pieces),
                             .keys = g_new0(char *, book->n_pieces),
                             .ends = g_new0(guint, book->n_pieces)};

    book_setting_init(&laying.setting, fonts, book, pages->arena, missing, diagnostics);
    if (!pieces_flow(&laying) || !leaves_put(&laying, pages))
        return NULL;
    fragments_put(&laying, pages);
    frames_put(&laying, pages);
    outline_write(&laying, pages);
    return g_steal_pointer(&pages);
}

void book_pages_free(BookPages *pages)
{
    if (!pages)
        return;
    for (guint i = 0; i < pages->pages->len; i++) {
        marks_free(g_array_index(pages->pages, BookPage, i).marks);
        artwork_free(g_array_index(pages->pages, BookPage, i).artwork);
    }
    g_array_unref(pages->pages);
    g_array_unref(pages->places);
    g_array_unref(pages->bookmarks);
    arena_free(pages->arena);
    g_free(pages);
}
