/* SPDX-License-Identifier: MIT */
#include "build/failure.h"
#include "build/guard.h"
#include "build/lock.h"
#include "build/manifest.h"
#include "build/proof.h"
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
        StagedFile file = {.path = paths[i]};
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
    g_autoptr(Manifest) none = manifest_new(0);
    g_autoptr(Manifest) a = manifest_new(2);
    g_autoptr(Manifest) b = manifest_new(2);
    const Digest one = digest_bytes("one", 3), two = digest_bytes("two", 3);

    (void)data;
    manifest_add(a, "a/z.html", one);
    manifest_add(a, "新闻/a.html", two);
    manifest_add(b, "a/z.html", two);
    manifest_add(b, "新闻/a.html", two);
    g_autoptr(Destination) work = destination_new(place->work);
    g_autoptr(Manifest) both = manifest_union(a, b);
    g_assert_true(destination_make(place->destination, &error));
    g_assert_true(manifest_save(both, none, place->destination, work, &error));
    g_autoptr(Manifest) loaded = manifest_load(place->destination, none, &error);
    g_assert_true(manifest_holds(loaded, "a/z.html", one));
    g_assert_true(manifest_holds(loaded, "a/z.html", two));
    g_assert_false(manifest_holds(loaded, "新闻/a.html", one));
    g_assert_false(manifest_has(loaded, "other"));
    g_assert_true(manifest_has_inside(loaded, "新闻"));
    g_assert_true(manifest_has_inside(loaded, "a"));
    g_assert_false(manifest_has_inside(loaded, "a/z.html"));
    g_assert_cmpuint(manifest_count(loaded), ==, 3);
    g_assert_cmpstr(manifest_path(loaded, 2), ==, "新闻/a.html");
    g_autofree char *file = text_at(place, MANIFEST_NAME);
    g_assert_true(XXH128_isEqual(manifest_digest(loaded), digest_bytes(file, strlen(file))));
    g_assert_true(XXH128_isEqual(manifest_digest(both), manifest_digest(loaded)));
}

static void test_manifest_refuses(Fixture *place, gconstpointer data)
{
    static const char lines[] = "0123456789abcdef0123456789abcdef  ../up\n"
                                "0123456789abcdef0123456789abcdef  /root\n"
                                "0123456789abcdef0123456789abcdef  a//b\n"
                                "0123456789abcdef0123456789abcdef one-space\n"
                                "0123456789abcdef0123456789abcdeg  not-hex\n"
                                "0123  short\n\n"
                                "0123456789abcdef0123456789abcdef  z\n"
                                "0123456789abcdef0123456789abcdef  a\n"
                                "0123456789abcdef0123456789abcdef  z\n"
                                "0123456789abcdef0123456789abcdef  no-end";
    g_autofree char *file = g_build_filename(place->public_folder, MANIFEST_NAME, NULL);
    g_autoptr(GError) error = NULL;

    (void)data;
    g_assert_true(destination_make(place->destination, &error));
    g_assert_true(g_file_set_contents(file, lines, -1, &error));
    g_autoptr(Manifest) none = manifest_new(0);
    g_autoptr(Manifest) manifest = manifest_load(place->destination, none, &error);
    g_assert_cmpuint(manifest_count(manifest), ==, 2);
    g_assert_cmpstr(manifest_path(manifest, 0), ==, "a");
    g_assert_cmpstr(manifest_path(manifest, 1), ==, "z");
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

static void file_put(const Fixture *place, const char *path, const char *text)
{
    g_autofree char *file = g_build_filename(place->public_folder, path, NULL);
    g_autoptr(GError) error = NULL;

    g_file_set_contents(file, text, -1, &error);
    g_assert_no_error(error);
}

/* Publishes "a.html", "b/c.html" and "d.html", staged as `files` says. */
static PublishCounts files_publish(Fixture *place, GArray *files, const char *text)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Stage) stage = stage_new(place->destination, place->work, &error);
    PublishCounts counts = {0};

    g_assert_no_error(error);
    for (guint i = 0; text && i < files->len; i++)
        stage_put(stage, &g_array_index(files, StagedFile, i), text, strlen(text), &error);
    publish(place->destination, stage, files, FALSE, place->diagnostics, &counts, &error);
    g_assert_no_error(error);
    return counts;
}

static GArray *files_new(void)
{
    static const StagedFile list[] = {{.path = "a.html"}, {.path = "b/c.html"}, {.path = "d.html"}};
    GArray *files = g_array_new(FALSE, TRUE, sizeof(StagedFile));

    return g_array_append_vals(files, list, G_N_ELEMENTS(list));
}

static StagedFile *file_at(GArray *files, guint index)
{
    return &g_array_index(files, StagedFile, index);
}

/* Longer than a tick of the clock: what was written before is proof by its stamp. */
#define TICKS (50 * 1000)

static void test_stamps(Fixture *place, gconstpointer data)
{
    g_autoptr(GArray) files = files_new();

    (void)data;
    files_publish(place, files, "one");
    g_usleep(TICKS);
    proof_check(place->destination, file_at(files, 0), files->len, 2);
    for (guint i = 0; i < files->len; i++) {
        g_assert_true(file_at(files, i)->proven);
        g_assert_false(stamp_is_none(file_at(files, i)->stamp));
    }
    /* Kept: counted, and left alone, though nothing is staged. */
    const FileStamp before = file_at(files, 1)->stamp;
    for (guint i = 0; i < files->len; i++)
        file_at(files, i)->staged = FALSE;
    const PublishCounts counts = files_publish(place, files, NULL);
    g_assert_cmpuint(counts.unchanged, ==, 3);
    g_assert_cmpuint(counts.written, ==, 0);
    g_assert_true(stamp_equal(before, file_at(files, 1)->stamp));
    StagedFile manifest = counts.manifest;
    proof_check(place->destination, &manifest, 1, 1);
    g_assert_true(manifest.proven);
}

