/* SPDX-License-Identifier: MIT */
/* Contents of a book: titles, leaders, numbers of pages. */
#include "typeset/book-contents.h"

#include "typeset/book-words.h"

#include <math.h>

/* In sizes of the body. */
#define NUMBER_WIDTH 3.0 /* of five digits, and room between */
#define INDENT 1.6       /* of each level */
#define HANG 1.0         /* of a title's further lines */
#define LEADER_GAP 0.5
#define LEADER_STEP 0.5
#define LEADER_RADIUS 0.06
#define LEADER_HEIGHT 0.12 /* above the baseline */
#define LEADING 1.65
/* Down to this where it saves a page. */
#define LEADING_LEAST 1.4
#define LEADING_STEP 0.025
#define CHAPTER_SCALE 1.05
#define CHAPTER_BEFORE 0.4 /* lines */
#define OBJECT_GAP 0.45    /* lines */
#define WIDTH_LEAST 6.0

/* A line of the contents; an entry has one or more. */
typedef struct {
    const BookPiece *piece;
    Paragraph *title;
    GArray *lines; /* Line, of the title */
    guint first;   /* strip */
    guint level;
} Entry;

typedef struct {
    BookRun run;
    const BookSetting *setting;
    GArray *entries; /* Entry */
} ContentsRun;

static void entry_clear(gpointer data)
{
    Entry *entry = data;

    paragraph_free(entry->title);
    g_array_unref(entry->lines);
}

/* Dots on a line, aligned on the page: from `left` to `right`, with the middle of the line at y. */
static void leader_put(double size, Colour colour, double left, double right, double y, Marks *marks)
{
    const double step = LEADER_STEP * size;
    Mark dot = {.kind = MARK_DOT, .colour = colour, .dot = {.y = y, .radius = LEADER_RADIUS * size}};

    for (double x = floor(right / step) * step; x >= left; x -= step) {
        dot.dot.x = x;
        marks_add(marks, &dot);
    }
}

static double entry_size(const BookSetting *setting, const Entry *entry)
{
    return setting->size * (entry->level == 1 ? CHAPTER_SCALE : 1);
}

static double entry_indent(const BookSetting *setting, const Entry *entry)
{
    return MIN((entry->level - 1) * INDENT * setting->size,
               MAX(setting->width - (WIDTH_LEAST + NUMBER_WIDTH) * setting->size, 0));
}

static const char *entry_font(const BookSetting *setting, const Entry *entry)
{
    return entry->level == 1 ? book_heading_font(setting) : setting->book->style.font;
}

/* The leader and the number, after the last line of the title, which ends at `x`. */
static void number_put(const BookSetting *setting, const Entry *entry, const WordsPlace *title, double left,
                       Marks *marks)
{
    const BookStyle *style = &setting->book->style;
    const BookTarget *target = book_own_target(setting, entry->piece);
    g_autofree char *number = book_page_number(target->page);
    g_autofree char *url = g_strconcat("#", target->name, NULL);
    g_autoptr(Paragraph) paragraph = book_words_new(setting, title->font, entry->level == 1, number, url);
    const double width = paragraph_width(paragraph) * title->size;
    const double right = left + setting->width;
    WordsPlace place = *title;

    const double begin = title->x + title->width + LEADER_GAP * setting->size;
    leader_put(setting->size, style->quiet, begin, right - width - LEADER_GAP * setting->size,
               title->top + (WORDS_ASCENT - LEADER_HEIGHT) * title->size, marks);
    place.x = right - width;
    place.width = width;
    place.align = ALIGN_END;
    book_words_put(setting, paragraph, NULL, &place, marks);
}

static void line_put(const BookSetting *setting, const Entry *entry, guint index, const SlabPlace *at,
                     double height, Marks *marks)
{
    const BookStyle *style = &setting->book->style;
    const Line *line = &g_array_index(entry->lines, Line, index);
    const double size = entry_size(setting, entry), hang = index > 0 ? HANG * setting->size : 0;
    WordsPlace place = {.font = entry_font(setting, entry),
                        .size = size,
                        .x = at->x + entry_indent(setting, entry) + hang,
                        .top = at->y + (height - size) / 2,
                        .width = line->natural * size,
                        .align = ALIGN_START,
                        .colour = style->ink,
                        .frame = "contents",
                        .column = at->column};

    book_words_put(setting, entry->title, line, &place, marks);
    if (index + 1 == entry->lines->len)
        number_put(setting, entry, &place, at->x, marks);
}

static void run_put(BookRun *run, guint first, guint end, const SlabPlace *places, Marks *marks)
{
    const ContentsRun *contents = (ContentsRun *)run;

    marks_begin(marks, "TOC", NULL);
    for (guint i = 0; i < contents->entries->len; i++) {
        const Entry *entry = &g_array_index(contents->entries, Entry, i);
        const guint from = MAX(first, entry->first), to = MIN(end, entry->first + entry->lines->len);
        if (from >= to)
            continue;
        marks_begin(marks, "TOCI", NULL);
        for (guint strip = from; strip < to; strip++)
            line_put(contents->setting, entry, strip - entry->first, &places[strip],
                     g_array_index(run->slabs, Slab, strip).height, marks);
        marks_end(marks);
    }
    marks_end(marks);
}

