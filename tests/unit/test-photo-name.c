/* SPDX-License-Identifier: MIT */
/* Where copies of photos lie, how large they are, and what pages ask for: held for any size and crop. */
#include "picture/photo.h"

#include <string.h>

#define ROUNDS 20000

static guint any(guint from, guint to)
{
    return (guint)g_test_rand_int_range((gint32)from, (gint32)to + 1);
}

/* Small sides as often as large ones. */
static PictureSize any_size(void)
{
    const guint most[] = {10, 1000, 5000, PICTURE_SIDE_MAX};

    return (PictureSize){any(1, most[any(0, 3)]), any(1, most[any(0, 3)])};
}

static PhotoCrop any_crop(void)
{
    if (any(0, 4) == 0)
        return (PhotoCrop){0};
    return (PhotoCrop){any(1, PHOTO_RATIO_MAX), any(1, PHOTO_RATIO_MAX), any(0, 100), any(0, 100)};
}

/* The part lies in the photo, touches two of its sides, has the proportions to a point, and the focus in it.
 */
static void test_parts(void)
{
    for (guint i = 0; i < ROUNDS; i++) {
        const PictureSize whole = any_size();
        const PhotoCrop crop = any_crop();
        PictureSize part;
        guint left, top;
        photo_part(whole, &crop, &left, &top, &part);
        g_assert_cmpuint(part.width, >=, 1);
        g_assert_cmpuint(part.height, >=, 1);
        g_assert_cmpuint(left + part.width, <=, whole.width);
        g_assert_cmpuint(top + part.height, <=, whole.height);
        g_assert_true(part.width == whole.width || part.height == whole.height);
        if (crop.across == 0) {
            g_assert_true(part.width == whole.width && part.height == whole.height);
            continue;
        }
        const double wide = part.height * (double)crop.across / crop.down;
        const double high = part.width * (double)crop.down / crop.across;
        g_assert_true(ABS(wide - part.width) <= 0.5 || ABS(high - part.height) <= 0.5 || part.width == 1 ||
                      part.height == 1);
        const double x = whole.width * crop.focus_x / 100.0, y = whole.height * crop.focus_y / 100.0;
        g_assert_true(x >= left - 1.0 && x <= left + part.width + 1.0);
        g_assert_true(y >= top - 1.0 && y <= top + part.height + 1.0);
    }
}

/* Growing, none twice, none larger than the part, in its proportions as far as points go. */
static void test_sizes(void)
{
    for (guint i = 0; i < ROUNDS; i++) {
        const PictureSize whole = any_size();
        const PhotoCrop crop = any_crop();
        PictureSize sizes[PHOTO_WIDTHS_MAX], part;
        guint left, top;
        const guint count = photo_sizes(whole, &crop, sizes);
        photo_part(whole, &crop, &left, &top, &part);
        g_assert_cmpuint(count, >=, 1);
        g_assert_cmpuint(count, <=, PHOTO_WIDTHS_MAX);
        for (guint j = 0; j < count; j++) {
            g_assert_cmpuint(sizes[j].width, >=, 1);
            g_assert_cmpuint(sizes[j].height, >=, 1);
            g_assert_cmpuint(sizes[j].width, <=, part.width);
            g_assert_cmpuint(sizes[j].height, <=, MIN(part.height, 16383));
            g_assert_true(j == 0 || sizes[j].width > sizes[j - 1].width);
        }
        g_assert_cmpuint(sizes[count - 1].width, <=, 1600);
    }
    PictureSize none[PHOTO_WIDTHS_MAX];
    g_assert_cmpuint(photo_sizes((PictureSize){0}, &(PhotoCrop){0}, none), ==, 0);
}

static void assert_wish(const char *file, PhotoWish asked)
{
    g_autofree char *text = photo_wish(file, &asked);
    PhotoWish read = {{9, 9, 9, 9}, 9};
    g_autofree char *again = photo_wish_file(text, &read);

    g_assert_cmpstr(again, ==, file);
    if (asked.crop.across == 0 && !asked.link)
        g_assert_cmpstr(text, ==, file);
    g_assert_cmpmem(&read, sizeof read, &asked, sizeof asked);
}

