/* SPDX-License-Identifier: MIT */
#include "typeset/book-pages.h"

GBytes *book_draw(G_GNUC_UNUSED Fonts *fonts, const Book *book, G_GNUC_UNUSED const BookPages *pages,
                  Diagnostics *diagnostics)
{
    diagnostics_error(diagnostics, PLACE_NONE, NULL, "'%s': not written yet", book->name);
    return NULL;
}
