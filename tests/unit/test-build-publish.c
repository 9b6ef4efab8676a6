/* SPDX-License-Identifier: MIT */
#include "build/failure.h"
#include "build/guard.h"
#include "build/lock.h"
#include "build/manifest.h"
#include "build/publish.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

typedef struct {
    char *root;
    char *public_folder;
    char *work;
    Destination *destination;
    Diagnostics *diagnostics;
} Fixture;

static void place_init(Fixture *place, gconstpointer data)
{
    (void)data;
    place->root = g_dir_make_tmp("broadside-XXXXXX", NULL);
    place->public_folder = g_build_filename(place->root, "public", NULL);
    place->work = g_build_filename(place->root, ".broadside", NULL);
    g_assert_cmpint(g_mkdir(place->work, 0700), ==, 0);
    place->destination = destination_new(place->public_folder);
    place->diagnostics = diagnostics_new();
}

static void place_clear(Fixture *place, gconstpointer data)
{
    g_autofree char *quoted = g_shell_quote(place->root);
    g_autofree char *command = g_strconcat("rm -r ", quoted, NULL);

    (void)data;
    destination_free(place->destination);
    diagnostics_free(place->diagnostics);
    g_assert_cmpint(system(command), ==, 0);
    g_free(place->root);
    g_free(place->public_folder);
    g_free(place->work);
}

static char *text_at(const Fixture *place, const char *path)
{
    g_autofree char *file = g_build_filename(place->public_folder, path, NULL);
    char *text = NULL;
    g_file_get_contents(file, &text, NULL, NULL);
    return text;
}

/* Publishes files with their own paths as texts, after `prefix`. */
static PublishCounts publish_all(Fixture *place, const char *const *paths, const char *prefix)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GArray) files = g_array_new(FALSE, TRUE, sizeof(StagedFile));
    g_autoptr(Stage) stage = stage_new(place->destination, place->work, &error);
    PublishCounts counts = {0};

    g_assert_no_error(error);
    for (guint i = 0; paths[i]; i++) {
        g_autofree char *text = g_strconcat(prefix, paths[i], NULL);
        StagedFile file = {.path = paths[i], .number = i};
        stage_put(stage, &file, text, strlen(text), &error);
        g_assert_no_error(error);
        g_array_append_val(files, file);
    }
    publish(place->destination, stage, files, FALSE, place->diagnostics, &counts, &error);
    g_assert_no_error(error);
    return counts;
}

static void test_publish(Fixture *place, gconstpointer data)
{
    static const char *const first[] = {"z.html", "a/b/c.html", "a/d.html", NULL};
    static const char *const second[] = {"a/d.html", "a.html", NULL};
    PublishCounts counts = publish_all(place, first, "1 ");

    (void)data;
    g_assert_cmpuint(counts.written, ==, 3);
    g_autofree char *text = text_at(place, "a/b/c.html");
    g_assert_cmpstr(text, ==, "1 a/b/c.html");
    counts = publish_all(place, first, "1 ");
    g_assert_cmpuint(counts.unchanged, ==, 3);
    g_assert_cmpuint(counts.written, ==, 0);
    counts = publish_all(place, second, "1 ");
    g_assert_cmpuint(counts.removed, ==, 2);
    g_assert_cmpuint(counts.written, ==, 1);
    g_autofree char *folder = g_build_filename(place->public_folder, "a", "b", NULL);
    g_assert_false(g_file_test(folder, G_FILE_TEST_EXISTS));
    g_assert_cmpuint(diagnostics_count(place->diagnostics, SEVERITY_ERROR), ==, 0);
}

static void test_stage_leaves_destination(Fixture *place, gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Stage) stage = stage_new(place->destination, place->work, &error);
    StagedFile file = {.path = "a.html"};

    (void)data;
    g_assert_true(stage_put(stage, &file, "text", 4, &error));
    g_assert_true(file.staged);
    g_assert_false(g_file_test(place->public_folder, G_FILE_TEST_EXISTS));
    g_clear_pointer(&stage, stage_free);
    g_autofree char *folder = g_build_filename(place->work, "staging", NULL);
    g_assert_false(g_file_test(folder, G_FILE_TEST_EXISTS));
}

