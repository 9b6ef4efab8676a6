/* SPDX-License-Identifier: MIT */
#include "typeset/photo.h"

#include "typeset/artwork-grey.h"
#include "typeset/photo-read.h"
#include "typeset/vector.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>
#include <sys/mman.h>

/* No photo needs more, whatever its size on the paper. */
#define PIXELS_MOST 36000000
/* Pictures that are no photos are kept as they are up to this size. */
#define PIXELS_LOSSLESS 4000000
#define JPEG_QUALITY "90"

void photo_prepare(void)
{
    photo_readers_load();
    vector_prepare();
}

/* The middle of a picture, or what is to be kept of it, in the proportion of its box. */
static GdkPixbuf *picture_cut(GdkPixbuf *picture, const Mark *mark)
{
    const int width = gdk_pixbuf_get_width(picture), height = gdk_pixbuf_get_height(picture);
    const double scale = MAX(mark->image.width / width, mark->image.height / height);
    const int across = CLAMP((int)lround(mark->image.width / scale), 1, width);
    const int down = CLAMP((int)lround(mark->image.height / scale), 1, height);
    const int x = (int)lround((width - across) * CLAMP(mark->image.focus_x, 0, 1));
    const int y = (int)lround((height - down) * CLAMP(mark->image.focus_y, 0, 1));
    g_autoptr(GdkPixbuf) part = gdk_pixbuf_new_subpixbuf(picture, x, y, across, down);

    return gdk_pixbuf_copy(part);
}

/* Memory that goes back to the system when it is freed: a heap with hundreds of photos in it would not shrink
 * before the same bytes stand in the file. */
typedef struct {
    guchar *bytes;
    gsize length;
} Mapping;

static void mapping_free(void *data)
{
    Mapping *mapping = data;

    munmap(mapping->bytes, mapping->length);
    g_free(mapping);
}

static Mapping *mapping_new(const char *bytes, gsize length)
{
    Mapping *mapping = g_new0(Mapping, 1);

    mapping->length = length;
    mapping->bytes = mmap(NULL, length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (mapping->bytes == MAP_FAILED)
        g_error("%s: no memory for %zu bytes of a picture", G_STRLOC, length);
    memcpy(mapping->bytes, bytes, length);
    return mapping;
}

/* For a PDF: as a JPEG, into which nothing but the pixels goes. */
static cairo_surface_t *surface_of_jpeg(GdkPixbuf *picture, GError **error)
{
    char *bytes;
    gsize length;

    if (!gdk_pixbuf_save_to_buffer(picture, &bytes, &length, "jpeg", error, "quality", JPEG_QUALITY, NULL))
        return NULL;
    Mapping *mapping = mapping_new(bytes, length);
    g_free(bytes);
    /* A PDF has the size from the JPEG: nobody looks at the pixels, and of a book's photos they would be
     * hundreds of megabytes. */
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, 1, 1);
    if (cairo_surface_set_mime_data(surface, CAIRO_MIME_TYPE_JPEG, mapping->bytes, length, mapping_free,
                                    mapping) != CAIRO_STATUS_SUCCESS)
        mapping_free(mapping);
    return surface;
}

static cairo_surface_t *surface_of_pixels(GdkPixbuf *picture)
{
    const int width = gdk_pixbuf_get_width(picture), height = gdk_pixbuf_get_height(picture);
    const int stride = gdk_pixbuf_get_rowstride(picture), channels = gdk_pixbuf_get_n_channels(picture);
    const guchar *pixels = gdk_pixbuf_read_pixels(picture);
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);

    if (cairo_surface_status(surface) != CAIRO_STATUS_SUCCESS)
        return surface;
    for (int y = 0; y < height; y++) {
        guint32 *row = (guint32 *)(void *)(cairo_image_surface_get_data(surface) +
                                           (gsize)y * (gsize)cairo_image_surface_get_stride(surface));
        for (int x = 0; x < width; x++) {
            const guchar *pixel = pixels + (gsize)y * (gsize)stride + (gsize)x * (gsize)channels;
            row[x] = (guint32)pixel[0] << 16 | (guint32)pixel[1] << 8 | pixel[2];
        }
    }
    cairo_surface_mark_dirty(surface);
    return surface;
}

/* Where the whole of a picture stands, in the middle of its box. */
static Box photo_place(const Photo *photo, const Mark *mark)
{
    const double width = photo->width, height = photo->height;
    const double x = mark->image.width / width, y = mark->image.height / height;
    const double scale = MIN(x, y);

    if (mark->image.fit == FIT_COVER)
        return (Box){mark->image.x, mark->image.y, mark->image.width, mark->image.height};
    return (Box){mark->image.x + (mark->image.width - width * scale) / 2,
                 mark->image.y + (mark->image.height - height * scale) / 2, width * scale, height * scale};
}

