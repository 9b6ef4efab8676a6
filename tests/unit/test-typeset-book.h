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

static inline Laid lay_book(const Book *book)
{
    Diagnostics *diagnostics = diagnostics_new();

    return (Laid){book_lay(fonts, book, diagnostics), diagnostics};
}

static inline Laid lay(const BookPiece *pieces, guint count)
{
    const Book book = {.name = "yearbook",
                       .style = BOOK_STYLE,
                       .pieces = pieces,
                       .n_pieces = count,
                       .running = "幸福社区年鉴",
                       .title = "幸福社区年鉴",
                       .language = "zh-Hans"};

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

static inline const Marks *page_marks(const Laid *laid, guint page)
{
    return g_array_index(laid->pages->pages, BookPage, page).marks;
}
