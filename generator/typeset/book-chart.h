/* SPDX-License-Identifier: MIT */
/*
 * Private to typeset/: a chart of a book while its strips are drawn. Every number stands beside what shows
 * it; series differ in pattern, dash and mark, so that a page without colour tells as much.
 */
#pragma once

#include "text/number.h"
#include "typeset/book-strip.h"

/* Lengths are in points. */
typedef struct {
    BookSetting *setting;
    const Chart *chart;
    double size;   /* of its text */
    double width;  /* of the page's text */
    double height; /* of a plot or a ring; 0: what is good */
    Colour ink, quiet, accent;
    GPtrArray *strips; /* Marks: each from its top left corner */
    GArray *slabs;     /* Slab: of each */
} Charting;

/* Begins a strip; borrowed. `before`: room above it. */
Marks *charting_strip(Charting *charting, double before, double height, gboolean kept);

typedef struct {
    const char *text;
    double x, y;      /* y: of the middle of the line */
    FrameAlign align; /* at x: START, CENTRE, END */
    gboolean bold;
    Colour colour;
    double scale; /* of the size; 0: 1 */
    gboolean plate;
} ChartWords;

/* One line; on white, where `plate`. */
void charting_words(Charting *charting, const ChartWords *words, Marks *marks);
double charting_words_width(Charting *charting, const char *text, gboolean bold);

/* A name over as many lines as it needs. */
typedef struct {
    Paragraph *paragraph;
    GArray *lines; /* Line */
    double width;  /* of its widest line */
    double height;
} ChartName;

ChartName charting_name(Charting *charting, const char *text, double width);
void charting_name_put(const Charting *charting, const ChartName *name, double x, double y, FrameAlign align,
                       Marks *marks);
void charting_name_clear(ChartName *name);

/* A piece of the pattern of a series. */
void charting_area(const Charting *charting, guint series, double x, double y, double width, double height,
                   Marks *marks);
/*
 * Swatches and names of what is told apart, in lines of a strip of their own. `lines`: as series of a line.
 * `total`: what numbers at the right edge below it are; or NULL.
 */
void charting_legend(Charting *charting, const char *const *names, guint count, gboolean lines,
                     const char *total);
/* The mark of a point of a line. */
void charting_point(const Charting *charting, guint series, double x, double y, Marks *marks);
MarkDash charting_dash(guint series);
/* A thin line, such as an axis. */
void charting_hairline(const Charting *charting, double x, double y, double width, double height,
                       Marks *marks);

/* The kinds. */
void chart_lay_bars(Charting *charting);    /* book-chart-bars.c; also shares that are too many for a ring */
void chart_lay_stacked(Charting *charting); /* book-chart-bars.c */
void chart_lay_line(Charting *charting);    /* book-chart-line.c */
void chart_lay_donut(Charting *charting);   /* book-chart-donut.c */

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ChartName, charting_name_clear)
