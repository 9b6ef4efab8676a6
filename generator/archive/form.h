/* SPDX-License-Identifier: MIT */
/* Private to archive/: what the books that are made here, and not by a theme, look like. */
#pragma once

#include "archive/words.h"
#include "archive/year.h"

/* Black on white: they are printed, copied and filed. */
#define FORM_INK 0x000000
#define FORM_QUIET 0x444444

/* A page with artwork of the program's own, whose frames are filled one by one. */
typedef struct {
    Arena *arena;
    const Site *site;
    const char *name; /* of the artwork in forms/ */
    Paper paper;
    GArray *frames; /* Frame */
} Form;

/* How the text of a frame looks; what is 0 is in the middle, in "serif", as large as fits. */
typedef struct {
    double largest; /* points */
    FrameAlign align;
    gboolean bold;
    gboolean vertical; /* where it is Chinese */
    gboolean markdown; /* from the top */
    guint lines;       /* into how many one line may be broken; 0: 1 */
    guint most;        /* characters that are shown; 0: as many as a name may have */
} FormText;

Form form_new(Arena *arena, const Site *site, const char *name, Paper paper);
/* Puts `text` (NULL: nothing) into the frame; a text that is far longer than any form has room for is cut. */
void form_put(Form *form, const char *frame, const char *text, FormText style);
/* The page as a piece of a book. `name`: in the outline, at `level`; or NULL. */
BookPiece form_end(Form *form, const char *name, guint level);

/* Fills what all of these books have in common: A4, margins for both sides, the metadata. */
void form_book(Book *book, Arena *arena, const ArchiveYear *year, const char *name, const char *title,
               gboolean landscape);

/* Gives the book a copy of these pieces (BookPiece). */
void form_pieces(Book *book, Arena *arena, const GArray *pieces);

/* "19990909", as DA/T 22-2015, 5.5.3 writes days; in the arena. NULL for DAY_NONE. */
const char *form_day(Arena *arena, Date date);
const char *form_number(Arena *arena, guint64 number); /* NULL for 0 */
/* "0001" (5.4.2). */
const char *form_item(Arena *arena, guint item);
/* `format` of FormWords, which has %s for each of these texts. */
const char *form_print(Arena *arena, const char *format, ...);
