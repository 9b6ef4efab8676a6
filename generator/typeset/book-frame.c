/* SPDX-License-Identifier: MIT */
#include "typeset/book-frame.h"

#include "typeset/book-words.h"

#include <math.h>
#include <string.h>

/* In sizes of the body. */
#define HEAD_SIZE 0.82
#define FOOT_SIZE 0.9
#define HEAD_GAP 1.1 /* from the head's rule to the text */
#define RULE_GAP 0.45
#define RULE 0.035
#define FOOT_GAP 1.5
/* What two heads on one line leave between them. */
#define BETWEEN 2.0
#define EDGE 0.4 /* from the edge of the paper */
#define ELLIPSIS "…"

static const char *font_of(const BookSetting *setting)
{
    return setting->book->style.font;
}

/* Shortened until it has room: all of it stands where the chapter begins. */
static Paragraph *head_fit(const BookSetting *setting, const char *text, double room)
{
    g_autofree char *flat = book_words_flat(text);
    glong length = g_utf8_strlen(flat, -1);
    Paragraph *paragraph = book_words_new(setting, font_of(setting), FALSE, flat, NULL);

    while (paragraph_width(paragraph) > room && length > 1) {
        const double over = room / paragraph_width(paragraph);
        length = MIN(length - 1, (glong)(length * over));
        g_autofree char *start = g_utf8_substring(flat, 0, MAX(length, 1));
        g_autofree char *shorter = g_strconcat(g_strchomp(start), ELLIPSIS, NULL);
        paragraph_free(paragraph);
        paragraph = book_words_new(setting, font_of(setting), FALSE, shorter, NULL);
    }
    return paragraph;
}

static void head_put(BookSetting *setting, const char *text, FrameAlign align, double share, WordsPlace place,
                     Marks *marks)
{
    if (!text || !*text)
        return;
    g_autoptr(Paragraph) paragraph =
        head_fit(setting, text, (setting->width / setting->size * share - BETWEEN) / HEAD_SIZE);

    place.align = align;
    place.frame = "head";
    book_words_put(setting, paragraph, NULL, &place, marks);
}

static void heads_put(BookSetting *setting, const BookLeaf *leaf, guint page, Marks *marks)
{
    const Book *book = setting->book;
    const BookMargins margins = book_margins(setting, page);
    const double size = setting->size, em = HEAD_SIZE * size;
    const double rule = MAX(margins.top - HEAD_GAP * size, EDGE * size + em);
    const char *running = book->running && *book->running ? book->running : book->title;
    const char *chapter = leaf->chapter && leaf->chapter->text ? leaf->chapter->text : "";
    const WordsPlace place = {.font = font_of(setting),
                              .size = em,
                              .x = margins.left,
                              .top = MAX(rule - RULE_GAP * size - em, EDGE * size),
                              .width = setting->width,
                              .colour = book->style.quiet};

    if (leaf->opening || (!leaf->chapter && !running))
        return;
    if (!book->style.duplex) {
        head_put(setting, running, ALIGN_START, 0.5, place, marks);
        head_put(setting, chapter, ALIGN_END, 0.5, place, marks);
    } else if (book_page_is_left(setting, page))
        head_put(setting, running, ALIGN_START, 1, place, marks);
    else
        head_put(setting, *chapter ? chapter : running, ALIGN_END, 1, place, marks);
    marks_rectangle(marks, book->style.quiet, margins.left, rule, setting->width, RULE * size);
}

static void number_put(BookSetting *setting, guint page, const char *label, Marks *marks)
{
    const BookMargins margins = book_margins(setting, page);
    const double size = setting->size, em = FOOT_SIZE * size;
    const double bottom = setting->book->style.paper.height * POINTS_PER_MM;
    g_autoptr(Paragraph) paragraph = book_words_new(setting, font_of(setting), FALSE, label, NULL);
    const WordsPlace place = {.font = font_of(setting),
                              .size = em,
                              .x = margins.left,
                              .top =
                                  MIN(bottom - margins.bottom + FOOT_GAP * size, bottom - em - EDGE * size),
                              .width = setting->width,
                              .align = book_page_is_left(setting, page) ? ALIGN_START : ALIGN_END,
                              .colour = setting->book->style.ink,
                              .frame = "number"};

    book_words_put(setting, paragraph, NULL, &place, marks);
}

void book_frame_put(BookSetting *setting, const BookLeaf *leaf, guint page, const char *label, Marks *marks)
{
    if (leaf->sheet || leaf->blank)
        return;
    heads_put(setting, leaf, page, marks);
    number_put(setting, page, label, marks);
}
