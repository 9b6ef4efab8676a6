/* SPDX-License-Identifier: MIT */
/* Lines: numbers beside their points as far as there is room, and at the side what heights mean. */
#include "typeset/book-chart.h"

#include <math.h>
#include <string.h>

/* In millimetres. */
#define HEIGHT 46
/* In sizes. */
#define TOP 1.7    /* room for numbers above the highest point, */
#define BOTTOM 1.7 /* and below the lowest, where lines go below zero */
#define NAMES_GAP 0.4
#define ABOVE 0.9 /* from a point to the middle of its number */
#define LINE_HEIGHT 1.1
#define SPACE 0.6
#define INSET 0.6
#define NAME_WIDTH 5.0 /* a wider name goes over several lines */
/* In points. */
#define LINE 1.2
/* Lines whose numbers leave room for each other. */
#define NUMBERED_MAX 2
#define TICKS 4

typedef struct {
    Charting *charting;
    double low, high;
    double left, width;   /* of the points */
    double top, bottom;   /* y of high and low */
    guint numbers, names; /* every how many points have them, counted back from the last */
    double name_width;
    gboolean ticks;
} Plot;

static double value_at(const Plot *plot, guint row, guint series)
{
    return plot->charting->chart->rows[row].values[series];
}

static double x_of(const Plot *plot, guint row)
{
    const guint count = plot->charting->chart->n_rows;

    return count > 1 ? plot->left + plot->width * row / (count - 1) : plot->left + plot->width / 2;
}

static double y_of(const Plot *plot, double value)
{
    return plot->top + (plot->high - value) / (plot->high - plot->low) * (plot->bottom - plot->top);
}

/* 1, 2 or 5 times a power of ten. */
static double tick_step(const Plot *plot)
{
    const double raw = (plot->high - plot->low) / TICKS, power = pow(10, floor(log10(raw)));
    const double lead = raw / power;

    return power * (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10);
}

/* The first at or above `low`, as a multiple of the step. */
static double tick_first(const Plot *plot, double step)
{
    return ceil(plot->low / step - 1e-9);
}

static double ticks_width(const Plot *plot)
{
    const double step = tick_step(plot);
    double widest = 0;

    for (double i = tick_first(plot, step); i * step <= plot->high + step * 1e-9; i++) {
        char text[NUMBER_SIZE];
        chart_number(text, i * step);
        widest = MAX(widest, charting_words_width(plot->charting, text, FALSE));
    }
    return widest;
}

static double numbers_width(const Plot *plot)
{
    const Chart *chart = plot->charting->chart;
    double widest = 0;

    for (guint i = 0; i < chart->n_rows; i++)
        for (guint j = 0; j < chart->n_series; j++) {
            char text[NUMBER_SIZE];
            if (isnan(value_at(plot, i, j)))
                continue;
            chart_number(text, value_at(plot, i, j));
            widest = MAX(widest, charting_words_width(plot->charting, text, TRUE));
        }
    return widest;
}

static double names_width(const Plot *plot)
{
    double widest = 0;

    for (guint i = 0; i < plot->charting->chart->n_rows; i++)
        widest =
            MAX(widest, charting_words_width(plot->charting, plot->charting->chart->rows[i].name, FALSE));
    return MIN(widest, NAME_WIDTH * plot->charting->size);
}

/* Then only the last number of each stands beside its point; the others are told by the lines across. */
static gboolean is_crowded(const Plot *plot)
{
    return plot->charting->chart->n_series > NUMBERED_MAX;
}

static guint step_for(const Plot *plot, double label)
{
    const guint count = plot->charting->chart->n_rows;

    if (count < 2)
        return 1;
    return (guint)CLAMP(ceil(label * (count - 1) / plot->width - 1e-9), 1, count);
}

static void plot_measure(Plot *plot)
{
    const Charting *charting = plot->charting;
    const double em = charting->size, number = numbers_width(plot), name = names_width(plot);
    const double wanted = charting->height > 0 ? charting->height : HEIGHT * POINTS_PER_MM;
    const double side = MAX(MAX(number, name) / 2, INSET * em);
    const double right = is_crowded(plot) ? MAX(side, number + SPACE * em) : side;

    plot->name_width = name;
    plot->left = side;
    plot->width = charting->width - side - right;
    plot->numbers = step_for(plot, number + SPACE * em);
    plot->ticks = plot->numbers > 1 || is_crowded(plot);
    if (plot->ticks) {
        plot->left = MAX(side, ticks_width(plot) + (SPACE + INSET) * em);
        plot->width = charting->width - plot->left - right;
        plot->numbers = step_for(plot, number + SPACE * em);
    }
    plot->names = step_for(plot, name + SPACE * em);
    plot->top = TOP * em;
    plot->bottom = MAX(wanted - (plot->low < 0 ? BOTTOM * em : 0), plot->top + 4 * em);
}

/* Thin lines across, with their numbers at the left; of zero in any case. */
static void axes_put(const Plot *plot, Marks *marks)
{
    Charting *charting = plot->charting;
    const double step = tick_step(plot), from = plot->ticks ? plot->left - INSET * charting->size : 0;

    for (double i = tick_first(plot, step); plot->ticks && i * step <= plot->high + step * 1e-9; i++) {
        char text[NUMBER_SIZE];
        chart_number(text, i * step);
        const ChartWords words = {.text = text,
                                  .x = from - SPACE * charting->size,
                                  .y = y_of(plot, i * step),
                                  .align = ALIGN_END,
                                  .colour = charting->quiet};
        charting_words(charting, &words, marks);
        charting_hairline(charting, from, words.y, charting->width - from, 0, marks);
    }
    if (!plot->ticks)
        charting_hairline(charting, from, y_of(plot, CLAMP(0, plot->low, plot->high)), charting->width - from,
                          0, marks);
}

