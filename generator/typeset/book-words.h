/* SPDX-License-Identifier: MIT */
/* Private to typeset/: short texts of a book that are put line by line: numbers, leaders' titles, heads. */
#pragma once

#include "typeset/book-strip.h"

/* From the top of the box of a line to its baseline, in sizes; about so in all fonts (face.h). */
#define WORDS_ASCENT 0.88

/* Shapes plain text; `url`: to where all of it leads (Span.url), or NULL. */
Paragraph *book_words_new(const BookSetting *setting, const char *font, gboolean bold, const char *text,
                          const char *url);

typedef struct {
    const char *font; /* of the first face of which the line stands in its box */
    double size;
    double x, top; /* of the box of one size that the line stands in */
    double width;  /* room, in points */
    FrameAlign align;
    Colour colour;
    const char *frame;
    guint column;
} WordsPlace;

/* Puts one line of it; NULL: all of it in one line. */
void book_words_put(const BookSetting *setting, const Paragraph *paragraph, const Line *line,
                    const WordsPlace *place, Marks *marks);

/* The text on one line, without line ends and control characters. Newly allocated. */
char *book_words_flat(const char *text);
