/* SPDX-License-Identifier: MIT */
/*
 * Pictures of numbers as HTML with inline SVG. They take no space of their own, no ids, no styles and no
 * scripts: positions across are per cent, heights and texts are em, so that a picture fills its column and
 * its texts follow the reader's. Colour is currentColor, which the classes chart-1, chart-2 … of a theme set;
 * series differ in pattern, dash and mark as well, so that they can be told apart without it. The picture is
 * one image to a screen reader, with the title as its name; a table behind it, of the class visually-hidden,
 * has every number.
 */
#pragma once

#include <glib.h>

typedef enum { CHART_BAR, CHART_STACKED, CHART_LINE, CHART_DONUT, CHART_TIMELINE, N_CHARTS } ChartKind;

typedef struct {
    const char *name;     /* what the row is about */
    const char *when;     /* timeline: its days in words */
    const double *values; /* one a series, below NUMBER_LIMIT; line: NAN where there is none. Of a timeline
                             two, in days: from, to; to is NAN for what has no length */
} ChartRow;

/* All texts are UTF-8; those but the title may be NULL. */
typedef struct {
    ChartKind kind;
    const char *title;
    const char *unit;          /* of the numbers: "项" */
    const char *label;         /* what the names of the rows are: "年度" */
    const char *total;         /* stacked, donut: shown are the sums, too, under this name */
    const char *const *series; /* n_series names; NULL if the only one has none */
    guint n_series;            /* 1 for bar and donut; timeline: 2 */
    const ChartRow *rows;
    guint n_rows; /* at least 1 */
} Chart;

typedef struct {
    const char *name; /* "bar" */
    guint most_rows, most_series;
    gboolean negative; /* may values be below zero */
} ChartLimits;

/* Patterns by which series are told apart. */
enum { CHART_SERIES_MAX = 6 };

/* By ChartKind. More rows or series than this cannot be told apart. */
extern const ChartLimits CHART_LIMITS[N_CHARTS];

void chart_append(GString *html, const Chart *chart);

/*
 * Shares of a whole in tenths of a per cent, which sum to 1000: each is rounded down, and the largest
 * remainders get what is left (Hare-Niemeyer). All 0 if the values, none of them negative, are.
 */
void chart_shares(const double *values, guint count, guint *tenths);
/* The shares as shown: "33.3%", "<0.1%" for one that is not nothing. Unescaped; in NUMBER_SIZE bytes, as
 * below. */
void chart_share_format(char *text, guint tenths, double value);
/* A number as it is shown: two decimals at most, but more for what would be shown as zero. */
void chart_number(char *text, double number);
double chart_sum(const double *values, guint count);
/* The title with the unit in brackets: "志愿服务（小时）". Newly allocated. */
char *chart_title(const Chart *chart);
/*
 * From the lowest to the highest value that a line shows, never the same: from zero, if it does not stay
 * above half of its height.
 */
void chart_line_range(const Chart *chart, double *low, double *high);
