/* SPDX-License-Identifier: MIT */
#include "typeset/vector.h"

#include "typeset/artwork-check.h"
#include "typeset/artwork-cost.h"
#include "typeset/machine-fonts.h"
#include "typeset/photo.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <librsvg/rsvg.h>
#include <math.h>
#include <string.h>

/* What Pango complains of, it draws otherwise, or not at all; perhaps in its other thread. */
static gint pango_complained;

static GLogWriterOutput log_write(GLogLevelFlags level, const GLogField *fields, gsize count, gpointer data)
{
    for (gsize i = 0; i < count; i++)
        if (strcmp(fields[i].key, "GLIB_DOMAIN") == 0 && strcmp(fields[i].value, "Pango") == 0) {
            g_atomic_int_set(&pango_complained, 1);
            return G_LOG_WRITER_HANDLED;
        }
    return g_log_writer_default(level, fields, count, data);
}

void vector_prepare(void)
{
    static gsize prepared;

    if (g_once_init_enter(&prepared)) {
        g_log_set_writer_func(log_write, NULL, NULL);
        g_once_init_leave(&prepared, 1);
    }
}

gboolean vector_is(const char *path)
{
    const char *ending = strrchr(path, '.');
    return ending && g_ascii_strcasecmp(ending, ".svg") == 0;
}

static GBytes *vector_read(const char *path, const char *name, Place place, Diagnostics *diagnostics)
{
    g_autoptr(GFile) file = g_file_new_for_path(path);
    g_autoptr(GError) error = NULL;
    g_autoptr(GFileInfo) info =
        g_file_query_info(file, "standard::type,standard::size", G_FILE_QUERY_INFO_NONE, NULL, &error);

    if (info && (g_file_info_get_file_type(info) != G_FILE_TYPE_REGULAR ||
                 g_file_info_get_size(info) > ARTWORK_BYTES_MAX)) {
        diagnostics_error(diagnostics, place, _("save it as JPEG or PNG"),
                          _("picture '%s' is too large to be printed"), name);
        return NULL;
    }
    GBytes *bytes = info ? g_file_load_bytes(file, NULL, NULL, &error) : NULL;
    if (!bytes)
        diagnostics_error(diagnostics, place, NULL, _("picture '%s' cannot be read: %s"), name,
                          error->message);
    return bytes;
}

/* The whole of it in the middle of its box, or what `focus` says of one that covers it. */
static RsvgRectangle vector_place(const Mark *mark, double width, double height)
{
    const double x = mark->image.width / width, y = mark->image.height / height;
    const gboolean cover = mark->image.fit == FIT_COVER;
    const double scale = cover ? MAX(x, y) : MIN(x, y);
    const double across = width * scale, down = height * scale;
    const double focus_x = cover ? mark->image.focus_x : 0.5, focus_y = cover ? mark->image.focus_y : 0.5;

    return (RsvgRectangle){mark->image.x + (mark->image.width - across) * focus_x,
                           mark->image.y + (mark->image.height - down) * focus_y, across, down};
}

/* Fontconfig and Pango know Chinese by its countries. */
static const char *language_of(const Imprint *imprint)
{
    if (!g_str_has_prefix(imprint->language, "zh"))
        return imprint->language;
    return g_str_has_prefix(imprint->language, "zh-Hant") ? "zh-tw" : "zh-cn";
}

/* Every group of a picture goes over all of its pixels: about a second for so many. */
#define PIXELS_TOUCHED 1.2e9

