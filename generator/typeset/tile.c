/* SPDX-License-Identifier: MIT */
#include "typeset/tile.h"

#include "typeset/tile-words.h"

#include <glib/gi18n.h>
#include <math.h>

/* What office printers leave white, and what a page says of itself, in points. */
#define MARGIN (7 * POINTS_PER_MM)
#define HEADER (6 * POINTS_PER_MM)
#define OVERLAP (10 * POINTS_PER_MM)
/* A smaller step would be mostly glue. */
#define STEP_MIN (40 * POINTS_PER_MM)
#define WORDS_SIZE 8

static guint steps(double length, double step)
{
    /* A thousandth of a point is no page. */
    const double count = ceil((length - OVERLAP) / step - 1e-3);

    return (guint)CLAMP(count, 1, 100000);
}

static gboolean tiling_try(const Sheet *sheet, Paper paper, Tiling *tiling)
{
    const double width = paper.width * POINTS_PER_MM, height = paper.height * POINTS_PER_MM;

    *tiling = (Tiling){.paper = paper, .width = width, .height = height, .x = MARGIN, .y = MARGIN + HEADER};
    tiling->across = width - 2 * MARGIN;
    tiling->down = height - 2 * MARGIN - HEADER;
    tiling->step_x = tiling->across - OVERLAP;
    tiling->step_y = tiling->down - OVERLAP;
    tiling->sheet_width = sheet->paper.width * POINTS_PER_MM;
    tiling->sheet_height = sheet->paper.height * POINTS_PER_MM;
    if (tiling->step_x < STEP_MIN || tiling->step_y < STEP_MIN)
        return FALSE;
    tiling->columns = steps(tiling->sheet_width, tiling->step_x);
    tiling->rows = steps(tiling->sheet_height, tiling->step_y);
    /* All pages alike: no last one with a strip that is all glue. */
    tiling->step_x = MIN(tiling->step_x, MAX(0, tiling->sheet_width - OVERLAP) / tiling->columns);
    tiling->step_y = MIN(tiling->step_y, MAX(0, tiling->sheet_height - OVERLAP) / tiling->rows);
    tiling->across = tiling->step_x + OVERLAP;
    tiling->down = tiling->step_y + OVERLAP;
    return TRUE;
}

gboolean tiling_plan(const Drawing *drawing, Tiling *tiling, Diagnostics *diagnostics)
{
    const Sheet *sheet = drawing->sheet;
    Tiling turned;
    const gboolean upright = tiling_try(sheet, paper_turn(*drawing->options->tile, FALSE), tiling);
    const gboolean across = tiling_try(sheet, paper_turn(*drawing->options->tile, TRUE), &turned);
    g_autofree char *name = paper_name(paper_turn(*drawing->options->tile, FALSE));

    if (across && (!upright || turned.columns * turned.rows < tiling->columns * tiling->rows))
        *tiling = turned;
    if (!upright && !across) {
        diagnostics_error(diagnostics, sheet->place, _("take A4 or A3"),
                          _("paper %s is too small to glue a sheet of"), name);
        return FALSE;
    }
    const guint pages = tiling->columns * tiling->rows;
    if (pages > TILES_MAX) {
        diagnostics_error(
            diagnostics, sheet->place, _("take a larger paper, or have it printed in one piece"),
            _("sheet '%s' would take %u pages of %s; %d are the most"), sheet->name, pages, name, TILES_MAX);
        return FALSE;
    }
    return TRUE;
}

gboolean tiling_is_needless(const Drawing *drawing)
{
    const Paper sheet = paper_turn(drawing->sheet->paper, FALSE);
    const Paper tile = paper_turn(*drawing->options->tile, FALSE);

    return sheet.width <= tile.width + 0.5 && sheet.height <= tile.height + 0.5;
}

Box tiling_part(const Tiling *tiling, guint column, guint row)
{
    const double x = column * tiling->step_x, y = row * tiling->step_y;

    return (Box){x, y, MIN(tiling->across, tiling->sheet_width - x),
                 MIN(tiling->down, tiling->sheet_height - y)};
}

