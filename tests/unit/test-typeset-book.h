/* SPDX-License-Identifier: MIT */
/* A book laid out, and what holds for whatever is in it. */
#pragma once

#include "test-typeset-frame.h"
#include "typeset/book-pages.h"

static const BookStyle BOOK_STYLE = {.paper = {210, 297},
                                     .top = 28,
                                     .bottom = 25,
                                     .inner = 27,
                                     .outer = 22,
                                     .duplex = TRUE,
                                     .font = "sans",
                                     .heading_font = "sans",
                                     .size = 10.5,
                                     .leading = 1.75,
                                     .indent = 2,
                                     .ink = 0x101010,
                                     .quiet = 0x707070,
                                     .accent = 0xb02a18,
                                     .fill = 0xf6f0e8};

typedef struct {
    BookPages *pages; /* NULL: it was refused */
    Diagnostics *diagnostics;
} Laid;

static inline void laid_clear(Laid *laid)
{
    book_pages_free(laid->pages);
    diagnostics_free(laid->diagnostics);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Laid, laid_clear)

static inline Book book_of(const BookPiece *pieces, guint count)
{
    return (Book){.name = "yearbook",
                  .style = BOOK_STYLE,
                  .pieces = pieces,
                  .n_pieces = count,
                  .running = "幸福社区年鉴",
                  .title = "幸福社区年鉴",
                  .language = "zh-Hans"};
}

static inline Laid lay_book(const Book *book)
{
    Diagnostics *diagnostics = diagnostics_new();

    return (Laid){book_lay(fonts, book, diagnostics), diagnostics};
}

static inline Laid lay(const BookPiece *pieces, guint count)
{
    const Book book = book_of(pieces, count);

    return lay_book(&book);
}

static inline BookPiece chapter(const char *title)
{
    return (BookPiece){.kind = BOOK_CHAPTER, .text = title};
}

static inline BookPiece heading(const char *title, guint level)
{
    return (BookPiece){.kind = BOOK_HEADING, .text = title, .level = level};
}

static inline BookPiece text(const char *markdown)
{
    return (BookPiece){.kind = BOOK_TEXT, .text = markdown, .place = {.file = "a.md"}};
}

static inline guint pages_count(const Laid *laid)
{
    return laid->pages->pages->len;
}

static inline const BookPage *page_of(const Laid *laid, guint page)
{
    return &g_array_index(laid->pages->pages, BookPage, page);
}

static inline gboolean is_of(const MarkLine *line, const char *frame)
{
    return g_strcmp0(line->frame, frame) == 0;
}

/* Lines of those frames, of all pages, without blanks; NULL: of all frames but heads and numbers. */
static inline char *frame_text(const Laid *laid, const char *frame)
{
    GString *all = g_string_new(NULL);

    for (guint i = 0; i < pages_count(laid); i++) {
        const Marks *marks = page_of(laid, i)->marks;
        for (guint j = 0; j < marks_count_lines(marks); j++) {
            const MarkLine *line = marks_line_at(marks, j);
            if (frame ? is_of(line, frame) : !is_of(line, "head") && !is_of(line, "number"))
                append_bare(all, line->text);
        }
    }
    return g_string_free(all, FALSE);
}

/* The first line of that frame on a page that has `text` in it; NULL: there is none. */
static inline const MarkLine *line_find(const Laid *laid, guint page, const char *frame, const char *words)
{
    const Marks *marks = page_of(laid, page)->marks;

    for (guint i = 0; i < marks_count_lines(marks); i++)
        if (is_of(marks_line_at(marks, i), frame) && strstr(marks_line_at(marks, i)->text, words))
            return marks_line_at(marks, i);
    return NULL;
}

/* The page, from 0, on which words stand in a frame. */
static inline guint page_find(const Laid *laid, const char *frame, const char *words)
{
    for (guint i = 0; i < pages_count(laid); i++)
        if (line_find(laid, i, frame, words))
            return i;
    g_error("'%s' is on no page", words);
}

static inline Box text_box(guint page)
{
    const double mm = 72 / 25.4;
    const double left = page % 2 == 1 ? BOOK_STYLE.outer : BOOK_STYLE.inner;

    return (Box){left * mm, BOOK_STYLE.top * mm, (210 - BOOK_STYLE.inner - BOOK_STYLE.outer) * mm,
                 (297 - BOOK_STYLE.top - BOOK_STYLE.bottom) * mm};
}

static inline void assert_line_inside(const MarkLine *line, guint page)
{
    const Box box = text_box(page);
    const double top = line->y - 0.88 * line->size, bottom = line->y + 0.12 * line->size;

    /* A mark may hang in half of its square. */
    if (line->x < box.x - 0.6 * line->size || line->x + line->set * line->size > box.x + box.width + 0.5)
        g_error("page %u: '%s' from %.2f to %.2f stands out of %.2f to %.2f", page + 1, line->text, line->x,
                line->x + line->set * line->size, box.x, box.x + box.width);
    if (is_of(line, "head"))
        g_assert_cmpfloat(bottom, <, box.y);
    else if (is_of(line, "number"))
        g_assert_cmpfloat(top, >, box.y + box.height);
    else if (top < box.y - 1 || bottom > box.y + box.height + 1)
        g_error("page %u: '%s' from %.2f to %.2f stands out of %.2f to %.2f", page + 1, line->text, top,
                bottom, box.y, box.y + box.height);
}

