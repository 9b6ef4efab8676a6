/* SPDX-License-Identifier: MIT */
/* The index of a book: items by letter, in columns, with the pages where they are told of. */
#include "typeset/blocks-private.h"
#include "typeset/book-contents.h"
#include "typeset/book-words.h"

#include <string.h>

/* Of the body's size. */
#define SCALE 0.92
/* In its sizes. */
#define COLUMN_WIDTH 14.0
#define COLUMN_GAP 2.0
#define LEADING 1.55
#define HANG 1.0
#define NOTE_SCALE 0.88
#define NOTE_GAP 0.6
#define PAGES_GAP 1.2 /* between a name and its pages */
#define GROUP_SCALE 1.15
#define GROUP_BEFORE 0.8
#define GROUP_AFTER 0.15
#define OBJECT_GAP 0.45 /* lines of the body */
#define COLUMNS_MOST 6

typedef enum { WORDS_GROUP, WORDS_NAME, WORDS_NOTE, WORDS_PAGES } WordsKind;

/* A line of something in a strip. Several may stand in one. */
typedef struct {
    WordsKind kind;
    Paragraph *paragraph; /* borrowed */
    Line line;
    guint strip;
    double x, size, width;
    FrameAlign align;
} Words;

typedef struct {
    BookRun run;
    const BookSetting *setting;
    GPtrArray *paragraphs;
    GArray *words; /* Words, in the order of strips */
    double size, width;
    guint next; /* words up to here have been put */
} IndexRun;

static Paragraph *shape(const IndexRun *index, const char *text, const char *font, gboolean bold,
                        const Span *spans, guint n_spans)
{
    const ParagraphStyle style = {index->setting->fonts, font, bold, FALSE, 0, BOOK_SUBSTITUTE};
    const Styled styled = {text, strlen(text), spans, n_spans};
    Paragraph *paragraph = paragraph_new(&styled, &style, index->setting->missing);

    g_ptr_array_add(index->paragraphs, paragraph);
    return paragraph;
}

static Slab *strip_add(const IndexRun *index, double size)
{
    const Slab slab = {.height = LEADING * size, .trim = (LEADING - 1) / 2 * size};

    g_array_append_val(index->run.slabs, slab);
    return &g_array_index(index->run.slabs, Slab, index->run.slabs->len - 1);
}

static guint strips(const IndexRun *index)
{
    return index->run.slabs->len;
}

/* Adds lines in strips of their own, the first in the one that is there if it is `beside` what is in it.
 * Gives where the last line ends. */
static double lines_add(const IndexRun *index, WordsKind kind, Paragraph *paragraph, double size, double x,
                        double hang, gboolean beside, FrameAlign align)
{
    const double width = index->width - hang;
    const double first = index->width - x;
    g_autoptr(GArray) lines = paragraph_break(paragraph, width / size, (width - first) / size, FALSE);
    double end = x;

    for (guint i = 0; i < lines->len; i++) {
        const Line *line = &g_array_index(lines, Line, i);
        if (i > 0 || !beside)
            strip_add(index, index->size)->kept = FALSE;
        const double left = i > 0 ? hang : x;
        const Words words = {kind, paragraph,           *line, strips(index) - 1, left,
                             size, index->width - left, align};
        g_array_append_val(index->words, words);
        end = left + line->natural * size;
    }
    return end;
}

static void group_add(const IndexRun *index, const char *text)
{
    g_autofree char *flat = book_words_flat(text);
    Paragraph *paragraph = shape(index, flat, book_heading_font(index->setting), TRUE, NULL, 0);
    const double size = index->size * GROUP_SCALE;
    g_autoptr(GArray) lines = paragraph_break(paragraph, index->width / size, 0, FALSE);

    for (guint i = 0; i < lines->len; i++) {
        Slab *slab = strip_add(index, size);
        slab->before = i == 0 ? GROUP_BEFORE * index->size : 0;
        slab->kept = TRUE;
        const Words words = {WORDS_GROUP,       paragraph,  g_array_index(lines, Line, i),
                             strips(index) - 1, 0,          size,
                             index->width,      ALIGN_START};
        g_array_append_val(index->words, words);
    }
}

