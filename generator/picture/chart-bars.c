/* SPDX-License-Identifier: MIT */
/* Bars that lie: a name of any length stands beside or above its bar. */
#include "picture/chart-private.h"
#include "text/calendar.h"

#include <math.h>

/* So that a little is not taken for nothing: per cent of the width. */
#define SHORTEST 0.6
/* Per cent: so that a mark stands within the picture. */
#define INSET 1.0
#define TICKS_MAX 24
#define DAYS_A_YEAR 365.25
/* em: of a year with some space, and of a narrow column */
#define YEAR_WIDTH 3.5
#define NARROW 10

static void append_row(GString *html, const char *name)
{
    g_string_append(html, "<div class=\"chart-row\"><span class=\"chart-name\">");
    chart_append_text(html, name);
    g_string_append(html, "</span> ");
}

static void append_value(GString *html, double value)
{
    g_string_append(html, "<b class=\"chart-number\">");
    chart_append_number(html, value);
    g_string_append(html, "</b>");
}

static void open_track(GString *html, guint series)
{
    g_string_append_printf(
        html, "\n<svg class=\"chart-track chart-%u\" width=\"100%%\" height=\"1em\" aria-hidden=\"true\">",
        series + 1);
}

static void append_zero(GString *html, double x)
{
    g_string_append_printf(html,
                           "<line x1=\"%s%%\" x2=\"%s%%\" y2=\"100%%\" stroke=\"currentColor\" "
                           "stroke-width=\".12em\"/>",
                           SHORT(x), SHORT(x));
}

/* From the lowest value, or zero, to the highest, or zero. */
static void find_range(const Chart *chart, double *low, double *high)
{
    *low = *high = 0;
    for (guint i = 0; i < chart->n_rows; i++) {
        *low = MIN(*low, chart->rows[i].values[0]);
        *high = MAX(*high, chart->rows[i].values[0]);
    }
}

void chart_append_bars(GString *html, const Chart *chart)
{
    double low, high;

    find_range(chart, &low, &high);
    const double scale = high > low ? 100 / (high - low) : 0, zero = -low * scale;
    for (guint i = 0; i < chart->n_rows; i++) {
        const double value = chart->rows[i].values[0];
        const double width = value != 0 ? MAX(fabs(value) * scale, SHORTEST) : 0;
        const double x = CLAMP(value < 0 ? zero - width : zero, 0, 100 - width);
        append_row(html, chart->rows[i].name);
        append_value(html, value);
        open_track(html, 0);
        if (value != 0)
            chart_append_segment(html, 0, x, width);
        append_zero(html, zero);
        g_string_append(html, "</svg></div>\n");
    }
}

/* Stacked */

static void append_legend(GString *html, const Chart *chart)
{
    g_string_append(html, "<div class=\"chart-legend\">");
    for (guint i = 0; i < chart->n_series; i++) {
        g_string_append(html, "<span>");
        chart_append_swatch(html, i);
        chart_append_text(html, chart->series[i]);
        g_string_append(html, "</span> ");
    }
    g_string_append(html, "</div>\n");
}

static void append_parts(GString *html, const Chart *chart, const ChartRow *row)
{
    g_string_append(html, "\n<span class=\"chart-parts\">");
    for (guint i = 0; i < chart->n_series; i++) {
        g_string_append(html, "<span>");
        chart_append_swatch(html, i);
        chart_append_number(html, row->values[i]);
        g_string_append(html, "</span> ");
    }
    g_string_append(html, "</span>");
}

static void append_stack(GString *html, const Chart *chart, const ChartRow *row, double most)
{
    double x = 0;

    g_string_append(html, "\n<svg class=\"chart-track\" width=\"100%\" height=\"1em\" aria-hidden=\"true\">");
    for (guint i = 0; i < chart->n_series; i++) {
        if (row->values[i] == 0)
            continue;
        const double width = MAX(row->values[i] / most * 100, SHORTEST);
        x = MIN(x, 100 - width);
        g_string_append_printf(html, "<g class=\"chart-%u\">", i + 1);
        chart_append_segment(html, i, x, width);
        g_string_append(html, "</g>");
        x += width;
    }
    append_zero(html, 0);
    g_string_append(html, "</svg>");
}

