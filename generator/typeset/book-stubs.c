/* SPDX-License-Identifier: MIT */
/* Kinds of pieces that are being written: each goes with its file. */
#include "typeset/book-strip.h"

BookRun *book_table_new(G_GNUC_UNUSED BookSetting *setting, G_GNUC_UNUSED const BookPiece *piece)
{
    return NULL;
}

BookRun *book_chart_new(G_GNUC_UNUSED BookSetting *setting, G_GNUC_UNUSED const BookPiece *piece)
{
    return NULL;
}

BookRun *book_photos_new(G_GNUC_UNUSED BookSetting *setting, G_GNUC_UNUSED const BookPiece *piece)
{
    return NULL;
}

gboolean book_sheet_read(G_GNUC_UNUSED BookSetting *setting, const BookPiece *piece, BookPage *page)
{
    page->paper = piece->sheet->paper;
    page->sheet = piece->sheet;
    page->marks = marks_new();
    return TRUE;
}
