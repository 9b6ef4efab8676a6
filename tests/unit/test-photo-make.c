/* SPDX-License-Identifier: MIT */
/* Copies of photos of every form: their sizes, how they stand, their colours, and that they say nothing. */
#include "photo/shrink.h"
#include "test-photo.h"

/* A copy in each format, `width` wide, of what crop shows. */
static PhotoEnd copies_make(Album *album, const char *source, const PhotoCrop *crop, guint width,
                            const char *copies[N_PHOTO_FORMATS])
{
    static const char *const names[N_PHOTO_FORMATS] = {"copy.webp", "copy.jpg", "copy.png"};
    PhotoFile files[N_PHOTO_FORMATS];
    PictureSize whole = {0}, part;
    guint left, top;
    g_autofree char *why = NULL;

    g_assert_true(picture_size_of_file(source, &whole));
    photo_part(whole, crop, &left, &top, &part);
    const PictureSize size = {width, MAX((part.height * width + part.width / 2) / part.width, 1)};
    for (guint i = 0; i < N_PHOTO_FORMATS; i++) {
        copies[i] = album_path(album, names[i]);
        files[i] = (PhotoFile){copies[i], {size, (PhotoFormat)i}};
    }
    const PhotoEnd end = broadside_photo.make(source, whole, crop, files, N_PHOTO_FORMATS, &why);
    if (end == PHOTO_DONE)
        g_assert_cmpstr(why, ==, NULL);
    else
        g_assert_nonnull(why);
    return end;
}

/* All of the photo shows four_colours(), upright and `height` high. */
static void assert_made(Album *album, const char *source, guint width, guint height, double tolerance)
{
    const char *copies[N_PHOTO_FORMATS];
    const PhotoCrop all = {0};

    g_assert_cmpint(copies_make(album, source, &all, width, copies), ==, PHOTO_DONE);
    for (guint i = 0; i < N_PHOTO_FORMATS; i++) {
        assert_four_colours(copies[i], (int)width, (int)height, tolerance);
        assert_says_nothing(copies[i]);
    }
}

/* The same with EXIF, which libvips writes into a JPEG only where there is none yet. */
static VipsImage *with_exif(Album *album, VipsImage *image)
{
    const char *path = album_path(album, "exif.jpg");

    vips_ok(vips_jpegsave(image, path, "Q", 95, NULL));
    VipsImage *read = vips_image_new_from_file(path, NULL);
    g_assert_nonnull(read);
    return read;
}

/* As a camera stores it that was held so: what turns it upright is undone. */
static VipsImage *held(VipsImage *upright, int orientation)
{
    static const VipsAngle angles[] = {VIPS_ANGLE_D0,  VIPS_ANGLE_D0,   VIPS_ANGLE_D180, VIPS_ANGLE_D180,
                                       VIPS_ANGLE_D90, VIPS_ANGLE_D270, VIPS_ANGLE_D270, VIPS_ANGLE_D90};
    static const gboolean mirrored[] = {FALSE, TRUE, FALSE, TRUE, TRUE, FALSE, TRUE, FALSE};
    g_autoptr(VipsImage) turned = NULL, stored = NULL;

    vips_ok(vips_rot(upright, &turned, angles[orientation - 1], NULL));
    if (mirrored[orientation - 1])
        vips_ok(vips_flip(turned, &stored, VIPS_DIRECTION_HORIZONTAL, NULL));
    else
        stored = g_steal_pointer(&turned);
    VipsImage *copy = vips_image_copy_memory(stored);
    vips_image_set_int(copy, VIPS_META_ORIENTATION, orientation);
    return copy;
}

static void test_orientations(void)
{
    static const char *const names[] = {"a.jpg", "a.png", "a.webp", "a.tif"};
    Album album;

    album_init(&album);
    g_autoptr(VipsImage) upright = four_colours(240, 160);
    for (int orientation = 1; orientation <= 8; orientation++)
        for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
            g_autoptr(VipsImage) plain = held(upright, orientation), stored = with_exif(&album, plain);
            const char *path = album_path(&album, names[i]);
            vips_ok(vips_image_write_to_file(stored, path, NULL));
            g_test_message("%s held as %d", names[i], orientation);
            assert_made(&album, path, 120, 80, 12);
        }
    album_clear(&album);
}

typedef struct {
    const char *name; /* with options for libvips */
    VipsInterpretation space;
    VipsBandFormat format;
    double tolerance;
} Kind;

