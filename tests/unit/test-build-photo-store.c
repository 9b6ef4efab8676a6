/* SPDX-License-Identifier: MIT */
#include "build/photo-store.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static const Digest PHOTO = {.low64 = 2, .high64 = 1};
static const PhotoCrop ALL;

/* A WebP of 3 by 2 points, as far as its head says; `length` bytes of it. */
static void write_webp(const char *path, gsize length)
{
    guint8 bytes[64] = "RIFF\x38\0\0\0WEBPVP8 \x2c\0\0\0\x10\0\0\x9d\x01\x2a\x03\0\x02\0";

    memset(bytes + 30, 7, sizeof bytes - 30);
    g_assert_true(g_file_set_contents(path, (const char *)bytes, (gssize)length, NULL));
}

typedef struct {
    char *root;
    PhotoStore *store;
} Fixture;

static void set_up(Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
    fixture->root = g_dir_make_tmp("photo-store-XXXXXX", NULL);
    fixture->store = photo_store_open(fixture->root, fixture->root, NULL);
    g_assert_nonnull(fixture->store);
}

static void tear_down(Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
    const char *const arguments[] = {"rm", "-rf", fixture->root, NULL};

    photo_store_free(fixture->store);
    g_assert_true(g_spawn_sync(NULL, (char **)arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL,
                               NULL, NULL));
    g_free(fixture->root);
}

/* What is shown, how large, of which part and in which form: each has a name of its own. */
static void test_names(void)
{
    const Digest other = {.low64 = 3, .high64 = 1};
    const PhotoCrop crop = {4, 5, 50, 30}, moved = {4, 5, 50, 31};
    const PhotoCopy webp = {{480, 320}, PHOTO_WEBP}, jpeg = {{480, 320}, PHOTO_JPEG};
    const PhotoCopy high = {{480, 321}, PHOTO_WEBP}, png = {{480, 320}, PHOTO_PNG};
    char *names[] = {photo_store_name(PHOTO, &ALL, &webp),  photo_store_name(other, &ALL, &webp),
                     photo_store_name(PHOTO, &crop, &webp), photo_store_name(PHOTO, &moved, &webp),
                     photo_store_name(PHOTO, &ALL, &jpeg),  photo_store_name(PHOTO, &ALL, &high),
                     photo_store_name(PHOTO, &ALL, &png),   photo_store_name_clean(PHOTO, "static/a.JPG"),
                     photo_store_name_clean(PHOTO, "b.png")};

    g_assert_cmpstr(names[0], ==, "00000000000000010000000000000002-1-480x320.webp");
    g_assert_cmpstr(names[2], ==, "00000000000000010000000000000002-1-480x320-4x5-50-30.webp");
    g_assert_cmpstr(names[7], ==, "00000000000000010000000000000002-1-clean2.jpg");
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
        for (gsize j = 0; j < i; j++)
            g_assert_cmpstr(names[i], !=, names[j]);
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
        g_free(names[i]);
}

static gboolean take(const Fixture *fixture, gsize length, PictureSize size)
{
    g_autofree char *made = photo_store_path_new(fixture->store, "a.webp");

    write_webp(made, length);
    return photo_store_take(fixture->store, "a.webp", &size);
}

/* What is of another size is not taken. */
static void test_take(Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
    const PictureSize size = {3, 2}, other = {3, 3};

    g_assert_false(photo_store_has(fixture->store, "a.webp"));
    g_assert_false(take(fixture, 64, other));
    g_assert_false(photo_store_has(fixture->store, "a.webp"));
    g_assert_true(take(fixture, 64, size));
    g_assert_true(photo_store_has(fixture->store, "a.webp"));
    g_assert_false(photo_store_has(fixture->store, "b.webp"));
}

