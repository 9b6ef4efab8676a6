/* SPDX-License-Identifier: MIT */
/* Photos worked on by confined processes: what is made, what is told of those that are broken, and what ends
 * all of it. */
#include "darkroom/darkroom.h"
#include "process/confine.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

typedef struct {
    char *folder;
    guint steps; /* of progress */
} Room;

static void room_init(Room *room)
{
    *room = (Room){.folder = g_dir_make_tmp("darkroom-XXXXXX", NULL)};
    g_assert_nonnull(room->folder);
}

static void room_clear(Room *room)
{
    const char *const argv[] = {"rm", "-rf", room->folder, NULL};

    g_assert_true(
        g_spawn_sync(NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL));
    g_free(room->folder);
}

static char *room_path(const Room *room, const char *name)
{
    return g_build_filename(room->folder, name, NULL);
}

/* A process of its own: libvips begins threads, beside which no process may be forked. */
static void vips(const char *operation, const char *path, const char *more)
{
    g_autofree char *line = g_strdup_printf("vips %s %s %s", operation, path, more);
    g_autoptr(GError) error = NULL;
    int status;

    g_assert_true(g_spawn_command_line_sync(line, NULL, NULL, &status, &error));
    g_assert_no_error(error);
    g_assert_true(g_spawn_check_wait_status(status, NULL));
}

static char *photo(const Room *room, const char *name, const char *sides)
{
    char *path = room_path(room, name);

    vips("black", path, sides);
    return path;
}

static void count_step(guint done, guint all, gpointer data)
{
    Room *room = data;

    g_assert_cmpuint(done, <=, all);
    room->steps++;
}

