/* SPDX-License-Identifier: MIT */
/* Pages of books that are sheets: covers, forms, labels. */
#include "typeset/book-setting.h"
#include "typeset/flow.h"

gboolean book_sheet_read(BookSetting *setting, const BookPiece *piece, BookPage *page)
{
    const Sheet *sheet = piece->sheet;

    page->sheet = sheet;
    page->paper = sheet->paper;
    page->marks = marks_new();
    page->artwork = artwork_new(sheet, FALSE, setting->diagnostics);
    marks_place(page->marks, sheet->place);
    const gboolean filled =
        page->artwork && sheet_fill_page(sheet, page->artwork, setting->fonts, BOOK_SUBSTITUTE,
                                         setting->missing, page->marks, setting->diagnostics);
    book_report_missing(setting);
    return filled;
}
