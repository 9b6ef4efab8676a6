/* SPDX-License-Identifier: MIT */
/* Bars that lie: a name of any length stands beside its bar, over as many lines as it needs. */
#include "typeset/book-chart.h"

#include <math.h>

/* Of the width, of names. */
#define NAME_SHARE 0.34
/* In sizes. */
#define GAP 0.7
#define BAR 0.7
#define STACK 1.3 /* with numbers in it */
#define ROW 1.65
#define ROW_CLOSE 1.4 /* of many */
#define CLOSE 16      /* rows */
#define ROW_PARTS 3.4 /* with a line of numbers */
#define PLATE 0.25    /* around a number in a part */
#define SHORTEST 0.12 /* so that a little is not taken for nothing */
#define PART_SWATCH 1.0
#define PART_GAP 1.2
/* Of the page: a chart that is no higher is not divided. */
#define WHOLE_SHARE 0.5
#define NOTHING "–"

typedef struct {
    Charting *charting;
    double names;        /* width */
    double left, width;  /* of the bars */
    double low, high;    /* values at its ends */
    double right;        /* of the numbers at the end of stacked bars */
    gboolean whole;      /* all rows are kept together */
    gboolean inside;     /* numbers stand in the parts */
    const guint *tenths; /* shares that stand after the numbers; or NULL */
} Bars;

static double value_of(const Chart *chart, guint row, guint series)
{
    const double value = chart->rows[row].values[series];

    return isfinite(value) ? value : 0;
}

/* Row by row what the kept strips hold together: at least two rows on either page. */
static gboolean is_kept(const Bars *bars, guint row)
{
    const guint count = bars->charting->chart->n_rows;

    return row + 1 < count && (bars->whole || row == 0 || row + 2 == count);
}

static void names_measure(Bars *bars)
{
    Charting *charting = bars->charting;

    for (guint i = 0; i < charting->chart->n_rows; i++) {
        g_auto(ChartName) name =
            charting_name(charting, charting->chart->rows[i].name, charting->width * NAME_SHARE);
        bars->names = MAX(bars->names, name.width);
    }
    bars->left = bars->names + GAP * charting->size;
}

/* A strip with the name of its row; `*middle` of its bar. */
static Marks *row_begin(Bars *bars, guint row, double least, double *middle)
{
    Charting *charting = bars->charting;
    g_auto(ChartName) name = charting_name(charting, charting->chart->rows[row].name, bars->names + 0.01);
    const double height = MAX(least * charting->size, name.height + 0.3 * charting->size);
    Marks *marks = charting_strip(charting, 0, height, is_kept(bars, row));

    *middle = height / 2;
    charting_name_put(charting, &name, bars->names, *middle, ALIGN_END, marks);
    return marks;
}

static void rows_keep(Bars *bars, double row)
{
    const Charting *charting = bars->charting;

    bars->whole = charting->chart->n_rows * row * charting->size <= charting->setting->height * WHOLE_SHARE;
}

/* Bars */

static void label_of(const Bars *bars, guint row, char *text, gsize size)
{
    const double value = bars->charting->chart->rows[row].values[0];
    char number[NUMBER_SIZE] = NOTHING, share[NUMBER_SIZE];

    if (isfinite(value))
        chart_number(number, value);
    if (bars->tenths) {
        chart_share_format(share, bars->tenths[row], value);
        g_snprintf(text, size, "%s (%s)", number, share);
    } else
        g_strlcpy(text, number, size);
}

/* Numbers stand beyond the ends of their bars, on either side of zero. */
static void bars_measure(Bars *bars)
{
    Charting *charting = bars->charting;
    double before = 0, after = 0;

    for (guint i = 0; i < charting->chart->n_rows; i++) {
        const double value = value_of(charting->chart, i, 0);
        char text[2 * NUMBER_SIZE];
        label_of(bars, i, text, sizeof text);
        const double width = charting_words_width(charting, text, TRUE) + GAP * charting->size;
        bars->low = MIN(bars->low, value);
        bars->high = MAX(bars->high, value);
        before = value < 0 ? MAX(before, width) : before;
        after = value < 0 ? after : MAX(after, width);
    }
    bars->left += before;
    bars->width = MAX(charting->width - bars->left - after, 2 * charting->size);
}

