/* SPDX-License-Identifier: MIT */
#include "typeset/vector.h"

#include "typeset/artwork-check.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <librsvg/rsvg.h>
#include <string.h>

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

gboolean vector_draw(const Mark *mark, const Canvas *canvas, cairo_t *cairo)
{
    const Place place = canvas->drawing->sheet->place;
    g_autofree char *name = g_path_get_basename(mark->image.file);
    g_autoptr(GBytes) bytes = vector_read(mark->image.file, name, place, canvas->diagnostics);
    if (!bytes)
        return FALSE;
    gsize length;
    const char *text = g_bytes_get_data(bytes, &length);
    g_autoptr(CheckedArtwork) checked =
        artwork_check(text, length, name, canvas->drawing->options->grey, canvas->diagnostics);
    if (!checked)
        return FALSE;
    g_autoptr(GError) error = NULL;
    g_autoptr(GObject) handle =
        (GObject *)rsvg_handle_new_from_data((const guint8 *)checked->svg->str, checked->svg->len, &error);
    const RsvgRectangle box = vector_place(mark, checked->width, checked->height);
    cairo_save(cairo);
    cairo_rectangle(cairo, mark->image.x, mark->image.y, mark->image.width, mark->image.height);
    cairo_clip(cairo);
    const gboolean drawn = handle && rsvg_handle_render_document(RSVG_HANDLE(handle), cairo, &box, &error);
    cairo_restore(cairo);
    if (!drawn)
        diagnostics_error(canvas->diagnostics, place, _("save it as JPEG or PNG"),
                          _("picture '%s' cannot be drawn: %s"), name, error->message);
    return drawn;
}
