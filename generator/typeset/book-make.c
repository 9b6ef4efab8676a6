/* SPDX-License-Identifier: MIT */
#include "typeset/book-make.h"

#include "typeset/book-pages.h"

static void lines_print(const BookPages *pages, GString *lines)
{
    for (guint i = 0; i < pages->pages->len; i++) {
        g_string_append_printf(lines, "page %u\n", i + 1);
        marks_print(g_array_index(pages->pages, BookPage, i).marks, lines);
    }
}

gboolean book_make(Fonts *fonts, const Book *book, GBytes **pdf, guint *pages, GString *lines,
                   Diagnostics *diagnostics)
{
    g_autoptr(BookPages) laid = book_lay(fonts, book, diagnostics);

    if (!laid)
        return FALSE;
    if (pages)
        *pages = laid->pages->len;
    if (lines)
        lines_print(laid, lines);
    if (pdf)
        *pdf = book_draw(fonts, book, laid, diagnostics);
    return !pdf || *pdf;
}
