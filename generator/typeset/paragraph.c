/* SPDX-License-Identifier: MIT */
#include "typeset/paragraph-private.h"

#include <string.h>

/* A copy of the text; a byte that is no UTF-8 becomes '?', so that all places stay where they are. */
static char *text_copy(const char *text, gsize length)
{
    char *copy = g_malloc0(length + 1);
    const char *bad = copy;

    if (length > 0)
        memcpy(copy, text, length);

    for (gsize at = 0; !g_utf8_validate_len(copy + at, length - at, &bad); at = (gsize)(bad - copy) + 1)
        copy[bad - copy] = '?';
    return copy;
}

Paragraph *paragraph_new(const Styled *styled, const ParagraphStyle *style, GArray *missing)
{
    Paragraph *paragraph = g_new0(Paragraph, 1);

    paragraph->text = text_copy(styled->text ? styled->text : "", styled->length);
    paragraph->length = styled->length;
    paragraph->items = g_array_new(FALSE, FALSE, sizeof(Item));
    paragraph->glyphs = g_array_new(FALSE, FALSE, sizeof(ItemGlyph));
    paragraph->vertical = style->vertical;
    paragraph->tracking = style->tracking;
    paragraph_shape(paragraph, styled, style, missing);
    paragraph_space(paragraph);
    paragraph_find_breaks(paragraph);
    return paragraph;
}

void paragraph_free(Paragraph *paragraph)
{
    if (!paragraph)
        return;
    g_array_unref(paragraph->items);
    g_array_unref(paragraph->glyphs);
    g_free(paragraph->sums);
    g_free(paragraph->text);
    g_free(paragraph);
}

/* The widest piece between breaks of that kind, or of a better one. */
static double paragraph_widest(const Paragraph *paragraph, BreakKind kind)
{
    double widest = 0;

    for (guint i = 1, start = 0; i <= paragraph->items->len; i++) {
        if (i < paragraph->items->len && item_at(paragraph, i)->breaks < kind)
            continue;
        widest = MAX(widest, paragraph_extent(paragraph, start, i).natural);
        start = i;
    }
    return widest;
}

double paragraph_width(const Paragraph *paragraph)
{
    return paragraph_widest(paragraph, BREAK_MUST);
}

double paragraph_width_least(const Paragraph *paragraph)
{
    return paragraph_widest(paragraph, BREAK_POOR);
}