char *tiling_label(guint column, guint row)
{
    GString *label = g_string_new(NULL);

    for (guint rest = row + 1; rest > 0; rest = (rest - 1) / 26)
        g_string_prepend_c(label, (char)('A' + (rest - 1) % 26));
    g_string_append_printf(label, "%u", column + 1);
    return g_string_free(label, FALSE);
}

/* What the next page is glued onto: it must not show through. */
static void strip_hatch(cairo_t *cairo, Box strip)
{
    cairo_save(cairo);
    cairo_rectangle(cairo, strip.x, strip.y, strip.width, strip.height);
    cairo_clip(cairo);
    cairo_set_source_rgba(cairo, 1, 1, 1, 0.8);
    cairo_paint(cairo);
    cairo_set_source_rgb(cairo, 0.7, 0.7, 0.7);
    cairo_set_line_width(cairo, 0.5);
    for (double at = -strip.height; at < strip.width; at += 6) {
        cairo_move_to(cairo, strip.x + at, strip.y + strip.height);
        cairo_rel_line_to(cairo, strip.height, -strip.height);
    }
    cairo_stroke(cairo);
    cairo_restore(cairo);
}

/* Dashed, over black as over white, and on to the edges of what can be printed. */
static void cut_draw(cairo_t *cairo, double x, double y, double across, double down)
{
    static const double dashes[] = {4, 4};

    for (guint i = 0; i < 2; i++) {
        cairo_set_source_rgb(cairo, 1 - i, 1 - i, 1 - i);
        cairo_set_dash(cairo, dashes, 2, i * 4);
        cairo_move_to(cairo, x, y);
        cairo_rel_line_to(cairo, across, down);
        cairo_stroke(cairo);
    }
}

void tile_draw(cairo_t *cairo, const Tiling *tiling, guint column, guint row)
{
    const Box part = tiling_part(tiling, column, row);
    const double x = tiling->x, y = tiling->y, right = x + part.width, bottom = y + part.height;
    const gboolean last_column = column + 1 == tiling->columns, last_row = row + 1 == tiling->rows;

    cairo_save(cairo);
    if (!last_column)
        strip_hatch(cairo, (Box){right - OVERLAP, y, OVERLAP, part.height});
    if (!last_row)
        strip_hatch(cairo, (Box){x, bottom - OVERLAP, part.width - (last_column ? 0 : OVERLAP), OVERLAP});
    cairo_set_line_width(cairo, 0.4);
    cut_draw(cairo, x, y, 0, part.height);
    cut_draw(cairo, x, y, part.width, 0);
    if (last_column)
        cut_draw(cairo, right, y, 0, part.height);
    if (last_row)
        cut_draw(cairo, x, bottom, part.width, 0);
    cairo_restore(cairo);
}

static void neighbour_append(GString *line, const char *arrow, guint column, guint row)
{
    g_autofree char *label = tiling_label(column, row);

    g_string_append_printf(line, "  %s %s", arrow, label);
}

void tile_words(const Words *words, const Tiling *tiling, const Sheet *sheet, guint column, guint row)
{
    const TileWords *said = tile_language(sheet->language);
    g_autofree char *label = tiling_label(column, row);
    g_autoptr(GString) line = g_string_new(NULL);

    g_string_printf(line, said->page, label, row + 1, column + 1);
    if (column > 0)
        neighbour_append(line, "←", column - 1, row);
    if (row > 0)
        neighbour_append(line, "↑", column, row - 1);
    if (column + 1 < tiling->columns)
        neighbour_append(line, "→", column + 1, row);
    if (row + 1 < tiling->rows)
        neighbour_append(line, "↓", column, row + 1);
    words_put(words, line->str, MARGIN, MARGIN + WORDS_SIZE, WORDS_SIZE, ALIGN_START);
}

#define PLAN_TITLE 18
#define PLAN_SIZE 10.5
#define PLAN_TOP (MARGIN + 16 * POINTS_PER_MM)
#define PLAN_SHARE 0.55 /* of the page's height */

Box plan_box(const Tiling *tiling)
{
    const double room = tiling->width - 4 * MARGIN, down = tiling->height * PLAN_SHARE;
    const double scale = MIN(room / tiling->sheet_width, down / tiling->sheet_height);
    const double width = tiling->sheet_width * scale, height = tiling->sheet_height * scale;

    return (Box){(tiling->width - width) / 2, PLAN_TOP, width, height};
}

