/* SPDX-License-Identifier: MIT */
/* Pages of books that are sheets: covers, forms, labels. */
#include "typeset/book-strip.h"
#include "typeset/flow.h"

gboolean book_sheet_read(BookSetting *setting, const BookPiece *piece, BookPage *page)
{
    const Sheet *sheet = piece->sheet;

    page->sheet = sheet;
    page->paper = sheet->paper;
    page->marks = marks_new();
    page->artwork = artwork_new(sheet, FALSE, setting->diagnostics);
    marks_place(page->marks, sheet->place);
    return page->artwork &&
           sheet_fill(sheet, page->artwork, setting->fonts, page->marks, setting->diagnostics);
}
