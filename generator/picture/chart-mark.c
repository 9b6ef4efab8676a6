/* SPDX-License-Identifier: MIT */
/*
 * How series are told apart without colour. A <pattern> would need an id, which must be unique in the page;
 * the dashes of wide strokes give the same stripes and dots without one.
 */
#include "picture/chart-private.h"
#include "text/chinese.h"

#include <math.h>
#include <string.h>

/* Half of a wide character; digits and Latin letters are narrower than this in most faces. */
#define COLUMN_EM 0.6

double chart_text_width(const char *text)
{
    return text_width(text, strlen(text)) * COLUMN_EM;
}

/* Bars */

enum { SOLID, STRIPES, DOTS, LINES, HOLLOW, TINT };

static void append_rect(GString *html, double x, double width, const char *attributes)
{
    g_string_append_printf(html, "<rect x=\"%s%%\" width=\"%s%%\" height=\"100%%\" fill=\"currentColor\"%s/>",
                           SHORT(x), SHORT(width), attributes);
}

static void append_stroke(GString *html, double x, double width, const char *attributes)
{
    g_string_append_printf(html, "<line x1=\"%s%%\" x2=\"%s%%\" stroke=\"currentColor\" %s/>", SHORT(x),
                           SHORT(x + width), attributes);
}

void chart_append_segment(GString *html, guint series, double x, double width)
{
    static const char framed[] = " fill-opacity=\"0\" stroke=\"currentColor\" stroke-width=\".15em\"";
    static const char dots[] = "stroke-width=\".2em\" stroke-linecap=\"round\" stroke-dasharray=\"0 .42em\"";
    static const char line[] = "stroke-width=\".12em\"";

    if (series == SOLID) {
        append_rect(html, x, width, "");
        return;
    }
    append_rect(html, x, width, series == TINT ? " fill-opacity=\".45\"" : framed);
    if (series == STRIPES)
        append_stroke(html, x, width,
                      "y1=\"50%\" y2=\"50%\" stroke-width=\"1em\" stroke-dasharray=\".12em .26em\"");
    for (int i = 1; i <= 2 && (series == DOTS || series == LINES); i++) {
        g_autofree char *attributes = g_strdup_printf("y1=\"%d%%\" y2=\"%d%%\" %s", i * 34 - 1, i * 34 - 1,
                                                      series == DOTS ? dots : line);
        append_stroke(html, x, width, attributes);
    }
}

void chart_append_swatch(GString *html, guint series)
{
    g_string_append_printf(
        html, "<svg class=\"chart-swatch chart-%u\" width=\"1.5em\" height=\".9em\" aria-hidden=\"true\">",
        series + 1);
    chart_append_segment(html, series, 0, 100);
    g_string_append(html, "</svg> ");
}

/* Rings */

#define RADIUS 15.915 /* the ring is 100 long */
#define BREADTH 7.0
#define STRIPE 0.8
#define STRIPE_STEP 2.0
#define EDGE 0.5
#define DOT 1.1

/* Strokes of a ring about the middle, from `start` on, with its dashes. */
static void append_ring(GString *html, double radius, double breadth, const char *attributes,
                        const char *dashes, double start)
{
    g_string_append_printf(html,
                           "<circle cx=\"21\" cy=\"21\" r=\"%s\" fill=\"none\" stroke=\"currentColor\" "
                           "stroke-width=\"%s\"%s stroke-dasharray=\"%s\" transform=\"rotate(%s 21 21)\"/>",
                           SHORT(radius), SHORT(breadth), attributes, dashes, SHORT(start * 3.6 - 90));
}

static void append_part(GString *html, double radius, double breadth, double start, double length)
{
    const double scale = radius / RADIUS;
    g_autofree char *dashes =
        g_strdup_printf("%s %s", SHORT(length * scale), SHORT((100 - length) * scale + 1));
    append_ring(html, radius, breadth, "", dashes, start);
}

/* Pieces of a ring, `piece` long, at equal steps; dots if they have no length. */
static void append_pieces(GString *html, double radius, double breadth, double start, double length,
                          double piece)
{
    const double scale = radius / RADIUS;
    const int count = MAX(1, (int)(length / STRIPE_STEP));
    const double step = length / count;
    g_autoptr(GString) dashes = g_string_new(NULL);

    for (int i = 0; i < count; i++)
        g_string_append_printf(dashes, "%s %s ", SHORT(piece * scale),
                               SHORT((i + 1 < count ? step - piece : 101 - piece) * scale));
    g_string_truncate(dashes, dashes->len - 1);
    append_ring(html, radius, breadth, piece > 0 ? "" : " stroke-linecap=\"round\"", dashes->str,
                start + (step - piece) / 2);
}

static void append_frame(GString *html, double start, double length)
{
    append_part(html, RADIUS - (BREADTH - EDGE) / 2, EDGE, start, length);
    append_part(html, RADIUS + (BREADTH - EDGE) / 2, EDGE, start, length);
    append_part(html, RADIUS, BREADTH, start, MIN(EDGE, length));
    append_part(html, RADIUS, BREADTH, start + MAX(length - EDGE, 0), MIN(EDGE, length));
}

void chart_append_arc(GString *html, guint series, double start, double length)
{
    g_string_append_printf(html, "<g class=\"chart-%u\"%s>", series + 1,
                           series == TINT ? " stroke-opacity=\".45\"" : "");
    if (series == SOLID || series == TINT)
        append_part(html, RADIUS, BREADTH, start, length);
    else
        append_frame(html, start, length);
    if (series == STRIPES)
        append_pieces(html, RADIUS, BREADTH, start, length, MIN(STRIPE, length / 2));
    for (int i = -1; i <= 1; i++) {
        if (series == DOTS && i != 0)
            append_pieces(html, RADIUS + i * BREADTH / 5, DOT, start, length, 0);
        else if (series == LINES)
            append_part(html, RADIUS + i * BREADTH / 4, EDGE, start, length);
    }
    g_string_append(html, "</g>");
}

/* Lines */

const char *chart_dash(guint series)
{
    static const char *const dashes[] = {
        "",
        " stroke-dasharray=\".55em .3em\"",
        " stroke-dasharray=\"0 .35em\"",
        " stroke-dasharray=\".8em .3em .1em .3em\"",
    };
    return dashes[series % G_N_ELEMENTS(dashes)];
}

void chart_append_point(GString *html, guint series, double x, double y)
{
    static const char *const marks[] = {"M-3 0a3 3 0 1 0 6 0a3 3 0 1 0-6 0z", "M-2.8-2.8h5.6v5.6h-5.6z",
                                        "M0-3.8l3.5 6.3h-7z", "M0-4l4 4-4 4-4-4z"};

    g_string_append_printf(
        html,
        "<svg class=\"chart-%u\" x=\"%s%%\" y=\"%sem\" width=\"1em\" height=\"1em\" "
        "viewBox=\"0 0 10 10\" overflow=\"visible\"><path d=\"%s\" fill=\"currentColor\"/></svg>\n",
        series + 1, SHORT(x), SHORT(y), marks[series % G_N_ELEMENTS(marks)]);
}
