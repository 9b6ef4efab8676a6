/* SPDX-License-Identifier: MIT */
#include "typeset/draw-shape.h"

#include <math.h>

/* In points: such that an office printer shows them apart, and a copy of its page still does. */
#define EDGE 0.6
#define STRIPE 1.0
#define STRIPE_STEP 3.4
#define LINE 0.6
#define LINE_STEP 2.6
#define SPOT 0.65
#define SPOT_STEP 3.0
#define TINT 0.4 /* of the colour, the rest is white */

static void area_path(const Mark *mark, cairo_t *cairo)
{
    const double begin = mark->area.from * 2 * G_PI - G_PI_2, end = mark->area.to * 2 * G_PI - G_PI_2;

    cairo_new_path(cairo);
    if (mark->area.radius <= 0) {
        cairo_rectangle(cairo, mark->area.x, mark->area.y, mark->area.width, mark->area.height);
        return;
    }
    cairo_arc(cairo, mark->area.x, mark->area.y, mark->area.radius, begin, end);
    if (mark->area.hole > 0 && mark->area.to - mark->area.from >= 1) {
        cairo_close_path(cairo);
        cairo_new_sub_path(cairo);
    }
    if (mark->area.hole > 0)
        cairo_arc_negative(cairo, mark->area.x, mark->area.y, mark->area.hole, end, begin);
    else if (mark->area.to - mark->area.from < 1)
        cairo_line_to(cairo, mark->area.x, mark->area.y);
    cairo_close_path(cairo);
}

/* Up to the next one of equal steps, which are the same for all areas of a page. */
static double step_after(double at, double step)
{
    return ceil(at / step) * step;
}

static void stripes_draw(double left, double top, double right, double bottom, cairo_t *cairo)
{
    const double step = STRIPE_STEP * G_SQRT2;

    for (double at = step_after(left + top, step); at < right + bottom; at += step) {
        cairo_move_to(cairo, at - top, top);
        cairo_line_to(cairo, at - bottom, bottom);
    }
    cairo_set_line_width(cairo, STRIPE);
    cairo_stroke(cairo);
}

static void lines_draw(double left, double top, double right, double bottom, cairo_t *cairo)
{
    for (double y = step_after(top, LINE_STEP); y < bottom; y += LINE_STEP) {
        cairo_move_to(cairo, left, y);
        cairo_line_to(cairo, right, y);
    }
    cairo_set_line_width(cairo, LINE);
    cairo_stroke(cairo);
}

static void dots_draw(double left, double top, double right, double bottom, cairo_t *cairo)
{
    guint row = (guint)fabs(step_after(top, SPOT_STEP) / SPOT_STEP + 0.5);

    for (double y = step_after(top, SPOT_STEP); y < bottom + SPOT; y += SPOT_STEP, row++)
        for (double x = step_after(left, SPOT_STEP) - (row % 2 ? SPOT_STEP / 2 : 0); x < right + SPOT;
             x += SPOT_STEP) {
            cairo_new_sub_path(cairo);
            cairo_arc(cairo, x, y, SPOT, 0, 2 * G_PI);
        }
    cairo_fill(cairo);
}

static Colour tint_of(Colour colour)
{
    Colour tint = 0;

    for (guint shift = 0; shift < 24; shift += 8)
        tint |= (Colour)lround(255 - (255 - (colour >> shift & 0xFF)) * TINT) << shift;
    return tint;
}

static void pattern_draw(MarkPattern pattern, cairo_t *cairo)
{
    double left, top, right, bottom;

    cairo_clip_extents(cairo, &left, &top, &right, &bottom);
    switch (pattern) {
    case PATTERN_STRIPES: stripes_draw(left, top, right, bottom, cairo); return;
    case PATTERN_DOTS: dots_draw(left, top, right, bottom, cairo); return;
    case PATTERN_LINES: lines_draw(left, top, right, bottom, cairo); return;
    default: return;
    }
}

void area_draw(const Mark *mark, const Canvas *canvas, cairo_t *cairo)
{
    const MarkPattern pattern = mark->area.pattern;
    const gboolean plain = pattern == PATTERN_SOLID || pattern == PATTERN_TINT;

    cairo_save(cairo);
    area_path(mark, cairo);
    canvas_colour(canvas,
                  pattern == PATTERN_SOLID  ? mark->colour
                  : pattern == PATTERN_TINT ? tint_of(mark->colour)
                                            : 0xFFFFFF,
                  cairo);
    cairo_fill_preserve(cairo);
    if (!plain) {
        cairo_save(cairo);
        cairo_clip(cairo);
        canvas_colour(canvas, mark->colour, cairo);
        pattern_draw(pattern, cairo);
        cairo_restore(cairo);
        area_path(mark, cairo);
    }
    canvas_colour(canvas, mark->colour, cairo);
    cairo_set_line_width(cairo, EDGE);
    cairo_stroke(cairo);
    cairo_restore(cairo);
}

void stroke_draw(const Mark *mark, cairo_t *cairo)
{
    static const struct {
        double lengths[4];
        int count;
    } dashes[N_DASHES] = {
        [DASH_LONG] = {{6, 3}, 2}, [DASH_DOTS] = {{0, 3}, 2}, [DASH_MIXED] = {{8, 3, 0, 3}, 4}};

    if (mark->stroke.n_points == 0)
        return;
    cairo_save(cairo);
    cairo_new_path(cairo);
    for (guint i = 0; i < mark->stroke.n_points; i++)
        cairo_line_to(cairo, mark->stroke.points[i].x, mark->stroke.points[i].y);
    cairo_set_line_width(cairo, mark->stroke.thick);
    cairo_set_line_cap(cairo, CAIRO_LINE_CAP_ROUND);
    cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
    cairo_set_dash(cairo, dashes[mark->stroke.dash].lengths, dashes[mark->stroke.dash].count, 0);
    cairo_stroke(cairo);
    cairo_restore(cairo);
}
