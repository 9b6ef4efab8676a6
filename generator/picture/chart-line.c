/* SPDX-License-Identifier: MIT */
/*
 * Lines. The lines are drawn in a box that is stretched to the width of the column; points and texts stand
 * over it by per cent and em, so that neither is distorted. What is labelled is worked out for the two widths
 * below: in em, so that a large font on a small screen counts as a narrow column.
 */
#include "picture/chart-private.h"

#include <math.h>
#include <string.h>

/* All in em. */
#define NARROW 10.0 /* a telephone with the largest font: .chart-minor is hidden there */
#define WIDE 19.0   /* a telephone with the usual font */
#define FULL 38.0   /* a column of a page: .chart-fine is shown from there on */
#define TOP 1.8     /* room for numbers above the highest point, */
#define HEIGHT 8.0
#define LINE_HEIGHT 1.2 /* of a number */
#define ABOVE 0.6       /* from a point to the number above it */
#define BELOW 1.4
#define BOTTOM 1.6      /* room for a number below the lowest point, */
#define BOTTOM_ZERO 0.4 /* but not where the line cannot go below zero */
#define NAMES 1.6       /* of the names below the plot */
#define SPACE 0.6       /* between numbers beside each other */

#define NAME_WIDTH 8.0 /* em: of a name on the axis */
#define NUMBERED_MAX 2 /* lines whose numbers leave room for each other; of more, a few are shown */
#define MARKS_MAX 40   /* points with marks */

/* Per cent: so that the marks of the outermost points stand within the picture. */
#define INSET 2.0

/* A line that stays above half of its height need not begin at zero. */
#define ZERO_SHARE 0.5

typedef struct {
    const Chart *chart;
    double low, high;
    guint narrow, wide, full; /* every how many points are labelled there */
} Plot;

static double value_at(const Plot *plot, guint row, guint series)
{
    return plot->chart->rows[row].values[series];
}

static double x_of(const Plot *plot, guint row)
{
    return plot->chart->n_rows > 1 ? INSET + row * (100 - 2 * INSET) / (plot->chart->n_rows - 1) : 50;
}

/* From the top of the plot, in per cent of its height. */
static double y_of(const Plot *plot, double value)
{
    return (plot->high - value) / (plot->high - plot->low) * 100;
}

static double em_of(const Plot *plot, double value)
{
    return TOP + HEIGHT * y_of(plot, value) / 100;
}

/* Where the plot ends. */
static double bottom_of(const Plot *plot)
{
    return TOP + HEIGHT + (plot->low == 0 ? BOTTOM_ZERO : BOTTOM);
}

/* Down to where a number may stand: not on the line of zero. */
static double lowest_number(const Plot *plot)
{
    return plot->low == 0 ? TOP + HEIGHT - BOTTOM_ZERO : bottom_of(plot);
}

void chart_line_range(const Chart *chart, double *low, double *high)
{
    *low = G_MAXDOUBLE;
    *high = -G_MAXDOUBLE;
    for (guint i = 0; i < chart->n_rows; i++)
        for (guint j = 0; j < chart->n_series; j++) {
            const double value = chart->rows[i].values[j];
            if (isnan(value))
                continue;
            *low = MIN(*low, value);
            *high = MAX(*high, value);
        }
    if (*low > *high)
        *low = *high = 0;
    if (*low >= 0 && (*low < *high * ZERO_SHARE || *low == *high))
        *low = 0;
    else if (*high <= 0 && (*high > *low * ZERO_SHARE || *low == *high))
        *high = 0;
    if (*low == *high)
        *high = 1;
}

/* Labels */

/* A name as it stands on the axis: in full or, if it is wide, its beginning. Newly allocated. */
static char *axis_name(const char *name)
{
    g_autoptr(GString) text = g_string_new(name);

    if (chart_text_width(name) <= NAME_WIDTH)
        return g_strdup(name);
    while (text->len > 0 && chart_text_width(text->str) > NAME_WIDTH - 1)
        g_string_truncate(text, (gsize)(g_utf8_prev_char(text->str + text->len) - text->str));
    g_string_append(text, "…");
    return g_strdup(text->str);
}