static void test_kinds(void)
{
    static const Kind kinds[] = {
        {"a.jpg", VIPS_INTERPRETATION_sRGB, VIPS_FORMAT_UCHAR, 8},
        {"a.jpg[interlace]", VIPS_INTERPRETATION_sRGB, VIPS_FORMAT_UCHAR, 8},
        {"a.jpg[subsample_mode=off]", VIPS_INTERPRETATION_CMYK, VIPS_FORMAT_UCHAR, 90},
        {"a.png[interlace]", VIPS_INTERPRETATION_sRGB, VIPS_FORMAT_UCHAR, 8},
        {"a.png[palette]", VIPS_INTERPRETATION_sRGB, VIPS_FORMAT_UCHAR, 12},
        {"a.png", VIPS_INTERPRETATION_RGB16, VIPS_FORMAT_USHORT, 8},
        {"a.webp", VIPS_INTERPRETATION_sRGB, VIPS_FORMAT_UCHAR, 12},
        {"a.webp[lossless]", VIPS_INTERPRETATION_sRGB, VIPS_FORMAT_UCHAR, 8},
        {"a.gif", VIPS_INTERPRETATION_sRGB, VIPS_FORMAT_UCHAR, 8},
        {"a.tif", VIPS_INTERPRETATION_sRGB, VIPS_FORMAT_UCHAR, 8},
        {"a.tif[tile,compression=lzw]", VIPS_INTERPRETATION_sRGB, VIPS_FORMAT_UCHAR, 8},
        {"a.tif[compression=jpeg]", VIPS_INTERPRETATION_sRGB, VIPS_FORMAT_UCHAR, 12},
        {"a.tif", VIPS_INTERPRETATION_RGB16, VIPS_FORMAT_USHORT, 8},
        {"a.tif", VIPS_INTERPRETATION_CMYK, VIPS_FORMAT_UCHAR, 90},
        {"a.tif", VIPS_INTERPRETATION_LAB, VIPS_FORMAT_FLOAT, 8},
    };
    Album album;

    album_init(&album);
    g_autoptr(VipsImage) plain = four_colours(400, 300);
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
        g_autoptr(VipsImage) other = NULL;
        g_autofree char *name = g_strndup(kinds[i].name, strcspn(kinds[i].name, "["));
        g_autofree char *written = g_build_filename(album.folder, kinds[i].name, NULL);
        const char *path = album_path(&album, name);
        g_test_message("%s in space %d", kinds[i].name, kinds[i].space);
        vips_ok(vips_colourspace(plain, &other, kinds[i].space, NULL));
        g_assert_cmpint(vips_image_get_format(other), ==, kinds[i].format);
        vips_ok(vips_image_write_to_file(other, written, NULL));
        assert_made(&album, path, 200, 150, kinds[i].tolerance);
        assert_made(&album, path, 400, 300, kinds[i].tolerance);
    }
    album_clear(&album);
}

/* HEIC and AVIF, where libheif can write them. */
static void test_heif(void)
{
    static const char *const names[] = {"a.heic", "a.avif"};
    guint made = 0;
    Album album;

    album_init(&album);
    g_autoptr(VipsImage) plain = four_colours(400, 300);
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        const char *path = album_path(&album, names[i]);
        if (vips_image_write_to_file(plain, path, NULL) != 0) {
            vips_error_clear();
            continue;
        }
        assert_made(&album, path, 200, 150, 12);
        made++;
    }
    if (made == 0)
        g_test_skip("libheif writes neither HEIC nor AVIF");
    album_clear(&album);
}

/* Points of the copies at the middle of the left half, which cannot be seen, and of the right, which can. */
static void assert_points(const char *path, gsize bands, const double *left, const double *right)
{
    g_autoptr(VipsImage) image = vips_image_new_from_file(path, NULL);
    const double *const wanted[] = {left, right};

    g_assert_nonnull(image);
    for (int i = 0; i < 2; i++) {
        g_autofree double *point = NULL;
        int count;
        vips_ok(vips_getpoint(image, &point, &count, vips_image_get_width(image) * (1 + 2 * i) / 4,
                              vips_image_get_height(image) / 2, NULL));
        g_assert_cmpint(count, ==, (int)bands);
        for (gsize j = bands == 4 && wanted[i][3] == 0 ? 3 : 0; j < bands; j++)
            g_assert_cmpfloat_with_epsilon(point[j], wanted[i][j], 8);
    }
}

