/* SPDX-License-Identifier: MIT */
#include "typeset/book-words.h"

#include <string.h>

Paragraph *book_words_new(const BookSetting *setting, const char *font, gboolean bold, const char *text,
                          const char *url)
{
    const ParagraphStyle style = {setting->fonts, font, bold, FALSE, 0, BOOK_SUBSTITUTE};
    const gsize length = strlen(text);
    const Span span = {0, length, SPAN_LINK, url};
    const Styled styled = {text, length, &span, url ? 1 : 0};

    return paragraph_new(&styled, &style, setting->missing);
}

void book_words_put(const BookSetting *setting, const Paragraph *paragraph, const Line *line,
                    const WordsPlace *place, Marks *marks)
{
    const Face *face = fonts_first(setting->fonts, place->font, FALSE);
    const LinePlace at = {.x = place->x,
                          .y = place->top + face->ascent / (face->ascent + face->descent) * place->size,
                          .size = place->size,
                          .width = place->width / place->size,
                          .align = place->align,
                          .colour = place->colour,
                          .accent = place->colour,
                          .frame = place->frame,
                          .column = place->column,
                          .first = TRUE};

    if (line) {
        paragraph_put(paragraph, line, &at, marks);
        return;
    }
    g_autoptr(GArray) lines = paragraph_break(paragraph, 1e6, 0, FALSE);
    if (lines->len > 0)
        paragraph_put(paragraph, &g_array_index(lines, Line, 0), &at, marks);
}

char *book_words_flat(const char *text)
{
    GString *flat = g_string_new(NULL);
    gboolean blank = FALSE;

    for (const char *at = text; *at; at = *at & 0x80 ? at + g_utf8_skip[(guchar)*at] : at + 1) {
        const gsize length = *at & 0x80 ? strnlen(at, g_utf8_skip[(guchar)*at]) : 1;
        if (g_ascii_isspace(*at) || g_ascii_iscntrl(*at) || strncmp(at, "\xe2\x80\xa8", 3) == 0) {
            blank = flat->len > 0;
            continue;
        }
        if (blank)
            g_string_append_c(flat, ' ');
        blank = FALSE;
        g_string_append_len(flat, at, (gssize)length);
        if (length < (gsize)g_utf8_skip[(guchar)*at])
            break;
    }
    return g_string_free(flat, FALSE);
}
