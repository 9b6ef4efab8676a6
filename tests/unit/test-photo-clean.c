/* SPDX-License-Identifier: MIT */
/* Photos that are published as they are, but for what they say; and what is told of a photo. */
#include "photo/strip.h"
#include "process/sanitizer.h"
#include "test-photo.h"

/* Every field that exiftool writes into a file of that kind. */
static gboolean words_write(const char *path)
{
    const char *const argv[] = {"exiftool",
                                "-q",
                                "-m",
                                "-overwrite_original",
                                "-DateTimeOriginal=2025:06:29 19:03:11",
                                "-SubSecTimeOriginal=123",
                                "-OffsetTimeOriginal=+08:00",
                                "-GPSLatitude=31.2",
                                "-GPSLatitudeRef=N",
                                "-GPSLongitude=121.4",
                                "-GPSLongitudeRef=E",
                                "-Artist=Secret",
                                "-XMP:Title=Secret",
                                "-IPTC:City=Secret",
                                "-Comment=Secret",
                                "-PNG:Author=Secret",
                                path,
                                NULL};
    int status = 0;

    return g_spawn_sync(NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL,
                        NULL, NULL, NULL, &status, NULL) &&
           g_spawn_check_wait_status(status, NULL);
}

static PhotoEnd cleaned(const char *source, const char *target)
{
    g_autofree char *why = NULL;

    g_unlink(target);
    const PhotoEnd end = broadside_photo.clean(source, target, &why);
    g_assert_cmpint(g_file_test(target, G_FILE_TEST_EXISTS), ==, end == PHOTO_DONE);
    return end;
}

/* Nothing is left to be said, and a second time there is nothing to do. */
static void assert_cleaned(Album *album, const char *source, const char *name)
{
    g_autofree char *again = g_strconcat("again-", name, NULL);
    g_autofree char *once = g_strconcat("once-", name, NULL);
    const char *target = album_path(album, once);

    g_assert_cmpint(cleaned(source, target), ==, PHOTO_DONE);
    assert_says_nothing(target);
    g_assert_cmpint(cleaned(target, album_path(album, again)), ==, PHOTO_UNTOUCHED);
}

static void assert_same_points(const char *path, const char *other)
{
    g_autoptr(VipsImage) a = vips_image_new_from_file(path, NULL);
    g_autoptr(VipsImage) b = vips_image_new_from_file(other, NULL);
    g_autoptr(VipsImage) difference = NULL;
    double most;

    g_assert_true(a && b);
    vips_ok(vips_subtract(a, b, &difference, NULL));
    vips_ok(vips_abs(difference, &a, NULL) == 0 ? vips_max(a, &most, NULL) : -1);
    g_assert_cmpfloat(most, ==, 0);
}

static void test_forms(void)
{
    static const char *const names[] = {"a.jpg", "a.png", "a.webp", "a.gif", "a.tif", "a.heic", "a.avif"};
    Album album;

    if (!g_find_program_in_path("exiftool")) {
        g_test_skip("no exiftool");
        return;
    }
    album_init(&album);
    g_autoptr(VipsImage) image = four_colours(240, 160);
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *once = g_strconcat("once-", names[i], NULL);
        const char *path = album_path(&album, names[i]);
        if (vips_image_write_to_file(image, path, NULL) != 0 || !words_write(path)) {
            g_assert_cmpuint(i, >=, 5); /* libheif may write none */
            vips_error_clear();
            continue;
        }
        g_test_message("%s", names[i]);
        assert_cleaned(&album, path, names[i]);
        assert_same_points(path, album_path(&album, once));
    }
    album_clear(&album);
}

static void test_turned(void)
{
    static const char *const names[] = {"a.jpg", "a.png", "a.webp", "a.tif"};
    Album album;

    album_init(&album);
    g_autoptr(VipsImage) upright = four_colours(240, 160);
    g_autoptr(VipsImage) stored = NULL;
    vips_ok(vips_rot(upright, &stored, VIPS_ANGLE_D90, NULL));
    g_autoptr(VipsImage) first = vips_image_copy_memory(stored);
    vips_image_set_int(first, VIPS_META_ORIENTATION, 8);
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *once = g_strconcat("once-", names[i], NULL);
        const char *path = album_path(&album, names[i]);
        vips_ok(vips_image_write_to_file(first, path, NULL));
        if (i == 0) { /* with EXIF, which all can hold */
            g_object_unref(first);
            first = vips_image_new_from_file(path, "memory", TRUE, NULL);
        }
        assert_cleaned(&album, path, names[i]);
        assert_four_colours(album_path(&album, once), 240, 160, 12);
    }
    album_clear(&album);
}

static void assert_lacks(const char *path, const char *word)
{
    g_autofree char *bytes = NULL;
    gsize length;

    g_assert_true(g_file_get_contents(path, &bytes, &length, NULL));
    g_assert_null(memmem(bytes, length, word, strlen(word)));
}