/* As pixels: what is seen of it. */
static gboolean handle_rasterise(RsvgHandle *handle, double drawn, const RsvgRectangle *place,
                                 const Mark *mark, const Canvas *canvas, cairo_t *cairo, GError **error)
{
    const double left = MAX(place->x, mark->image.x), top = MAX(place->y, mark->image.y);
    const double right = MIN(place->x + place->width, mark->image.x + mark->image.width);
    const double bottom = MIN(place->y + place->height, mark->image.y + mark->image.height);
    const double inches = (right - left) * (bottom - top) / (72 * 72);
    const double affordable = sqrt(PIXELS_TOUCHED / (1 + drawn / COST_OF_GROUP) / MAX(inches, 1e-6));
    const double pixels = MIN(photo_dots(mark, canvas), affordable) / 72;
    const int across = MAX(1, (int)ceil((right - left) * pixels));
    const int down = MAX(1, (int)ceil((bottom - top) * pixels));
    const double x = across / (right - left), y = down / (bottom - top);
    const RsvgRectangle within = {(place->x - left) * x, (place->y - top) * y, place->width * x,
                                  place->height * y};
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, across, down);
    cairo_t *own = cairo_create(surface);
    const gboolean good = rsvg_handle_render_document(handle, own, &within, error);

    cairo_destroy(own);
    if (good)
        surface_paint(cairo, surface, (Box){left, top, right - left, bottom - top}, CAIRO_EXTEND_NONE);
    cairo_surface_destroy(surface);
    return good;
}

static gboolean checked_draw(const CheckedArtwork *checked, const Mark *mark, const Canvas *canvas,
                             cairo_t *cairo, GError **error)
{
    const RsvgRectangle place = vector_place(mark, checked->width, checked->height);
    g_autoptr(GObject) handle =
        (GObject *)rsvg_handle_new_from_data((const guint8 *)checked->svg->str, checked->svg->len, error);

    if (!handle)
        return FALSE;
    rsvg_handle_set_dpi(RSVG_HANDLE(handle), 96);
    /* Cairo would put their fonts into a file, and lose glyphs of them. */
    if (checked->letters->len > 0 && canvas->kind != CANVAS_PIXELS)
        return handle_rasterise(RSVG_HANDLE(handle), checked->drawn, &place, mark, canvas, cairo, error);
    return rsvg_handle_render_document(RSVG_HANDLE(handle), cairo, &place, error);
}

static gboolean letters_check(const CheckedArtwork *checked, const char *name, Diagnostics *diagnostics)
{
    const gunichar missing = machine_fonts_lack(checked->letters->str);
    char character[7] = "";

    if (!missing)
        return TRUE;
    if (g_unichar_isprint(missing))
        g_unichar_to_utf8(missing, character);
    diagnostics_error(diagnostics, PLACE_FILE(name),
                      _("install a font that has it, or convert the text to paths in the drawing program"),
                      _("'%s' (U+%04X) in the picture is in no font of this machine"), character, missing);
    return FALSE;
}

static gboolean picture_draw(const CheckedArtwork *checked, const Mark *mark, const Canvas *canvas,
                             cairo_t *cairo, const char *name)
{
    const Place place = canvas->imprint->place;
    g_autoptr(GError) error = NULL;

    g_atomic_int_set(&pango_complained, 0);
    cairo_save(cairo);
    cairo_rectangle(cairo, mark->image.x, mark->image.y, mark->image.width, mark->image.height);
    cairo_clip(cairo);
    const gboolean drawn = checked_draw(checked, mark, canvas, cairo, &error);
    cairo_restore(cairo);
    if (!drawn)
        diagnostics_error(canvas->diagnostics, place, _("save it as JPEG or PNG"),
                          _("picture '%s' cannot be drawn: %s"), name, error->message);
    else if (g_atomic_int_get(&pango_complained))
        diagnostics_error(canvas->diagnostics, PLACE_FILE(name),
                          _("give it a smaller size, or convert it to paths in the drawing program"),
                          _("the text in the picture cannot be drawn"));
    return drawn && !g_atomic_int_get(&pango_complained);
}

gboolean vector_draw(const Mark *mark, const Canvas *canvas, cairo_t *cairo)
{
    const Imprint *imprint = canvas->imprint;
    g_autofree char *name = imprint_file(imprint, mark->image.file);
    g_autoptr(GBytes) bytes = vector_read(mark->image.file, name, imprint->place, canvas->diagnostics);
    if (!bytes)
        return FALSE;
    gsize length;
    const char *text = g_bytes_get_data(bytes, &length);
    g_autoptr(CheckedArtwork) checked =
        artwork_check(text, length, name, canvas->grey, language_of(imprint), canvas->diagnostics);
    if (!checked || !letters_check(checked, name, canvas->diagnostics))
        return FALSE;
    return picture_draw(checked, mark, canvas, cairo, name);
}
