/* SPDX-License-Identifier: MIT */
/* A ring, and beside it what its parts are. */
#include "typeset/book-chart.h"

#include <math.h>

/* In millimetres. */
#define HEIGHT 44
/* Of its radius. */
#define HOLE 0.56
/* Of the width, at most. */
#define RING_SHARE 0.45
/* In sizes. */
#define GAP 1.6
#define ROW 1.9
#define SWATCH 1.6
#define SWATCH_HEIGHT 0.8
#define COLUMN_GAP 1.0
#define SUM_SCALE 1.5

typedef struct {
    Charting *charting;
    double values[CHART_SERIES_MAX];
    guint tenths[CHART_SERIES_MAX];
    double sum;
    char sum_text[NUMBER_SIZE];
} Donut;

static void ring_put(const Donut *donut, double x, double y, double radius, Marks *marks)
{
    const Charting *charting = donut->charting;
    double from = 0;

    for (guint i = 0; i < charting->chart->n_rows || i == 0; i++) {
        const double part = donut->sum > 0 ? donut->values[i] / donut->sum : 1;
        const Mark mark = {.kind = MARK_AREA,
                           .colour = charting->accent,
                           .area = {.pattern = donut->sum > 0 ? (MarkPattern)i : PATTERN_HOLLOW,
                                    .x = x,
                                    .y = y,
                                    .radius = radius,
                                    .hole = radius * HOLE,
                                    .from = from,
                                    .to = MIN(from + part, 1)}};
        if (part > 0)
            marks_add(marks, &mark);
        from += part;
        if (donut->sum <= 0)
            return;
    }
}

/* In the ring, if there is room. */
static gboolean sum_put(const Donut *donut, double x, double y, double radius, Marks *marks)
{
    Charting *charting = donut->charting;
    const char *total = charting->chart->total;
    const double room = 2 * radius * HOLE * 0.86, em = charting->size;
    const ChartWords number = {.text = donut->sum_text,
                               .x = x,
                               .y = y - 0.5 * em,
                               .align = ALIGN_CENTRE,
                               .bold = TRUE,
                               .colour = charting->ink,
                               .scale = SUM_SCALE};
    const ChartWords name = {
        .text = total, .x = x, .y = y + 0.8 * em, .align = ALIGN_CENTRE, .colour = charting->quiet};

    if (!total || charting_words_width(charting, total, FALSE) > room ||
        charting_words_width(charting, donut->sum_text, TRUE) * SUM_SCALE > room)
        return FALSE;
    charting_words(charting, &number, marks);
    charting_words(charting, &name, marks);
    return TRUE;
}

typedef struct {
    const Donut *donut;
    double x;                   /* of the swatches */
    double name, number, share; /* left edge; right edges */
    double name_width;
    double y;
} Legend;

static void legend_row(Legend *legend, guint index, const char *text, double value, const char *share,
                       Marks *marks)
{
    Charting *charting = legend->donut->charting;
    const double em = charting->size;
    const gboolean part = index < charting->chart->n_rows;
    g_auto(ChartName) name = charting_name(charting, text, legend->name_width);
    const double height = MAX(ROW * em, name.height + 0.3 * em), middle = legend->y + height / 2;
    char number[NUMBER_SIZE];

    chart_number(number, value);
    if (part)
        charting_area(charting, index, legend->x, middle - SWATCH_HEIGHT * em / 2, SWATCH * em,
                      SWATCH_HEIGHT * em, marks);
    charting_name_put(charting, &name, legend->name, middle, ALIGN_START, marks);
    const ChartWords words[] = {{.text = number, .x = legend->number, .bold = TRUE},
                                {.text = share, .x = legend->share}};
    for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
        ChartWords own = words[i];
        own.y = middle;
        own.align = ALIGN_END;
        own.colour = charting->ink;
        charting_words(charting, &own, marks);
    }
    legend->y += height;
}

static void share_text(const Donut *donut, guint row, char text[static NUMBER_SIZE])
{
    *text = '\0';
    if (donut->sum > 0)
        chart_share_format(text, donut->tenths[row], donut->values[row]);
}

/* Columns as wide as what stands in them; names have what is left. */
static void legend_measure(Legend *legend, double left)
{
    const Donut *donut = legend->donut;
    Charting *charting = donut->charting;
    const double em = charting->size;
    double name = 0, number = charting_words_width(charting, donut->sum_text, TRUE), share = 0;

    for (guint i = 0; i < charting->chart->n_rows; i++) {
        char text[NUMBER_SIZE];
        name = MAX(name, charting_words_width(charting, charting->chart->rows[i].name, FALSE));
        chart_number(text, donut->values[i]);
        number = MAX(number, charting_words_width(charting, text, TRUE));
        share_text(donut, i, text);
        share = MAX(share, charting_words_width(charting, text, FALSE));
    }
    if (charting->chart->total)
        name = MAX(name, charting_words_width(charting, charting->chart->total, FALSE));
    legend->x = left;
    legend->name = left + (SWATCH + 0.5) * em;
    const double rest = charting->width - legend->name - number - share - 2 * COLUMN_GAP * em;
    legend->name_width = MIN(name + 0.01, MAX(rest, 3 * em));
    legend->number = legend->name + legend->name_width + COLUMN_GAP * em + number;
    legend->share = legend->number + COLUMN_GAP * em + share;
}

/* Gives its height; `*right`: where it ends. */
static double legend_put(const Donut *donut, double left, gboolean total, double *right, Marks *marks)
{
    const Chart *chart = donut->charting->chart;
    Legend legend = {.donut = donut};

    legend_measure(&legend, left);
    *right = legend.share;
    for (guint i = 0; i < chart->n_rows; i++) {
        char share[NUMBER_SIZE];
        share_text(donut, i, share);
        legend_row(&legend, i, chart->rows[i].name, donut->values[i], share, marks);
    }
    if (total)
        legend_row(&legend, chart->n_rows, chart->total, donut->sum, "", marks);
    return legend.y;
}

static gboolean donut_read(Donut *donut)
{
    const Chart *chart = donut->charting->chart;

    if (chart->n_rows > CHART_SERIES_MAX)
        return FALSE;
    for (guint i = 0; i < chart->n_rows; i++) {
        const double value = chart->rows[i].values[0];
        if (value < 0)
            return FALSE;
        donut->values[i] = isfinite(value) ? value : 0;
    }
    donut->sum = chart_sum(donut->values, chart->n_rows);
    chart_shares(donut->values, chart->n_rows, donut->tenths);
    chart_number(donut->sum_text, donut->sum);
    return TRUE;
}

void chart_lay_donut(Charting *charting)
{
    Donut donut = {.charting = charting};
    const double wanted = charting->height > 0 ? charting->height : HEIGHT * POINTS_PER_MM;
    const double side = MIN(wanted, charting->width * RING_SHARE), radius = side / 2 - 0.5;
    g_autoptr(Marks) legend = marks_new(), ring = marks_new();

    if (!donut_read(&donut)) {
        chart_lay_bars(charting);
        return;
    }
    ring_put(&donut, side / 2, 0, radius, ring);
    const gboolean told = sum_put(&donut, side / 2, 0, radius, ring);
    double right;
    const double height =
        legend_put(&donut, side + GAP * charting->size, charting->chart->total && !told, &right, legend);
    const double left = MAX(charting->width - right, 0) / 2;
    const double room = MAX(height, side);
    Marks *marks = charting_strip(charting, 0.3 * charting->size, room, FALSE);
    marks_append(marks, ring, left, room / 2);
    marks_append(marks, legend, left, (room - height) / 2);
}
