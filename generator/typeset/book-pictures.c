/* SPDX-License-Identifier: MIT */
#include "typeset/book-pictures.h"

#include "typeset/photo.h"
#include "typeset/vector.h"

#include <math.h>

/* Pictures that are no photos are kept as they are while there are so many pixels at most in all: Cairo holds
 * them until the file is written. */
#define PIXELS_LOSSLESS 12000000

/* One file, cut in one way. */
typedef struct {
    Mark mark; /* the largest that shows it; what it points at is that of the marks */
    Place place;
    Photo photo; /* or the drawing of an SVG; without a surface: it cannot be read */
} Picture;

struct BookPictures {
    GHashTable *known;  /* key: Picture * */
    GPtrArray *ordered; /* Picture *: as they come */
};

static void picture_free(gpointer data)
{
    Picture *picture = data;

    photo_clear(&picture->photo);
    g_free(picture);
}

/* Pictures are cut alike where their boxes have the same proportion; an SVG is drawn for one box. */
static char *key_of(const Mark *mark)
{
    const char *file = mark->image.file;
    const double width = mark->image.width, height = mark->image.height;

    if (vector_is(file))
        return g_strdup_printf("vector %d %.2f %.2f %.3f %.3f %s", mark->image.fit, width, height,
                               mark->image.focus_x, mark->image.focus_y, file);
    if (mark->image.fit != FIT_COVER)
        return g_strdup_printf("whole %s", file);
    return g_strdup_printf("cut %.3f %.3f %.3f %s", width / MAX(height, 1e-6), mark->image.focus_x,
                           mark->image.focus_y, file);
}

static void picture_note(BookPictures *pictures, const Mark *mark, Place place)
{
    g_autofree char *key = key_of(mark);
    Picture *picture = g_hash_table_lookup(pictures->known, key);

    if (!picture) {
        picture = g_new0(Picture, 1);
        picture->mark = *mark;
        picture->place = place;
        g_ptr_array_add(pictures->ordered, picture);
        g_hash_table_insert(pictures->known, g_steal_pointer(&key), picture);
    } else if (mark->image.width * mark->image.height >
               picture->mark.image.width * picture->mark.image.height)
        picture->mark = *mark;
}

static void marks_note(BookPictures *pictures, const Marks *marks)
{
    const guint count = marks_count(marks);
    Place place = PLACE_NONE;

    for (guint i = 0; i < count; i++) {
        const Mark *mark = marks_at(marks, i);
        if (mark->kind == MARK_PLACE)
            place = mark->place;
        else if (mark->kind == MARK_IMAGE)
            picture_note(pictures, mark, place);
    }
}

/* Its box is at the origin. */
static cairo_surface_t *vector_surface(const Mark *mark, const Canvas *canvas)
{
    const cairo_rectangle_t extents = {0, 0, mark->image.width, mark->image.height};
    cairo_surface_t *surface = cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, &extents);
    cairo_t *cairo = cairo_create(surface);
    Mark moved = *mark;

    moved.image.x = moved.image.y = 0;
    const gboolean drawn = vector_draw(&moved, canvas, cairo) && cairo_status(cairo) == CAIRO_STATUS_SUCCESS;
    cairo_destroy(cairo);
    if (!drawn)
        g_clear_pointer(&surface, cairo_surface_destroy);
    return surface;
}

static void picture_read(Picture *picture, const Canvas *canvas, gint64 *lossless)
{
    g_autoptr(Diagnostics) found = diagnostics_new();
    Imprint imprint = *canvas->imprint;
    Canvas own = *canvas;

    imprint.place = picture->place;
    own.imprint = &imprint;
    own.diagnostics = found;
    own.lossless = lossless;
    if (vector_is(picture->mark.image.file))
        picture->photo.surface = vector_surface(&picture->mark, &own);
    else
        photo_load(&picture->mark, &own, &picture->photo);
    if (picture->photo.surface && cairo_surface_status(picture->photo.surface) != CAIRO_STATUS_SUCCESS)
        photo_clear(&picture->photo);
    diagnostics_revise(canvas->diagnostics, found, diagnostic_soften, NULL);
}

BookPictures *book_pictures_new(const Marks *const *marks, guint count, const Canvas *canvas)
{
    BookPictures *pictures = g_new0(BookPictures, 1);
    gint64 lossless = PIXELS_LOSSLESS;

    pictures->known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    pictures->ordered = g_ptr_array_new_with_free_func(picture_free);
    for (guint i = 0; i < count; i++)
        marks_note(pictures, marks[i]);
    for (guint i = 0; i < pictures->ordered->len; i++)
        picture_read(g_ptr_array_index(pictures->ordered, i), canvas, &lossless);
    return pictures;
}

void book_pictures_free(BookPictures *pictures)
{
    if (!pictures)
        return;
    g_hash_table_unref(pictures->known);
    g_ptr_array_unref(pictures->ordered);
    g_free(pictures);
}

static const Photo *photo_find(const BookPictures *pictures, const Mark *mark)
{
    g_autofree char *key = key_of(mark);
    const Picture *picture = g_hash_table_lookup(pictures->known, key);

    return picture && picture->photo.surface ? &picture->photo : NULL;
}

gboolean book_pictures_has(const BookPictures *pictures, const Mark *mark)
{
    return photo_find(pictures, mark) != NULL;
}

gboolean book_pictures_draw(const BookPictures *pictures, const Mark *mark, cairo_t *cairo)
{
    const Photo *photo = photo_find(pictures, mark);

    if (!photo)
        return TRUE;
    if (!vector_is(mark->image.file)) {
        photo_paint(photo, mark, CANVAS_PDF, cairo);
        return TRUE;
    }
    cairo_save(cairo);
    cairo_set_source_surface(cairo, photo->surface, mark->image.x, mark->image.y);
    cairo_rectangle(cairo, mark->image.x, mark->image.y, mark->image.width, mark->image.height);
    cairo_fill(cairo);
    cairo_restore(cairo);
    return TRUE;
}
