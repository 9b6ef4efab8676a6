/* SPDX-License-Identifier: MIT */
/* Photos of a phone: when they were taken, in which order they stand, which are nearly the same, how they are
 * named. */
#include "album/alike.h"
#include "album/known.h"

#include <glib/gstdio.h>
#include <string.h>

#define NIGHT G_GINT64_CONSTANT(1751194991) /* 2025-06-29 19:03:11 in Shanghai */

static GTimeZone *shanghai(void)
{
    return g_time_zone_new_identifier("Asia/Shanghai");
}

static void check_name(const char *name, gint64 seconds, guint milliseconds)
{
    g_autoptr(GTimeZone) zone = shanghai();
    gint64 when = 0;

    g_test_message("%s", name);
    g_assert_true(shot_time_of_name(name, zone, &when));
    g_assert_cmpint(when, ==, seconds * G_USEC_PER_SEC + milliseconds * 1000);
}

static void check_no_name(const char *name)
{
    g_autoptr(GTimeZone) zone = shanghai();
    gint64 when = 0;

    g_test_message("%s", name);
    g_assert_false(shot_time_of_name(name, zone, &when));
}

static void test_names(void)
{
    check_name("IMG_20250629_190311.jpg", NIGHT, 0);
    check_name("IMG_20250629_190311_123.jpg", NIGHT, 123);
    check_name("IMG20250629190311.jpg", NIGHT, 0);
    check_name("微信图片_20250629190311.jpg", NIGHT, 0);
    check_name("微信图片_20250629190311 (2).jpg", NIGHT, 0);
    check_name("Screenshot_2025-06-29-19-03-11-123_com.tencent.mm.jpg", NIGHT, 123);
    check_name("Screenshot_20250629_190311.png", NIGHT, 0);
    check_name("截屏2025-06-29 19.03.11.png", NIGHT, 0);
    check_name("2025年06月29日 19时03分11秒.jpg", NIGHT, 0);
    check_name("mmexport1751194991000.jpg", NIGHT, 0);
    check_name("wx_camera_1751194991042.jpg", NIGHT, 42);
    check_name("A7_20250629_190311.jpg", NIGHT, 0);

    check_no_name("IMG_1234.HEIC");
    check_no_name("DSC01234.JPG");
    check_no_name("IMG-20250629-WA0001.jpg"); /* a day alone would be midnight */
    check_no_name("20251329_190311.jpg");     /* no such month */
    check_no_name("20250629_250311.jpg");
    check_no_name("18250629_190311.jpg");
    check_no_name("17511949910001.jpg"); /* a digit too many */
    check_no_name("夜巡.jpg");
    check_no_name("");
}

static void test_camera(void)
{
    g_autoptr(GTimeZone) zone = shanghai();
    gint64 when = 0;

    g_assert_true(shot_time_of_camera("2025:06:29 19:03:11", zone, &when));
    g_assert_cmpint(when, ==, NIGHT * G_USEC_PER_SEC);
    g_assert_true(shot_time_of_camera("2025:06:29 11:03:11.250+00:00", zone, &when));
    g_assert_cmpint(when, ==, NIGHT * G_USEC_PER_SEC + 250000);
    g_assert_true(shot_time_of_camera("2025:06:29 19:03:11+08:00", zone, &when));
    g_assert_cmpint(when, ==, NIGHT * G_USEC_PER_SEC);
    g_assert_true(shot_time_of_camera("2025:06:29 19:03:11-99:99", zone, &when));
    g_assert_false(shot_time_of_camera("", zone, &when));
    g_assert_false(shot_time_of_camera("0000:00:00 00:00:00", zone, &when));
    g_assert_false(shot_time_of_camera("2025:06:31 10:00:00", zone, &when));
    g_assert_false(shot_time_of_camera("    :  :     :  :  ", zone, &when));
}

/* A camera's time goes before that in the name, and that before the file's. */
static void test_clocks(void)
{
    g_autoptr(GTimeZone) zone = shanghai();
    g_autoptr(Collation) collation = collation_new("zh");
    const struct stat status = {.st_mtim = {.tv_sec = 5, .tv_nsec = 7000}};
    Shot *shot = shot_new("/usb/IMG_20250629_190311.jpg", &status, collation);

    shot_find_time(shot, zone);
    g_assert_cmpint(shot->clock, ==, CLOCK_NAME);
    strcpy(shot->look.taken, "2024:01:01 00:00:00");
    shot_find_time(shot, zone);
    g_assert_cmpint(shot->clock, ==, CLOCK_CAMERA);
    g_assert_cmpint(shot->when, <, NIGHT * G_USEC_PER_SEC);
    shot_free(shot);
    shot = shot_new("/usb/IMG_7.jpg", &status, collation);
    shot_find_time(shot, zone);
    g_assert_cmpint(shot->clock, ==, CLOCK_FILE);
    g_assert_cmpint(shot->when, ==, 5 * G_USEC_PER_SEC + 7);
    shot_free(shot);
}