static void names_put(const Plot *plot, Marks *marks, double *bottom)
{
    Charting *charting = plot->charting;
    const guint count = charting->chart->n_rows;
    const double top = *bottom;

    for (guint i = 0; i < count; i++) {
        if ((count - 1 - i) % plot->names != 0)
            continue;
        g_auto(ChartName) name =
            charting_name(charting, charting->chart->rows[i].name, plot->name_width + 0.01);
        charting_name_put(charting, &name, x_of(plot, i), top + name.height / 2, ALIGN_CENTRE, marks);
        *bottom = MAX(*bottom, top + name.height);
    }
}

static void line_put(const Plot *plot, guint series, Marks *marks)
{
    const Chart *chart = plot->charting->chart;
    g_autofree MarkPoint *points = g_new(MarkPoint, chart->n_rows);
    guint count = 0;

    for (guint i = 0; i <= chart->n_rows; i++) {
        if (i < chart->n_rows && !isnan(value_at(plot, i, series))) {
            points[count++] = (MarkPoint){x_of(plot, i), y_of(plot, value_at(plot, i, series))};
            continue;
        }
        const Mark mark = {.kind = MARK_STROKE,
                           .colour = plot->charting->accent,
                           .stroke = {points, count, LINE, charting_dash(series)}};
        if (count > 1)
            marks_add(marks, &mark);
        count = 0;
    }
}

/* The series that have a value there, the highest first; how many. */
static guint series_sort(const Plot *plot, guint row, guint *order)
{
    guint count = 0;

    for (guint j = 0; j < plot->charting->chart->n_series; j++) {
        guint at = count;
        if (isnan(value_at(plot, row, j)))
            continue;
        for (; at > 0 && value_at(plot, row, order[at - 1]) < value_at(plot, row, j); at--)
            order[at] = order[at - 1];
        order[at] = j;
        count++;
    }
    return count;
}

/* Whether the line comes down to that point and goes no further: a number above would stand on it. */
static gboolean is_low(const Plot *plot, guint row, guint series)
{
    const guint last = plot->charting->chart->n_rows - 1;
    const double value = value_at(plot, row, series);
    const double before = row > 0 ? value_at(plot, row - 1, series) : NAN;
    const double after = row < last ? value_at(plot, row + 1, series) : NAN;

    return !(before < value) && !(after < value) && (before > value || after > value);
}

static gboolean is_numbered(const Plot *plot, guint row)
{
    const guint last = plot->charting->chart->n_rows - 1;

    if (is_crowded(plot))
        return row == last;
    return (last - row) % plot->numbers == 0;
}

/* Above their points, the lowest of several below; moved apart where they are near each other. */
static void numbers_put(const Plot *plot, guint row, Marks *marks)
{
    Charting *charting = plot->charting;
    const double em = charting->size;
    g_autofree guint *order = g_new(guint, charting->chart->n_series);
    g_autofree double *y = g_new(double, charting->chart->n_series);
    const guint count = series_sort(plot, row, order);
    double lowest = plot->bottom + (plot->low < 0 ? BOTTOM * em : 0) - LINE_HEIGHT * em / 2;

    for (guint i = 0; i < count; i++) {
        const double at = y_of(plot, value_at(plot, row, order[i]));
        if (is_crowded(plot)) {
            y[i] = MAX(at, i > 0 ? y[i - 1] + LINE_HEIGHT * em : 0);
            continue;
        }
        const gboolean below = count == 1 ? is_low(plot, row, order[i]) : i == count - 1;
        y[i] = below && at + ABOVE * em <= lowest ? at + ABOVE * em : at - ABOVE * em;
        if (i > 0)
            y[i] = MAX(y[i], y[i - 1] + LINE_HEIGHT * em);
    }
    for (guint i = count; i-- > 0; lowest = y[i] - LINE_HEIGHT * em)
        y[i] = MIN(y[i], lowest);
    for (guint i = 0; i < count; i++) {
        char text[NUMBER_SIZE];
        chart_number(text, value_at(plot, row, order[i]));
        const ChartWords words = {.text = text,
                                  .x = x_of(plot, row) + (is_crowded(plot) ? SPACE * em : 0),
                                  .y = y[i],
                                  .align = is_crowded(plot) ? ALIGN_START : ALIGN_CENTRE,
                                  .bold = TRUE,
                                  .colour = charting->ink,
                                  .plate = TRUE};
        charting_words(charting, &words, marks);
    }
}

void chart_lay_line(Charting *charting)
{
    const Chart *chart = charting->chart;
    Plot plot = {.charting = charting};

    chart_line_range(chart, &plot.low, &plot.high);
    plot_measure(&plot);
    if (chart->series)
        charting_legend(charting, chart->series, chart->n_series, TRUE, NULL);
    Marks *marks = charting_strip(charting, 0, 0, FALSE);
    axes_put(&plot, marks);
    for (guint i = 0; i < chart->n_series; i++)
        line_put(&plot, i, marks);
    for (guint row = 0; row < chart->n_rows; row++)
        if (is_numbered(&plot, row))
            numbers_put(&plot, row, marks);
    for (guint i = 0; i < chart->n_series; i++)
        for (guint row = 0; row < chart->n_rows; row++)
            if (!isnan(value_at(&plot, row, i)))
                charting_point(charting, i, x_of(&plot, row), y_of(&plot, value_at(&plot, row, i)), marks);
    double bottom = plot.bottom + (plot.low < 0 ? BOTTOM : NAMES_GAP) * charting->size;
    names_put(&plot, marks, &bottom);
    g_array_index(charting->slabs, Slab, charting->slabs->len - 1).height = bottom;
}