static void bar_lay(Bars *bars, guint row, double least)
{
    Charting *charting = bars->charting;
    const double em = charting->size, value = value_of(charting->chart, row, 0);
    const double scale = bars->high > bars->low ? bars->width / (bars->high - bars->low) : 0;
    const double zero = bars->left - bars->low * scale;
    const double length = value == 0 ? 0 : MAX(fabs(value) * scale, SHORTEST * em);
    double middle;
    Marks *marks = row_begin(bars, row, least, &middle);
    const double height = 2 * middle;
    char text[2 * NUMBER_SIZE];

    label_of(bars, row, text, sizeof text);
    if (length > 0)
        charting_area(charting, 0, value < 0 ? zero - length : zero, middle - BAR * em / 2, length, BAR * em,
                      marks);
    charting_hairline(charting, zero, 0, 0, height, marks);
    const ChartWords words = {.text = text,
                              .x = value < 0 ? zero - length - GAP / 2 * em : zero + length + GAP / 2 * em,
                              .y = middle,
                              .align = value < 0 ? ALIGN_END : ALIGN_START,
                              .bold = TRUE,
                              .colour = charting->ink};
    charting_words(charting, &words, marks);
}

/* What the parts of a ring come to. */
static void sum_lay(const Bars *bars, double row)
{
    Charting *charting = bars->charting;
    const double middle = row * charting->size / 2;
    g_auto(ChartName) name = charting_name(charting, charting->chart->total, bars->names);
    double sum = 0;
    char text[NUMBER_SIZE];

    for (guint i = 0; i < charting->chart->n_rows; i++)
        sum += value_of(charting->chart, i, 0);
    chart_number(text, sum);
    const ChartWords words = {.text = text,
                              .x = bars->left + GAP / 2 * charting->size,
                              .y = middle,
                              .bold = TRUE,
                              .colour = charting->ink};
    g_array_index(charting->slabs, Slab, charting->slabs->len - 1).kept = TRUE;
    Marks *marks = charting_strip(charting, 0, MAX(row * charting->size, name.height), FALSE);
    charting_name_put(charting, &name, bars->names, middle, ALIGN_END, marks);
    charting_words(charting, &words, marks);
}

void chart_lay_bars(Charting *charting)
{
    const Chart *chart = charting->chart;
    const double row = chart->n_rows > CLOSE ? ROW_CLOSE : ROW;
    g_autofree guint *tenths = NULL;
    Bars bars = {.charting = charting};

    if (chart->kind == CHART_DONUT) {
        g_autofree double *values = g_new0(double, chart->n_rows);
        gboolean negative = FALSE;
        for (guint i = 0; i < chart->n_rows; i++) {
            values[i] = value_of(chart, i, 0);
            negative = negative || values[i] < 0;
        }
        tenths = g_new0(guint, chart->n_rows);
        if (!negative && chart_sum(values, chart->n_rows) > 0) {
            chart_shares(values, chart->n_rows, tenths);
            bars.tenths = tenths;
        }
    }
    names_measure(&bars);
    bars_measure(&bars);
    rows_keep(&bars, row);
    for (guint i = 0; i < chart->n_rows; i++)
        bar_lay(&bars, i, row);
    if (chart->kind == CHART_DONUT && chart->total)
        sum_lay(&bars, row);
}

/* Stacked */

static double stack_sum(const Chart *chart, guint row)
{
    double sum = 0;

    for (guint i = 0; i < chart->n_series; i++)
        sum += MAX(value_of(chart, row, i), 0);
    return sum;
}

static double part_width(const Bars *bars, guint row, guint series)
{
    const double value = MAX(value_of(bars->charting->chart, row, series), 0);

    if (!(value > 0) || !(bars->high > 0))
        return 0;
    return MAX(value / bars->high * bars->width, SHORTEST * bars->charting->size);
}

/* A number in its part; FALSE: it has no room there. */
static gboolean part_fits(const Bars *bars, guint row, guint series)
{
    char text[NUMBER_SIZE];
    const double width = part_width(bars, row, series);

    if (!(value_of(bars->charting->chart, row, series) > 0))
        return TRUE;
    chart_number(text, value_of(bars->charting->chart, row, series));
    return charting_words_width(bars->charting, text, FALSE) + 3 * PLATE * bars->charting->size <= width;
}