static GPtrArray *shots_new(void)
{
    return g_ptr_array_new_with_free_func((GDestroyNotify)shot_free);
}

/* One taken `seconds` after the others began, by the camera. */
static Shot *shot_add(GPtrArray *shots, const char *name, double seconds, guint64 hash)
{
    g_autoptr(Collation) collation = collation_new("zh");
    g_autofree char *path = g_build_filename("/usb", name, NULL);
    const struct stat status = {.st_size = 1000 + shots->len};
    Shot *shot = shot_new(path, &status, collation);

    shot->when = (NIGHT + (gint64)seconds) * G_USEC_PER_SEC;
    shot->clock = CLOCK_CAMERA;
    shot->look = (PhotoLook){.size = {4000, 3000}, .hash = hash, .sharpness = 10};
    g_ptr_array_add(shots, shot);
    return shot;
}

static void test_order(void)
{
    static const char *const wanted[] = {"IMG_2.jpg", "IMG_10.jpg", "a.jpg"};
    g_autoptr(GPtrArray) shots = shots_new();

    shot_add(shots, "a.jpg", 9, 0);
    shot_add(shots, "IMG_10.jpg", 3, 0);
    shot_add(shots, "IMG_2.jpg", 3, 0);
    g_ptr_array_sort(shots, shot_compare);
    for (guint i = 0; i < shots->len; i++)
        g_assert_cmpstr(((const Shot *)shots->pdata[i])->name, ==, wanted[i]);
}

#define HASH G_GUINT64_CONSTANT(0x5a3c96f00ff1c3a5)

/* Of a burst the sharpest is kept, and what was taken later, or shows something else, stays. */
static void test_burst(void)
{
    g_autoptr(GPtrArray) shots = shots_new();
    const Shot *first = shot_add(shots, "1.jpg", 0, HASH);
    Shot *sharp = shot_add(shots, "2.jpg", 1, HASH ^ 0x7);
    const Shot *third = shot_add(shots, "3.jpg", 2, HASH ^ 0x70);
    const Shot *later = shot_add(shots, "4.jpg", 400, HASH ^ 0x7);
    const Shot *other = shot_add(shots, "5.jpg", 3, ~HASH);

    sharp->look.sharpness = 20;
    alike_find(shots);
    g_assert_cmpint(sharp->fate, ==, SHOT_NEW);
    g_assert_cmpint(first->fate, ==, SHOT_ALIKE);
    g_assert_true(first->kept == sharp);
    g_assert_true(third->kept == sharp);
    g_assert_cmpint(later->fate, ==, SHOT_NEW);
    g_assert_cmpint(other->fate, ==, SHOT_NEW);
}

/* In a row of photos of which each is a little different from the one before, the ends are both kept. */
static void test_no_chain(void)
{
    g_autoptr(GPtrArray) shots = shots_new();

    for (guint i = 0; i < 8; i++)
        shot_add(shots, "x.jpg", i, HASH ^ ((G_GUINT64_CONSTANT(1) << (i * 4)) - 1));
    alike_find(shots);
    for (guint i = 0; i < shots->len; i++) {
        const Shot *shot = shots->pdata[i];
        g_assert_true(shot->fate == SHOT_NEW || shot->kept->fate == SHOT_NEW);
        g_assert_true(shot->fate == SHOT_NEW || shots_are_alike(shot, shot->kept));
    }
    g_assert_cmpint(((const Shot *)shots->pdata[0])->fate, ==, SHOT_NEW);
}

#define CHAIN G_GUINT64_CONSTANT(0x3ff)

