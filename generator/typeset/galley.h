/* SPDX-License-Identifier: MIT */
/*
 * Private to typeset/: a galley is text set in one long column, before it is divided into the columns of a
 * frame. It is shaped once, and set anew for each size that is tried. Cells of tables and parts of cards are
 * galleys too.
 */
#pragma once

#include "typeset/blocks.h"
#include "typeset/marks.h"

/* How all of a galley looks. Strings are borrowed. */
typedef struct {
    Fonts *fonts;
    const char *font;
    const char *heading_font; /* NULL: the same */
    gunichar substitute;      /* for what no font has; 0: room of one size */
    gboolean bold;
    Colour colour, accent;
    Colour rule;       /* of the lines around tables and their heads */
    Colour hair;       /* of lines between the rows of tables */
    guint plain_level; /* headings from this level on are of `colour`, those above it of `accent`; 0: all */
    double leading;    /* in sizes; > 0 */
    double indent;     /* of the first line of a paragraph, in sizes */
    double gap;        /* between paragraphs, in lines */
    double tracking;
    FrameAlign align;
    const FramePicture *pictures; /* looked into by galley_new() only */
    guint n_pictures;
    double picture_height; /* at most, in points */
    double picture_lines;  /* at most, in sizes; 0: so that it shrinks with the text */
    double strip;          /* rows of tables that are higher are divided; in points; 0: none is */
    gboolean grid;         /* lines of the body stand on a grid of lines */
    const char *frame;     /* for MarkLine */
} TextStyle;

/* What stands at that address; NULL: it is not known. */
const FramePicture *style_picture(const TextStyle *style, const char *address);

/* A piece that no column divides: a line, a row of a table, a picture. In points. */
typedef struct {
    guint item;    /* of the galley, from which it is */
    guint index;   /* within that */
    double before; /* room above it, but for the head of a column */
    double head;   /* of that which is repeated above it at the head of a column */
    double height;
    double trim;   /* of its height: empty above and below, which may stand out of a column */
    gboolean kept; /* in a column with what follows */
    gboolean grid;
} Slab;

typedef struct Galley Galley;

/*
 * Shapes `blocks`, which the galley takes, even on failure. Characters that no font has are appended to
 * `missing`. NULL where a picture cannot be read: `*broken`, to be freed, is its address.
 */
Galley *galley_new(Blocks *blocks, const TextStyle *style, GArray *missing, char **broken);
void galley_free(Galley *galley);

/* Tables may be as narrow as their words are from here on. */
void galley_squeeze(Galley *galley);
/* It is set from here on whatever is in it: tables and names by force. */
void galley_force(Galley *galley);

/* What it needs without breaking a line, and without breaking a word, in sizes. */
double galley_width(const Galley *galley);
double galley_width_least(const Galley *galley);
/* What its widest table needs without breaking a line; 0: it has none. */
double galley_width_tables(const Galley *galley);
guint galley_characters(const Galley *galley);

/*
 * Sets it: an array of Slab, the galley's until it is set again. NULL where something in it, such as a table,
 * cannot be so narrow. `size` and `width` in points.
 */
const GArray *galley_set(Galley *galley, double size, double width);
/* As it was set last. */
const GArray *galley_slabs(const Galley *galley);
/* By how much a heading is larger than the body. */
double galley_heading_scale(guint level);
/* The height in one column; below 0: it cannot be so narrow. Sets it. */
double galley_height(Galley *galley, double size, double width);

/* Where a slab stands; x of its column. */
typedef struct {
    double x, y;
    guint column;
    gboolean head; /* the head of its table is repeated above it */
} SlabPlace;

/* Writes what was set last, slabs at `places`. */
void galley_put(Galley *galley, const SlabPlace *places, Marks *marks);
/* Slabs from `first` up to `end`; places[i] is that of slab i. What they stand in (a list, a quote) is begun
 * and ended around them. */
void galley_put_slabs(Galley *galley, guint first, guint end, const SlabPlace *places, Marks *marks);
/* All in one column at x, y; slabs from `first` up to `end`. */
void galley_put_at(Galley *galley, double x, double y, guint column, Marks *marks);
void galley_put_part(Galley *galley, guint first, guint end, double x, double y, guint column, Marks *marks);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Galley, galley_free)
