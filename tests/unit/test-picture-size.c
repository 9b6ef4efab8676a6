/* SPDX-License-Identifier: MIT */
/* How large pictures are, from their first bytes: files that say so, and files that lie, end early or go
 * round.
 */
#include "picture/size.h"

#include <string.h>

static char *size_text(const void *bytes, gsize length)
{
    PictureSize size;

    return picture_size_of_bytes(bytes, length, &size) ? g_strdup_printf("%ux%u", size.width, size.height)
                                                       : g_strdup("unknown");
}

#define assert_size(bytes, length, expected)                                                                 \
    G_STMT_START                                                                                             \
    {                                                                                                        \
        g_autofree char *size_ = size_text((bytes), (length));                                               \
        g_assert_cmpstr(size_, ==, (expected));                                                              \
    }                                                                                                        \
    G_STMT_END

/* The files that fuzzing begins with are whole as far as they are read here. */
static const char *const files[][2] = {
    {"avif", "1200x1600"},   {"gif", "320x200"},         {"heic", "3024x4030"},
    {"tiff", "200x30"},      {"jpeg-little", "400x300"}, {"jpeg-turned", "300x400"},
    {"png", "640x480"},      {"svg-units", "96x96"},     {"svg-viewbox", "300x200"},
    {"webp-vp8", "550x368"}, {"webp-vp8l", "800x600"},   {"webp-vp8x", "1024x768"},
};

static char *file_read(const char *name, gsize *length)
{
    g_autofree char *path = g_build_filename("tests/fuzz/corpus/picture", name, NULL);
    g_autoptr(GError) error = NULL;
    char *bytes = NULL;

    g_file_get_contents(path, &bytes, length, &error);
    g_assert_no_error(error);
    return bytes;
}

static void test_formats(void)
{
    for (guint i = 0; i < G_N_ELEMENTS(files); i++) {
        g_autofree char *path = g_build_filename("tests/fuzz/corpus/picture", files[i][0], NULL);
        PictureSize size = {0};
        g_assert_true(picture_size_of_file(path, &size));
        g_autofree char *text = g_strdup_printf("%ux%u", size.width, size.height);
        g_assert_cmpstr(text, ==, files[i][1]);
    }
}

/* Cut anywhere, the size is the whole file's or unknown; of AVIF a smaller picture in it may be met first. */
static void test_cut(void)
{
    for (guint i = 1; i < G_N_ELEMENTS(files); i++) {
        gsize length, known = 0;
        g_autofree char *bytes = file_read(files[i][0], &length);
        for (gsize cut = 0; cut < length; cut++) {
            g_autofree char *alone = g_memdup2(bytes, cut); /* so that what is read beyond is found */
            g_autofree char *text = size_text(alone, cut);
            known += strcmp(text, files[i][1]) == 0;
            g_assert_true(strcmp(text, files[i][1]) == 0 || strcmp(text, "unknown") == 0);
        }
        g_assert_cmpuint(known, <, length);
    }
}

/* 1 and 3 stand upright, 2 and 4 are mirrored, 5 to 8 lie; others say nothing. */
static void test_orientations(void)
{
    gsize length;
    g_autofree char *bytes = file_read("jpeg-turned", &length);
    char *at = memmem(bytes, length, "\x01\x12\0\x03\0\0\0\x01\0\x06", 10);

    g_assert_nonnull(at);
    for (char orientation = 0; orientation < 12; orientation++) {
        at[9] = orientation;
        assert_size(bytes, length, orientation >= 5 && orientation <= 8 ? "300x400" : "400x300");
    }
    at[9] = 6;
    at[3] = 4; /* no SHORT */
    assert_size(bytes, length, "400x300");
}

