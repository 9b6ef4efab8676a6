/* SPDX-License-Identifier: MIT */
/* Private to typeset/: words that stand with tables, charts and pictures of a book. */
#pragma once

#include "typeset/book-strip.h"

typedef enum {
    CAPTION_TITLE, /* above: bold */
    CAPTION_NOTE,  /* below: small and quiet */
} CaptionKind;

/* Plain text in the middle of `width`, set; NULL: there is none. */
Galley *book_caption(BookSetting *setting, const char *text, CaptionKind kind, double width);

/* One that has strips of its own. */
typedef struct {
    Galley *galley; /* owned; NULL: there is none */
    guint first, count;
} CaptionStrips;

/* Adds those of `text` to the run: a title stays with what follows, what is before a note stays with it. */
void caption_strips_add(CaptionStrips *strips, BookRun *run, BookSetting *setting, const char *text,
                        CaptionKind kind);
/* Those that are from `first` up to `end` of the run. */
void caption_strips_put(const CaptionStrips *strips, guint first, guint end, const SlabPlace *places,
                        Marks *marks);
void caption_strips_clear(CaptionStrips *strips);