static void test_proof(Fixture *place, gconstpointer data)
{
    g_autofree char *link = g_build_filename(place->public_folder, "a.html", NULL);
    g_autofree char *target = g_build_filename(place->public_folder, "e.html", NULL);
    g_autoptr(GArray) files = files_new();

    (void)data;
    files_publish(place, files, "one");
    g_usleep(TICKS);
    proof_check(place->destination, file_at(files, 0), files->len, 1);
    file_put(place, "d.html", "one"); /* another file, and the same bytes */
    file_put(place, "b/c.html", "two");
    g_assert_cmpint(g_rename(link, target), ==, 0);
    g_assert_cmpint(symlink("e.html", link), ==, 0);
    proof_check(place->destination, file_at(files, 0), files->len, 1);
    g_assert_false(file_at(files, 0)->proven);
    g_assert_false(file_at(files, 1)->proven);
    g_assert_true(file_at(files, 2)->proven);
    g_assert_cmpint(g_unlink(link), ==, 0);
    g_assert_cmpint(g_mkdir(link, 0777), ==, 0);
    proof_check(place->destination, file_at(files, 0), files->len, 1);
    g_assert_false(file_at(files, 0)->proven);
    g_assert_cmpint(g_rmdir(link), ==, 0);
    proof_check(place->destination, file_at(files, 0), files->len, 1);
    g_assert_false(file_at(files, 0)->proven);
}

/* What is proven is not read again; what differs from it is written. */
static void test_proven_put(Fixture *place, gconstpointer data)
{
    g_autoptr(GArray) files = files_new();

    (void)data;
    files_publish(place, files, "one");
    g_usleep(TICKS);
    proof_check(place->destination, file_at(files, 0), files->len, 1);
    PublishCounts counts = files_publish(place, files, "one");
    g_assert_cmpuint(counts.unchanged, ==, 3);
    file_at(files, 0)->proven = FALSE;
    counts = files_publish(place, files, "two");
    g_assert_cmpuint(counts.written, ==, 3);
    g_autofree char *text = text_at(place, "b/c.html");
    g_assert_cmpstr(text, ==, "two");
}

/* A copy of what is known by its stamp is not read: here what is known of it is not true. */
static void test_known_copy(Fixture *place, gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *source = g_build_filename(place->root, "source", NULL);
    g_autoptr(Stage) stage = stage_new(place->destination, place->work, &error);
    g_autoptr(Memo) memo = memo_new(NULL);
    StagedFile file = {.path = "copy", .proven = TRUE, .digest = digest_bytes("other", 5)};

    (void)data;
    g_assert_true(g_file_set_contents(source, "source", -1, &error));
    memo_note_digest(memo, source, stamp_of_file(source), file.digest);
    g_assert_true(stage_copy(stage, &file, source, memo, &error));
    g_assert_false(file.staged);
    file.proven = FALSE;
    g_assert_true(stage_copy(stage, &file, source, memo, &error));
    g_assert_true(file.staged);
    g_assert_true(XXH128_isEqual(file.digest, digest_bytes("source", 6)));
}

/* What a worker left in a staged folder beside its pages stays behind. */
static void test_stowaway(Fixture *place, gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GArray) files = files_new();
    g_autoptr(Stage) stage = stage_new(place->destination, place->work, &error);
    g_autofree char *stray = g_build_filename(place->work, "staging", "b", "stray.php", NULL);
    PublishCounts counts = {0};

    (void)data;
    for (guint i = 0; i < files->len; i++)
        stage_put(stage, file_at(files, i), "text", 4, &error);
    g_file_set_contents(stray, "stray", -1, &error);
    publish(place->destination, stage, files, FALSE, place->diagnostics, &counts, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(counts.written, ==, 3);
    g_autofree char *text = text_at(place, "b/c.html");
    g_assert_cmpstr(text, ==, "text");
    g_autofree char *other = text_at(place, "b/stray.php");
    g_assert_null(other);
}

/* A worker can say that the destination has a page already: it is looked for. */
static void test_lie(Fixture *place, gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GArray) files = files_new();
    g_autoptr(Stage) stage = stage_new(place->destination, place->work, &error);
    PublishCounts counts = {0};

    (void)data;
    stage_put(stage, file_at(files, 0), "text", 4, &error);
    stage_put(stage, file_at(files, 2), "text", 4, &error);
    g_assert_false(publish(place->destination, stage, files, FALSE, place->diagnostics, &counts, &error));
    g_assert_error(error, BUILD_ERROR, BUILD_ERROR_MACHINE);
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
    ADD("/publish/stamps", test_stamps);
    ADD("/publish/proof", test_proof);
    ADD("/publish/proven-put", test_proven_put);
    ADD("/publish/known-copy", test_known_copy);
    ADD("/publish/stowaway", test_stowaway);
    ADD("/publish/lie", test_lie);
    ADD("/publish/guard", test_guard);
    ADD("/publish/lock", test_lock);
    return g_test_run();
}