/* The colours of a copy of it. */
static void assert_shown(Album *album, const char *path, const double *wanted)
{
    const PictureSize whole = {200, 100};
    const PhotoFile copy = {album_path(album, "copy.png"), {whole, PHOTO_PNG}};
    g_autofree double *point = NULL;
    g_autofree char *why = NULL;
    int bands;

    g_assert_cmpint(broadside_photo.make(path, whole, &(PhotoCrop){0}, &copy, 1, &why), ==, PHOTO_DONE);
    g_autoptr(VipsImage) image = vips_image_new_from_file(copy.path, NULL);
    vips_ok(vips_getpoint(image, &point, &bands, 50, 50, NULL));
    for (int i = 0; i < 3; i++)
        g_assert_cmpfloat_with_epsilon(point[i], wanted[i], 12);
}

#define SAID "sP3C"

/* A profile goes on giving the colours, and says nothing else: here, its name. */
static void test_profiles(void)
{
    static const char *const names[] = {"a.jpg", "a.png", "a.webp", "a.tif", "a.heic"};
    static const double red[] = {234, 51, 35}, shown[] = {255, 0, 0};
    Album album;

    album_init(&album);
    g_autoptr(VipsImage) black = NULL, even = NULL, image = NULL;
    VipsBlob *blob = NULL;
    size_t length;
    vips_ok(vips_black(&black, 200, 100, "bands", 3, NULL));
    vips_ok(vips_linear(black, &even, (double[]){1, 1, 1}, red, 3, "uchar", TRUE, NULL));
    vips_ok(vips_copy(even, &image, "interpretation", VIPS_INTERPRETATION_sRGB, NULL));
    vips_ok(vips_profile_load("p3", &blob, NULL));
    const void *given = vips_blob_get(blob, &length);
    g_autofree char *profile = g_memdup2(given, length);
    vips_area_unref(VIPS_AREA(blob));
    g_assert_nonnull(memmem(profile, length, SAID, strlen(SAID)));
    vips_image_set_blob_copy(image, VIPS_META_ICC_NAME, profile, length);
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        const char *path = album_path(&album, names[i]), *target = album_path(&album, "target");
        if (vips_image_write_to_file(image, path, NULL) != 0) {
            vips_error_clear();
            continue;
        }
        assert_shown(&album, path, shown);
        g_assert_cmpint(cleaned(path, target), ==, PHOTO_DONE);
        assert_lacks(target, SAID);
        assert_shown(&album, target, shown);
    }
    album_clear(&album);
}

/* GIF and WebP with pictures of the colours above and of those below; a TIFF has pages. */
static void test_moving(void)
{
    static const char *const names[] = {"a.gif", "a.webp", "a.tif"};
    Album album;

    album_init(&album);
    g_autoptr(VipsImage) image = four_colours(40, 160);
    vips_image_set_int(image, VIPS_META_PAGE_HEIGHT, 40);
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        const char *path = album_path(&album, names[i]), *target = album_path(&album, "moves");
        vips_ok(vips_image_write_to_file(image, path, NULL));
        if (i == 1 || words_write(path)) {
            g_autoptr(VipsImage) moves = NULL;
            g_assert_cmpint(cleaned(path, target), ==, PHOTO_DONE);
            assert_says_nothing(target);
            moves = vips_image_new_from_file(target, NULL);
            g_assert_nonnull(moves);
            g_assert_cmpint(vips_image_get_n_pages(moves), >, 1);
        }
    }
    album_clear(&album);
}

/* What phones put behind the end, and what does not begin as a picture does. */
static void test_ends(void)
{
    static const char *const names[] = {"a.jpg", "a.png", "a.gif", "a.webp"};
    Album album;

    album_init(&album);
    g_autoptr(VipsImage) image = four_colours(40, 30);
    const char *more = album_path(&album, "more"), *target = album_path(&album, "target");
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        const char *path = album_path(&album, names[i]);
        g_autofree char *bytes = NULL, *longer = NULL;
        gsize length;
        vips_ok(vips_image_write_to_file(image, path, "strip", TRUE, NULL));
        g_assert_true(g_file_get_contents(path, &bytes, &length, NULL));
        longer = g_malloc(length + 6);
        memcpy(longer, bytes, length);
        memcpy(longer + length, "Secret", 6);
        g_assert_true(g_file_set_contents(more, longer, (gssize)length + 6, NULL));
        g_assert_cmpint(cleaned(more, target), ==, PHOTO_DONE);
        assert_says_nothing(target);
        g_assert_true(g_file_set_contents(more, bytes, (gssize)length / 2, NULL));
        g_assert_cmpint(cleaned(more, target), ==, PHOTO_DAMAGED);
    }
    g_assert_true(g_file_set_contents(more, "no picture at all", -1, NULL));
    g_assert_cmpint(cleaned(more, target), ==, PHOTO_UNTOUCHED);
    g_assert_true(g_file_set_contents(more, "", -1, NULL));
    g_assert_cmpint(cleaned(more, target), ==, PHOTO_UNTOUCHED);
    album_clear(&album);
}

