/* SPDX-License-Identifier: MIT */
/* Tables of books: a strip for each row, the head repeated on each page. */
#include "typeset/book-caption.h"
#include "typeset/book-cell.h"
#include "typeset/book-setting.h"
#include "typeset/book-words.h"
#include "typeset/part.h"
#include "typeset/table.h"

#include <string.h>

/* In sizes of the body, in lines of it. */
#define SCALE 0.9
#define BEFORE 0.6
#define AFTER 0.9
#define TITLE_GAP 0.3
/* A table that is too wide is smaller before words in it are broken. */
#define SMALLEST 0.75
#define STEP 0.05
/* Beside the number of a page, in sizes of the table: what cells have. */
#define PAGE_PADDING 1.3

typedef struct {
    BookRun run;
    Table *table;
    CaptionStrips title, note;
    guint first, n_rows; /* strips of rows; after them are those of the note, or of empty rows */
    double blank_height; /* of one */
    const BookSetting *setting;
    double size;
    GArray *sources; /* guint: of each row the table was made of, its item + 1; 0: none */
} TableRun;

/* A table while its cells are read. */
typedef struct {
    BookCells of;
    GPtrArray *cells; /* Galley *, or NULL */
    GArray *headings; /* gboolean: of each row */
    GArray *sources;  /* guint: of each row, its item + 1; 0: none */
} Rows;

/* "第12页" */
static char *page_text(const BookSetting *setting, guint page)
{
    const char *word = setting->book->page_word, *place = word ? strstr(word, "%s") : NULL;
    g_autofree char *number = book_page_number(page);

    return place ? g_strdup_printf("%.*s%s%s", (int)(place - word), word, number, place + strlen("%s"))
                 : g_steal_pointer(&number);
}

/* The first that is in the book, or NULL. */
static const BookTarget *target_of(const BookSetting *setting, const BookItem *item)
{
    for (const char *const *name = item->targets; name && *name; name++) {
        const BookTarget *target = book_target(setting, *name);
        if (target)
            return target;
    }
    return NULL;
}

static void row_begin(Rows *rows, gboolean heading, guint source)
{
    g_array_append_val(rows->headings, heading);
    g_array_append_val(rows->sources, source);
}

static void head_read(Rows *rows)
{
    const BookPiece *piece = rows->of.piece;
    const FrameAlign align = piece->ruled ? ALIGN_CENTRE : ALIGN_START;

    row_begin(rows, FALSE, 0);
    for (guint i = 0; i < piece->n_parts; i++) {
        const FramePart *part = &piece->parts[i];
        const gboolean own = part->align != ALIGN_DEFAULT && !piece->ruled;
        g_ptr_array_add(rows->cells, book_cell_bold(&rows->of, part->title, own ? part->align : align));
    }
}

static void group_read(Rows *rows, const char *group)
{
    row_begin(rows, TRUE, 0);
    g_ptr_array_add(rows->cells, book_cell_bold(&rows->of, group, ALIGN_START));
    for (guint i = 1; i < rows->of.piece->n_parts; i++)
        g_ptr_array_add(rows->cells, NULL);
}

static void item_read(Rows *rows, guint number)
{
    const BookItem *item = &rows->of.piece->items[number];
    const char *address = book_link(rows->of.setting, item->targets);

    row_begin(rows, FALSE, number + 1);
    for (guint i = 0; i < rows->of.piece->n_parts; i++)
        g_ptr_array_add(rows->cells,
                        book_cell_new(&rows->of, &rows->of.piece->parts[i],
                                      item->cells ? item->cells[i] : NULL, i == 0 ? address : NULL));
}

static void rows_read(Rows *rows)
{
    const BookPiece *piece = rows->of.piece;
    const char *group = NULL;

    if (parts_are_headed(piece->parts, piece->n_parts))
        head_read(rows);
    for (guint i = 0; i < piece->n_items; i++) {
        const char *own = piece->items[i].group;
        if (own && *own && g_strcmp0(own, group) != 0)
            group_read(rows, own);
        group = own;
        item_read(rows, i);
    }
}

/* For the widest number that there can be, in its word. */
static double page_share(const Rows *rows)
{
    const BookSetting *setting = rows->of.setting;
    g_autofree char *text = page_text(setting, BOOK_PAGES_MAX - 1);
    g_autoptr(Paragraph) paragraph = book_words_new(setting, setting->book->style.font, FALSE, text, NULL);

    return (paragraph_width(paragraph) + PAGE_PADDING) * rows->of.size / setting->width;
}