/* a is like b, b like c, a not like c: of the three, the one in the middle is kept alone, or left out. */
static void test_chain(void)
{
    for (guint best = 0; best < 3; best++) {
        g_autoptr(GPtrArray) shots = shots_new();
        Shot *const chain[] = {shot_add(shots, "a.jpg", 0, HASH), shot_add(shots, "b.jpg", 1, HASH ^ CHAIN),
                               shot_add(shots, "c.jpg", 2, HASH ^ CHAIN ^ (CHAIN << 20))};
        chain[best]->look.sharpness = 20;
        alike_find(shots);
        for (guint i = 0; i < G_N_ELEMENTS(chain); i++)
            g_assert_cmpint(chain[i]->fate, ==, (i == 1) == (best == 1) ? SHOT_NEW : SHOT_ALIKE);
        g_assert_true(best == 1 || chain[1]->kept == chain[best]);
    }
}

/* Photos that are like each other in all ways there are; the same ones each time. */
static GPtrArray *shots_of_all_kinds(void)
{
    GPtrArray *shots = shots_new();
    g_autoptr(GRand) rand = g_rand_new_with_seed(9);

    for (guint i = 0; i < 60; i++) {
        g_autofree char *name = g_strdup_printf("IMG_%u.jpg", i);
        const guint64 hash = HASH ^ (G_GUINT64_CONSTANT(1) << g_rand_int_range(rand, 0, 60)) ^
                             (CHAIN << g_rand_int_range(rand, 0, 12));
        Shot *shot = shot_add(shots, name, g_rand_int_range(rand, 0, 40) / 2, hash);
        shot->clock = (ShotClock)g_rand_int_range(rand, CLOCK_FILE, CLOCK_CAMERA + 1);
        shot->look.sharpness = g_rand_int_range(rand, 9, 12);
        if (g_rand_int_range(rand, 0, 3) == 0)
            shot->look.size = (PictureSize){1600, 1200};
        if (g_rand_int_range(rand, 0, 10) == 0)
            shot->fate = SHOT_OLD;
    }
    return shots;
}

/* What became of each, in the order in which they come into the text. */
static char *fates_of(GPtrArray *shots)
{
    GString *fates = g_string_new(NULL);

    alike_find(shots);
    g_ptr_array_sort(shots, shot_compare);
    for (guint i = 0; i < shots->len; i++) {
        const Shot *shot = shots->pdata[i];
        g_string_append_printf(fates, "%s %d %s\n", shot->name, (int)shot->fate,
                               shot->kept ? shot->kept->name : "");
    }
    return g_string_free(fates, FALSE);
}

/* The order in which a folder tells its files is that of the stick. */
static void test_any_order(void)
{
    g_autoptr(GPtrArray) first = shots_of_all_kinds();
    g_autofree char *wanted = fates_of(first);
    const guint left = shots_count(first, SHOT_ALIKE), kept = shots_count(first, SHOT_NEW);

    g_assert_cmpuint(left, >, 10);
    g_assert_cmpuint(kept, >, 5);
    for (guint turn = 1; turn <= 40; turn++) {
        g_autoptr(GPtrArray) shots = shots_of_all_kinds();
        g_autoptr(GRand) rand = g_rand_new_with_seed(turn);
        for (guint i = shots->len - 1; i > 0; i--) {
            const guint other = (guint)g_rand_int_range(rand, 0, (gint32)i + 1);
            gpointer held = shots->pdata[i];
            shots->pdata[i] = shots->pdata[other];
            shots->pdata[other] = held;
        }
        g_autofree char *got = fates_of(shots);
        g_assert_cmpstr(got, ==, wanted);
    }
}

/* A messenger's copy has no time, and is smaller: the photo is kept, wherever the copy stands. */
static void test_messenger(void)
{
    g_autoptr(GPtrArray) shots = shots_new();
    Shot *copy = shot_add(shots, "mmexport1751999999000.jpg", 90000, HASH ^ 1);
    const Shot *photo = shot_add(shots, "IMG_1.jpg", 0, HASH);
    const Shot *again = shot_add(shots, "IMG_2.jpg", 90000, HASH);

    copy->clock = CLOCK_NAME;
    copy->look.size = (PictureSize){1440, 1080};
    alike_find(shots);
    g_assert_cmpint(copy->fate, ==, SHOT_ALIKE);
    g_assert_cmpint(photo->fate, ==, SHOT_NEW);
    g_assert_cmpint(again->fate, ==, SHOT_NEW); /* both cameras say when: two photos of one thing */
}

/* What was covered in a photo stays covered. */
static void test_edited(void)
{
    static const char *const names[] = {"IMG_E0001.JPG", "IMG_0001-Edited.jpg", "IMG_0001打码.jpg"};

    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autoptr(GPtrArray) shots = shots_new();
        Shot *photo = shot_add(shots, "IMG_0001.JPG", 0, HASH);
        const Shot *edited = shot_add(shots, names[i], 0, HASH ^ 1);

        photo->look.sharpness = 99;
        alike_find(shots);
        g_assert_cmpint(edited->fate, ==, SHOT_NEW);
        g_assert_true(photo->kept == edited);
    }
}

