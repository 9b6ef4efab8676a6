/* SPDX-License-Identifier: MIT */
#include "typeset/words.h"

#include <string.h>

#define LEADING 1.6
#define WIDE 10000 /* sizes: one line, whatever stands in it */

/* What no font has is left out: these are for printers, not for readers. */
static Paragraph *words_shape(const Words *words, const char *text)
{
    const Styled styled = {text, strlen(text), NULL, 0};
    const ParagraphStyle style = {words->fonts, "sans", FALSE, FALSE, 0};

    return paragraph_new(&styled, &style, NULL);
}

static double lines_put(const Words *words, const Paragraph *paragraph, double width, LinePlace place)
{
    g_autoptr(GArray) lines = paragraph_break(paragraph, width, 0, FALSE);

    for (guint i = 0; i < lines->len; i++) {
        place.first = i == 0;
        paragraph_put(paragraph, &g_array_index(lines, Line, i), &place, words->marks);
        place.y += place.size * LEADING;
    }
    return place.y;
}

double words_put(const Words *words, const char *text, double x, double y, double size, FrameAlign align)
{
    g_autoptr(Paragraph) paragraph = words_shape(words, text);
    const double width = paragraph ? paragraph_width(paragraph) * size : 0;
    const double left = align == ALIGN_CENTRE ? x - width / 2 : align == ALIGN_END ? x - width : x;
    const LinePlace place = {left, y, size, WIDE, ALIGN_START, 0, 0, "", 0, TRUE};

    if (paragraph)
        lines_put(words, paragraph, WIDE, place);
    return width;
}

double words_flow(const Words *words, const char *text, double x, double y, double size, double width)
{
    g_autoptr(Paragraph) paragraph = words_shape(words, text);
    const LinePlace place = {x, y, size, width / size, ALIGN_START, 0, 0, "", 0, TRUE};

    return paragraph ? lines_put(words, paragraph, width / size, place) : y;
}
