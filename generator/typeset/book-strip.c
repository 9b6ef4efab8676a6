/* SPDX-License-Identifier: MIT */
#include "typeset/book-strip.h"

void book_run_init(BookRun *run, const BookPiece *piece)
{
    *run = (BookRun){.piece = piece,
                     .slabs = g_array_new(FALSE, TRUE, sizeof(Slab)),
                     .anchors = g_array_new(FALSE, FALSE, sizeof(BookAnchor))};
}

void book_run_free(BookRun *run)
{
    if (!run)
        return;
    g_array_unref(run->slabs);
    g_array_unref(run->anchors);
    run->free(run);
}
