/* SPDX-License-Identifier: MIT */
/* A line where it is put: how far apart its items are, and what is drawn. */
#include "typeset/paragraph-private.h"

#include <string.h>

#define STROKE_WIDTH 0.05
#define STROKE_HEIGHT 0.38 /* the middle of a square above the baseline */
#define DOT_RADIUS 0.07
#define DOT_DEPTH                                                                                            \
    0.28 /* of an emphasis dot's centre below the baseline; vertical: beside the square's edge */
#define TINY 1e-6

/* How the gaps of a line are made. */
typedef struct {
    double start;   /* where its first item's ink begins */
    double stretch; /* added to each gap that may take it */
    double shrink;  /* share of what each gap can give */
    double spread;  /* added between any two items */
    double set;     /* the line's length */
    gboolean justified;
} Setting;

static guint count_spread(const Paragraph *paragraph, const Extent *extent)
{
    guint gaps = 0;

    for (guint i = extent->start + 1; i < extent->end; i++)
        gaps +=
            class_is_wide(item_at(paragraph, i)->class) || class_is_wide(item_at(paragraph, i - 1)->class);
    return gaps;
}

static Setting line_align(const Paragraph *paragraph, const Line *line, const Extent *extent,
                          const LinePlace *place)
{
    const double slack = place->width - extent->natural;
    Setting setting = {.set = extent->natural};

    if (slack < 0) {
        setting.shrink = extent->shrink > TINY ? MIN(-slack / extent->shrink, 1) : 0;
        setting.set -= setting.shrink * extent->shrink;
        return setting;
    }
    switch (place->align) {
    case ALIGN_CENTRE: setting.start = slack / 2; break;
    case ALIGN_END: setting.start = slack; break;
    case ALIGN_START: break;
    case ALIGN_SPREAD: {
        const guint gaps = count_spread(paragraph, extent);
        setting.spread = gaps > 0 ? slack / gaps : 0;
        setting.start = gaps > 0 ? 0 : slack / 2;
        setting.set += setting.spread * gaps;
        break;
    }
    case ALIGN_DEFAULT:
    case ALIGN_JUSTIFY:
        if (line->last || paragraph->ragged || extent->stretch == 0 ||
            slack > extent->stretch * STRETCH_MAX + TINY)
            break;
        setting.stretch = slack / extent->stretch;
        setting.set = place->width;
        setting.justified = TRUE;
        break;
    }
    return setting;
}

typedef struct {
    const Paragraph *paragraph;
    const LinePlace *place;
    Marks *marks;
    GString *text; /* of the run */
    GArray *glyphs;
    GArray *clusters;
} Putting;

static Colour item_colour(const LinePlace *place, const Item *item)
{
    return item->style & SPAN_ACCENT ? place->accent : place->colour;
}

/* Whether two items are drawn in one run. */
static gboolean item_joins(const LinePlace *place, const Item *a, const Item *b)
{
    return a->face == b->face && a->turned == b->turned && a->scale == b->scale &&
           item_colour(place, a) == item_colour(place, b);
}

static gboolean is_link(const Item *item)
{
    return item->style & SPAN_LINK && item->url;
}

static gboolean same_link(const Item *a, const Item *b)
{
    return is_link(a) == is_link(b) && (!is_link(a) || a->url == b->url);
}

/* The text without what has no glyph: whoever copies it from a PDF does not want it. */
static guint text_append(const Putting *putting, const Item *item)
{
    const gsize before = putting->text->len;
    const char *end = putting->paragraph->text + item->end;

    for (const char *at = putting->paragraph->text + item->start; at < end; at = g_utf8_next_char(at)) {
        const gunichar c = g_utf8_get_char(at);
        const GUnicodeType type = g_unichar_type(c);
        if (type == G_UNICODE_CONTROL)
            g_string_append_c(putting->text, ' ');
        else if (type != G_UNICODE_FORMAT || c == 0x200d)
            g_string_append_unichar(putting->text, c);
    }
    return (guint)(putting->text->len - before);
}

