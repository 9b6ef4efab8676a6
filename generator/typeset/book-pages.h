/* SPDX-License-Identifier: MIT */
/*
 * Private to typeset/: a book divided into pages. Layout (book-lay.c and the like) writes it, drawing
 * (book-draw.c) reads it.
 */
#pragma once

#include "text/arena.h"
#include "typeset/artwork.h"
#include "typeset/book.h"
#include "typeset/marks.h"

/* One page. Coordinates of `marks` are points from the top left corner of the trimmed page. */
typedef struct {
    Paper paper;
    Marks *marks;       /* everything but the artwork: owned */
    Artwork *artwork;   /* of a BOOK_SHEET: drawn first; or NULL. Owned */
    const Sheet *sheet; /* the same */
    const char *label;  /* page label of the PDF, as printed: "12"; in the arena of the pages */
} BookPage;

/* A place that links and the outline lead to. */
typedef struct {
    const char *name; /* anchor; or of the outline's own: "h12". Unique; cairo's dest */
    guint page;       /* from 0 */
    double y;
} BookPlace;

/* An entry of the PDF's outline, in the order of the book. */
typedef struct {
    const char *title;
    guint level; /* 1: chapter */
    guint place; /* index of a BookPlace */
} BookBookmark;

typedef struct {
    Arena *arena;
    GArray *pages;     /* BookPage */
    GArray *places;    /* BookPlace */
    GArray *bookmarks; /* BookBookmark */
} BookPages;

/*
 * Lays the book out. Links within it are MARK_BEGIN marks with the tag "Link" and the attributes
 * "dest='NAME'", where NAME is that of a BookPlace. NULL after diagnostics.
 */
BookPages *book_lay(Fonts *fonts, const Book *book, Diagnostics *diagnostics);
void book_pages_free(BookPages *pages);

/* The PDF: tagged, with outline, links, page labels, metadata. NULL after a diagnostic. */
GBytes *book_draw(Fonts *fonts, const Book *book, const BookPages *pages, Diagnostics *diagnostics);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(BookPages, book_pages_free)