static void run(Room *room, DarkroomTask *tasks, guint count)
{
    const DarkroomJob job = {.tasks = tasks,
                             .count = count,
                             .folder = room->folder,
                             .children = 2,
                             .progress = count_step,
                             .data = room};
    g_autoptr(GError) error = NULL;

    darkroom_run(&job, NULL, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(room->steps, ==, count);
}

static void assert_size(const char *path, guint width, guint height)
{
    PictureSize size;

    g_assert_true(picture_size_of_file(path, &size));
    g_assert_cmpuint(size.width, ==, width);
    g_assert_cmpuint(size.height, ==, height);
}

static void test_make(void)
{
    Room room;

    room_init(&room);
    g_autofree char *source = photo(&room, "a.jpg", "1200 900");
    g_autofree char *large = room_path(&room, "a-960.webp"), *small = room_path(&room, "a-480.jpg");
    const PhotoFile files[] = {{large, {{960, 720}, PHOTO_WEBP}}, {small, {{480, 360}, PHOTO_JPEG}}};
    DarkroomTask task = {.work = DARKROOM_MAKE,
                         .source = source,
                         .whole = {1200, 900},
                         .files = files,
                         .n_files = G_N_ELEMENTS(files)};
    run(&room, &task, 1);
    g_assert_cmpstr(task.why, ==, NULL);
    g_assert_cmpint(task.end, ==, PHOTO_DONE);
    assert_size(large, 960, 720);
    assert_size(small, 480, 360);
    darkroom_clear(&task, 1);
    room_clear(&room);
}

static gboolean is_loaded(const char *library)
{
    g_autofree char *maps = NULL;

    g_assert_true(g_file_get_contents("/proc/self/maps", &maps, NULL, NULL));
    return strstr(maps, library) != NULL;
}

/* Where there is nothing to do, libvips is not even loaded. Before all other tests. */
static void test_nothing(void)
{
    const DarkroomJob job = {.children = 2};

    g_assert_true(darkroom_run(&job, NULL, NULL));
    g_assert_false(is_loaded("libvips"));
}

static DarkroomTask look_at(const char *source)
{
    return (DarkroomTask){.work = DARKROOM_LOOK, .source = source};
}

/* One after the other, each with what became of it. */
static void test_ends(void)
{
    Room room;

    room_init(&room);
    g_autofree char *whole = photo(&room, "whole.png", "120 90 --bands 3");
    g_autofree char *cut = photo(&room, "cut.png", "1200 900 --bands 3");
    g_autofree char *large = photo(&room, "large.png", "30000 30000");
    g_autofree char *weighty = photo(&room, "weighty.png[interlace]", "22000 22000");
    g_autofree char *other = room_path(&room, "other.jpg"), *missing = room_path(&room, "missing.jpg");
    g_autofree char *bare = room_path(&room, "bare.png");
    weighty[strlen(weighty) - strlen("[interlace]")] = '\0';
    g_assert_true(g_file_set_contents(other, "%PDF-1.7", -1, NULL));
    g_assert_cmpint(truncate(cut, 1000), ==, 0);
    const PhotoFile target = {.path = bare};
    DarkroomTask tasks[] = {look_at(whole), look_at(cut),     look_at(large), look_at(weighty),
                            look_at(other), look_at(missing), look_at(whole)};
    static const PhotoEnd ends[] = {PHOTO_DONE,    PHOTO_DAMAGED, PHOTO_LARGE,    PHOTO_LARGE,
                                    PHOTO_DAMAGED, PHOTO_DAMAGED, PHOTO_UNTOUCHED};
    tasks[6].work = DARKROOM_CLEAN;
    tasks[6].files = &target;
    tasks[6].n_files = 1;
    run(&room, tasks, G_N_ELEMENTS(tasks));
    for (gsize i = 0; i < G_N_ELEMENTS(tasks); i++) {
        g_assert_cmpint(tasks[i].end, ==, ends[i]);
        g_assert_true((tasks[i].why != NULL) == (ends[i] != PHOTO_DONE && ends[i] != PHOTO_UNTOUCHED));
    }
    g_assert_cmpuint(tasks[0].look.size.width, ==, 120);
    g_assert_false(g_file_test(bare, G_FILE_TEST_EXISTS));
    darkroom_clear(tasks, G_N_ELEMENTS(tasks));
    room_clear(&room);
}

/* The disk is full, or the copies' folder is gone: that is no photo's fault, and ends all of it. */
static void test_unwritten(void)
{
    static const struct {
        const char *folder, *path, *said;
    } cases[] = {{"/dev", "/dev/full", "No space left on device"},
                 {"/nowhere", "/nowhere/a.jpg", "No such file or directory"}};
    Room room;

    room_init(&room);
    g_autofree char *source = photo(&room, "a.jpg", "1200 900");
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++)
        for (PhotoFormat format = 0; format < N_PHOTO_FORMATS; format++) {
            const PhotoFile file = {cases[i].path, {{480, 360}, format}};
            DarkroomTask task = {
                .work = DARKROOM_MAKE, .source = source, .whole = {1200, 900}, .files = &file, .n_files = 1};
            const DarkroomJob job = {.tasks = &task, .count = 1, .folder = cases[i].folder, .children = 2};
            g_autoptr(GError) error = NULL;
            g_assert_false(darkroom_run(&job, NULL, &error));
            g_assert_error(error, PROCESS_ERROR, PROCESS_ERROR_MACHINE);
            g_assert_nonnull(strstr(error->message, cases[i].said));
            darkroom_clear(&task, 1);
        }
    room_clear(&room);
}

/* Copies go into the folder that was named, and nowhere else. */
static void test_confined(void)
{
    Room room;

    if (!(confine_offered() & CONFINE_FILES)) {
        g_test_skip("this kernel confines nothing");
        return;
    }
    room_init(&room);
    g_autofree char *source = photo(&room, "a.jpg", "1200 900"), *inside = room_path(&room, "inside");
    g_autofree char *outside = room_path(&room, "outside.jpg");
    const PhotoFile file = {outside, {{480, 360}, PHOTO_JPEG}};
    DarkroomTask task = {
        .work = DARKROOM_MAKE, .source = source, .whole = {1200, 900}, .files = &file, .n_files = 1};
    const DarkroomJob job = {.tasks = &task, .count = 1, .folder = inside, .children = 2};
    g_autoptr(GError) error = NULL;
    g_assert_cmpint(g_mkdir(inside, 0700), ==, 0);
    g_assert_false(darkroom_run(&job, NULL, &error));
    g_assert_error(error, PROCESS_ERROR, PROCESS_ERROR_MACHINE);
    g_assert_false(g_file_test(outside, G_FILE_TEST_EXISTS));
    darkroom_clear(&task, 1);
    room_clear(&room);
}

