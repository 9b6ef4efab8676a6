/* SPDX-License-Identifier: MIT */
/* Records that take the place of each other, and runs that were killed meanwhile. */
#include "archive/shelf.h"
#include "text/clear.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct {
    char *top;
    char *path; /* of the shelf: below a folder that is not there, either */
} Fixture;

static void setup(Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
    fixture->top = g_dir_make_tmp("broadside-XXXXXX", NULL);
    fixture->path = g_build_filename(fixture->top, "records", "here", NULL);
}

static void teardown(Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
    g_assert_true(clear_path(fixture->top));
    g_assert_false(g_file_test(fixture->top, G_FILE_TEST_EXISTS));
    g_free(fixture->path);
    g_free(fixture->top);
}

static Shelf *open_shelf(const Fixture *fixture)
{
    GError *error = NULL;
    Shelf *shelf = shelf_open(fixture->path, NULL, &error);

    g_assert_no_error(error);
    return shelf;
}

/* A folder NAME on the shelf with a file that holds `text`. */
static void make_folder(const char *folder, const char *text)
{
    g_autofree char *file = g_build_filename(folder, "inner", "file", NULL);
    g_autofree char *inner = g_path_get_dirname(file);

    g_assert_cmpint(g_mkdir_with_parents(inner, 0755), ==, 0);
    g_assert_true(g_file_set_contents(file, text, -1, NULL));
}

static void make_on_shelf(const Fixture *fixture, const char *name, const char *text)
{
    g_autofree char *folder = g_build_filename(fixture->path, name, NULL);

    make_folder(folder, text);
}

/* What is on the shelf: "NAME=TEXT …", by name. */
static void assert_shelf(const Fixture *fixture, const char *expected)
{
    g_autoptr(GDir) dir = g_dir_open(fixture->path, 0, NULL);
    GList *names = NULL;
    g_autoptr(GString) found = g_string_new(NULL);
    const char *name;

    while (dir && (name = g_dir_read_name(dir)))
        names = g_list_insert_sorted(names, g_strdup(name), (GCompareFunc)strcmp);
    for (GList *each = names; each; each = each->next) {
        g_autofree char *file = g_build_filename(fixture->path, each->data, "inner", "file", NULL);
        g_autofree char *text = NULL;
        g_file_get_contents(file, &text, NULL, NULL);
        g_string_append_printf(found, "%s%s=%s", found->len ? " " : "", (char *)each->data,
                               text ? text : "-");
    }
    g_list_free_full(names, g_free);
    g_assert_cmpstr(found->str, ==, expected);
}

typedef gboolean (*Put)(Shelf *shelf, const char *name, GError **error);

static void put(Shelf *shelf, Put way, const char *text)
{
    g_autofree char *next = shelf_begin(shelf, "2025");
    GError *error = NULL;

    make_folder(next, text);
    g_assert_true(way(shelf, "2025", &error));
    g_assert_no_error(error);
}

static void test_put(Fixture *fixture, gconstpointer data)
{
    const Put way = data ? shelf_put_in_steps : shelf_put;
    g_autoptr(Shelf) shelf = open_shelf(fixture);

    put(shelf, way, "one");
    assert_shelf(fixture, "2025=one");
    put(shelf, way, "two");
    assert_shelf(fixture, data ? ".2025.broadside-old=one 2025=two" : ".2025.broadside-new=one 2025=two");
    g_assert_true(shelf_clear(shelf, NULL));
    assert_shelf(fixture, "2025=two");
}

/* Where folders need steps, a package does not: there is no moment at which it is away. */
static void test_file(Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(Shelf) shelf = open_shelf(fixture);
    g_autofree char *next = shelf_begin(shelf, "2025.zip");
    g_autofree char *path = shelf_path(shelf, "2025.zip");
    g_autofree char *text = NULL;

    g_assert_true(g_file_set_contents(path, "one", -1, NULL));
    g_assert_true(g_file_set_contents(next, "two", -1, NULL));
    g_assert_true(shelf_put_in_steps(shelf, "2025.zip", NULL));
    assert_shelf(fixture, "2025.zip=-");
    g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
    g_assert_cmpstr(text, ==, "two");
}

