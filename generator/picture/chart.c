/* SPDX-License-Identifier: MIT */
/* What surrounds every picture of numbers: the figure with its title, and the table for screen readers. */
#include "picture/chart-private.h"

#include <math.h>
#include <string.h>

#define DECIMALS 2
#define DECIMALS_MAX 6
/* From here on are the scripts whose brackets are wide: CJK radicals, and what follows them. */
#define WIDE_FROM 0x2e80

const ChartLimits CHART_LIMITS[N_CHARTS] = {
    [CHART_BAR] = {"bar", 100, 1, TRUE},
    [CHART_STACKED] = {"stacked", 100, CHART_SERIES_MAX, FALSE},
    [CHART_LINE] = {"line", 200, 4, TRUE},
    [CHART_DONUT] = {"donut", CHART_SERIES_MAX, 1, FALSE},
    [CHART_TIMELINE] = {"timeline", 100, 2, TRUE},
};

const char *chart_short(char text[static NUMBER_SIZE], double number)
{
    number_format_plain(text, number, DECIMALS);
    return text;
}

void chart_number(char *text, double number)
{
    double shown = fabs(number) * 100;
    int decimals = DECIMALS;

    while (number != 0 && shown < 0.5 && decimals < DECIMALS_MAX) {
        shown *= 10;
        decimals++;
    }
    char plain[NUMBER_SIZE];
    number_format_plain(plain, number, decimals);
    const char *point = strchr(plain, '.');
    number_format(text, number, point ? (int)strlen(point + 1) : 0);
}

void chart_append_number(GString *html, double number)
{
    char text[NUMBER_SIZE];

    chart_number(text, number);
    g_string_append(html, text);
}

void chart_append_text(GString *html, const char *text)
{
    g_autofree char *escaped = g_markup_escape_text(text, -1);

    /* GLib writes control characters as references, which HTML takes for mistakes. */
    for (const char *p = escaped; *p; p++) {
        if (g_str_has_prefix(p, "&#x")) {
            p = strchr(p, ';');
            g_string_append_c(html, ' ');
        } else {
            g_string_append_c(html, *p < ' ' && *p >= 0 ? ' ' : *p);
        }
    }
}

double chart_sum(const double *values, guint count)
{
    double sum = 0;

    for (guint i = 0; i < count; i++)
        sum += values[i];
    return sum;
}

/* In brackets, as it stands after the title; newly allocated. */
static char *unit_of(const Chart *chart)
{
    const gboolean wide = chart->unit && g_utf8_get_char(chart->unit) >= WIDE_FROM;

    if (!chart->unit)
        return g_strdup("");
    return g_strconcat(wide ? "（" : " (", chart->unit, wide ? "）" : ")", NULL);
}

char *chart_title(const Chart *chart)
{
    g_autofree char *unit = unit_of(chart);

    return g_strconcat(chart->title, unit, NULL);
}

/* The title, with the unit in brackets. */
static void append_title(GString *html, const Chart *chart, gboolean marked)
{
    g_autofree char *unit = unit_of(chart);

    chart_append_text(html, chart->title);
    if (!chart->unit)
        return;
    if (marked)
        g_string_append(html, "<span class=\"chart-unit\">");
    chart_append_text(html, unit);
    if (marked)
        g_string_append(html, "</span>");
}

/* The table */

static void append_head(GString *html, const char *text)
{
    if (!text) {
        g_string_append(html, "<td></td>");
        return;
    }
    g_string_append(html, "<th scope=\"col\">");
    chart_append_text(html, text);
    g_string_append(html, "</th>");
}

