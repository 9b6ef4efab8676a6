/* SPDX-License-Identifier: MIT */
/* Paragraphs set in the default fonts, for the tests of typeset/paragraph.h. */
#pragma once

#include "typeset/paragraph-private.h"

#include <string.h>

static Fonts *fonts;

static inline Fonts *fonts_default(void)
{
    static const char *const sans[] = {"Noto Sans CJK SC", NULL}, *const serif[] = {"Noto Serif CJK SC",
                                                                                    NULL};
    const FontRole roles[] = {{"sans", sans}, {"serif", serif}};
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    Fonts *opened = fonts_new(roles, G_N_ELEMENTS(roles), PLACE_NONE, diagnostics);

    g_assert_nonnull(opened);
    return opened;
}

static inline Paragraph *paragraph_of(const char *text, gboolean vertical, GArray *missing)
{
    const Styled styled = {text, strlen(text), NULL, 0};
    const ParagraphStyle style = {fonts, "serif", FALSE, vertical, 0};

    return paragraph_new(&styled, &style, missing);
}

/* Puts lines below each other at 10 points. */
static inline Marks *lines_put(const Paragraph *paragraph, const GArray *lines, double width,
                               FrameAlign align)
{
    Marks *marks = marks_new();

    for (guint i = 0; i < lines->len; i++) {
        const LinePlace place = {.y = 100 + 15 * i,
                                 .size = 10,
                                 .width = width,
                                 .align = align,
                                 .colour = 0x101010,
                                 .accent = 0xb02a18,
                                 .frame = "body",
                                 .first = i == 0};
        paragraph_put(paragraph, &g_array_index(lines, Line, i), &place, marks);
    }
    return marks;
}

/* Breaks it, and puts the lines. */
static inline Marks *paragraph_set(const Paragraph *paragraph, double width, FrameAlign align)
{
    g_autoptr(GArray) lines = paragraph_break(paragraph, width, 0, align == ALIGN_JUSTIFY);

    return lines_put(paragraph, lines, width, align);
}