static int page_compare(gconstpointer a, gconstpointer b)
{
    const BookTarget *const *left = a, *const *right = b;

    if ((*left)->page != (*right)->page)
        return (*left)->page < (*right)->page ? -1 : 1;
    return ((*left)->y > (*right)->y) - ((*left)->y < (*right)->y);
}

/* The targets that are in the book, the first one of each page, in the order of pages. */
static GPtrArray *targets_of(const BookSetting *setting, const BookItem *item)
{
    GPtrArray *targets = g_ptr_array_new();
    guint kept = 0;

    for (const char *const *name = item->targets; name && *name; name++) {
        BookTarget *target = book_target(setting, *name);
        if (target)
            g_ptr_array_add(targets, target);
    }
    g_ptr_array_sort(targets, page_compare);
    for (guint i = 0; i < targets->len; i++) {
        BookTarget *target = g_ptr_array_index(targets, i);
        const BookTarget *before = kept > 0 ? g_ptr_array_index(targets, kept - 1) : NULL;
        if (!before || before->page != target->page)
            targets->pdata[kept++] = target;
    }
    g_ptr_array_set_size(targets, (int)kept);
    return targets;
}

static const char *separator(const BookSetting *setting)
{
    return setting->book->language && !g_str_has_prefix(setting->book->language, "zh") ? ", " : "、";
}

/* "第12、15页": each number is a link. */
static Paragraph *pages_shape(const IndexRun *index, const GPtrArray *targets)
{
    const BookSetting *setting = index->setting;
    const char *word = setting->book->page_word, *place = word ? strstr(word, "%s") : NULL;
    g_autoptr(GString) text = g_string_new(NULL);
    g_autofree Span *spans = g_new0(Span, targets->len);

    g_string_append_len(text, place ? word : "", place ? place - word : 0);
    for (guint i = 0; i < targets->len; i++) {
        const BookTarget *target = g_ptr_array_index(targets, i);
        g_autofree char *number = book_page_number(target->page);
        g_autofree char *url = g_strconcat("#", target->name, NULL);
        g_string_append(text, i > 0 ? separator(setting) : "");
        spans[i] = (Span){text->len, text->len + strlen(number), SPAN_LINK,
                          arena_intern(setting->arena, url, strlen(url))};
        g_string_append(text, number);
    }
    g_string_append(text, place ? place + strlen("%s") : "");
    return shape(index, text->str, setting->book->style.font, FALSE, spans, targets->len);
}

static void pages_add(const IndexRun *index, const GPtrArray *targets, double end)
{
    Paragraph *pages = pages_shape(index, targets);
    const double width = paragraph_width(pages) * index->size;

    if (end + PAGES_GAP * index->size + width <= index->width)
        lines_add(index, WORDS_PAGES, pages, index->size, index->width - width - 1e-6, HANG * index->size,
                  TRUE, ALIGN_END);
    else
        lines_add(index, WORDS_PAGES, pages, index->size, HANG * index->size, HANG * index->size, FALSE,
                  ALIGN_END);
}

/* Behind the name where there is room, else below it. */
static double note_add(const IndexRun *index, const char *text, double end)
{
    const double size = index->size * NOTE_SCALE, hang = HANG * index->size;
    g_autofree char *flat = text ? book_words_flat(text) : NULL;

    if (!flat || !*flat)
        return end;
    Paragraph *note = shape(index, flat, index->setting->book->style.font, FALSE, NULL, 0);
    const double x = end + NOTE_GAP * index->size;
    const gboolean beside = x + paragraph_width(note) * size <= index->width;
    return lines_add(index, WORDS_NOTE, note, size, beside ? x : hang, hang, beside, ALIGN_START);
}

static void item_add(const IndexRun *index, const BookItem *item, const GPtrArray *targets)
{
    g_autofree char *name = book_words_flat(item->cells[0] ? item->cells[0] : "");
    const guint first = strips(index);
    Paragraph *paragraph = shape(index, name, index->setting->book->style.font, FALSE, NULL, 0);

    strip_add(index, index->size);
    double end =
        lines_add(index, WORDS_NAME, paragraph, index->size, 0, HANG * index->size, TRUE, ALIGN_START);
    end = note_add(index, item->cells[1], end);
    pages_add(index, targets, end);
    for (guint i = first; i + 1 < strips(index); i++)
        g_array_index(index->run.slabs, Slab, i).kept = TRUE;
    if (item->anchor) {
        const BookAnchor anchor = {first, item->anchor};
        g_array_append_val(index->run.anchors, anchor);
    }
}