static gboolean is_interrupted(const Interrupt *interrupt)
{
    g_autoptr(GError) error = NULL;

    return interrupt_waits(interrupt, &error);
}

static void test_interrupted(void)
{
    Interrupt interrupt;
    Room room;

    room_init(&room);
    g_autofree char *source = photo(&room, "a.png", "1200 900");
    DarkroomTask task = look_at(source);
    const DarkroomJob job = {.tasks = &task, .count = 1, .children = 2};
    g_autoptr(GError) error = NULL;
    struct sigaction ignored = {.sa_handler = SIG_IGN}, before;
    interrupt_hold(&interrupt);
    g_assert_cmpint(raise(SIGTERM), ==, 0);
    g_assert_true(is_interrupted(&interrupt));
    g_assert_false(darkroom_run(&job, &interrupt, &error));
    g_assert_error(error, PROCESS_ERROR, PROCESS_ERROR_INTERRUPTED);
    sigaction(SIGTERM, &ignored, &before); /* which takes back what waits */
    sigaction(SIGTERM, &before, NULL);
    interrupt_release(&interrupt);
    darkroom_clear(&task, 1);
    room_clear(&room);
}

#define CUTS 12
#define CHANGES 24

/* A file that differs from `bytes` somewhere. */
static char *spoiled(const Room *room, const char *bytes, gsize length, guint number)
{
    g_autofree char *name = g_strdup_printf("spoiled-%u", number);
    g_autofree char *copy = g_memdup2(bytes, length);
    char *path = room_path(room, name);

    if (number < CUTS) {
        length = length * (number + 1) / (CUTS + 1);
    } else {
        /* The head is where most is said. */
        const gsize end = number % 2 ? length : MIN(length, 200);
        for (guint i = 0; i < 3; i++)
            copy[(gsize)g_test_rand_int_range(0, (gint32)end)] = (char)g_test_rand_int_range(-128, 128);
    }
    g_assert_true(g_file_set_contents(path, copy, (gssize)length, NULL));
    return path;
}

/* Files of each form, cut off and changed: the worst that they do is to cost their process. */
static void test_hostile(void)
{
    static const char *const names[] = {"a.jpg",  "b.jpg[interlace]",
                                        "a.png",  "b.png[interlace]",
                                        "a.webp", "a.gif",
                                        "a.tif",  "b.tif[compression=lzw,tile]",
                                        "a.heic", "a.avif"};
    Room room;

    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        DarkroomTask tasks[2 * (CUTS + CHANGES)];
        char *paths[CUTS + CHANGES];
        g_autofree char *bytes = NULL;
        gsize length;
        room_init(&room);
        g_autofree char *path = photo(&room, names[i], "130 90 --bands 3"), *bare = room_path(&room, "bare");
        const PhotoFile target = {.path = bare};
        path[strcspn(path, "[")] = '\0';
        g_assert_true(g_file_get_contents(path, &bytes, &length, NULL));
        for (guint j = 0; j < CUTS + CHANGES; j++) {
            paths[j] = spoiled(&room, bytes, length, j);
            tasks[2 * j] = tasks[2 * j + 1] = look_at(paths[j]);
            tasks[2 * j + 1].work = DARKROOM_CLEAN;
            tasks[2 * j + 1].files = &target;
            tasks[2 * j + 1].n_files = 1;
        }
        run(&room, tasks, G_N_ELEMENTS(tasks));
        darkroom_clear(tasks, G_N_ELEMENTS(tasks));
        for (guint j = 0; j < CUTS + CHANGES; j++)
            g_free(paths[j]);
        room_clear(&room);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_log_set_always_fatal(G_LOG_FATAL_MASK); /* libvips warns of whatever it passes over */
    g_test_add_func("/darkroom/nothing", test_nothing);
    g_test_add_func("/darkroom/ends", test_ends);
    g_test_add_func("/darkroom/unwritten", test_unwritten);
    g_test_add_func("/darkroom/confined", test_confined);
    g_test_add_func("/darkroom/interrupted", test_interrupted);
    g_test_add_func("/darkroom/hostile", test_hostile);
    g_test_add_func("/darkroom/make", test_make);
    return g_test_run();
}
