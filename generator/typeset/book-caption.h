/* SPDX-License-Identifier: MIT */
/* Private to typeset/: words that stand with tables, charts and pictures of a book. */
#pragma once

#include "typeset/book-strip.h"

typedef enum {
    CAPTION_TITLE, /* above a table or a chart: bold */
    CAPTION_NOTE,  /* below a picture: small and quiet */
} CaptionKind;

/* Plain text in the middle of `width`, set at book_caption_size(); NULL: there is none. */
Galley *book_caption(BookSetting *setting, const char *text, CaptionKind kind, double width);
double book_caption_size(const BookSetting *setting, CaptionKind kind);