static void run_free(BookRun *run)
{
    g_array_unref(((ContentsRun *)run)->entries);
    g_free(run);
}

static void strips_add(const ContentsRun *contents, const Entry *entry, double leading)
{
    const BookSetting *setting = contents->setting;
    const double height = leading * setting->size;

    for (guint i = 0; i < entry->lines->len; i++) {
        const gboolean opens = i == 0 && entry->level == 1;
        const Slab slab = {.before = opens ? CHAPTER_BEFORE * setting->pitch : 0,
                           .height = height,
                           .trim = (height - entry_size(setting, entry)) / 2,
                           /* A chapter is not the last line of a page. */
                           .kept = i + 1 < entry->lines->len || entry->level == 1};
        g_array_append_val(contents->run.slabs, slab);
    }
}

static void entry_add(ContentsRun *contents, const BookPiece *piece, guint level)
{
    const BookSetting *setting = contents->setting;
    g_autofree char *flat = book_words_flat(piece->text ? piece->text : "");
    g_autofree char *url = g_strconcat("#", book_own_target(setting, piece)->name, NULL);
    Entry entry = {.piece = piece, .level = level};

    entry.title = book_words_new(setting, entry_font(setting, &entry), level == 1, flat,
                                 arena_strdup(setting->arena, url));
    const double size = entry_size(setting, &entry), hang = HANG * setting->size;
    const double room = setting->width - entry_indent(setting, &entry) - NUMBER_WIDTH * setting->size - hang;
    /* The first line is not as far in as the others. */
    entry.lines = paragraph_break(entry.title, MAX(room, size) / size, -hang / size, FALSE);
    if (entry.lines->len == 0) {
        entry_clear(&entry);
        return;
    }
    g_array_append_val(contents->entries, entry);
}

/* How many pages they take below their title. */
static guint pages_needed(const ContentsRun *contents, double title, double leading)
{
    const BookSetting *setting = contents->setting;
    double height = title;

    for (guint i = 0; i < contents->entries->len; i++) {
        const Entry *entry = &g_array_index(contents->entries, Entry, i);
        height += entry->lines->len * leading * setting->size;
        height += entry->level == 1 && i > 0 ? CHAPTER_BEFORE * setting->pitch : 0;
    }
    return (guint)ceil(height / setting->height);
}

static double title_height(BookSetting *setting, const BookPiece *piece)
{
    g_autoptr(BookRun) title = book_heading_new(setting, piece);
    double height = title ? title->after : 0;

    for (guint i = 0; title && i < title->slabs->len; i++) {
        const Slab *slab = &g_array_index(title->slabs, Slab, i);
        height += slab->before + slab->height;
    }
    return height;
}

/* A little tighter where there are only some lines too many for the last page. */
static double leading_choose(const ContentsRun *contents, double title)
{
    const guint pages = pages_needed(contents, title, LEADING);
    double leading = LEADING;

    if (pages_needed(contents, title, LEADING_LEAST) == pages)
        return LEADING;
    while (leading > LEADING_LEAST && pages_needed(contents, title, leading) == pages)
        leading -= LEADING_STEP;
    return leading;
}

static void entries_lay(ContentsRun *contents, BookSetting *setting)
{
    const double leading = leading_choose(contents, title_height(setting, contents->run.piece));

    for (guint i = 0; i < contents->entries->len; i++) {
        Entry *entry = &g_array_index(contents->entries, Entry, i);
        entry->first = contents->run.slabs->len;
        strips_add(contents, entry, leading);
    }
    if (contents->run.slabs->len > 0)
        g_array_index(contents->run.slabs, Slab, contents->run.slabs->len - 1).kept = FALSE;
}

BookRun *book_contents_new(BookSetting *setting, const BookPiece *piece)
{
    const Book *book = setting->book;
    const guint levels = book_contents_levels(piece);
    ContentsRun *contents = g_new0(ContentsRun, 1);

    book_run_init(&contents->run, piece);
    contents->run.put = run_put;
    contents->run.free = run_free;
    contents->run.after = OBJECT_GAP * setting->pitch;
    contents->setting = setting;
    contents->entries = g_array_new(FALSE, FALSE, sizeof(Entry));
    g_array_set_clear_func(contents->entries, entry_clear);
    for (guint i = (guint)(piece - book->pieces) + 1; i < book->n_pieces; i++)
        if (book_is_listed(setting, &book->pieces[i], levels))
            entry_add(contents, &book->pieces[i], book_piece_level(setting, &book->pieces[i]));
    entries_lay(contents, setting);
    return &contents->run;
}
