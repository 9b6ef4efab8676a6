/* SPDX-License-Identifier: MIT */
/* Photos worked on by confined processes: what is made, what is told of those that are broken, and what ends
 * all of it. */
#include "darkroom/darkroom.h"

#include <glib/gstdio.h>
#include <string.h>

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

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/darkroom/make", test_make);
    return g_test_run();
}