/* Grey with alpha, of 8 and of 16 bits: WebP can be seen through where the photo can, JPEG is white there. */
static void test_alpha(void)
{
    static const double clear[] = {0, 0, 0, 0}, white[] = {255, 255, 255}, grey[] = {100, 100, 100, 255};
    const PhotoCrop all = {0};
    Album album;

    album_init(&album);
    for (int wide = 0; wide < 2; wide++) {
        g_autoptr(VipsImage) black = NULL, even = NULL, half = NULL, both = NULL, drawn = NULL;
        const double scale = wide ? 257 : 1;
        double opaque[] = {100 * scale, 255 * scale}, nothing[] = {30 * scale, 0};
        const char *copies[N_PHOTO_FORMATS];
        const char *path = album_path(&album, "alpha.png");
        vips_ok(vips_black(&black, 300, 200, "bands", 2, NULL));
        vips_ok(vips_linear(black, &even, (double[]){1, 1}, opaque, 2, NULL));
        vips_ok(vips_cast(even, &half, wide ? VIPS_FORMAT_USHORT : VIPS_FORMAT_UCHAR, NULL));
        vips_ok(vips_copy(half, &both, "interpretation",
                          wide ? VIPS_INTERPRETATION_GREY16 : VIPS_INTERPRETATION_B_W, NULL));
        drawn = vips_image_copy_memory(both);
        vips_ok(vips_draw_rect(drawn, nothing, 2, 0, 0, 150, 200, "fill", TRUE, NULL));
        vips_ok(vips_image_write_to_file(drawn, path, NULL));
        for (guint width = 100; width <= 300; width += 200) {
            g_assert_cmpint(copies_make(&album, path, &all, width, copies), ==, PHOTO_DONE);
            assert_points(copies[PHOTO_WEBP], 4, clear, grey);
            assert_points(copies[PHOTO_PNG], 4, clear, grey);
            assert_points(copies[PHOTO_JPEG], 3, white, grey);
        }
    }
    album_clear(&album);
}

static void test_grey(void)
{
    static const char *const names[] = {"a.jpg", "a.png", "a.png[bitdepth=1]", "a.tif[bitdepth=1]"};
    static const double dark[] = {0, 0, 0}, light[] = {255, 255, 255};
    const PhotoCrop all = {0};
    Album album;

    album_init(&album);
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autoptr(VipsImage) black = NULL, drawn = NULL;
        g_autofree char *name = g_strndup(names[i], strcspn(names[i], "["));
        g_autofree char *written = g_build_filename(album.folder, names[i], NULL);
        const char *path = album_path(&album, name), *copies[N_PHOTO_FORMATS];
        vips_ok(vips_black(&black, 300, 200, NULL));
        drawn = vips_image_copy_memory(black);
        vips_ok(vips_draw_rect1(drawn, 255, 150, 0, 150, 200, "fill", TRUE, NULL));
        vips_ok(vips_image_write_to_file(drawn, written, NULL));
        g_assert_cmpint(copies_make(&album, path, &all, 100, copies), ==, PHOTO_DONE);
        for (guint j = 0; j < N_PHOTO_FORMATS; j++)
            assert_points(copies[j], 3, dark, light);
    }
    album_clear(&album);
}

/* By its profile; one that is broken, or of other colours, is as good as none. */
static void test_profiles(void)
{
    static const double red[] = {234, 51, 35}; /* the red of Display P3 is outside of sRGB */
    const PhotoCrop all = {0};
    Album album;

    album_init(&album);
    for (int i = 0; i < 3; i++) {
        g_autoptr(VipsImage) black = NULL, even = NULL, plain = NULL;
        VipsBlob *profile = NULL;
        const char *path = album_path(&album, "p3.png"), *copies[N_PHOTO_FORMATS];
        size_t length;
        vips_ok(vips_black(&black, 200, 100, "bands", 3, NULL));
        vips_ok(vips_linear(black, &even, (double[]){1, 1, 1}, red, 3, "uchar", TRUE, NULL));
        vips_ok(vips_copy(even, &plain, "interpretation", VIPS_INTERPRETATION_sRGB, NULL));
        vips_ok(vips_profile_load(i == 2 ? "cmyk" : "p3", &profile, NULL));
        const void *given = vips_blob_get(profile, &length);
        g_autofree char *bytes = g_memdup2(given, length);
        vips_area_unref(VIPS_AREA(profile));
        vips_image_set_blob_copy(plain, VIPS_META_ICC_NAME, bytes, i == 1 ? 100 : length);
        vips_ok(vips_image_write_to_file(plain, path, NULL));
        g_assert_cmpint(copies_make(&album, path, &all, 100, copies), ==, PHOTO_DONE);
        const double shown[] = {i == 0 ? 255 : red[0], i == 0 ? 0 : red[1], i == 0 ? 0 : red[2]};
        for (guint j = 0; j < N_PHOTO_FORMATS; j++) {
            assert_points(copies[j], 3, shown, shown);
            assert_says_nothing(copies[j]);
        }
    }
    album_clear(&album);
}