/* Where a page is on the plan, without what the next ones cover. */
static Box plan_part(const Tiling *tiling, guint column, guint row)
{
    const Box plan = plan_box(tiling), part = tiling_part(tiling, column, row);
    const double scale = plan.width / tiling->sheet_width;
    const double width = column + 1 < tiling->columns ? tiling->step_x : part.width;
    const double height = row + 1 < tiling->rows ? tiling->step_y : part.height;

    return (Box){plan.x + part.x * scale, plan.y + part.y * scale, width * scale, height * scale};
}

static double plan_size(const Tiling *tiling)
{
    const Box part = plan_part(tiling, 0, 0);

    return CLAMP(MIN(part.width, part.height) / 3, 3, 16);
}

static double rule_y(const Tiling *tiling)
{
    return tiling->height - MARGIN - 6 * POINTS_PER_MM;
}

void plan_draw(cairo_t *cairo, const Tiling *tiling)
{
    const double size = plan_size(tiling);

    cairo_save(cairo);
    cairo_set_line_width(cairo, 0.75);
    for (guint i = 0; i < tiling->columns * tiling->rows; i++) {
        const Box part = plan_part(tiling, i % tiling->columns, i / tiling->columns);
        const double x = part.x + part.width / 2, y = part.y + part.height / 2;
        cairo_rectangle(cairo, part.x, part.y, part.width, part.height);
        cairo_set_source_rgb(cairo, 0.3, 0.3, 0.3);
        cairo_stroke(cairo);
        cairo_rectangle(cairo, x - size * 1.4, y - size * 0.8, size * 2.8, size * 1.6);
        cairo_set_source_rgba(cairo, 1, 1, 1, 0.85);
        cairo_fill(cairo);
    }
    cairo_set_source_rgb(cairo, 0, 0, 0);
    for (guint i = 0; i < 2; i++) {
        cairo_move_to(cairo, 2 * MARGIN + i * 100 * POINTS_PER_MM, rule_y(tiling) - 4);
        cairo_rel_line_to(cairo, 0, 8);
    }
    cairo_move_to(cairo, 2 * MARGIN, rule_y(tiling));
    cairo_rel_line_to(cairo, 100 * POINTS_PER_MM, 0);
    cairo_stroke(cairo);
    cairo_restore(cairo);
}

void plan_words(const Words *words, const Tiling *tiling, const Sheet *sheet)
{
    const TileWords *said = tile_language(sheet->language);
    const Box plan = plan_box(tiling);
    const double left = 2 * MARGIN, width = tiling->width - 4 * MARGIN, size = plan_size(tiling);
    g_autofree char *paper = paper_name(paper_turn(tiling->paper, FALSE));
    g_autofree char *title = g_strdup_printf("%s · %s", said->title, sheet->title);
    g_autofree char *pages =
        g_strdup_printf(said->pages, tiling->columns * tiling->rows, tiling->rows, tiling->columns, paper);

    words_put(words, title, left, MARGIN + 8 * POINTS_PER_MM, MIN(PLAN_TITLE, PLAN_SIZE * 1.4), ALIGN_START);
    for (guint i = 0; i < tiling->columns * tiling->rows; i++) {
        const Box part = plan_part(tiling, i % tiling->columns, i / tiling->columns);
        g_autofree char *label = tiling_label(i % tiling->columns, i / tiling->columns);
        words_put(words, label, part.x + part.width / 2, part.y + part.height / 2 + size * 0.36, size,
                  ALIGN_CENTRE);
    }
    double y = plan.y + plan.height + 10 * POINTS_PER_MM;
    y = words_flow(words, pages, left, y, PLAN_SIZE, width);
    for (guint i = 0; i < G_N_ELEMENTS(said->steps); i++)
        y = words_flow(words, said->steps[i], left, y, PLAN_SIZE, width);
    words_put(words, said->rule, left + 104 * POINTS_PER_MM, rule_y(tiling) + 3, WORDS_SIZE, ALIGN_START);
}