static void test_wishes(void)
{
    static const char *const files[] = {"content/news/tree.jpg", "static/a b.PNG", "content/新闻/树.heic",
                                        "a-4x5-50-30.jpg",       "link",           "x"};

    for (guint i = 0; i < ROUNDS / 10; i++) {
        const char *file = files[any(0, G_N_ELEMENTS(files) - 1)];
        assert_wish(file, (PhotoWish){.crop = any_crop()});
        assert_wish(file, (PhotoWish){.link = TRUE});
    }
}

/* A part that is all of the photo is none, and no other. */
static void test_settled(void)
{
    PhotoCrop crop = {4, 3, 50, 40};

    photo_crop_settle((PictureSize){3024, 4032}, &crop);
    g_assert_cmpuint(crop.across, ==, 4);
    photo_crop_settle((PictureSize){4032, 3024}, &crop);
    g_assert_cmpmem(&crop, sizeof crop, &(PhotoCrop){0}, sizeof crop);
    for (guint i = 0; i < ROUNDS; i++) {
        const PictureSize whole = any_size();
        const PhotoCrop asked = any_crop();
        PhotoCrop settled = asked;
        PictureSize part, again;
        guint left, top, left_again, top_again;
        photo_part(whole, &asked, &left, &top, &part);
        photo_crop_settle(whole, &settled);
        photo_part(whole, &settled, &left_again, &top_again, &again);
        g_assert_true(part.width == again.width && part.height == again.height);
        g_assert_true(left == left_again && top == top_again);
    }
}

/* No two copies of what lies in one folder have one path, nor that of a photo. */
static void test_paths(void)
{
    static const char *const photos[] = {"news/tree.jpg",  "news/tree.png", "news/tree.heic",
                                         "news/tree.webp", "news/TREE.jpg", "news/t.ree.jpg"};
    static const PhotoCrop crops[] = {{0}, {4, 5, 50, 50}, {4, 5, 50, 30}, {5, 4, 50, 30}};
    static const guint widths[] = {480, 960, 1600};
    g_autoptr(GHashTable) paths = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (gsize i = 0; i < G_N_ELEMENTS(photos); i++)
        for (gsize j = 0; j < G_N_ELEMENTS(crops); j++) {
            for (gsize k = 0; k < G_N_ELEMENTS(widths) * 2; k++)
                g_assert_true(g_hash_table_add(
                    paths, photo_path(photos[i], &crops[j], widths[k / 2], k % 2 ? PHOTO_JPEG : PHOTO_WEBP)));
            if (j == 0)
                g_assert_true(g_hash_table_add(
                    paths, photo_path(photos[i], &crops[j], PHOTO_WHOLE, photo_whole_format(photos[i]))));
        }
    GHashTableIter iter;
    gpointer path;
    g_hash_table_iter_init(&iter, paths);
    while (g_hash_table_iter_next(&iter, &path, NULL)) {
        g_assert_true(g_str_has_prefix(path, "news/"));
        g_assert_true(photo_has_name(path));
        g_assert_null(strchr((const char *)path + strlen("news/"), '/'));
    }
}

static void test_names(void)
{
    static const char *const yes[] = {"a.jpg", "a/B.JPEG", "a.b.HeIc", "x.tiff", "x.avif", "x.gif", "x.jfif"};
    static const char *const no[] = {"a.svg", "jpg", "a.jpg/b", "a.pdf", "a.jpg ", "", "a."};

    for (gsize i = 0; i < G_N_ELEMENTS(yes); i++)
        g_assert_true(photo_has_name(yes[i]));
    for (gsize i = 0; i < G_N_ELEMENTS(no); i++)
        g_assert_false(photo_has_name(no[i]));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/photo/name/parts", test_parts);
    g_test_add_func("/photo/name/sizes", test_sizes);
    g_test_add_func("/photo/name/wishes", test_wishes);
    g_test_add_func("/photo/name/settled", test_settled);
    g_test_add_func("/photo/name/paths", test_paths);
    g_test_add_func("/photo/name/names", test_names);
    return g_test_run();
}
