/* SPDX-License-Identifier: MIT */
/* Private to typeset/: a book into pages, and these into PDF. */
#pragma once

#include "typeset/book.h"
#include "typeset/face.h"

/* As make_book() of module.h. */
gboolean book_make(Fonts *fonts, const Book *book, GBytes **pdf, guint *pages, GString *lines,
                   Diagnostics *diagnostics);