static void test_manifest(Fixture *place, gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Manifest) manifest = manifest_new();
    const Digest one = digest_bytes("one", 3), two = digest_bytes("two", 3);

    (void)data;
    const int work = open(place->work, O_PATH | O_DIRECTORY);
    manifest_add(manifest, "z.html", one);
    manifest_add(manifest, "新闻/a.html", two);
    manifest_add(manifest, "z.html", two);
    manifest_add(manifest, "z.html", two);
    g_assert_true(destination_make(place->destination, &error));
    g_assert_true(manifest_save(manifest, place->destination, work, &error));
    g_autoptr(Manifest) loaded = manifest_load(place->destination, &error);
    g_assert_true(manifest_holds(loaded, "z.html", one));
    g_assert_true(manifest_holds(loaded, "z.html", two));
    g_assert_false(manifest_holds(loaded, "新闻/a.html", one));
    g_assert_false(manifest_has(loaded, "other"));
    g_autoptr(GPtrArray) paths = manifest_paths(loaded);
    g_assert_cmpuint(paths->len, ==, 2);
    g_assert_cmpstr(paths->pdata[0], ==, "z.html");
    g_autofree char *text = manifest_format(loaded);
    g_autofree char *file = text_at(place, MANIFEST_NAME);
    g_assert_cmpstr(text, ==, file);
    close(work);
}

static void test_manifest_refuses(Fixture *place, gconstpointer data)
{
    static const char lines[] = "0123456789abcdef0123456789abcdef  ../up\n"
                                "0123456789abcdef0123456789abcdef  /root\n"
                                "0123456789abcdef0123456789abcdef  a//b\n"
                                "0123456789abcdef0123456789abcdef one-space\n"
                                "0123456789abcdef0123456789abcdeg  not-hex\n"
                                "0123  short\n\n"
                                "0123456789abcdef0123456789abcdef  good\n"
                                "0123456789abcdef0123456789abcdef  no-end";
    g_autofree char *file = g_build_filename(place->public_folder, MANIFEST_NAME, NULL);
    g_autoptr(GError) error = NULL;

    (void)data;
    g_assert_true(destination_make(place->destination, &error));
    g_assert_true(g_file_set_contents(file, lines, -1, &error));
    g_autoptr(Manifest) manifest = manifest_load(place->destination, &error);
    g_autoptr(GPtrArray) paths = manifest_paths(manifest);
    g_assert_cmpuint(paths->len, ==, 1);
    g_assert_cmpstr(paths->pdata[0], ==, "good");
}

/* Nothing below a destination is reached through a link. */
static void test_destination_links(Fixture *place, gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *link = g_build_filename(place->public_folder, "link", NULL);
    g_autofree char *target = g_build_filename(place->root, "file", NULL);
    const char *name;

    (void)data;
    g_assert_true(destination_make(place->destination, &error));
    g_assert_true(g_file_set_contents(target, "kept", -1, &error));
    g_assert_cmpint(symlink(place->root, link), ==, 0);
    g_assert_cmpint(destination_open(place->destination, "link/file"), ==, -1);
    g_assert_false(destination_remove(place->destination, "link/file"));
    g_assert_cmpint(destination_parent(place->destination, "link/new/x", TRUE, &name), ==, -1);
    g_assert_cmpint(errno, ==, ENOTDIR);
    g_assert_true(g_file_test(target, G_FILE_TEST_EXISTS));
    g_assert_cmpint(unlink(link), ==, 0);
    g_assert_cmpint(symlink(target, link), ==, 0);
    g_assert_cmpint(destination_open(place->destination, "link"), ==, -1);
}

static void test_guard(Fixture *place, gconstpointer data)
{
    static const struct {
        const char *path;
        gboolean good;
    } cases[] = {
        {"public", TRUE},      {"a/b/c", TRUE},      {"../elsewhere", TRUE}, {"content2", TRUE},
        {".", FALSE},          {"..", FALSE},        {"content", FALSE},     {"content/x", FALSE},
        {"static", FALSE},     {"public/..", FALSE}, {"themes", FALSE},      {"a/../data", FALSE},
        {".broadside", FALSE},
    };

    (void)data;
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        g_autofree char *path = g_build_filename(place->root, cases[i].path, NULL);
        g_test_message("%s", cases[i].path);
        g_assert_cmpint(guard_destination(place->root, path, &error), ==, cases[i].good);
        if (!cases[i].good)
            g_assert_error(error, BUILD_ERROR, BUILD_ERROR_USAGE);
    }
}

static void never_waits(int pid)
{
    g_error("waits for %d", pid);
}

static void test_lock(Fixture *place, gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    (void)data;
    for (int i = 0; i < 3; i++) {
        Lock *lock = lock_acquire(place->work, never_waits, &error);
        g_assert_no_error(error);
        lock_release(lock);
    }
}

#define ADD(name, function) g_test_add(name, Fixture, NULL, place_init, function, place_clear)

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD("/publish/publish", test_publish);
    ADD("/publish/stage-leaves-destination", test_stage_leaves_destination);
    ADD("/publish/manifest", test_manifest);
    ADD("/publish/manifest-refuses", test_manifest_refuses);
    ADD("/publish/destination-links", test_destination_links);
    ADD("/publish/guard", test_guard);
    ADD("/publish/lock", test_lock);
    return g_test_run();
}