void surface_paint(cairo_t *cairo, cairo_surface_t *surface, Box place, cairo_extend_t extend)
{
    cairo_save(cairo);
    cairo_translate(cairo, place.x, place.y);
    cairo_rectangle(cairo, 0, 0, place.width, place.height);
    cairo_clip(cairo);
    cairo_scale(cairo, place.width / cairo_image_surface_get_width(surface),
                place.height / cairo_image_surface_get_height(surface));
    cairo_set_source_surface(cairo, surface, 0, 0);
    cairo_pattern_set_filter(cairo_get_source(cairo), CAIRO_FILTER_GOOD);
    cairo_pattern_set_extend(cairo_get_source(cairo), extend);
    cairo_paint(cairo);
    cairo_restore(cairo);
}

double photo_dots(const Mark *mark, const Canvas *canvas)
{
    const double inches = mark->image.width * mark->image.height / (72 * 72);

    return MIN(canvas->dots, sqrt(PIXELS_MOST / MAX(inches, 1e-6)));
}

/* Below this part of the dots that the paper wants, pixels are seen. */
#define COARSE 0.25

/* A shop prints it all the same, and the office learns of it from the panel. */
static void warn_coarse(const Mark *mark, const Canvas *canvas, const Photo *photo)
{
    const Box place = photo_place(photo, mark);
    const double dots = photo->width * 72 / place.width, wanted = photo_dots(mark, canvas);
    g_autofree char *name = g_path_get_basename(mark->image.file);

    if (dots >= wanted * COARSE)
        return;
    g_autofree char *hint =
        g_strdup_printf(_("take one of %.0f × %.0f pixels, or half of that, if there is one"),
                        place.width * wanted / 72, place.height * wanted / 72);
    diagnostics_warning(canvas->diagnostics, canvas->imprint->place, hint,
                        _("picture '%s' has only %.0f pixels an inch on this paper: it will look coarse"),
                        name, dots);
}

/* What a file of that kind gets of it. */
static cairo_surface_t *surface_of(GdkPixbuf *picture, gboolean lossless, const Canvas *canvas,
                                   GError **error)
{
    const gint64 count = (gint64)gdk_pixbuf_get_width(picture) * gdk_pixbuf_get_height(picture);

    if (canvas->grey)
        grey_pixels(gdk_pixbuf_get_pixels(picture), gdk_pixbuf_get_width(picture),
                    gdk_pixbuf_get_height(picture), gdk_pixbuf_get_rowstride(picture),
                    gdk_pixbuf_get_n_channels(picture));
    const gint64 most = canvas->lossless ? *canvas->lossless : PIXELS_LOSSLESS;
    const gboolean kept = lossless && count <= MIN(most, PIXELS_LOSSLESS);

    if (canvas->lossless && kept)
        *canvas->lossless -= count;
    return canvas->kind == CANVAS_PDF && !kept ? surface_of_jpeg(picture, error) : surface_of_pixels(picture);
}

gboolean photo_load(const Mark *mark, const Canvas *canvas, Photo *photo)
{
    const double pixels = photo_dots(mark, canvas) / 72;
    const gboolean cover = mark->image.fit == FIT_COVER;
    const Place place = canvas->imprint->place;
    g_autoptr(GError) error = NULL;
    gboolean lossless;
    GdkPixbuf *read = photo_read(mark->image.file, mark->image.width * pixels, mark->image.height * pixels,
                                 cover, &lossless, place, canvas->diagnostics);

    *photo = (Photo){NULL, 0, 0};
    if (!read)
        return FALSE;
    g_autoptr(GdkPixbuf) picture = cover ? picture_cut(read, mark) : g_object_ref(read);
    g_object_unref(read);
    *photo = (Photo){surface_of(picture, lossless, canvas, &error), gdk_pixbuf_get_width(picture),
                     gdk_pixbuf_get_height(picture)};
    if (!photo->surface) {
        g_autofree char *name = g_path_get_basename(mark->image.file);
        diagnostics_error(canvas->diagnostics, place, NULL, _("picture '%s' cannot be drawn: %s"), name,
                          error->message);
    }
    return photo->surface != NULL;
}

void photo_clear(Photo *photo)
{
    g_clear_pointer(&photo->surface, cairo_surface_destroy);
}

void photo_paint(const Photo *photo, const Mark *mark, CanvasKind kind, cairo_t *cairo)
{
    /* Padding is for edges of pixels; in files it would be baked into another picture. */
    surface_paint(cairo, photo->surface, photo_place(photo, mark),
                  kind == CANVAS_PIXELS ? CAIRO_EXTEND_PAD : CAIRO_EXTEND_NONE);
}

gboolean photo_draw(const Mark *mark, const Canvas *canvas, cairo_t *cairo)
{
    if (vector_is(mark->image.file))
        return vector_draw(mark, canvas, cairo);
    Photo photo;

    if (!photo_load(mark, canvas, &photo))
        return FALSE;
    const gboolean drawn =
        surface_check(cairo_surface_status(photo.surface), canvas->imprint, canvas->diagnostics);
    if (drawn && canvas->kind == CANVAS_PDF)
        warn_coarse(mark, canvas, &photo);
    if (drawn)
        photo_paint(&photo, mark, canvas->kind, cairo);
    photo_clear(&photo);
    return drawn;
}