static void glyphs_append(const Putting *putting, const Item *item, double pen)
{
    const LinePlace *place = putting->place;
    const MarkCluster cluster = {text_append(putting, item), item->n_glyphs};

    for (guint i = 0; i < item->n_glyphs; i++) {
        const ItemGlyph *glyph = &g_array_index(putting->paragraph->glyphs, ItemGlyph, item->glyph + i);
        const double along = putting->paragraph->vertical ? glyph->y : glyph->x;
        const double across = putting->paragraph->vertical ? glyph->x : glyph->y;
        const double forward = (pen + along) * place->size, aside = across * place->size;
        const MarkGlyph mark = putting->paragraph->vertical
                                   ? (MarkGlyph){glyph->glyph, place->x + aside, place->y + forward}
                                   : (MarkGlyph){glyph->glyph, place->x + forward, place->y + aside};
        g_array_append_val(putting->glyphs, mark);
    }
    g_array_append_val(putting->clusters, cluster);
}

static void run_finish(const Putting *putting, const Item *item)
{
    const Mark mark = {.kind = MARK_GLYPHS,
                       .colour = item_colour(putting->place, item),
                       .run = {.face = item->face,
                               .size = putting->place->size * item->scale,
                               .turned = item->turned,
                               .text = putting->text->str,
                               .length = putting->text->len,
                               .glyphs = (const MarkGlyph *)putting->glyphs->data,
                               .n_glyphs = putting->glyphs->len,
                               .clusters = (const MarkCluster *)putting->clusters->data,
                               .n_clusters = putting->clusters->len}};

    if (putting->glyphs->len > 0)
        marks_add(putting->marks, &mark);
    g_string_truncate(putting->text, 0);
    g_array_set_size(putting->glyphs, 0);
    g_array_set_size(putting->clusters, 0);
}

/*
 * Percent-encoded, what is no part of an address by RFC 3986, and what would end it in cairo_tag_begin() or
 * in the PDF, into which Cairo writes it as it is: parentheses, quotation marks, backslashes.
 */
static void link_begin(const Putting *putting, const Item *item)
{
    g_autoptr(GString) attributes = g_string_new(*item->url == '#' ? "dest='" : "uri='");

    for (const char *c = item->url + (*item->url == '#'); *c; c++)
        if (g_ascii_isalnum(*c) || strchr("-._~:/?#[]@!$&*+,;=%", *c))
            g_string_append_c(attributes, *c);
        else
            g_string_append_printf(attributes, "%%%02X", (guint8)*c);
    g_string_append_c(attributes, '\'');
    marks_begin(putting->marks, "Link", attributes->str);
}

static void dot_put(const Putting *putting, const Item *item, double middle)
{
    const LinePlace *place = putting->place;
    const double size = place->size;
    Mark mark = {.kind = MARK_DOT, .colour = place->accent};

    if (item->class != CLASS_HAN || item->n_glyphs == 0)
        return;
    mark.dot.radius = DOT_RADIUS * size;
    mark.dot.x = place->x + (putting->paragraph->vertical ? 0.5 + DOT_RADIUS : middle) * size;
    mark.dot.y = place->y + (putting->paragraph->vertical ? middle : DOT_DEPTH) * size;
    marks_add(putting->marks, &mark);
}

static void stroke_put(const Putting *putting, const Item *item, double from, double to)
{
    const LinePlace *place = putting->place;
    const double size = place->size, length = (to - from) * size, width = STROKE_WIDTH * size;
    const double begin = from * size;

    if (putting->paragraph->vertical)
        marks_rectangle(putting->marks, item_colour(place, item), place->x - width / 2, place->y + begin,
                        width, length);
    else
        marks_rectangle(putting->marks, item_colour(place, item), place->x + begin,
                        place->y - STROKE_HEIGHT * size - width / 2, length, width);
}

