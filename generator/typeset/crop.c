/* SPDX-License-Identifier: MIT */
#include "typeset/crop.h"

#include <math.h>
#include <string.h>

#define LINE_WIDTH 0.25
#define LINE_LENGTH (5 * POINTS_PER_MM)
#define WORDS_SIZE 6

static void line_draw(cairo_t *cairo, double x, double y, double across, double down)
{
    cairo_move_to(cairo, x, y);
    cairo_rel_line_to(cairo, across, down);
}

void crop_draw(cairo_t *cairo, const PdfBoxes *boxes)
{
    const Box trim = boxes->trim;
    const double away = boxes->bleed, length = LINE_LENGTH;
    const double left = trim.x, right = trim.x + trim.width, top = trim.y, bottom = trim.y + trim.height;
    const double xs[] = {left, (left + right) / 2, right}, ys[] = {top, (top + bottom) / 2, bottom};

    cairo_save(cairo);
    cairo_set_source_rgb(cairo, 0, 0, 0);
    cairo_set_line_width(cairo, LINE_WIDTH);
    for (guint i = 0; i < 3; i++) {
        line_draw(cairo, xs[i], top - away, 0, -length);
        line_draw(cairo, xs[i], bottom + away, 0, length);
        line_draw(cairo, left - away, ys[i], -length, 0);
        line_draw(cairo, right + away, ys[i], length, 0);
    }
    cairo_stroke(cairo);
    cairo_restore(cairo);
}

void crop_words(const Words *words, const Sheet *sheet, const PdfBoxes *boxes)
{
    g_autofree char *paper = paper_name(sheet->paper);
    g_autofree char *day = g_strndup(sheet->created ? sheet->created : "", strlen("2025-11-20"));
    g_autofree char *line = g_strdup_printf("%s · %s · %s (%g × %g mm) · %s", sheet->name, sheet->title,
                                            paper, sheet->paper.width, sheet->paper.height, day);

    /* Between the mark of the corner and that of the middle, and no longer than there is room. */
    const double room = boxes->trim.width / 2 - 6 * POINTS_PER_MM;
    g_autoptr(Marks) measured = marks_new();
    const Words trial = {measured, words->fonts};
    const double width = words_put(&trial, line, 0, 0, WORDS_SIZE, ALIGN_START);
    const double size = width > 0 ? MIN(WORDS_SIZE, WORDS_SIZE * room / width) : WORDS_SIZE;
    words_put(words, line, 3 * POINTS_PER_MM, boxes->trim.height + boxes->bleed + 4 * POINTS_PER_MM, size,
              ALIGN_START);
}