static void words_put(const IndexRun *index, const Words *words, const SlabPlace *at, double height,
                      Marks *marks)
{
    const BookStyle *style = &index->setting->book->style;
    const gboolean group = words->kind == WORDS_GROUP, note = words->kind == WORDS_NOTE;
    const double base = group ? words->size : index->size;
    const WordsPlace place = {.font = group ? book_heading_font(index->setting) : style->font,
                              .size = words->size,
                              .x = at->x + words->x,
                              /* What is smaller stands on the same line. */
                              .top = at->y + (height - base) / 2 + WORDS_ASCENT * (base - words->size),
                              .width = words->width,
                              .align = words->align,
                              .colour = group  ? style->accent
                                        : note ? style->quiet
                                               : style->ink,
                              .frame = "index",
                              .column = at->column};

    book_words_put(index->setting, words->paragraph, &words->line, &place, marks);
}

static void run_put(BookRun *run, guint first, guint end, const SlabPlace *places, Marks *marks)
{
    IndexRun *index = (IndexRun *)run;

    marks_begin(marks, "Index", NULL);
    for (; index->next < index->words->len; index->next++) {
        const Words *words = &g_array_index(index->words, Words, index->next);
        if (words->strip >= end)
            break;
        if (words->strip < first)
            continue;
        marks_begin(marks, words->kind == WORDS_GROUP ? "H3" : "Span", NULL);
        words_put(index, words, &places[words->strip], g_array_index(run->slabs, Slab, words->strip).height,
                  marks);
        marks_end(marks);
    }
    marks_end(marks);
}

static void run_free(BookRun *run)
{
    IndexRun *index = (IndexRun *)run;

    g_ptr_array_unref(index->paragraphs);
    g_array_unref(index->words);
    g_free(index);
}

static void columns_choose(IndexRun *index, const BookPiece *piece)
{
    const BookSetting *setting = index->setting;
    const double gap = COLUMN_GAP * index->size, least = 4 * index->size;
    const guint good = (guint)MAX((setting->width + gap) / (COLUMN_WIDTH * index->size + gap), 1);
    const guint most = (guint)MAX((setting->width + gap) / (least + gap), 1);

    index->run.columns = MIN(piece->columns > 0 ? piece->columns : good, MIN(most, COLUMNS_MOST));
    index->run.gap = gap;
    index->width = (setting->width - (index->run.columns - 1) * gap) / index->run.columns;
}

static void items_add(const IndexRun *index, const BookPiece *piece)
{
    const char *group = NULL;

    for (guint i = 0; i < piece->n_items; i++) {
        const BookItem *item = &piece->items[i];
        g_autoptr(GPtrArray) targets = targets_of(index->setting, item);
        if (targets->len == 0)
            continue;
        if (item->group && *item->group && g_strcmp0(item->group, group) != 0)
            group_add(index, item->group);
        group = item->group;
        item_add(index, item, targets);
    }
}

BookRun *book_index_new(BookSetting *setting, const BookPiece *piece)
{
    IndexRun *index = g_new0(IndexRun, 1);

    book_run_init(&index->run, piece);
    index->run.put = run_put;
    index->run.free = run_free;
    index->run.after = OBJECT_GAP * setting->pitch;
    index->setting = setting;
    index->size = setting->size * SCALE;
    index->paragraphs = g_ptr_array_new_with_free_func((GDestroyNotify)paragraph_free);
    index->words = g_array_new(FALSE, FALSE, sizeof(Words));
    columns_choose(index, piece);
    items_add(index, piece);
    return &index->run;
}

char *book_index_key(const BookSetting *setting, const BookPiece *piece)
{
    GString *key = g_string_new(NULL);

    for (guint i = 0; i < piece->n_items; i++) {
        g_autoptr(GPtrArray) targets = targets_of(setting, &piece->items[i]);
        for (guint j = 0; j < targets->len; j++)
            g_string_append_printf(key, "%u ", ((const BookTarget *)g_ptr_array_index(targets, j))->page);
        g_string_append_c(key, '\n');
    }
    return g_string_free(key, FALSE);
}
