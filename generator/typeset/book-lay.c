/* SPDX-License-Identifier: MIT */
#include "typeset/book-pages.h"

BookPages *book_lay(G_GNUC_UNUSED Fonts *fonts, const Book *book, Diagnostics *diagnostics)
{
    diagnostics_error(diagnostics, PLACE_NONE, NULL, "'%s': not written yet", book->name);
    return NULL;
}

void book_pages_free(BookPages *pages)
{
    if (!pages)
        return;
    for (guint i = 0; i < pages->pages->len; i++) {
        marks_free(g_array_index(pages->pages, BookPage, i).marks);
        artwork_free(g_array_index(pages->pages, BookPage, i).artwork);
    }
    g_array_unref(pages->pages);
    g_array_unref(pages->places);
    g_array_unref(pages->bookmarks);
    arena_free(pages->arena);
    g_free(pages);
}