static Table *table_of(const Rows *rows)
{
    const BookPiece *piece = rows->of.piece;
    const BookStyle *look = &rows->of.setting->book->style;
    const TextStyle style = book_text_style(rows->of.setting);
    const gboolean headed = parts_are_headed(piece->parts, piece->n_parts);
    g_autofree double *shares = g_new0(double, piece->n_parts);
    g_autofree double *scales = g_new0(double, piece->n_parts);
    const TableShape shape = {.rows = rows->headings->len,
                              .columns = piece->n_parts,
                              .headed = headed,
                              .ruled = piece->ruled,
                              .filled = !piece->ruled && look->fill != 0,
                              .colour = style.colour,
                              .accent = headed ? style.rule : style.hair,
                              .hair = style.hair,
                              .top = !piece->ruled,
                              .fill = look->fill,
                              .shares = shares,
                              .scales = scales,
                              .headings = (const gboolean *)(gpointer)rows->headings->data};

    for (guint i = 0; i < piece->n_parts; i++) {
        shares[i] =
            piece->parts[i].page && piece->parts[i].share <= 0 ? page_share(rows) : piece->parts[i].share;
        scales[i] = piece->parts[i].scale;
    }
    return table_new(&shape, (Galley *const *)rows->cells->pdata);
}

/* Set whatever is in it: first columns get more than their shares, then less than is good to read; then it is
 * smaller; then words are broken. */
static void table_fit(Table *table, double size, double width)
{
    if (table_set(table, size, width))
        return;
    table_ease(table, size, width);
    if (table_set(table, size, width))
        return;
    table_squeeze(table);
    for (double scale = 1; scale > SMALLEST - STEP / 2; scale -= STEP)
        if (table_set(table, size * scale, width))
            return;
    table_force(table);
    table_set(table, size * SMALLEST, width);
}

static void anchors_add(TableRun *run, const Rows *rows, guint row, guint strip)
{
    const guint source = g_array_index(rows->sources, guint, row);
    const char *name = source > 0 ? run->run.piece->items[source - 1].anchor : NULL;
    const BookAnchor anchor = {strip, name};

    if (name && *name)
        g_array_append_val(run->run.anchors, anchor);
}

static void strips_add(TableRun *run, const Rows *rows)
{
    guint last = G_MAXUINT;

    run->first = run->run.slabs->len;
    run->n_rows = table_rows(run->table);
    for (guint i = 0; i < run->n_rows; i++) {
        const guint source = table_row_source(run->table, i);
        const Slab slab = {.index = i,
                           .before = i > 0                  ? 0
                                     : run->title.count > 0 ? TITLE_GAP * rows->of.size
                                                            : 0,
                           .head = i > 0 ? table_head_height(run->table) : 0,
                           .height = table_row_height(run->table, i),
                           .kept = i + 1 < run->n_rows && table_row_is_kept(run->table, i)};
        if (source != last)
            anchors_add(run, rows, source, run->run.slabs->len);
        last = source;
        g_array_append_val(run->run.slabs, slab);
    }
    run->blank_height = table_blank_height(run->table);
}

/* Where the pages stand is known when they are put, not when the table is set. */
static void page_put(const TableRun *run, guint row, const SlabPlace *place, Marks *marks)
{
    const BookSetting *setting = run->setting;
    const BookPiece *piece = run->run.piece;
    const guint source = g_array_index(run->sources, guint, table_row_source(run->table, row));
    const gboolean begins =
        row == 0 || table_row_source(run->table, row - 1) != table_row_source(run->table, row);
    const BookTarget *target = source > 0 && begins ? target_of(setting, &piece->items[source - 1]) : NULL;

    for (guint i = 0; target && i < piece->n_parts; i++) {
        double right, top;
        if (!piece->parts[i].page)
            continue;
        g_autofree char *text = page_text(setting, target->page);
        g_autofree char *url = g_strconcat("#", target->name, NULL);
        g_autoptr(Paragraph) paragraph = book_words_new(setting, setting->book->style.font, FALSE, text, url);
        const double width = paragraph_width(paragraph) * run->size;
        table_cell_end(run->table, i, &right, &top);
        const WordsPlace at = {.font = setting->book->style.font,
                               .size = run->size,
                               .x = place->x + right - width,
                               .top = place->y + top,
                               .width = width,
                               .align = ALIGN_END,
                               .colour = setting->book->style.quiet,
                               .frame = "table",
                               .column = place->column};
        book_words_put(setting, paragraph, NULL, &at, marks);
    }
}

