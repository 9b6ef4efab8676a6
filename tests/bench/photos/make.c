/* SPDX-License-Identifier: MIT */
/*
 * make FOLDER COUNT: photos of 12 megapixels, as telephones store them: p000.jpg, p001.jpg …, each its own, a
 * third of them held upright. Those that are there stay as they are. They are drawn of clouds, grain and the
 * noise of a sensor, so that they have about as many bytes as those of a street have (3 to 4 MB).
 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <vips/vips.h>

#define WIDTH 4000
#define HEIGHT 3000
/* The grain is made once, larger than a photo: each has another part of it. */
#define SPARE 1000
/* Clouds are drawn so many times smaller. */
#define COARSE 8

G_DEFINE_AUTOPTR_CLEANUP_FUNC(VipsImage, g_object_unref)

static VipsImage *must(int failed, VipsImage *image)
{
    if (failed)
        vips_error_exit(NULL);
    return image;
}

/* Three bands, around 0. */
static VipsImage *grain_make(void)
{
    VipsImage *bands[3], *joined = NULL;

    for (int i = 0; i < 3; i++) {
        VipsImage *fine = NULL, *less = NULL, *noise = NULL, *sum = NULL;
        must(vips_perlin(&fine, WIDTH + SPARE, HEIGHT + SPARE, "cell_size", 24, "seed", i, NULL), fine);
        must(vips_linear1(fine, &less, 40, 0, NULL), less);
        must(vips_gaussnoise(&noise, WIDTH + SPARE, HEIGHT + SPARE, "sigma", 6.0, "seed", 9 + i, NULL),
             noise);
        must(vips_add(less, noise, &sum, NULL), sum);
        must(vips_cast(sum, &bands[i], VIPS_FORMAT_CHAR, NULL), bands[i]);
        g_object_unref(fine);
        g_object_unref(less);
        g_object_unref(noise);
        g_object_unref(sum);
    }
    must(vips_bandjoin(bands, &joined, 3, NULL), joined);
    for (int i = 0; i < 3; i++)
        g_object_unref(bands[i]);
    VipsImage *held = vips_image_copy_memory(joined);
    g_object_unref(joined);
    return must(!held, held);
}

/* Three bands of light and shade, 0 to 255, which no two numbers have alike. */
static VipsImage *clouds_make(int number)
{
    VipsImage *bands[3], *joined = NULL, *wide = NULL;

    for (int i = 0; i < 3; i++)
        must(vips_perlin(&bands[i], WIDTH / COARSE, HEIGHT / COARSE, "cell_size", 40 + 12 * i, "uchar", TRUE,
                         "seed", 100 + number * 3 + i, NULL),
             bands[i]);
    must(vips_bandjoin(bands, &joined, 3, NULL), joined);
    must(vips_resize(joined, &wide, COARSE, "kernel", VIPS_KERNEL_LINEAR, NULL), wide);
    for (int i = 0; i < 3; i++)
        g_object_unref(bands[i]);
    g_object_unref(joined);
    return wide;
}

static void photo_make(VipsImage *grain, int number, const char *path)
{
    g_autoptr(VipsImage) clouds = clouds_make(number);
    g_autoptr(VipsImage) part = NULL, sum = NULL, points = NULL, photo = NULL;

    must(vips_extract_area(grain, &part, number * 37 % SPARE, number * 91 % SPARE, WIDTH, HEIGHT, NULL),
         part);
    must(vips_add(clouds, part, &sum, NULL), sum);
    must(vips_cast(sum, &points, VIPS_FORMAT_UCHAR, NULL), points);
    must(vips_copy(points, &photo, "interpretation", VIPS_INTERPRETATION_sRGB, NULL), photo);
    vips_image_set_int(photo, VIPS_META_ORIENTATION, number % 3 == 0 ? 6 : 1);
    vips_image_set_string(photo, "exif-ifd0-Model", "Telephone");
    must(vips_jpegsave(photo, path, "Q", 90, NULL), photo);
}

int main(int argc, char **argv)
{
    VipsImage *grain = NULL;

    if (argc != 3)
        return fputs("make FOLDER COUNT\n", stderr), 2;
    if (VIPS_INIT(argv[0]) != 0)
        vips_error_exit(NULL);
    for (int i = 0; i < atoi(argv[2]); i++) {
        g_autofree char *path = g_strdup_printf("%s/p%03d.jpg", argv[1], i);
        g_autofree char *half = g_strdup_printf("%s/half.jpg", argv[1]);
        if (access(path, R_OK) == 0)
            continue;
        if (!grain)
            grain = grain_make();
        photo_make(grain, i, half);
        rename(half, path);
    }
    g_clear_object(&grain);
    vips_shutdown();
    return 0;
}
