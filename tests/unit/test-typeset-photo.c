/* SPDX-License-Identifier: MIT */
/* Pictures read at the size that a frame needs: whole, and told from those that break off. */
#include "typeset/photo-read.h"

#include <glib/gstdio.h>

static char *folder;

/* The left half red, the right one blue. */
static char *picture_save(int width, int height, const char *type)
{
    g_autoptr(GdkPixbuf) picture = gdk_pixbuf_new(GDK_COLORSPACE_RGB, FALSE, 8, width, height);
    g_autoptr(GdkPixbuf) half = gdk_pixbuf_new_subpixbuf(picture, 0, 0, width / 2, height);
    g_autoptr(GError) error = NULL;
    g_autofree char *name = g_strdup_printf("%dx%d.%s", width, height, type);
    char *path = g_build_filename(folder, name, NULL);

    gdk_pixbuf_fill(picture, 0x0000FFFF);
    gdk_pixbuf_fill(half, 0xFF0000FF);
    gdk_pixbuf_save(picture, path, type, &error, NULL);
    g_assert_no_error(error);
    return path;
}

static GdkPixbuf *picture_read(const char *path, double width, double height, gboolean cover,
                               Diagnostics *diagnostics)
{
    gboolean lossless;
    return photo_read(path, width, height, cover, &lossless, PLACE_FILE("entry.md"), diagnostics);
}

static void assert_halves(GdkPixbuf *picture)
{
    const int width = gdk_pixbuf_get_width(picture), height = gdk_pixbuf_get_height(picture);
    const guint8 *last =
        gdk_pixbuf_read_pixels(picture) + (gsize)(height - 1) * (gsize)gdk_pixbuf_get_rowstride(picture);

    g_assert_cmpint(last[0], >, 200);
    g_assert_cmpint(last[2], <, 60);
    last += (gsize)(width - 1) * (gsize)gdk_pixbuf_get_n_channels(picture);
    g_assert_cmpint(last[0], <, 60);
    g_assert_cmpint(last[2], >, 200);
}

typedef struct {
    int width, height; /* of the file */
    double wanted_width, wanted_height;
    gboolean cover;
    int given_width, given_height;
} Case;

static void test_scaled(gconstpointer data)
{
    static const Case cases[] = {
        {1600, 1000, 400, 250, FALSE, 400, 250},    {1601, 1003, 333, 222, TRUE, 355, 222},
        {1600, 1000, 1200, 900, TRUE, 1440, 900},   {1600, 1000, 150, 150, FALSE, 150, 94},
        {1600, 1000, 3000, 3000, TRUE, 1600, 1000}, {3, 2, 1, 1, FALSE, 1, 1},
    };
    const char *type = data;

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        const Case *c = &cases[i];
        g_autoptr(Diagnostics) diagnostics = diagnostics_new();
        g_autofree char *path = picture_save(c->width, c->height, type);
        g_autoptr(GdkPixbuf) picture =
            picture_read(path, c->wanted_width, c->wanted_height, c->cover, diagnostics);
        g_assert_cmpuint(diagnostics_count(diagnostics, SEVERITY_ERROR), ==, 0);
        g_assert_nonnull(picture);
        g_assert_cmpint(ABS(gdk_pixbuf_get_width(picture) - c->given_width), <=, 1);
        g_assert_cmpint(ABS(gdk_pixbuf_get_height(picture) - c->given_height), <=, 1);
        if (c->width > 3)
            assert_halves(picture);
        g_remove(path);
    }
}

static void test_breaks_off(void)
{
    g_autofree char *path = picture_save(1600, 1000, "jpeg");
    g_autofree char *bytes = NULL;
    gsize length;

    g_assert_true(g_file_get_contents(path, &bytes, &length, NULL));
    g_assert_true(g_file_set_contents(path, bytes, (gssize)(length * 2 / 3), NULL));
    for (guint i = 1; i <= 16; i *= 2) {
        g_autoptr(Diagnostics) diagnostics = diagnostics_new();
        g_assert_null(picture_read(path, 1600.0 / i, 1000.0 / i, FALSE, diagnostics));
        g_assert_cmpuint(diagnostics_count(diagnostics, SEVERITY_ERROR), ==, 1);
    }
    g_remove(path);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    folder = g_dir_make_tmp("photo-XXXXXX", NULL);
    g_test_add_data_func("/typeset/photo/scaled-jpeg", "jpeg", test_scaled);
    g_test_add_data_func("/typeset/photo/scaled-png", "png", test_scaled);
    g_test_add_func("/typeset/photo/breaks-off", test_breaks_off);
    const int failed = g_test_run();
    g_rmdir(folder);
    g_free(folder);
    return failed;
}