static void table_strip_put(TableRun *run, guint strip, const SlabPlace *place, gboolean first, Marks *marks)
{
    const guint row = strip - run->first;
    const Slab *slab = &g_array_index(run->run.slabs, Slab, strip);

    if (place->head)
        table_put_row(run->table, 0, place->x, place->y - slab->head, place->column, marks);
    else if (first && row > 0)
        table_put_top(run->table, place->x, place->y, marks);
    if (row >= run->n_rows) {
        table_put_blank(run->table, place->x, place->y, slab->height, marks);
        return;
    }
    table_put_row(run->table, row, place->x, place->y, place->column, marks);
    page_put(run, row, place, marks);
}

static void table_run_put(BookRun *base, guint first, guint end, const SlabPlace *places, Marks *marks)
{
    TableRun *run = (TableRun *)base;
    const guint last = run->note.count > 0 ? run->note.first : base->slabs->len;
    const guint from = MAX(first, run->first), to = MIN(end, last);

    caption_strips_put(&run->title, first, end, places, marks);
    if (from < to)
        marks_begin(marks, "Table", NULL);
    for (guint i = from; i < to; i++)
        table_strip_put(run, i, &places[i], i == from, marks);
    if (from < to)
        marks_end(marks);
    caption_strips_put(&run->note, first, end, places, marks);
}

static void table_run_fill(BookRun *base, guint first, double room)
{
    TableRun *run = (TableRun *)base;
    const guint head = table_head_height(run->table) > 0 && first <= run->first ? 1 : 0;
    const guint begin = MAX(first, run->first) + head, end = base->slabs->len;

    for (guint rows = end > begin ? end - begin : 0;
         rows < base->piece->rows_least && room >= run->blank_height; rows++) {
        const Slab slab = {.height = run->blank_height};
        g_array_append_val(base->slabs, slab);
        room -= run->blank_height;
    }
}

static void table_run_free(BookRun *base)
{
    TableRun *run = (TableRun *)base;

    table_free(run->table);
    g_array_unref(run->sources);
    caption_strips_clear(&run->title);
    caption_strips_clear(&run->note);
    g_free(run);
}

/* A form has its name above it; what is said of another table stands below. */
static gboolean is_form(const BookPiece *piece)
{
    return piece->ruled || piece->rows_least > 0;
}

BookRun *book_table_new(BookSetting *setting, const BookPiece *piece)
{
    const double size = setting->size * (piece->scale > 0 ? piece->scale : SCALE);
    g_autoptr(GPtrArray) cells = g_ptr_array_new();
    g_autoptr(GArray) headings = g_array_new(FALSE, FALSE, sizeof(gboolean));
    g_autoptr(GArray) sources = g_array_new(FALSE, FALSE, sizeof(guint));
    Rows rows = {{setting, piece, size}, cells, headings, sources};

    if (piece->n_parts == 0 || (piece->n_items == 0 && piece->rows_least == 0))
        return NULL;
    rows_read(&rows);
    if (headings->len == 0)
        return NULL;
    TableRun *run = g_new0(TableRun, 1);
    book_run_init(&run->run, piece);
    run->run.put = table_run_put;
    run->run.fill = piece->rows_least > 0 ? table_run_fill : NULL;
    run->run.free = table_run_free;
    run->setting = setting;
    run->size = size;
    run->sources = g_array_ref(sources);
    run->table = table_of(&rows);
    table_divide(run->table, setting->height);
    table_fit(run->table, size, setting->width);
    if (is_form(piece))
        caption_strips_add(&run->title, &run->run, setting, piece->note, CAPTION_TITLE);
    strips_add(run, &rows);
    if (!is_form(piece))
        caption_strips_add(&run->note, &run->run, setting, piece->note, CAPTION_NOTE);
    g_array_index(run->run.slabs, Slab, 0).before = BEFORE * setting->pitch;
    run->run.after = AFTER * setting->pitch;
    return &run->run;
}