/* From one point up. */
static void test_sizes(void)
{
    static const int sides[][2] = {{1, 1}, {1, 300}, {300, 1}, {2, 3}, {7, 2000}, {1601, 3}, {999, 1001}};
    const PhotoCrop all = {0};
    Album album;

    album_init(&album);
    for (gsize i = 0; i < G_N_ELEMENTS(sides); i++) {
        g_autoptr(VipsImage) image = NULL;
        vips_ok(vips_black(&image, sides[i][0], sides[i][1], "bands", 3, NULL));
        for (int j = 0; j < 3; j++) {
            const char *path = album_path(&album, j == 0 ? "a.jpg" : j == 1 ? "a.png" : "a.webp");
            const char *copies[N_PHOTO_FORMATS];
            vips_ok(vips_image_write_to_file(image, path, NULL));
            for (int width = 1; width <= sides[i][0]; width += 333)
                g_assert_cmpint(copies_make(&album, path, &all, (guint)width, copies), ==, PHOTO_DONE);
        }
    }
    album_clear(&album);
}

/* What is asked for, to the point: each size of photo_sizes(), of a part about a focus. */
static void test_crops(void)
{
    static const PhotoCrop crops[] = {{0}, {1, 1, 50, 50}, {4, 5, 0, 100}, {16, 9, 100, 0}, {100, 1, 50, 50}};
    const PictureSize whole = {1900, 1301};
    Album album;

    album_init(&album);
    g_autoptr(VipsImage) image = four_colours(1900, 1301);
    const char *path = album_path(&album, "a.jpg");
    vips_ok(vips_image_write_to_file(image, path, NULL));
    for (gsize i = 0; i < G_N_ELEMENTS(crops); i++) {
        PictureSize sizes[PHOTO_WIDTHS_MAX];
        PhotoFile files[PHOTO_WIDTHS_MAX];
        g_autofree char *why = NULL;
        const guint count = photo_sizes(whole, &crops[i], sizes);
        g_assert_cmpuint(count, >, 0);
        for (guint j = 0; j < count; j++) {
            g_autofree char *name = g_strdup_printf("%u.webp", j);
            files[j] = (PhotoFile){album_path(&album, name), {sizes[count - 1 - j], PHOTO_WEBP}};
        }
        g_assert_cmpint(broadside_photo.make(path, whole, &crops[i], files, count, &why), ==, PHOTO_DONE);
        for (guint j = 0; j < count; j++) {
            PictureSize made;
            g_assert_true(picture_size_of_file(files[j].path, &made));
            g_assert_cmpuint(made.width, ==, files[j].copy.size.width);
            g_assert_cmpuint(made.height, ==, files[j].copy.size.height);
        }
    }
    /* The quarter in the corner, and nothing beside it. */
    const PhotoCrop corner = {73, 100, 0, 0};
    const char *copies[N_PHOTO_FORMATS];
    g_assert_cmpint(copies_make(&album, path, &corner, 400, copies), ==, PHOTO_DONE);
    g_autoptr(VipsImage) cut = vips_image_new_from_file(copies[PHOTO_PNG], NULL);
    g_assert_cmpint(vips_image_get_height(cut), ==, 548);
    assert_quarter(cut, 0, 8);
    assert_quarter(cut, 2, 8);
    album_clear(&album);
}

/* Our own scaling against that of libvips, which rounds where points lie and between its two steps: noise
 * shows it most. At the edges they take other points for those that are not there. */
