/* SPDX-License-Identifier: MIT */
/*
 * Private to typeset/: names in even columns. One of two characters is spread to the width of three; one that
 * is wider than its column takes two or more.
 */
#pragma once

#include "typeset/marks.h"
#include "typeset/paragraph.h"

typedef struct {
    Fonts *fonts;
    const char *font;
    gboolean bold;
    Colour colour, accent;
    const char *frame;
    gunichar substitute; /* as in ParagraphStyle */
} NameStyle;

typedef struct NameGrid NameGrid;

/* `notes`: below each name, in a smaller size; `links`: to where each leads (Span.url); NULL, or with NULL
 * for none. Everything is copied but the links and the style's strings. */
NameGrid *names_new(const char *const *names, const char *const *notes, const char *const *links, guint count,
                    const NameStyle *style, GArray *missing);
void names_free(NameGrid *grid);

guint names_characters(const NameGrid *grid);
/* Of one row of all, or of one column, in sizes. */
double names_width(const NameGrid *grid, gboolean least);
/* How wide a column is, in sizes, without what is between columns. */
double names_cell(const NameGrid *grid);
/* The same `cell` for several grids of one frame: the widest of theirs. */
void names_set_cell(NameGrid *grid, double cell);

/* A name that is wider than all columns is set smaller from here on. */
void names_force(NameGrid *grid);
/* The most columns that there is room for, of `width` points at `size`; 0: not for one. */
guint names_columns(const NameGrid *grid, double size, double width);
/* Sets it in so many columns: the number of rows; 0 where a name is wider than all of them. */
guint names_set(NameGrid *grid, double size, double width, guint columns);
double names_row_height(const NameGrid *grid);
/* The row that a name stands in; empty ones are not counted. */
guint names_row_of(const NameGrid *grid, guint name);
void names_put_row(const NameGrid *grid, guint row, double x, double y, guint column, Marks *marks);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(NameGrid, names_free)