/* A paragraph of the text that a page divides has at least two lines on each side. */
static inline void assert_no_widows(const Laid *laid)
{
    for (guint i = 0; i < pages_count(laid); i++) {
        const Marks *marks = page_of(laid, i)->marks;
        const MarkLine *first = NULL, *last = NULL;
        for (guint j = 0; j < marks_count_lines(marks); j++) {
            const MarkLine *line = marks_line_at(marks, j);
            if (is_of(line, "head") || is_of(line, "number"))
                continue;
            first = first ? first : line;
            last = line;
        }
        if (first && is_of(first, "text") && first->last && !first->first)
            g_error("page %u begins with the last line of a paragraph: %s", i + 1, first->text);
        if (last && is_of(last, "text") && last->first && !last->last)
            g_error("page %u ends with the first line of a paragraph: %s", i + 1, last->text);
        if (last && (is_of(last, "heading") || is_of(last, "chapter")) && i + 1 < pages_count(laid) &&
            !g_str_has_suffix(last->text, "末"))
            g_error("page %u ends with a heading: %s %s", i + 1, last->frame, last->text);
    }
}

/* Links lead to places there are, each of which is on a page. */
static inline void assert_links(const Laid *laid)
{
    g_autoptr(GHashTable) names = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < laid->pages->places->len; i++) {
        const BookPlace *place = &g_array_index(laid->pages->places, BookPlace, i);
        g_assert_cmpuint(place->page, <, pages_count(laid));
        g_assert_true(g_hash_table_add(names, (gpointer)place->name));
    }
    for (guint i = 0; i < pages_count(laid); i++) {
        const Marks *marks = page_of(laid, i)->marks;
        for (guint j = 0; j < marks_count(marks); j++) {
            const Mark *mark = marks_at(marks, j);
            if (mark->kind != MARK_BEGIN || strcmp(mark->begin.tag, "Link") != 0 ||
                !g_str_has_prefix(mark->begin.attributes, "dest='"))
                continue;
            g_autofree char *name = g_strdup(mark->begin.attributes + strlen("dest='"));
            name[strlen(name) - 1] = '\0';
            g_assert_true(g_hash_table_contains(names, name));
        }
    }
}

/* What holds for every book. */
static inline void assert_sound(const Laid *laid)
{
    g_assert_nonnull(laid->pages);
    for (guint i = 0; i < pages_count(laid); i++) {
        const Marks *marks = page_of(laid, i)->marks;
        assert_nested(marks);
        for (guint j = 0; j < marks_count_lines(marks); j++)
            assert_line_inside(marks_line_at(marks, j), i);
    }
    assert_no_widows(laid);
    assert_links(laid);
}

static inline char *laid_messages(const Laid *laid)
{
    GString *all = g_string_new(NULL);

    diagnostics_print(laid->diagnostics, MESSAGE_TEXT, FALSE, all);
    return g_string_free(all, FALSE);
}

static inline char *laid_print(const Laid *laid)
{
    GString *all = g_string_new(NULL);

    for (guint i = 0; i < pages_count(laid); i++) {
        g_string_append_printf(all, "page %s\n", page_of(laid, i)->label);
        marks_print(page_of(laid, i)->marks, all);
    }
    return g_string_free(all, FALSE);
}

/* Sentences of made-up Chinese, without any mark that Markdown knows. */
static inline void sentences_append(GString *into, GRand *random, guint characters)
{
    static const char *const words =
        "社区居民楼道清扫活动志愿者参加服务老人孩子安全检查整治环境停车充电公示承诺办结";
    const glong length = g_utf8_strlen(words, -1);

    for (guint i = 0; i < characters; i++) {
        const gboolean stop = i % 17 == 16;
        g_string_append(into, stop ? "，" : "");
        g_string_append_unichar(into, g_utf8_get_char(g_utf8_offset_to_pointer(
                                          words, g_rand_int_range(random, 0, (gint32)length))));
    }
    g_string_append(into, "。");
}

/* A text of so many paragraphs of one to nine lines. */
static inline char *paragraphs(guint32 seed, guint count)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(seed);
    GString *all = g_string_new(NULL);

    for (guint i = 0; i < count; i++) {
        sentences_append(all, random, (guint)g_rand_int_range(random, 10, 380));
        g_string_append(all, "\n\n");
    }
    return g_string_free(all, FALSE);
}

static inline char *bare(const char *words)
{
    GString *all = g_string_new(NULL);

    append_bare(all, words);
    return g_string_free(all, FALSE);
}

/* All of `words` stands in lines of that frame. */
static inline void assert_conserved(const Laid *laid, const char *frame, const char *words)
{
    g_autofree char *expected = bare(words), *got = frame_text(laid, frame);

    g_assert_cmpstr(got, ==, expected);
}