void chart_append_stacked(GString *html, const Chart *chart)
{
    double most = 0;

    for (guint i = 0; i < chart->n_rows; i++)
        most = MAX(most, chart_sum(chart->rows[i].values, chart->n_series));
    append_legend(html, chart);
    for (guint i = 0; i < chart->n_rows; i++) {
        const ChartRow *row = &chart->rows[i];
        append_row(html, row->name);
        if (chart->total)
            append_value(html, chart_sum(row->values, chart->n_series));
        append_stack(html, chart, row, most);
        append_parts(html, chart, row);
        g_string_append(html, "</div>\n");
    }
}

/* Timelines */

static void find_days(const Chart *chart, double *first, double *last)
{
    *first = G_MAXDOUBLE;
    *last = -G_MAXDOUBLE;
    for (guint i = 0; i < chart->n_rows; i++) {
        const double *values = chart->rows[i].values;
        *first = MIN(*first, values[0]);
        *last = MAX(*last, isnan(values[1]) ? values[0] : values[1]);
    }
}

/* Where the first of January of a year is, per cent; FALSE if it is not between `first` and `last`. */
static gboolean find_year(int year, double first, double last, double *x)
{
    Date day;

    if (!date_set(&day, year, 1, 1) || day.day <= first || day.day >= last)
        return FALSE;
    *x = (day.day - first) / (last - first) * 100;
    return TRUE;
}

/* Every how many years there is room for a tick with its year. */
static int find_step(double first, double last)
{
    return (int)ceil((last - first) * YEAR_WIDTH / (DAYS_A_YEAR * NARROW));
}

/* Ticks at New Year, or the years below them. */
static void append_years(GString *html, double first, double last, gboolean named)
{
    const int step = find_step(first, last);
    const int to = date_year((Date){(gint32)last, -1});
    double x;

    for (int year = to - to % step; year > 0 && year > to - step * TICKS_MAX; year -= step) {
        if (!find_year(year, first, last, &x))
            continue;
        if (named)
            g_string_append_printf(
                html, "<text x=\"%s%%\" y=\"1em\" text-anchor=\"middle\" fill=\"currentColor\">%d</text>",
                SHORT(x), year);
        else
            g_string_append_printf(html,
                                   "<line x1=\"%s%%\" x2=\"%s%%\" y2=\"100%%\" stroke=\"currentColor\" "
                                   "stroke-opacity=\".5\"/>",
                                   SHORT(x), SHORT(x));
    }
}

static void append_span(GString *html, const ChartRow *row, double first, double scale)
{
    const double x = (row->values[0] - first) * scale;

    if (isnan(row->values[1])) {
        chart_append_point(html, 0, CLAMP(x, INSET, 100 - INSET), 0.5);
        return;
    }
    const double width = MAX((row->values[1] - row->values[0]) * scale, SHORTEST);
    chart_append_segment(html, 0, MIN(x, 100 - width), width);
}

static void append_track(GString *html, const ChartRow *row, double first, double last)
{
    g_string_append(html, "\n<svg class=\"chart-track\" width=\"100%\" height=\"1em\" overflow=\"visible\" "
                          "aria-hidden=\"true\"><line x2=\"100%\" y1=\"50%\" y2=\"50%\" "
                          "stroke=\"currentColor\" stroke-opacity=\".5\"/>");
    if (last > first)
        append_years(html, first, last, FALSE);
    g_string_append(html, "<g class=\"chart-1\">");
    append_span(html, row, first, last > first ? 100 / (last - first) : 0);
    g_string_append(html, "</g></svg>");
}

void chart_append_timeline(GString *html, const Chart *chart)
{
    double first, last;

    find_days(chart, &first, &last);
    for (guint i = 0; i < chart->n_rows; i++) {
        g_string_append(html, "<div class=\"chart-row\"><span class=\"chart-when\">");
        chart_append_text(html, chart->rows[i].when);
        g_string_append(html, "</span> <span class=\"chart-name\">");
        chart_append_text(html, chart->rows[i].name);
        g_string_append(html, "</span>");
        append_track(html, &chart->rows[i], first, last);
        g_string_append(html, "</div>\n");
    }
    if (!(last > first))
        return;
    g_string_append(html, "<svg class=\"chart-years\" width=\"100%\" height=\"1.3em\" overflow=\"visible\" "
                          "aria-hidden=\"true\">");
    append_years(html, first, last, TRUE);
    g_string_append(html, "</svg>\n");
}
