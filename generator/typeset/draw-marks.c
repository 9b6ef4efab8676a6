/* SPDX-License-Identifier: MIT */
#include "typeset/draw-marks.h"

#include "picture/qr.h"
#include "typeset/artwork-grey.h"
#include "typeset/book-pictures.h"
#include "typeset/draw-shape.h"
#include "typeset/photo.h"

#include <glib/gi18n.h>
#include <string.h>

double paper_dots(Paper paper)
{
    const double longest = MAX(paper.width, paper.height);

    return longest <= 850 ? 300 : longest <= 2000 ? 150 : 100;
}

void canvas_colour(const Canvas *canvas, Colour colour, cairo_t *cairo)
{
    if (canvas->grey)
        colour = colour_grey(colour);
    cairo_set_source_rgb(cairo, (colour >> 16 & 0xFF) / 255.0, (colour >> 8 & 0xFF) / 255.0,
                         (colour & 0xFF) / 255.0);
}

static void rectangle_path(cairo_t *cairo, double x, double y, double width, double height, double radius)
{
    radius = MIN(radius, MIN(width, height) / 2);
    cairo_new_path(cairo);
    if (radius <= 0) {
        cairo_rectangle(cairo, x, y, width, height);
        return;
    }
    cairo_arc(cairo, x + width - radius, y + radius, radius, -G_PI_2, 0);
    cairo_arc(cairo, x + width - radius, y + height - radius, radius, 0, G_PI_2);
    cairo_arc(cairo, x + radius, y + height - radius, radius, G_PI_2, G_PI);
    cairo_arc(cairo, x + radius, y + radius, radius, G_PI, 3 * G_PI_2);
    cairo_close_path(cairo);
}

/* Poppler draws nothing of letters larger than about 1,400 points, as banners have them: their outlines stand
 * on the text, which can still be searched. */
#define POINTS_OF_TEXT 1200

static void run_draw(const Mark *mark, const Canvas *canvas, cairo_t *cairo)
{
    const Face *face = mark->run.face;
    const double size = mark->run.size;
    g_autofree cairo_glyph_t *glyphs = g_new(cairo_glyph_t, mark->run.n_glyphs);
    g_autofree cairo_text_cluster_t *clusters = g_new(cairo_text_cluster_t, mark->run.n_clusters);
    cairo_matrix_t matrix;

    for (guint i = 0; i < mark->run.n_glyphs; i++) {
        const MarkGlyph *glyph = &mark->run.glyphs[i];
        glyphs[i] = (cairo_glyph_t){subsets_glyph(canvas->subsets, face, glyph->glyph), glyph->x, glyph->y};
    }
    for (guint i = 0; i < mark->run.n_clusters; i++)
        clusters[i] =
            (cairo_text_cluster_t){(int)mark->run.clusters[i].bytes, (int)mark->run.clusters[i].glyphs};
    cairo_set_font_face(cairo, subsets_font(canvas->subsets, face));
    if (mark->run.turned)
        cairo_matrix_init(&matrix, 0, size, -size, 0, 0, 0);
    else
        cairo_matrix_init_scale(&matrix, size, size);
    cairo_set_font_matrix(cairo, &matrix);
    if (canvas->kind == CANVAS_PDF && mark->run.n_clusters > 0)
        cairo_show_text_glyphs(cairo, mark->run.text, (int)mark->run.length, glyphs, (int)mark->run.n_glyphs,
                               clusters, (int)mark->run.n_clusters, 0);
    else
        cairo_show_glyphs(cairo, glyphs, (int)mark->run.n_glyphs);
    if (canvas->kind != CANVAS_PDF || size < POINTS_OF_TEXT)
        return;
    cairo_glyph_path(cairo, glyphs, (int)mark->run.n_glyphs);
    cairo_fill(cairo);
}

/* Its dark modules as one path, row by row. */
static gboolean qr_draw(const Mark *mark, const Canvas *canvas, cairo_t *cairo)
{
    guint count;
    g_autofree gboolean *modules = qr_modules(mark->qr.text, strlen(mark->qr.text), &count);

    if (!modules) {
        diagnostics_error(canvas->diagnostics, canvas->imprint->place, NULL,
                          _("a QR code cannot hold so long a text: %zu bytes"), strlen(mark->qr.text));
        return FALSE;
    }
    const double module = mark->qr.side / count;
    cairo_set_source_rgb(cairo, 1, 1, 1);
    rectangle_path(cairo, mark->qr.x, mark->qr.y, mark->qr.side, mark->qr.side, 0);
    cairo_fill(cairo);
    cairo_set_source_rgb(cairo, 0, 0, 0);
    for (guint row = 0; row < count; row++)
        for (guint begin = 0, end; begin < count; begin = end + 1) {
            for (end = begin; end < count && modules[row * count + end];)
                end++;
            if (end > begin)
                cairo_rectangle(cairo, mark->qr.x + begin * module, mark->qr.y + row * module,
                                (end - begin) * module, module);
        }
    cairo_fill(cairo);
    return TRUE;
}