static void append_heads(GString *html, const Chart *chart)
{
    const char *alone = chart->unit ? chart->unit : chart->title;

    if (!chart->label && !chart->unit && !chart->series)
        return;
    g_string_append(html, "<thead><tr>");
    append_head(html, chart->label);
    if (chart->kind == CHART_TIMELINE)
        append_head(html, NULL);
    else if (!chart->series)
        append_head(html, alone);
    for (guint i = 0; chart->series && i < chart->n_series; i++)
        append_head(html, chart->series[i]);
    if (chart->kind == CHART_DONUT)
        append_head(html, "%");
    else if (chart->kind == CHART_STACKED && chart->total)
        append_head(html, chart->total);
    g_string_append(html, "</tr></thead>\n");
}

static void append_name(GString *html, const char *name)
{
    g_string_append(html, "<tr><th scope=\"row\">");
    chart_append_text(html, name);
    g_string_append(html, "</th>");
}

static void append_cell(GString *html, double value)
{
    g_string_append(html, "<td>");
    if (isfinite(value))
        chart_append_number(html, value);
    g_string_append(html, "</td>");
}

/* `tenths`: NULL where there is nothing to share. */
static void append_share(GString *html, const guint *tenths, double value)
{
    char text[NUMBER_SIZE] = "";

    if (tenths)
        chart_share_format(text, *tenths, value);
    g_string_append(html, "<td>");
    chart_append_text(html, text);
    g_string_append(html, "</td>");
}

static void append_table_row(GString *html, const Chart *chart, const ChartRow *row, const guint *tenths)
{
    append_name(html, row->name);
    if (chart->kind == CHART_TIMELINE) {
        g_string_append(html, "<td>");
        chart_append_text(html, row->when);
        g_string_append(html, "</td>");
    } else {
        for (guint i = 0; i < chart->n_series; i++)
            append_cell(html, row->values[i]);
    }
    if (chart->kind == CHART_DONUT)
        append_share(html, tenths, row->values[0]);
    else if (chart->kind == CHART_STACKED && chart->total)
        append_cell(html, chart_sum(row->values, chart->n_series));
    g_string_append(html, "</tr>\n");
}

static void append_table(GString *html, const Chart *chart)
{
    guint tenths[CHART_SERIES_MAX] = {0};
    double sum = 0;

    if (chart->kind == CHART_DONUT) {
        double values[CHART_SERIES_MAX];
        for (guint i = 0; i < chart->n_rows; i++)
            sum += values[i] = chart->rows[i].values[0];
        chart_shares(values, chart->n_rows, tenths);
    }
    g_string_append(html, "<div class=\"visually-hidden\">\n<table class=\"chart-table\">\n");
    append_heads(html, chart);
    g_string_append(html, "<tbody>\n");
    for (guint i = 0; i < chart->n_rows; i++)
        append_table_row(html, chart, &chart->rows[i], sum > 0 ? &tenths[i] : NULL);
    if (chart->kind == CHART_DONUT && chart->total) {
        append_name(html, chart->total);
        append_cell(html, sum);
        g_string_append(html, sum > 0 ? "<td>100%</td></tr>\n" : "<td></td></tr>\n");
    }
    g_string_append(html, "</tbody>\n</table>\n</div>\n");
}

void chart_append(GString *html, const Chart *chart)
{
    static void (*const pictures[N_CHARTS])(GString *, const Chart *) = {
        [CHART_BAR] = chart_append_bars,          [CHART_STACKED] = chart_append_stacked,
        [CHART_LINE] = chart_append_line,         [CHART_DONUT] = chart_append_donut,
        [CHART_TIMELINE] = chart_append_timeline,
    };

    g_string_append_printf(html, "<figure class=\"chart chart-%s\">\n<figcaption>",
                           CHART_LIMITS[chart->kind].name);
    append_title(html, chart, TRUE);
    g_string_append(html, "</figcaption>\n<div class=\"chart-picture\" role=\"img\" aria-label=\"");
    append_title(html, chart, FALSE);
    g_string_append(html, "\">\n");
    pictures[chart->kind](html, chart);
    g_string_append(html, "</div>\n");
    append_table(html, chart);
    g_string_append(html, "</figure>");
}