/* Where each item of the line begins, and the end of the last: in sizes from the line's beginning. */
static double *pens_find(const Paragraph *paragraph, const Extent *extent, const Setting *setting)
{
    double *pens = g_new(double, extent->end - extent->start + 1);
    double pen = setting->start - item_at(paragraph, extent->start)->lead;

    for (guint i = extent->start; i < extent->end; i++) {
        const Item *item = item_at(paragraph, i);
        if (i > extent->start) {
            pen += item->gap + item->stretch * setting->stretch - item->shrink * setting->shrink;
            pen += class_is_wide(item->class) || class_is_wide(item_at(paragraph, i - 1)->class)
                       ? setting->spread
                       : 0;
        }
        pens[i - extent->start] = pen;
        pen += item->advance;
    }
    pens[extent->end - extent->start] = pen;
    return pens;
}

static void items_put(const Putting *putting, const Extent *extent, const double *pens)
{
    for (guint i = extent->start; i < extent->end; i++) {
        const Item *item = item_at(putting->paragraph, i);
        const Item *before = i > extent->start ? item_at(putting->paragraph, i - 1) : NULL;
        const Item *after = i + 1 < extent->end ? item_at(putting->paragraph, i + 1) : NULL;

        if (is_link(item) && (!before || !same_link(before, item)))
            link_begin(putting, item);
        if (item->face)
            glyphs_append(putting, item, pens[i - extent->start]);
        if (item->face && (!after || !item_joins(putting->place, item, after) || !same_link(item, after)))
            run_finish(putting, item);
        if (is_link(item) && (!after || !same_link(item, after)))
            marks_end(putting->marks);
    }
}

/* What lies over the glyphs: dots and strokes, a stroke over items side by side in one piece. */
static void decorations_put(const Putting *putting, const Extent *extent, const double *pens)
{
    for (guint i = extent->start; i < extent->end; i++) {
        const Item *item = item_at(putting->paragraph, i);
        const double from = pens[i - extent->start];

        if (item->style & SPAN_EMPHASIS)
            dot_put(putting, item, from + item->advance / 2);
        if (item->style & SPAN_STRUCK)
            stroke_put(putting, item, from,
                       i + 1 < extent->end && item_at(putting->paragraph, i + 1)->style & SPAN_STRUCK
                           ? pens[i + 1 - extent->start]
                           : from + item->advance);
    }
}

static void line_note(const Putting *putting, const Line *line, const Extent *extent, const Setting *setting)
{
    const Paragraph *paragraph = putting->paragraph;
    const LinePlace *place = putting->place;
    double taken = 0;

    for (guint i = extent->start; i < extent->end; i++) {
        text_append(putting, item_at(paragraph, i));
        if (i > extent->start)
            taken = MAX(taken, item_at(paragraph, i)->shrink * setting->shrink);
    }
    const MarkLine note = {.frame = place->frame,
                           .text = putting->text->str,
                           .size = place->size,
                           .width = place->width,
                           .natural = extent->natural,
                           .set = setting->set,
                           .stretch = taken > 0 ? -taken : setting->stretch + setting->spread,
                           .first = place->first,
                           .last = line->last,
                           .justified = setting->justified,
                           .forced = line->forced,
                           .column = place->column,
                           .x = place->x + (paragraph->vertical ? 0 : setting->start * place->size),
                           .y = place->y + (paragraph->vertical ? setting->start * place->size : 0)};
    marks_line(putting->marks, &note);
}

void paragraph_put(const Paragraph *paragraph, const Line *line, const LinePlace *place, Marks *marks)
{
    const Extent extent = paragraph_extent(paragraph, line->start, line->end);
    const Setting setting = line_align(paragraph, line, &extent, place);
    const Putting putting = {paragraph,
                             place,
                             marks,
                             g_string_new(NULL),
                             g_array_new(FALSE, FALSE, sizeof(MarkGlyph)),
                             g_array_new(FALSE, FALSE, sizeof(MarkCluster))};

    if (extent.start < extent.end) {
        g_autofree double *pens = pens_find(paragraph, &extent, &setting);
        items_put(&putting, &extent, pens);
        decorations_put(&putting, &extent, pens);
    }
    line_note(&putting, line, &extent, &setting);
    g_string_free(putting.text, TRUE);
    g_array_unref(putting.glyphs);
    g_array_unref(putting.clusters);
}