/* What was begun goes; what stood there stays, and so does what is nobody's business. */
static void test_dropped(Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
    Shelf *shelf = open_shelf(fixture);
    g_autofree char *next = shelf_begin(shelf, "2025");

    put(shelf, shelf_put, "one");
    make_folder(next, "two");
    make_on_shelf(fixture, ".mine", "keep");
    make_on_shelf(fixture, ".notes.broadside-new", "keep");
    shelf_close(shelf);
    assert_shelf(fixture, ".mine=keep .notes.broadside-new=keep 2025=one");
}

/* The states that a killed run can leave. */
static void test_healed(Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
    static const struct {
        const char *hidden, *other, *expected;
    } rows[] = {
        {".2025.broadside-new", NULL, ""},                             /* while it was made */
        {".2025.broadside-new", "2025", "2025=other"},                 /* the same, or what was replaced */
        {".2025.broadside-old", ".2025.broadside-new", "2025=hidden"}, /* between two steps */
        {".2025.broadside-old", "2025", "2025=other"},                 /* before the last step */
        {".2025.zip.broadside-new", "2025.zip", "2025.zip=other"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        make_on_shelf(fixture, rows[i].hidden, "hidden");
        if (rows[i].other)
            make_on_shelf(fixture, rows[i].other, "other");
        shelf_close(open_shelf(fixture));
        assert_shelf(fixture, rows[i].expected);
        clear_path(fixture->path);
    }
}

/* Nothing is left of a shelf that was opened in vain. */
static void test_pruned(Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *above = g_path_get_dirname(fixture->path);

    shelf_close(open_shelf(fixture));
    g_assert_false(g_file_test(above, G_FILE_TEST_EXISTS));
    g_assert_true(g_file_test(fixture->top, G_FILE_TEST_EXISTS));
}

/* Neither a link nor what it leads to is taken for the folder that is removed. */
static void test_link(Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *kept = g_build_filename(fixture->top, "kept", NULL);
    g_autofree char *file = g_build_filename(kept, "inner", "file", NULL);
    g_autofree char *link = g_build_filename(fixture->path, ".2024.broadside-new", NULL);
    Shelf *shelf = open_shelf(fixture);

    make_folder(kept, "kept");
    g_assert_cmpint(symlink(kept, link), ==, 0);
    shelf_close(shelf);
    g_assert_true(g_file_test(file, G_FILE_TEST_EXISTS));
    g_assert_false(g_file_test(link, G_FILE_TEST_IS_SYMLINK));
}

/* What somebody write-protected is replaced all the same: it is a record that Broadside made. */
static void test_protected(Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(Shelf) shelf = open_shelf(fixture);
    g_autofree char *inner = g_build_filename(fixture->path, "2025", "inner", NULL);

    put(shelf, shelf_put, "one");
    g_assert_cmpint(g_chmod(inner, 0500), ==, 0);
    put(shelf, shelf_put, "two");
    g_assert_true(shelf_clear(shelf, NULL));
    assert_shelf(fixture, "2025=two");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add("/shelf/put", Fixture, NULL, setup, test_put, teardown);
    g_test_add("/shelf/steps", Fixture, "", setup, test_put, teardown);
    g_test_add("/shelf/file", Fixture, NULL, setup, test_file, teardown);
    g_test_add("/shelf/dropped", Fixture, NULL, setup, test_dropped, teardown);
    g_test_add("/shelf/healed", Fixture, NULL, setup, test_healed, teardown);
    g_test_add("/shelf/pruned", Fixture, NULL, setup, test_pruned, teardown);
    g_test_add("/shelf/link", Fixture, NULL, setup, test_link, teardown);
    g_test_add("/shelf/protected", Fixture, NULL, setup, test_protected, teardown);
    return g_test_run();
}