/* EXIF in a chunk of its own, before the picture or behind it; a TIFF says it among its tags. */
static void test_orientations_elsewhere(void)
{
#define EXIF "II*\0\x08\0\0\0\1\0\x12\1\3\0\1\0\0\0\x08\0\0\0\0\0\0\0"
#define PNG_HEAD "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x28\0\0\0\x18\x08\2\0\0\0crc?"
#define WEBP_HEAD "RIFF\x3a\0\0\0WEBPVP8X\x0a\0\0\0\x08\0\0\0\x27\0\0\x17\0\0"
    static const char png[] = PNG_HEAD "\0\0\0\x1a"
                                       "eXIf" EXIF "crc?";
    static const char later[] = PNG_HEAD "\0\0\0\1IDATxcrc?\0\0\0\x1a"
                                         "eXIf" EXIF "crc?";
    static const char webp[] = WEBP_HEAD "VP8 \1\0\0\0x\0"
                                         "EXIF\x1a\0\0\0" EXIF;
    static const char marked[] = WEBP_HEAD "EXIF\x20\0\0\0"
                                           "Exif\0\0" EXIF;
    gsize length;
    g_autofree char *tiff = file_read("tiff", &length);
    char *at = memmem(tiff, length, "\x01\x12\0\x03\0\0\0\x01\0\3", 10);

    assert_size(png, sizeof png - 1, "24x40");
    assert_size(later, sizeof later - 1, "24x40");
    assert_size(png, sizeof png - 40, "40x24");
    assert_size(webp, sizeof webp - 1, "24x40");
    assert_size(marked, sizeof marked - 1, "24x40");
    g_assert_nonnull(at);
    at[9] = 5;
    assert_size(tiff, length, "30x200");
}

/* What belongs to other pictures in the file is none of the photo's. */
static void test_heif(void)
{
    gsize length;
    g_autofree char *bytes = file_read("heic", &length);
    char *primary = memmem(bytes, length, "pitm", 4);
    char *quarters = memmem(bytes, length, "irot", 4);

    quarters[4] = 2;
    assert_size(bytes, length, "4030x3024");
    primary[9] = 50;
    assert_size(bytes, length, "320x240");
    primary[9] = 1;
    assert_size(bytes, length, "512x512");
    primary[9] = 60;
    assert_size(bytes, length, "unknown");
}

