/* SPDX-License-Identifier: MIT */
#include "typeset/book-caption.h"

#define TITLE_SIZE 0.95
#define NOTE_SIZE 0.82
#define LEADING 1.4

double book_caption_size(const BookSetting *setting, CaptionKind kind)
{
    return setting->size * (kind == CAPTION_TITLE ? TITLE_SIZE : NOTE_SIZE);
}

Galley *book_caption(BookSetting *setting, const char *text, CaptionKind kind, double width)
{
    TextStyle style = book_text_style(setting);

    if (!text || !*text)
        return NULL;
    style.bold = kind == CAPTION_TITLE;
    style.colour = kind == CAPTION_TITLE ? style.colour : setting->book->style.quiet;
    style.leading = LEADING;
    style.indent = 0;
    style.grid = FALSE;
    style.align = ALIGN_CENTRE;
    style.frame = "caption";
    return book_galley(setting, blocks_plain(text), &style, book_caption_size(setting, kind), width);
}