/* Cut anywhere and changed anywhere: nothing is read outside of the file. */
static void test_strip_any(void)
{
    static const char *const names[] = {"a.jpg", "a.png", "a.gif", "a.webp", "a.tif", "a.heic"};
    gboolean (*const strips[])(const guint8 *, gsize, GByteArray *) = {strip_jpeg, strip_png,  strip_gif,
                                                                       strip_webp, strip_tiff, strip_heif};
    const guint step = PROCESS_SANITIZED ? 3 : 1;
    Album album;

    album_init(&album);
    g_autoptr(VipsImage) image = four_colours(40, 30);
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        const char *path = album_path(&album, names[i]);
        g_autofree guint8 *bytes = NULL;
        gsize length;
        if (vips_image_write_to_file(image, path, NULL) != 0) {
            vips_error_clear();
            continue;
        }
        words_write(path);
        g_assert_true(g_file_get_contents(path, (char **)&bytes, &length, NULL));
        for (gsize at = 0; at < length; at += step) {
            g_autoptr(GByteArray) out = g_byte_array_new(), other = g_byte_array_new();
            g_autofree guint8 *alone = g_memdup2(bytes, at); /* so that what is read beyond is found */
            g_autofree guint8 *changed = g_memdup2(bytes, length);
            strips[i](alone, at, out);
            changed[at] ^= (guint8)(1 + at % 255);
            strips[i](changed, length, other);
            g_assert_cmpuint(other->len, <=, length + 20);
        }
    }
    album_clear(&album);
}

static void assert_look(const char *path, PhotoLook *look)
{
    g_autofree char *why = NULL;

    g_assert_cmpint(broadside_photo.look(path, look, &why), ==, PHOTO_DONE);
    g_assert_cmpstr(why, ==, NULL);
}

static guint bits(guint64 hash)
{
    return (guint)__builtin_popcountll(hash);
}

/* The same in another size and form is alike, another one is not; what is blurred is less sharp. */
static void test_look(void)
{
    PhotoLook first, small, other, blurred;
    Album album;

    album_init(&album);
    g_autoptr(VipsImage) waves = NULL, less = NULL, more = NULL, soft = NULL, none = NULL, grain = NULL,
                         sum = NULL;
    vips_ok(vips_perlin(&none, 1200, 900, "cell_size", 150, "seed", 7, "uchar", TRUE, NULL));
    vips_ok(vips_gaussnoise(&grain, 1200, 900, "sigma", 9.0, "seed", 7, NULL));
    vips_ok(vips_add(none, grain, &sum, NULL));
    vips_ok(vips_cast(sum, &waves, VIPS_FORMAT_UCHAR, NULL));
    vips_ok(vips_perlin(&more, 1200, 900, "cell_size", 150, "seed", 8, "uchar", TRUE, NULL));
    vips_ok(vips_resize(waves, &less, 0.4, NULL));
    vips_ok(vips_gaussblur(waves, &soft, 6, NULL));
    vips_ok(vips_jpegsave(waves, album_path(&album, "a.jpg"), NULL));
    vips_ok(vips_webpsave(less, album_path(&album, "b.webp"), NULL));
    vips_ok(vips_pngsave(more, album_path(&album, "c.png"), NULL));
    vips_ok(vips_jpegsave(soft, album_path(&album, "d.jpg"), NULL));
    assert_look(album.paths->pdata[0], &first);
    assert_look(album.paths->pdata[1], &small);
    assert_look(album.paths->pdata[2], &other);
    assert_look(album.paths->pdata[3], &blurred);
    g_assert_cmpuint(first.size.width, ==, 1200);
    g_assert_cmpuint(small.size.width, ==, 480);
    g_assert_cmpuint(bits(first.hash ^ small.hash), <=, 4);
    g_assert_cmpuint(bits(first.hash ^ blurred.hash), <=, 4);
    g_assert_cmpuint(bits(first.hash ^ other.hash), >, 12);
    g_assert_cmpfloat(first.sharpness, >, blurred.sharpness);
    g_assert_cmpstr(first.taken, ==, "");
    g_assert_false(first.has_place);
    album_clear(&album);
}

static void test_look_words(void)
{
    static const char *const names[] = {"a.jpg", "a.png", "a.webp", "a.tif", "a.heic", "a.avif"};
    Album album;

    if (!g_find_program_in_path("exiftool")) {
        g_test_skip("no exiftool");
        return;
    }
    album_init(&album);
    g_autoptr(VipsImage) image = four_colours(40, 30);
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        const char *path = album_path(&album, names[i]);
        PhotoLook look;
        if (vips_image_write_to_file(image, path, NULL) != 0 || !words_write(path)) {
            vips_error_clear();
            continue;
        }
        assert_look(path, &look);
        g_assert_cmpstr(look.taken, ==, "2025:06:29 19:03:11.123+08:00");
        g_assert_true(look.has_place);
    }
    album_clear(&album);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/photo/clean/forms", test_forms);
    g_test_add_func("/photo/clean/turned", test_turned);
    g_test_add_func("/photo/clean/profiles", test_profiles);
    g_test_add_func("/photo/clean/moving", test_moving);
    g_test_add_func("/photo/clean/ends", test_ends);
    g_test_add_func("/photo/clean/strip-any", test_strip_any);
    g_test_add_func("/photo/look", test_look);
    g_test_add_func("/photo/look/words", test_look_words);
    return g_test_run();
}
