/* SPDX-License-Identifier: MIT */
/* Publishing killed at each of its system calls: every file is whole, and the next build heals the rest. */
#include "build/manifest.h"
#include "build/publish.h"
#include "text/clear.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

/* A file that is to be published, and its text. */
typedef struct {
    const char *path;
    const char *text;
} Wanted;

static const Wanted nothing[] = {{NULL, NULL}};

static const Wanted earlier[] = {
    {"a.html", "1"},        {"b/c.html", "1"},   {"b/d.html", "1"},   {"e", "1"},
    {"f/g.html", "1"},      {"f/h/i.html", "1"}, {"j/k/l.html", "="}, {"m/only.html", "1"},
    {"m/n/only.html", "1"}, {NULL, NULL},
};

/* Files become folders and the other way round, folders come and go. */
static const Wanted later[] = {
    {"a.html", "2"},     {"b/c.html", "2"}, {"b/o.html", "2"},   {"e/p.html", "2"},
    {"e/q/r.html", "2"}, {"f", "2"},        {"j/k/l.html", "="}, {"s/t.html", "2"},
    {"s/u/v.html", "2"}, {"s/w.html", "2"}, {NULL, NULL},
};

typedef struct {
    char *root;
    char *published;
    char *work;
} Scene;

static gboolean wanted_has(const Wanted *wanted, const char *path, const char *text)
{
    for (; wanted->path; wanted++)
        if (strcmp(wanted->path, path) == 0 && strcmp(wanted->text, text) == 0)
            return TRUE;
    return FALSE;
}

static guint wanted_count(const Wanted *wanted)
{
    guint count = 0;

    while (wanted[count].path)
        count++;
    return count;
}

/* In the child it stops before the first change, for who traces it. */
static void wanted_publish(const Scene *scene, const Wanted *wanted, gboolean stops)
{
    g_autoptr(Destination) destination = destination_new(scene->published);
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    g_autoptr(GArray) files = g_array_new(FALSE, TRUE, sizeof(StagedFile));
    g_autoptr(GError) error = NULL;
    g_autoptr(Stage) stage = stage_new(destination, scene->work, &error);
    PublishCounts counts = {0};

    g_assert_no_error(error);
    for (; wanted->path; wanted++) {
        StagedFile file = {.path = wanted->path};
        stage_put(stage, &file, wanted->text, strlen(wanted->text), &error);
        g_assert_no_error(error);
        g_array_append_val(files, file);
    }
    if (stops)
        raise(SIGSTOP);
    publish(destination, stage, files, FALSE, diagnostics, &counts, &error);
    g_assert_no_error(error);
    g_autoptr(GString) said = g_string_new(NULL);
    diagnostics_print(diagnostics, MESSAGE_TEXT, FALSE, said);
    g_assert_cmpstr(said->str, ==, "");
}

/* Checks all files in the folder, which are of the one or the `other` (NULL: there is none), and counts them.
 */
static guint files_check(const Scene *scene, const Manifest *manifest, const char *folder, const Wanted *one,
                         const Wanted *other)
{
    g_autofree char *whole = g_build_filename(scene->published, folder, NULL);
    g_autoptr(GDir) dir = g_dir_open(whole, 0, NULL);
    const char *name;
    guint count = 0;

    while (dir && (name = g_dir_read_name(dir))) {
        g_autofree char *path = *folder ? g_build_filename(folder, name, NULL) : g_strdup(name);
        g_autofree char *file = g_build_filename(scene->published, path, NULL);
        g_autofree char *text = NULL;
        if (strcmp(path, MANIFEST_NAME) == 0)
            continue;
        if (g_file_test(file, G_FILE_TEST_IS_DIR)) {
            const guint inside = files_check(scene, manifest, path, one, other);
            /* Empty folders are removed, at the latest by the next build. */
            g_assert_true(inside > 0 || other);
            count += inside;
            continue;
        }
        g_assert_true(g_file_get_contents(file, &text, NULL, NULL));
        if (!wanted_has(one, path, text) && !(other && wanted_has(other, path, text)))
            g_error("'%s' holds '%s'", path, text);
        g_assert_true(manifest_has(manifest, path));
        count++;
    }
    return count;
}

static guint scene_check(const Scene *scene, const Wanted *one, const Wanted *other)
{
    g_autoptr(Destination) destination = destination_new(scene->published);
    g_autoptr(Manifest) none = manifest_new(0);
    g_autoptr(GError) error = NULL;
    g_autoptr(Manifest) manifest = manifest_load(destination, none, &error);

    g_assert_no_error(error);
    return files_check(scene, manifest, "", one, other);
}

typedef enum { KILLED, FINISHED, UNTRACED } Run;

/* Kills a process that publishes before its system call number `at`. */
static Run publish_killed(const Scene *scene, const Wanted *wanted, guint at)
{
    int status;
    const pid_t child = fork();

    if (child == 0) {
        if (ptrace(PTRACE_TRACEME, 0, NULL, NULL) < 0)
            _exit(1);
        wanted_publish(scene, wanted, TRUE);
        _exit(0);
    }
    g_assert_cmpint(waitpid(child, &status, 0), ==, child);
    if (WIFEXITED(status))
        return UNTRACED;
    for (guint i = 0; i < 2 * at + 1; i++) { /* it stops before and after each */
        g_assert_cmpint(ptrace(PTRACE_SYSCALL, child, NULL, NULL), ==, 0);
        g_assert_cmpint(waitpid(child, &status, 0), ==, child);
        if (WIFEXITED(status)) {
            g_assert_cmpint(WEXITSTATUS(status), ==, 0);
            return FINISHED;
        }
    }
    kill(child, SIGKILL);
    g_assert_cmpint(waitpid(child, &status, 0), ==, child);
    return KILLED;
}

static void test_from(const Wanted *before, const Wanted *after)
{
    Scene scene = {.root = g_dir_make_tmp("broadside-XXXXXX", NULL)};
    Run run = KILLED;
    guint at;

    scene.published = g_build_filename(scene.root, "public", NULL);
    scene.work = g_build_filename(scene.root, ".broadside", NULL);
    for (at = 0; run == KILLED; at++) {
        clear_path(scene.root);
        g_assert_cmpint(g_mkdir_with_parents(scene.work, 0700), ==, 0);
        if (before->path)
            wanted_publish(&scene, before, FALSE);
        run = publish_killed(&scene, after, at);
        scene_check(&scene, before, after);
        /* Back to what was there, or on. */
        const Wanted *next = at % 2 ? before : after;
        wanted_publish(&scene, next, FALSE);
        g_assert_cmpuint(scene_check(&scene, next, NULL), ==, wanted_count(next));
    }
    clear_path(scene.root);
    if (run == UNTRACED)
        g_test_skip("processes cannot be traced here");
    else
        g_assert_cmpuint(at, >, 20);
    g_free(scene.published);
    g_free(scene.work);
    g_free(scene.root);
}

static void test_first(void)
{
    test_from(nothing, later);
}

static void test_next(void)
{
    test_from(earlier, later);
}

static void test_last(void)
{
    test_from(earlier, nothing);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/kill/first", test_first);
    g_test_add_func("/kill/next", test_next);
    g_test_add_func("/kill/last", test_last);
    return g_test_run();
}
