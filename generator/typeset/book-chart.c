/* SPDX-License-Identifier: MIT */
/* Charts of books: a strip for the title, one for the legend, one for each bar, or for the whole plot. */
#include "typeset/book-chart.h"

#include "typeset/book-caption.h"

#include <math.h>

#define SCALE 0.85 /* of the body's size */
/* In lines of the body. */
#define BEFORE 0.6
#define AFTER 0.9
#define TITLE_GAP 0.2

typedef struct {
    BookRun run;
    GPtrArray *strips; /* Marks: between those of the title and the note */
    CaptionStrips title, note;
} ChartRun;

static void chart_put(BookRun *base, guint first, guint end, const SlabPlace *places, Marks *marks)
{
    ChartRun *run = (ChartRun *)base;
    const guint begin = run->title.count;
    const guint from = MAX(first, begin), to = MIN(end, begin + run->strips->len);

    caption_strips_put(&run->title, first, end, places, marks);
    if (from < to)
        marks_begin(marks, "Figure", NULL);
    for (guint i = from; i < to; i++)
        marks_append(marks, g_ptr_array_index(run->strips, i - begin), places[i].x, places[i].y);
    if (from < to)
        marks_end(marks);
    caption_strips_put(&run->note, first, end, places, marks);
}

static void chart_free(BookRun *base)
{
    ChartRun *run = (ChartRun *)base;

    g_ptr_array_unref(run->strips);
    caption_strips_clear(&run->title);
    caption_strips_clear(&run->note);
    g_free(run);
}

static void chart_lay(ChartRun *run, BookSetting *setting)
{
    static void (*const lays[N_CHARTS])(Charting *) = {
        [CHART_BAR] = chart_lay_bars,
        [CHART_STACKED] = chart_lay_stacked,
        [CHART_LINE] = chart_lay_line,
        [CHART_DONUT] = chart_lay_donut,
    };
    const BookPiece *piece = run->run.piece;
    const BookStyle *style = &setting->book->style;
    const double gap = TITLE_GAP * setting->pitch;
    Charting charting = {.setting = setting,
                         .chart = piece->chart,
                         .size = setting->size * SCALE,
                         .width = setting->width,
                         .height = MIN(piece->height * POINTS_PER_MM, setting->height / 2),
                         .ink = style->ink,
                         .quiet = style->quiet,
                         .accent = style->accent,
                         .strips = run->strips,
                         .slabs = run->run.slabs};
    const guint first = run->run.slabs->len;

    lays[piece->chart->kind](&charting);
    if (run->run.slabs->len > first)
        g_array_index(run->run.slabs, Slab, first).before += run->title.count > 0 ? gap : 0;
}

BookRun *book_chart_new(BookSetting *setting, const BookPiece *piece)
{
    const Chart *chart = piece->chart;

    if (!chart || chart->n_rows == 0 || chart->kind == CHART_TIMELINE || chart->kind >= N_CHARTS)
        return NULL;
    g_autofree char *title = chart_title(chart);
    ChartRun *run = g_new0(ChartRun, 1);
    book_run_init(&run->run, piece);
    run->run.put = chart_put;
    run->run.free = chart_free;
    run->strips = g_ptr_array_new_with_free_func((GDestroyNotify)marks_free);
    caption_strips_add(&run->title, &run->run, setting, title, CAPTION_TITLE);
    chart_lay(run, setting);
    caption_strips_add(&run->note, &run->run, setting, piece->note, CAPTION_NOTE);
    g_array_index(run->run.slabs, Slab, 0).before = BEFORE * setting->pitch;
    run->run.after = AFTER * setting->pitch;
    return &run->run;
}