/* Of two equal ones that differ in nothing else, the surer time is taken over. */
static void test_surer_time(void)
{
    g_autoptr(GPtrArray) shots = shots_new();
    Shot *large = shot_add(shots, "large.jpg", 90000, HASH);
    Shot *small = shot_add(shots, "small.jpg", 5, HASH);

    large->clock = CLOCK_FILE;
    small->look.size = (PictureSize){400, 300};
    alike_find(shots);
    g_assert_cmpint(small->fate, ==, SHOT_ALIKE);
    g_assert_cmpint(large->when, ==, small->when);
}

/* Skies all look the same to a hash; other proportions, and times that only files say, are no burst. */
static void test_kept_apart(void)
{
    g_autoptr(GPtrArray) shots = shots_new();
    Shot *sky = shot_add(shots, "sky.jpg", 0, 3);
    shot_add(shots, "wall.jpg", 90000, 3);
    shot_add(shots, "paper.jpg", 30, 3);
    Shot *tall = shot_add(shots, "tall.jpg", 0, HASH);
    shot_add(shots, "wide.jpg", 0, HASH);
    Shot *one = shot_add(shots, "one.jpg", 5000, ~HASH), *two = shot_add(shots, "two.jpg", 5000, ~HASH ^ 0xf);
    Shot *wechat = shot_add(shots, "mmexport1.jpg", 7000, HASH >> 1);
    Shot *later = shot_add(shots, "mmexport2.jpg", 8000, HASH >> 1);

    wechat->clock = later->clock = CLOCK_NAME;
    shot_add(shots, "Screenshot_1.jpg", 9000, HASH);
    shot_add(shots, "Screenshot_2.jpg", 9000, HASH);
    shot_add(shots, "截屏.jpg", 9000, HASH);
    shot_add(shots, "page.PNG", 9000, HASH);
    /* One is honoured after the other, on one stage. */
    shot_add(shots, "stage-1.jpg", 6000, HASH << 1);
    shot_add(shots, "stage-2.jpg", 6010, (HASH << 1) ^ 0x7f);
    shot_add(shots, "stage-3.jpg", 6060, (HASH << 1) ^ 0xf00);

    sky->clock = CLOCK_NAME;
    tall->look.size = (PictureSize){3000, 4000};
    one->clock = two->clock = CLOCK_FILE;
    alike_find(shots);
    for (guint i = 0; i < shots->len; i++)
        g_assert_cmpint(((const Shot *)shots->pdata[i])->fate, ==, SHOT_NEW);
}

/* What the entry has is kept, though it be worse. */
static void test_there(void)
{
    g_autoptr(GPtrArray) shots = shots_new();
    Shot *there = shot_add(shots, "1.jpg", 0, HASH);
    const Shot *better = shot_add(shots, "2.jpg", 1, HASH);

    there->fate = SHOT_THERE;
    there->look.sharpness = 1;
    alike_find(shots);
    g_assert_cmpint(there->fate, ==, SHOT_THERE);
    g_assert_true(better->kept == there);
}

static char *folder_new(void)
{
    char *folder = g_dir_make_tmp("album-XXXXXX", NULL);

    g_assert_nonnull(folder);
    return folder;
}

static void folder_put(const char *folder, const char *name, const char *bytes)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);

    g_assert_true(g_file_set_contents(path, bytes, -1, NULL));
}

static void folder_remove(const char *folder)
{
    const char *const argv[] = {"rm", "-rf", folder, NULL};

    g_assert_true(
        g_spawn_sync(NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL));
}

static void test_targets(void)
{
    static const char *const wanted[] = {"patrol-08.heic", "patrol-09.jpg", "patrol-10.png"};
    g_autofree char *folder = folder_new();
    g_autoptr(GPtrArray) shots = shots_new();

    folder_put(folder, "Patrol-7.JPG", "");
    folder_put(folder, "patrol-7000.txt", "");
    folder_put(folder, "patrol-90-480.jpg", "");
    folder_put(folder, "patrolling-80.jpg", "");
    shot_add(shots, "IMG_1.HEIC", 0, 0);
    shot_add(shots, "IMG_2.JPEG", 1, 0);
    shot_add(shots, "left.jpg", 1, 0)->fate = SHOT_REFUSED;
    shot_add(shots, "IMG_3.PNG", 2, 0);
    names_give(shots, folder, "patrol");
    guint named = 0;
    for (guint i = 0; i < shots->len; i++) {
        const Shot *shot = shots->pdata[i];
        if (shot->fate == SHOT_NEW)
            g_assert_cmpstr(shot->target, ==, wanted[named++]);
    }
    g_assert_cmpuint(named, ==, 3);
    folder_remove(folder);
}

