/* SPDX-License-Identifier: MIT */
/*
 * Private to typeset/: all pictures of a book, read before it is drawn: each goes into the file once, however
 * often it is shown, and one that cannot be read is known while there is still a way to set its words.
 */
#pragma once

#include "typeset/draw-marks.h"

/*
 * Reads the pictures of `marks`, each as large as the largest box needs that shows it cut in the same way. Of
 * what cannot be read, a warning stands at the place of the first that shows it (MARK_PLACE).
 */
BookPictures *book_pictures_new(const Marks *const *marks, guint count, const Canvas *canvas);
void book_pictures_free(BookPictures *pictures);

/* Whether the picture of a MARK_IMAGE of these marks could be read. */
gboolean book_pictures_has(const BookPictures *pictures, const Mark *mark);
/* Draws it; nothing, where it could not be read. */
gboolean book_pictures_draw(const BookPictures *pictures, const Mark *mark, cairo_t *cairo);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(BookPictures, book_pictures_free)