static void stacks_measure(Bars *bars)
{
    Charting *charting = bars->charting;
    const Chart *chart = charting->chart;

    for (guint i = 0; i < chart->n_rows; i++) {
        char text[NUMBER_SIZE];
        bars->high = MAX(bars->high, stack_sum(chart, i));
        chart_number(text, stack_sum(chart, i));
        if (chart->total)
            bars->right = MAX(bars->right, charting_words_width(charting, text, TRUE));
    }
    bars->right = MIN(bars->right, charting->width / 4);
    const double room = bars->right > 0 ? bars->right + GAP * charting->size : 0;
    bars->width = MAX(charting->width - bars->left - room, 2 * charting->size);
    bars->inside = TRUE;
    for (guint i = 0; i < chart->n_rows && bars->inside; i++)
        for (guint j = 0; j < chart->n_series; j++)
            bars->inside = bars->inside && part_fits(bars, i, j);
}

/* On a full colour white, on a pattern on a white plate. */
static void part_number(const Bars *bars, guint row, guint series, double x, double width, double middle,
                        Marks *marks)
{
    Charting *charting = bars->charting;
    const gboolean full = series % N_PATTERNS == PATTERN_SOLID;
    char text[NUMBER_SIZE];

    chart_number(text, value_of(charting->chart, row, series));
    const ChartWords words = {.text = text,
                              .x = x + width / 2,
                              .y = middle,
                              .align = ALIGN_CENTRE,
                              .colour = full ? 0xFFFFFF : charting->ink,
                              .plate = !full};
    charting_words(charting, &words, marks);
}

/* All numbers of a row below its bar, each after its pattern; smaller where they have no room. */
static void parts_list(const Bars *bars, guint row, double middle, Marks *marks)
{
    Charting *charting = bars->charting;
    const Chart *chart = charting->chart;
    double needed = 0, x = bars->left;

    for (guint pass = 0; pass < 2; pass++) {
        const double scale = pass == 0 ? 1 : MIN(1, (charting->width - bars->left) / MAX(needed, 1));
        const double em = charting->size * scale;
        for (guint i = 0; i < chart->n_series; i++) {
            char text[NUMBER_SIZE];
            chart_number(text, value_of(chart, row, i));
            const double width = charting_words_width(charting, text, FALSE) * scale;
            const ChartWords words = {.text = text,
                                      .x = x + (PART_SWATCH + 0.3) * em,
                                      .y = middle,
                                      .colour = charting->ink,
                                      .scale = scale};
            if (pass == 0) {
                needed += width + (PART_SWATCH + 0.3 + PART_GAP) * em;
                continue;
            }
            charting_area(charting, i, x, middle - 0.3 * em, PART_SWATCH * em, 0.6 * em, marks);
            charting_words(charting, &words, marks);
            x += width + (PART_SWATCH + 0.3 + PART_GAP) * em;
        }
    }
}

static void stack_lay(Bars *bars, guint row, double least)
{
    Charting *charting = bars->charting;
    const Chart *chart = charting->chart;
    const double em = charting->size;
    double centre, x = bars->left;
    Marks *marks = row_begin(bars, row, least, &centre);
    const double middle = bars->inside ? centre : centre - 0.65 * em;
    const double bar = (bars->inside ? STACK : BAR) * em;

    for (guint i = 0; i < chart->n_series; i++) {
        const double width = MIN(part_width(bars, row, i), bars->left + bars->width - x);
        if (width <= 0)
            continue;
        charting_area(charting, i, x, middle - bar / 2, width, bar, marks);
        if (bars->inside)
            part_number(bars, row, i, x, width, middle, marks);
        x += width;
    }
    charting_hairline(charting, bars->left, 0, 0, 2 * centre, marks);
    if (!bars->inside)
        parts_list(bars, row, centre + 0.7 * em, marks);
    if (!chart->total)
        return;
    char text[NUMBER_SIZE];
    chart_number(text, stack_sum(chart, row));
    const ChartWords words = {.text = text,
                              .x = charting->width,
                              .y = middle,
                              .align = ALIGN_END,
                              .bold = TRUE,
                              .colour = charting->ink};
    charting_words(charting, &words, marks);
}

void chart_lay_stacked(Charting *charting)
{
    const Chart *chart = charting->chart;
    Bars bars = {.charting = charting};

    names_measure(&bars);
    stacks_measure(&bars);
    const double row = bars.inside ? ROW : ROW_PARTS;
    rows_keep(&bars, row);
    if (chart->series || chart->total)
        charting_legend(charting, chart->series, chart->series ? chart->n_series : 0, FALSE, chart->total);
    for (guint i = 0; i < chart->n_rows; i++)
        stack_lay(&bars, i, row);
}