static double widest_label(const Plot *plot)
{
    double widest = 0;

    for (guint i = 0; i < plot->chart->n_rows; i++) {
        g_autofree char *name = axis_name(plot->chart->rows[i].name);
        widest = MAX(widest, chart_text_width(name));
        for (guint j = 0; j < plot->chart->n_series; j++) {
            char text[NUMBER_SIZE];
            if (isnan(value_at(plot, i, j)))
                continue;
            chart_number(text, value_at(plot, i, j));
            widest = MAX(widest, chart_text_width(text));
        }
    }
    return widest + SPACE;
}

/*
 * Every how many points a label fits into a column of `width`, counted back from the last: a multiple of
 * `unit`. The outermost labels stand inwards, and need half of their width more.
 */
static guint find_step(guint points, double label, double width, guint unit)
{
    for (guint step = unit; step < points; step += unit) {
        const guint labels = (points - 1) / step + 1;
        const double distance = step * width / (points - 1);
        if (distance >= label * (labels == 2 ? 2 : 1.5))
            return step;
    }
    return MAX(points, 1);
}

/* "" where the row is labelled, the class of labels for which there must be room, or NULL for none. */
static const char *label_class(const Plot *plot, guint row)
{
    const guint back = plot->chart->n_rows - 1 - row;

    if (back % plot->narrow == 0)
        return "";
    if (back % plot->wide == 0)
        return " class=\"chart-minor\"";
    return back % plot->full == 0 ? " class=\"chart-fine\" display=\"none\"" : NULL;
}

static void append_label(GString *html, const Plot *plot, guint row, double y, const char *text)
{
    const guint last = plot->chart->n_rows - 1;
    const char *anchor = last == 0 ? "middle" : row == 0 ? "start" : row == last ? "end" : "middle";

    g_string_append_printf(html, "<text%s x=\"%s%%\" y=\"%sem\" text-anchor=\"%s\" fill=\"currentColor\">",
                           label_class(plot, row), SHORT(x_of(plot, row)), SHORT(y), anchor);
    chart_append_text(html, text);
    g_string_append(html, "</text>\n");
}

/* The series that have a value there, the highest first; how many. */
static guint sort_series(const Plot *plot, guint row, guint *order)
{
    guint count = 0;

    for (guint j = 0; j < plot->chart->n_series; j++) {
        const double value = value_at(plot, row, j);
        guint at = count;
        if (isnan(value))
            continue;
        for (; at > 0 && value_at(plot, row, order[at - 1]) < value; at--)
            order[at] = order[at - 1];
        order[at] = j;
        count++;
    }
    return count;
}

/* Whether the line comes down to that point, and does not go further down: a number above would stand on it.
 */
static gboolean is_low(const Plot *plot, guint row, guint series)
{
    const double value = value_at(plot, row, series);
    const double before = row > 0 ? value_at(plot, row - 1, series) : NAN;
    const double after = row + 1 < plot->chart->n_rows ? value_at(plot, row + 1, series) : NAN;
    return !(before < value) && !(after < value) && (before > value || after > value);
}

/* The numbers of one row: above their points, the lowest of several below; moved apart where they are near.
 */
static void append_numbers(GString *html, const Plot *plot, guint row)
{
    guint order[CHART_SERIES_MAX];
    double y[CHART_SERIES_MAX];
    const guint count = sort_series(plot, row, order);

    for (guint i = 0; i < count; i++) {
        const double at = em_of(plot, value_at(plot, row, order[i]));
        const gboolean below = count == 1 ? is_low(plot, row, order[i]) : i == count - 1;
        y[i] = below && at + BELOW <= lowest_number(plot) ? at + BELOW : at - ABOVE;
        if (i > 0)
            y[i] = MAX(y[i], y[i - 1] + LINE_HEIGHT);
    }
    double lowest = bottom_of(plot);
    for (guint i = count; i-- > 0; lowest = y[i] - LINE_HEIGHT)
        y[i] = MIN(y[i], lowest);
    for (guint i = 0; i < count; i++) {
        char text[NUMBER_SIZE];
        chart_number(text, value_at(plot, row, order[i]));
        append_label(html, plot, row, y[i], text);
    }
}

/* Lines */

static gboolean stands_alone(const Plot *plot, guint row, guint series)
{
    const gboolean after = row > 0 && !isnan(value_at(plot, row - 1, series));
    const gboolean before = row + 1 < plot->chart->n_rows && !isnan(value_at(plot, row + 1, series));
    return !after && !before;
}

