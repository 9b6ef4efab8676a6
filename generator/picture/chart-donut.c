/* SPDX-License-Identifier: MIT */
#include "picture/chart-private.h"

#include <math.h>
#include <string.h>

#define WHOLE 1000
/* Between parts, and the shortest of them: per cent of the ring. */
#define GAP 0.6
#define SHORTEST 0.4
/* Characters that stand within the ring. */
#define SUM_MAX 9
#define TOTAL_MAX 6 /* em */

void chart_shares(const double *values, guint count, guint *tenths)
{
    const double sum = chart_sum(values, count);
    guint left = WHOLE;

    memset(tenths, 0, count * sizeof *tenths);
    if (!(sum > 0))
        return;
    for (guint i = 0; i < count; i++) {
        tenths[i] = (guint)floor(values[i] / sum * WHOLE);
        left -= MIN(tenths[i], left);
    }
    while (left > 0) {
        guint most = 0;
        double remainder = -G_MAXDOUBLE;
        for (guint i = 0; i < count; i++) {
            const double rest = values[i] / sum * WHOLE - tenths[i];
            if (values[i] > 0 && rest > remainder) {
                remainder = rest;
                most = i;
            }
        }
        tenths[most]++;
        left--;
    }
}

void chart_share_format(char *text, guint tenths, double value)
{
    if (tenths == 0 && value > 0)
        g_strlcpy(text, "<0.1%", NUMBER_SIZE);
    else
        g_snprintf(text, NUMBER_SIZE, tenths % 10 ? "%u.%u%%" : "%u%%", tenths / 10, tenths % 10);
}

/* The parts one after another, from the top, as the hands of a clock go. */
static void append_parts(GString *html, const double *values, guint count)
{
    const double sum = chart_sum(values, count);
    double start = 0;

    for (guint i = 0; i < count && sum > 0; i++) {
        const double length = values[i] / sum * 100;
        const gboolean whole = length > 100 - GAP;
        if (length > 0)
            chart_append_arc(html, i, whole ? start : start + GAP / 2,
                             whole ? length : MAX(length - GAP, SHORTEST));
        start += length;
    }
    if (!(sum > 0))
        g_string_append(html, "<circle cx=\"21\" cy=\"21\" r=\"15.9\" fill=\"none\" stroke=\"currentColor\" "
                              "stroke-width=\".5\"/>");
}

static gboolean fits_ring(const Chart *chart, const char *sum)
{
    return chart->total && strlen(sum) <= SUM_MAX && chart_text_width(chart->total) <= TOTAL_MAX;
}

static void append_ring(GString *html, const Chart *chart, const double *values, const char *sum)
{
    g_string_append(html, "<svg class=\"chart-ring\" width=\"10em\" height=\"10em\" aria-hidden=\"true\">"
                          "<svg viewBox=\"0 0 42 42\">");
    append_parts(html, values, chart->n_rows);
    g_string_append(html, "</svg>");
    if (fits_ring(chart, sum)) {
        g_string_append_printf(
            html,
            "<text x=\"50%%\" y=\"5em\" text-anchor=\"middle\" fill=\"currentColor\">"
            "<tspan font-size=\"1.5em\" font-weight=\"bold\">%s</tspan><tspan x=\"50%%\" dy=\"1.4em\">",
            sum);
        chart_append_text(html, chart->total);
        g_string_append(html, "</tspan></text>");
    }
    g_string_append(html, "</svg>\n");
}

static void append_legend_row(GString *html, const char *name, double value, const char *share)
{
    g_string_append(html, "<span class=\"chart-name\">");
    chart_append_text(html, name);
    g_string_append(html, "</span> <b class=\"chart-number\">");
    chart_append_number(html, value);
    g_string_append(html, "</b> <span class=\"chart-share\">");
    chart_append_text(html, share);
    g_string_append(html, "</span></div>\n");
}

void chart_append_donut(GString *html, const Chart *chart)
{
    static const char row[] = "<div class=\"chart-row\">";
    double values[CHART_SERIES_MAX];
    guint tenths[CHART_SERIES_MAX];
    char text[NUMBER_SIZE];

    for (guint i = 0; i < chart->n_rows; i++)
        values[i] = chart->rows[i].values[0];
    const double sum = chart_sum(values, chart->n_rows);
    chart_shares(values, chart->n_rows, tenths);
    chart_number(text, sum);
    append_ring(html, chart, values, text);
    const gboolean listed = chart->total && !fits_ring(chart, text);
    g_string_append(html, "<div class=\"chart-legend\">\n");
    for (guint i = 0; i < chart->n_rows; i++) {
        chart_share_format(text, tenths[i], values[i]);
        g_string_append(html, row);
        chart_append_swatch(html, i);
        append_legend_row(html, chart->rows[i].name, values[i], sum > 0 ? text : "");
    }
    if (listed) {
        g_string_append(html, row);
        g_string_append(html, "<svg class=\"chart-swatch\" width=\"1.5em\" height=\".9em\"></svg>");
        append_legend_row(html, chart->total, sum, "");
    }
    g_string_append(html, "</div>\n");
}