static gboolean mark_draw(const Mark *mark, const Canvas *canvas, cairo_t *cairo)
{
    canvas_colour(canvas, mark->colour, cairo);
    switch (mark->kind) {
    case MARK_GLYPHS: run_draw(mark, canvas, cairo); return TRUE;
    case MARK_RECTANGLE:
        rectangle_path(cairo, mark->rectangle.x, mark->rectangle.y, mark->rectangle.width,
                       mark->rectangle.height, mark->rectangle.radius);
        cairo_fill(cairo);
        return TRUE;
    case MARK_DOT:
        cairo_new_path(cairo);
        cairo_arc(cairo, mark->dot.x, mark->dot.y, mark->dot.radius, 0, 2 * G_PI);
        cairo_fill(cairo);
        return TRUE;
    case MARK_AREA: area_draw(mark, canvas, cairo); return TRUE;
    case MARK_STROKE: stroke_draw(mark, cairo); return TRUE;
    case MARK_IMAGE:
        return canvas->pictures ? book_pictures_draw(canvas->pictures, mark, cairo)
                                : photo_draw(mark, canvas, cairo);
    case MARK_QR: return qr_draw(mark, canvas, cairo);
    case MARK_BEGIN:
    case MARK_END:
    case MARK_PLACE: break;
    }
    return TRUE;
}

/* The name after "dest="; newly allocated, NULL: there is none. */
static char *dest_of(const char *attributes)
{
    const char *name =
        attributes && g_str_has_prefix(attributes, "dest='") ? attributes + strlen("dest='") : NULL;

    return name ? g_strndup(name, strcspn(name, "'")) : NULL;
}

/*
 * The tag of a MARK_BEGIN that is written, with its attributes; NULL: none. Cairo gives up a whole file for a
 * link to nowhere.
 */
static const char *tag_of(const Mark *mark, const Canvas *canvas, const char **attributes)
{
    g_autofree char *dest = dest_of(mark->begin.attributes);

    *attributes = mark->begin.attributes;
    if (!canvas->tagged)
        return NULL;
    if (!dest)
        return mark->begin.tag;
    *attributes = canvas->places ? g_hash_table_lookup(canvas->places, dest) : NULL;
    return *attributes ? mark->begin.tag : NULL;
}

/* `tags`: those that are open; NULL: one that is not written. */
static void tag_draw(const Mark *mark, const Canvas *canvas, GPtrArray *tags, cairo_t *cairo)
{
    const char *attributes;

    if (mark->kind == MARK_BEGIN) {
        const char *tag = tag_of(mark, canvas, &attributes);
        if (tag)
            cairo_tag_begin(cairo, tag, attributes);
        g_ptr_array_add(tags, (gpointer)tag);
    } else if (mark->kind == MARK_END && tags->len > 0) {
        const char *tag = g_ptr_array_index(tags, tags->len - 1);
        if (tag)
            cairo_tag_end(cairo, tag);
        g_ptr_array_set_size(tags, (gint)tags->len - 1);
    }
}

gboolean marks_draw(const Marks *marks, const Canvas *canvas, cairo_t *cairo)
{
    g_autoptr(GPtrArray) tags = g_ptr_array_new();
    cairo_font_options_t *options = cairo_font_options_create();
    const guint count = marks_count(marks);
    gboolean drawn = TRUE;

    cairo_save(cairo);
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    cairo_set_font_options(cairo, options);
    cairo_font_options_destroy(options);
    for (guint i = 0; i < count && drawn; i++) {
        const Mark *mark = marks_at(marks, i);
        tag_draw(mark, canvas, tags, cairo);
        drawn = mark_draw(mark, canvas, cairo);
    }
    cairo_restore(cairo);
    return drawn;
}

gboolean sheet_draw(const Drawing *drawing, const Canvas *canvas, cairo_t *cairo, double bleed)
{
    const Paper paper = drawing->sheet->paper;

    cairo_save(cairo);
    cairo_rectangle(cairo, -bleed, -bleed, paper.width * POINTS_PER_MM + 2 * bleed,
                    paper.height * POINTS_PER_MM + 2 * bleed);
    cairo_clip(cairo);
    const gboolean drawn = artwork_draw(drawing->artwork, cairo, bleed, canvas->diagnostics) &&
                           marks_draw(drawing->marks, canvas, cairo);
    cairo_restore(cairo);
    return drawn;
}

cairo_status_t bytes_write(void *bytes, const unsigned char *data, unsigned int length)
{
    g_byte_array_append(bytes, data, length);
    return CAIRO_STATUS_SUCCESS;
}

gboolean surface_check(cairo_status_t status, const Imprint *imprint, Diagnostics *diagnostics)
{
    if (status != CAIRO_STATUS_SUCCESS)
        diagnostics_error(diagnostics, imprint->place, NULL, _("'%s' cannot be drawn: %s"), imprint->name,
                          cairo_status_to_string(status));
    return status == CAIRO_STATUS_SUCCESS;
}

gboolean subsets_check(const Subsets *subsets, const Imprint *imprint, Diagnostics *diagnostics)
{
    if (!subsets)
        diagnostics_error(diagnostics, imprint->place, _("install the fonts anew"),
                          _("'%s' cannot be drawn: a font is damaged"), imprint->name);
    return subsets != NULL;
}
