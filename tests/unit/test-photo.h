/* SPDX-License-Identifier: MIT */
/* Photos for tests, made by libvips in a temporary folder. */
#pragma once

#include "photo/private.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    char *folder;
    GPtrArray *paths; /* char *: of all that was asked for */
} Album;

static inline void album_init(Album *album)
{
    char *why = NULL;

    g_log_set_always_fatal(G_LOG_FATAL_MASK); /* libvips warns of every HEIC */
    if (!broadside_photo.open(&why))
        g_error("libvips: %s", why);
    album->folder = g_dir_make_tmp("photos-XXXXXX", NULL);
    album->paths = g_ptr_array_new_with_free_func(g_free);
    g_assert_nonnull(album->folder);
}

static inline void album_clear(Album *album)
{
    for (guint i = 0; i < album->paths->len; i++)
        g_unlink(album->paths->pdata[i]);
    g_ptr_array_free(album->paths, TRUE);
    g_assert_cmpint(g_rmdir(album->folder), ==, 0);
    g_free(album->folder);
}

/* The path of a file in the folder, which goes with it. */
static inline const char *album_path(Album *album, const char *name)
{
    char *path = g_build_filename(album->folder, name, NULL);

    g_ptr_array_add(album->paths, path);
    return path;
}

static inline void vips_ok(int status)
{
    if (status != 0)
        g_error("%s", vips_error_buffer());
}

/* Four colours: red and green above, blue and white below. */
static inline VipsImage *four_colours(int width, int height)
{
    static const double colours[4][3] = {{220, 30, 30}, {30, 180, 40}, {30, 40, 210}, {250, 250, 250}};
    VipsImage *image, *drawn;

    vips_ok(vips_black(&image, width, height, "bands", 3, NULL));
    vips_ok(vips_copy(image, &drawn, "interpretation", VIPS_INTERPRETATION_sRGB, NULL));
    g_object_unref(image);
    image = vips_image_copy_memory(drawn);
    g_object_unref(drawn);
    for (int i = 0; i < 4; i++)
        vips_ok(vips_draw_rect(image, (double *)colours[i], 3, i % 2 * (width / 2), i / 2 * (height / 2),
                               width - i % 2 * (width / 2), height - i / 2 * (height / 2), "fill", TRUE,
                               NULL));
    return image;
}

/* Whether the middle of the quarter `quarter`, 0 to 3, has the colour that four_colours() gave it. */
static inline void assert_quarter(VipsImage *image, int quarter, double tolerance)
{
    static const double colours[4][3] = {{220, 30, 30}, {30, 180, 40}, {30, 40, 210}, {250, 250, 250}};
    const int x = vips_image_get_width(image) * (1 + 2 * (quarter % 2)) / 4;
    const int y = vips_image_get_height(image) * (1 + 2 * (quarter / 2)) / 4;
    g_autofree double *point = NULL;
    int bands;

    vips_ok(vips_getpoint(image, &point, &bands, x, y, NULL));
    g_assert_cmpint(bands, >=, 3);
    for (int i = 0; i < 3; i++)
        g_assert_cmpfloat_with_epsilon(point[i], colours[quarter][i], tolerance);
}

static inline void assert_four_colours(const char *path, int width, int height, double tolerance)
{
    g_autoptr(VipsImage) image = vips_image_new_from_file(path, NULL);

    if (!image)
        g_error("%s: %s", path, vips_error_buffer());
    g_assert_cmpint(vips_image_get_width(image), ==, width);
    g_assert_cmpint(vips_image_get_height(image), ==, height);
    for (int i = 0; i < 4; i++)
        assert_quarter(image, i, tolerance);
}

/* Neither the marks of metadata nor what was written into them. */
static inline void assert_says_nothing(const char *path)
{
    static const char *const said[] = {"Exif",          "EXIF",  "http://ns.adobe.com",
                                       "Photoshop 3.0", "XMP ",  "ICC_PROFILE",
                                       "iCCP",          "ICCP",  "eXIf",
                                       "tEXt",          "iTXt",  "zTXt",
                                       "tIME",          "Secret"};
    g_autofree char *bytes = NULL;
    gsize length;

    g_assert_true(g_file_get_contents(path, &bytes, &length, NULL));
    for (gsize i = 0; i < G_N_ELEMENTS(said); i++)
        if (memmem(bytes, length, said[i], strlen(said[i])))
            g_error("%s holds '%s'", path, said[i]);
}