/* A hundred more than 99: the numbers of one run have one width. */
static void test_wide_targets(void)
{
    g_autofree char *folder = folder_new();
    g_autoptr(GPtrArray) shots = shots_new();

    for (guint i = 0; i < 120; i++)
        shot_add(shots, "x.jpg", i, 0);
    names_give(shots, folder, "夜巡");
    g_assert_cmpstr(((const Shot *)shots->pdata[0])->target, ==, "夜巡-001.jpg");
    g_assert_cmpstr(((const Shot *)shots->pdata[119])->target, ==, "夜巡-120.jpg");
    folder_remove(folder);
}

static Shot *file_add(GPtrArray *shots, const char *folder, const char *name, const char *bytes)
{
    g_autoptr(Collation) collation = collation_new("zh");
    g_autofree char *path = g_build_filename(folder, name, NULL);
    const struct stat status = {.st_size = (off_t)strlen(bytes)};
    Shot *shot = shot_new(path, &status, collation);

    folder_put(folder, name, bytes);
    g_ptr_array_add(shots, shot);
    return shot;
}

static void test_known(void)
{
    g_autofree char *entry = folder_new();
    g_autofree char *usb = folder_new();
    g_autoptr(GPtrArray) shots = shots_new();

    folder_put(entry, "patrol-03.jpg", "AAAA");
    folder_put(entry, "other.jpg", "DDDD");
    for (guint i = 9; i > 3; i--) { /* of equal ones the first by its name, wherever the folder has it */
        g_autofree char *name = g_strdup_printf("patrol-%02u.jpg", i);
        folder_put(entry, name, "AAAA");
    }
    const Shot *there = file_add(shots, usb, "1.jpg", "AAAA");
    const Shot *fresh = file_add(shots, usb, "2.jpg", "BBBB");
    const Shot *twin = file_add(shots, usb, "2 (1).jpg", "BBBB");
    const Shot *strange = file_add(shots, usb, "4.jpg", "DDDD");
    known_mark(shots, entry, "patrol");
    g_assert_cmpint(there->fate, ==, SHOT_THERE);
    g_assert_cmpstr(there->target, ==, "patrol-03.jpg");
    g_assert_cmpint(fresh->fate, ==, SHOT_NEW);
    g_assert_cmpint(twin->fate, ==, SHOT_TWIN);
    g_assert_true(twin->kept == fresh);
    g_assert_cmpint(strange->fate, ==, SHOT_NEW); /* another entry's */

    folder_put(entry, "patrol-10.jpg", "EEEE");
    known_add(shots, entry, "patrol");
    g_assert_cmpuint(shots->len, ==, 4 + 7);
    for (guint i = 4; i < shots->len; i++) {
        const Shot *old = shots->pdata[i];
        g_autofree char *name = g_strdup_printf("patrol-%02u.jpg", i);
        g_assert_cmpint(old->fate, ==, SHOT_OLD);
        g_assert_cmpstr(old->target, ==, name);
    }
    folder_remove(entry);
    folder_remove(usb);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/album/names", test_names);
    g_test_add_func("/album/camera", test_camera);
    g_test_add_func("/album/clocks", test_clocks);
    g_test_add_func("/album/order", test_order);
    g_test_add_func("/album/burst", test_burst);
    g_test_add_func("/album/no-chain", test_no_chain);
    g_test_add_func("/album/chain", test_chain);
    g_test_add_func("/album/any-order", test_any_order);
    g_test_add_func("/album/messenger", test_messenger);
    g_test_add_func("/album/edited", test_edited);
    g_test_add_func("/album/surer-time", test_surer_time);
    g_test_add_func("/album/kept-apart", test_kept_apart);
    g_test_add_func("/album/there", test_there);
    g_test_add_func("/album/targets", test_targets);
    g_test_add_func("/album/wide-targets", test_wide_targets);
    g_test_add_func("/album/known", test_known);
    return g_test_run();
}