/* The next build finds what this one has taken, and what was written to its end. */
static void test_sums(Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
    const PictureSize size = {3, 2};
    g_autofree char *sums = photo_store_path(fixture->store, "sums");
    g_autofree char *text = NULL;
    gsize length;

    g_assert_true(take(fixture, 64, size));
    photo_store_free(fixture->store);
    fixture->store = photo_store_open(fixture->root, fixture->root, NULL);
    g_assert_true(photo_store_has(fixture->store, "a.webp"));
    g_assert_true(g_file_get_contents(sums, &text, &length, NULL));
    g_assert_true(g_file_set_contents(sums, text, (gssize)length - 1, NULL));
    photo_store_free(fixture->store);
    fixture->store = photo_store_open(fixture->root, fixture->root, NULL);
    g_assert_false(photo_store_has(fixture->store, "a.webp"));
    g_assert_true(take(fixture, 64, size));
    photo_store_free(fixture->store);
    fixture->store = photo_store_open(fixture->root, fixture->root, NULL);
    g_assert_true(photo_store_has(fixture->store, "a.webp"));
}

/* After a power failure a file may have its length, and zeros at its end. */
static void test_damage(Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
    const PictureSize size = {3, 2};
    g_autofree char *path = photo_store_path(fixture->store, "a.webp");
    g_autofree char *bytes = NULL;
    gsize length;

    g_assert_true(take(fixture, 64, size));
    g_assert_true(g_file_get_contents(path, &bytes, &length, NULL));
    memset(bytes + 40, 0, 24);
    g_assert_true(g_file_set_contents(path, bytes, (gssize)length, NULL));
    g_assert_false(photo_store_has(fixture->store, "a.webp"));
    memset(bytes, 0, length); /* of one whose size is not known */
    g_assert_true(g_file_set_contents(path, bytes, (gssize)length, NULL));
    g_assert_false(photo_store_has(fixture->store, "a.webp"));
    g_unlink(path);
    g_assert_cmpint(g_mkdir(path, 0777), ==, 0);
    g_assert_false(photo_store_has(fixture->store, "a.webp"));
}

static void test_sweep(Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GHashTable) used = g_hash_table_new(g_str_hash, g_str_equal);
    const PictureSize size = {3, 2};
    guint64 bytes;

    g_assert_true(take(fixture, 64, size));
    g_autofree char *old = photo_store_path(fixture->store, "old.webp");
    write_webp(old, 64);
    g_hash_table_add(used, (gpointer) "a.webp");
    g_assert_cmpuint(photo_store_sweep(fixture->store, used, &bytes), ==, 1);
    g_assert_cmpuint(bytes, ==, 64);
    g_assert_true(photo_store_has(fixture->store, "a.webp"));
    g_assert_false(photo_store_has(fixture->store, "old.webp"));
}

/* Nothing is written behind a link, and what a killed build was at is removed. */
static void test_folder(Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *folder = g_build_filename(fixture->root, ".broadside", "photos", NULL);
    g_autofree char *bench = g_build_filename(folder, "new", NULL);
    g_autofree char *half = g_build_filename(bench, "half.webp", NULL);
    g_autofree char *elsewhere = g_build_filename(fixture->root, "elsewhere", NULL);

    write_webp(half, 20);
    photo_store_free(fixture->store);
    fixture->store = photo_store_open(fixture->root, fixture->root, NULL);
    g_assert_false(g_file_test(half, G_FILE_TEST_EXISTS));
    photo_store_free(fixture->store);
    g_assert_false(g_file_test(bench, G_FILE_TEST_EXISTS));

    g_assert_cmpint(g_rmdir(folder), ==, 0);
    g_assert_cmpint(g_mkdir(elsewhere, 0777), ==, 0);
    g_assert_cmpint(symlink(elsewhere, folder), ==, 0);
    fixture->store = photo_store_open(fixture->root, fixture->root, NULL);
    g_assert_nonnull(fixture->store);
    g_assert_cmpint(g_rmdir(elsewhere), ==, 0); /* it is empty */
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/photo-store/names", test_names);
    g_test_add("/photo-store/take", Fixture, NULL, set_up, test_take, tear_down);
    g_test_add("/photo-store/sums", Fixture, NULL, set_up, test_sums, tear_down);
    g_test_add("/photo-store/damage", Fixture, NULL, set_up, test_damage, tear_down);
    g_test_add("/photo-store/sweep", Fixture, NULL, set_up, test_sweep, tear_down);
    g_test_add("/photo-store/folder", Fixture, NULL, set_up, test_folder, tear_down);
    return g_test_run();
}