static void append_path(GString *html, const Plot *plot, guint series)
{
    gboolean drawn = FALSE;

    g_string_append_printf(html, "<path class=\"chart-%u\" d=\"", series + 1);
    for (guint i = 0; i < plot->chart->n_rows; i++) {
        const double value = value_at(plot, i, series);
        if (!isnan(value))
            g_string_append_printf(html, "%c%s %s", drawn ? 'L' : 'M', SHORT(x_of(plot, i)),
                                   SHORT(y_of(plot, value)));
        drawn = !isnan(value);
    }
    g_string_append_printf(html,
                           "\" fill=\"none\" stroke=\"currentColor\" stroke-width=\".16em\" "
                           "stroke-linecap=\"round\" stroke-linejoin=\"round\"%s "
                           "vector-effect=\"non-scaling-stroke\"/>\n",
                           chart_dash(series));
}

static void append_points(GString *html, const Plot *plot, guint series)
{
    const gboolean all = plot->chart->n_rows <= MARKS_MAX;

    for (guint i = 0; i < plot->chart->n_rows; i++) {
        const double value = value_at(plot, i, series);
        if (!isnan(value) && (all || label_class(plot, i) || stands_alone(plot, i, series)))
            chart_append_point(html, series, x_of(plot, i), em_of(plot, value));
    }
}

/* Solid at zero; dashed at the bottom where the scale does not begin there. */
static void append_axis(GString *html, const Plot *plot)
{
    const gboolean zero = plot->low <= 0 && plot->high >= 0;
    const char *y = SHORT(zero ? em_of(plot, 0) : bottom_of(plot));

    g_string_append_printf(html,
                           "<line x2=\"100%%\" y1=\"%sem\" y2=\"%sem\" stroke=\"currentColor\" "
                           "stroke-opacity=\".6\"%s/>\n",
                           y, y, zero ? "" : " stroke-dasharray=\".2em .3em\"");
}

static void append_legend(GString *html, const Chart *chart)
{
    g_string_append(html, "<div class=\"chart-legend\">");
    for (guint i = 0; chart->series && i < chart->n_series; i++) {
        g_string_append_printf(html,
                               "<span><svg class=\"chart-swatch chart-%u\" width=\"3em\" height=\"1em\" "
                               "aria-hidden=\"true\"><line x2=\"100%%\" y1=\"50%%\" y2=\"50%%\" "
                               "stroke=\"currentColor\" stroke-width=\".16em\" stroke-linecap=\"round\"%s/>",
                               i + 1, chart_dash(i));
        chart_append_point(html, i, 50, 0.5);
        g_string_append(html, "</svg> ");
        chart_append_text(html, chart->series[i]);
        g_string_append(html, "</span> ");
    }
    g_string_append(html, "</div>\n");
}

void chart_append_line(GString *html, const Chart *chart)
{
    Plot plot = {.chart = chart};

    chart_line_range(chart, &plot.low, &plot.high);
    const double label = widest_label(&plot);
    plot.full = find_step(chart->n_rows, label, FULL, 1);
    plot.wide = find_step(chart->n_rows, label, WIDE, plot.full);
    plot.narrow = find_step(chart->n_rows, label, NARROW, plot.wide);
    if (chart->series)
        append_legend(html, chart);
    g_string_append_printf(html,
                           "<svg class=\"chart-plot\" width=\"100%%\" height=\"%sem\" overflow=\"visible\" "
                           "aria-hidden=\"true\">\n",
                           SHORT(bottom_of(&plot) + NAMES));
    append_axis(html, &plot);
    g_string_append_printf(html,
                           "<svg y=\"%sem\" width=\"100%%\" height=\"%sem\" viewBox=\"0 0 100 100\" "
                           "preserveAspectRatio=\"none\" overflow=\"visible\">\n",
                           SHORT(TOP), SHORT(HEIGHT));
    for (guint j = 0; j < chart->n_series; j++)
        append_path(html, &plot, j);
    g_string_append(html, "</svg>\n");
    for (guint j = 0; j < chart->n_series; j++)
        append_points(html, &plot, j);
    for (guint i = 0; i < chart->n_rows; i++) {
        if (!label_class(&plot, i))
            continue;
        g_autofree char *name = axis_name(chart->rows[i].name);
        if (chart->n_series <= NUMBERED_MAX || !*label_class(&plot, i))
            append_numbers(html, &plot, i);
        append_label(html, &plot, i, bottom_of(&plot) + LINE_HEIGHT, name);
    }
    g_string_append(html, "</svg>\n");
}