static void test_refused(void)
{
    static const char png[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
    static const char *const sides[][2] = {{"\0\0\0\0\0\0\0\1", "unknown"},
                                           {"\0\0\0\1\0\0\0\0", "unknown"},
                                           {"\0\1\x86\xa1\0\0\0\1", "unknown"}, /* 100,001 */
                                           {"\0\1\x86\xa0\0\0\0\1", "100000x1"},
                                           {"\xff\xff\xff\xff\xff\xff\xff\xff", "unknown"}};
    char bytes[24];

    for (guint i = 0; i < G_N_ELEMENTS(sides); i++) {
        memcpy(bytes, png, 16);
        memcpy(bytes + 16, sides[i][0], 8);
        assert_size(bytes, sizeof bytes, sides[i][1]);
    }
    assert_size("", 0, "unknown");
    assert_size(NULL, 0, "unknown");
    assert_size("%PDF-1.7 and more than thirty bytes of it", 41, "unknown");
    PictureSize size;
    g_assert_false(picture_size_of_file("tests", &size));
    g_assert_false(picture_size_of_file("tests/nothing.png", &size));
    g_assert_false(picture_size_of_file("/dev/zero", &size));
}

/* A chain of segments without end, and tags that lie outside of theirs. */
static void test_jpeg_made_to_harm(void)
{
    g_autoptr(GString) jpeg = g_string_new("\xff\xd8");

    for (guint i = 0; i < 100000; i++)
        g_string_append_len(jpeg, "\xff\xe0\0\2", 4);
    g_string_append_len(jpeg, "\xff\xc0\0\x0b\x08\0\x10\0\x20\1\1\x11\0", 13);
    assert_size(jpeg->str, jpeg->len, "unknown");

    static const char far[] = "\xff\xd8\xff\xe1\0\x10"
                              "Exif\0\0MM\0*\xff\xff\xff\xf8\xff\xc0\0\x0b\x08\0\x10\0\x20\1\1\x11";
    assert_size(far, sizeof far, "32x16");
    static const char none[] = "\xff\xd8\xff\xe0\0\0\xff\xc0\0\x0b\x08\0\x10\0\x20\1\1\x11";
    assert_size(none, sizeof none, "unknown");
}

static void test_svg(void)
{
    static const char *const texts[][2] = {
        {"<svg width=\"20\" height='10px'>", "20x10"},
        {"<svg\n\twidth = \"20pt\" height=\"1pc\" >", "27x16"},
        {"<svg width=\"25.4mm\" height=\"101.6Q\">", "96x96"},
        {"<svg width=\"100%\" height=\"100%\" viewBox=\"-5 -5 312.4 30\">", "312x30"},
        {"<svg width=\"50\" viewBox=\"0 0 200 100\">", "50x25"},
        {"<svg height=\"50\" viewBox=\"0 0 200 100\">", "100x50"},
        {"<svg width=\"2em\" height=\"9\" viewBox=\"0 0 4 2\">", "18x9"},
        {"<svg viewBox=\"0 0 .4 .4\">", "300x300"},
        {"<svg data-width=\"9\" viewBox=\"0 0 640 480\" data-x='width=\"3\"'/>", "640x480"},
        {"<svg width=\".2\" height=\".2\">", "1x1"},
        {"<svg viewBox=\"0 0 .001 9\">", "unknown"},
        {"<svg width=\"20\">", "unknown"},
        {"<svg>", "unknown"},
        {"<svg width=\"0\" height=\"0\">", "unknown"},
        {"<svg width=\"-3\" height=\"3\">", "unknown"},
        {"<svg width=\"1e9\" height=\"3\">", "unknown"},
        {"<svg width=\"1e999\" height=\"3\">", "unknown"},
        {"<svg width=\"&a;\" height=\"3\">", "unknown"},
        {"<svg viewBox=\"0 0 0 0\">", "unknown"},
        {"<svg viewBox=\"0 0 nan inf\">", "unknown"},
        {"<svg viewBox=\"0 0 1 2 3\">", "unknown"},
        {"<svg viewBox=\"0 0 2\">", "unknown"},
        {"<svg width=\"2\" height=\"2", "unknown"},
        {"<svg width=2 height=2>", "unknown"},
        {"<html><svg width=\"2\" height=\"2\">", "unknown"},
        {"<svgx width=\"2\" height=\"2\">", "unknown"},
        {"<!-- <svg width=\"2\" height=\"2\">", "unknown"},
        {"<!DOCTYPE svg [<svg width=\"2\" height=\"2\">", "unknown"},
        {"<!DOCTYPE svg PUBLIC \"a>\" 'b'>\n<svg width=\"2\" height=\"2\">", "2x2"},
    };

    for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
        assert_size(texts[i][0], strlen(texts[i][0]), texts[i][1]);
    g_autofree char *spaces = g_strnfill(70000, ' ');
    g_autofree char *late = g_strconcat(spaces, "<svg width=\"2\" height=\"2\">", NULL);
    assert_size(late, strlen(late), "unknown");
}

static void test_names(void)
{
    g_assert_true(picture_has_name("content/news/a.b.JPG"));
    g_assert_true(picture_has_name("a.svg"));
    g_assert_true(picture_has_name("IMG_0001.HEIC"));
    g_assert_true(picture_has_name("scan.tif"));
    g_assert_false(picture_has_name("content/jpg"));
    g_assert_false(picture_has_name("content/a.pdf"));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/picture/size/formats", test_formats);
    g_test_add_func("/picture/size/cut", test_cut);
    g_test_add_func("/picture/size/orientations", test_orientations);
    g_test_add_func("/picture/size/orientations-elsewhere", test_orientations_elsewhere);
    g_test_add_func("/picture/size/heif", test_heif);
    g_test_add_func("/picture/size/refused", test_refused);
    g_test_add_func("/picture/size/jpeg-made-to-harm", test_jpeg_made_to_harm);
    g_test_add_func("/picture/size/svg", test_svg);
    g_test_add_func("/picture/size/names", test_names);
    return g_test_run();
}
