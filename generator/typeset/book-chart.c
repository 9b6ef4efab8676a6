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
#define NOTE_GAP 0.15

typedef struct {
    BookRun run;
    GPtrArray *strips; /* Marks, or NULL: of the title or the note */
    Galley *title, *note;
    guint n_title, n_note; /* strips of them: the first, the last */
    double width;
} ChartRun;

static void galley_add(BookRun *run, Galley *galley, double size, double width, guint *count)
{
    const GArray *slabs = galley ? galley_set(galley, size, width) : NULL;

    *count = slabs ? slabs->len : 0;
    for (guint i = 0; i < *count; i++) {
        Slab slab = g_array_index(slabs, Slab, i);
        slab.kept = TRUE;
        g_array_append_val(run->slabs, slab);
    }
}

static void galley_put_from(Galley *galley, guint from, guint first, guint end, const SlabPlace *places,
                            Marks *marks)
{
    if (first < end)
        galley_put_slabs(galley, first - from, end - from, places + from, marks);
}

static void chart_put(BookRun *base, guint first, guint end, const SlabPlace *places, Marks *marks)
{
    ChartRun *run = (ChartRun *)base;
    const guint note = base->slabs->len - run->n_note;
    const guint from = MAX(first, run->n_title), to = MIN(end, note);

    galley_put_from(run->title, 0, first, MIN(end, run->n_title), places, marks);
    if (from < to)
        marks_begin(marks, "Figure", NULL);
    for (guint i = from; i < to; i++)
        marks_append(marks, g_ptr_array_index(run->strips, i - run->n_title), places[i].x, places[i].y);
    if (from < to)
        marks_end(marks);
    galley_put_from(run->note, note, MAX(first, note), end, places, marks);
}

static void chart_free(BookRun *base)
{
    ChartRun *run = (ChartRun *)base;

    g_ptr_array_unref(run->strips);
    galley_free(run->title);
    galley_free(run->note);
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
        g_array_index(run->run.slabs, Slab, first).before += run->n_title > 0 ? gap : 0;
}

/* The note stays with the last strip of the chart. */
static void note_add(ChartRun *run, BookSetting *setting)
{
    GArray *slabs = run->run.slabs;
    const guint last = slabs->len - 1;

    run->note = book_caption(setting, run->run.piece->note, CAPTION_NOTE, setting->width);
    galley_add(&run->run, run->note, book_caption_size(setting, CAPTION_NOTE), setting->width, &run->n_note);
    if (run->n_note == 0)
        return;
    g_array_index(slabs, Slab, last).kept = TRUE;
    g_array_index(slabs, Slab, last + 1).before = NOTE_GAP * setting->pitch;
    g_array_index(slabs, Slab, slabs->len - 1).kept = FALSE;
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
    run->title = book_caption(setting, title, CAPTION_TITLE, setting->width);
    galley_add(&run->run, run->title, book_caption_size(setting, CAPTION_TITLE), setting->width,
               &run->n_title);
    chart_lay(run, setting);
    note_add(run, setting);
    g_array_index(run->run.slabs, Slab, 0).before = BEFORE * setting->pitch;
    run->run.after = AFTER * setting->pitch;
    return &run->run;
}