static void test_shrink(void)
{
    static const guint sizes[][4] = {{2000, 1500, 1600, 1200}, {333, 217, 101, 99}, {64, 64, 16, 16},
                                     {50, 40, 49, 40},         {5, 5, 2, 3},        {1, 1, 1, 1}};
    Album album;

    album_init(&album);
    for (gsize i = 0; i < G_N_ELEMENTS(sizes); i++) {
        const guint *n = sizes[i];
        g_autoptr(VipsImage) one = NULL, three = NULL, bytes = NULL, theirs = NULL, difference = NULL,
                             inside = NULL, far = NULL;
        double mean;
        vips_ok(vips_gaussnoise(&one, (int)n[0], (int)n[1], "sigma", 60.0, "seed", 3, NULL));
        vips_ok(vips_bandjoin((VipsImage *[]){one, one, one}, &three, 3, NULL));
        vips_ok(vips_cast(three, &bytes, VIPS_FORMAT_UCHAR, NULL));
        const PictureSize size = {n[2], n[3]};
        g_assert_true(shrink_can(bytes, size));
        g_autoptr(VipsImage) ours = shrink(bytes, size);
        g_assert_true(is_of_size(ours, size));
        if (n[2] < 16)
            continue;
        vips_ok(vips_resize(bytes, &theirs, n[2] / (double)n[0], "vscale", n[3] / (double)n[1], "kernel",
                            VIPS_KERNEL_CUBIC, "gap", 0.0, NULL));
        vips_ok(vips_subtract(ours, theirs, &difference, NULL));
        vips_ok(vips_extract_area(difference, &inside, 4, 4, (int)n[2] - 8, (int)n[3] - 8, NULL));
        vips_ok(vips_abs(inside, &far, NULL));
        vips_ok(vips_avg(far, &mean, NULL));
        g_test_message("%u × %u to %u × %u: %g", n[0], n[1], n[2], n[3], mean);
        g_assert_cmpfloat(mean, <=, 0.5);
    }
    album_clear(&album);
}

/* A copy is the same, whatever is made beside it. */
static void test_same(void)
{
    const PhotoCrop crop = {4, 5, 50, 30};
    Album album;

    album_init(&album);
    g_autoptr(VipsImage) noise = NULL, image = NULL;
    vips_ok(vips_gaussnoise(&noise, 2100, 1700, NULL));
    vips_ok(vips_cast(noise, &image, VIPS_FORMAT_UCHAR, NULL));
    const char *path = album_path(&album, "a.jpg");
    vips_ok(vips_image_write_to_file(image, path, NULL));
    const PictureSize whole = {2100, 1700};
    const PhotoFile files[] = {{album_path(&album, "960.jpg"), {{960, 1200}, PHOTO_JPEG}},
                               {album_path(&album, "480.jpg"), {{480, 600}, PHOTO_JPEG}},
                               {album_path(&album, "alone.jpg"), {{480, 600}, PHOTO_JPEG}}};
    g_autofree char *why = NULL, *first = NULL, *second = NULL;
    gsize length, length_alone;
    g_assert_cmpint(broadside_photo.make(path, whole, &crop, files, 2, &why), ==, PHOTO_DONE);
    g_assert_cmpint(broadside_photo.make(path, whole, &crop, files + 2, 1, &why), ==, PHOTO_DONE);
    g_assert_true(g_file_get_contents(files[1].path, &first, &length, NULL));
    g_assert_true(g_file_get_contents(files[2].path, &second, &length_alone, NULL));
    g_assert_cmpmem(first, length, second, length_alone);
    album_clear(&album);
}

/* As large as the photo, and then as published: it is read twice. */
static void test_whole(void)
{
    static const char *const names[] = {"a.jpg", "a.png", "a.webp", "a.tif", "a.gif"};
    const PictureSize whole = {500, 400};
    Album album;

    album_init(&album);
    g_autoptr(VipsImage) image = four_colours(500, 400);
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        const char *path = album_path(&album, names[i]);
        const PhotoFile files[] = {{album_path(&album, "whole.jpg"), {whole, PHOTO_JPEG}},
                                   {album_path(&album, "480.webp"), {{480, 384}, PHOTO_WEBP}}};
        g_autofree char *why = NULL;
        vips_ok(vips_image_write_to_file(image, path, NULL));
        g_assert_cmpint(broadside_photo.make(path, whole, &(PhotoCrop){0}, files, 2, &why), ==, PHOTO_DONE);
        assert_four_colours(files[0].path, 500, 400, 12);
        assert_four_colours(files[1].path, 480, 384, 12);
    }
    album_clear(&album);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/photo/make/orientations", test_orientations);
    g_test_add_func("/photo/make/kinds", test_kinds);
    g_test_add_func("/photo/make/heif", test_heif);
    g_test_add_func("/photo/make/alpha", test_alpha);
    g_test_add_func("/photo/make/grey", test_grey);
    g_test_add_func("/photo/make/profiles", test_profiles);
    g_test_add_func("/photo/make/sizes", test_sizes);
    g_test_add_func("/photo/make/crops", test_crops);
    g_test_add_func("/photo/make/shrink", test_shrink);
    g_test_add_func("/photo/make/whole", test_whole);
    g_test_add_func("/photo/make/same", test_same);
    return g_test_run();
}
