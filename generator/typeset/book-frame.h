/* SPDX-License-Identifier: MIT */
/* Private to typeset/: what stands around the text of a page: running head, number. */
#pragma once

#include "typeset/book-flow.h"

/* `label`: the number as it is printed. Nothing on sheets and blank pages. */
void book_frame_put(BookSetting *setting, const BookLeaf *leaf, guint page, const char *label, Marks *marks);
