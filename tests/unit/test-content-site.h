/* SPDX-License-Identifier: MIT */
/* A site in a temporary folder, written file by file and then loaded. */
#pragma once

#include "content/content.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

typedef struct {
    char *root;
    Content *content;
    Diagnostics *diagnostics;
    GError *error;
} TestSite;

static inline void test_site_write_bytes(const TestSite *site, const char *path, const char *text,
                                         gssize length)
{
    g_autofree char *full = g_build_filename(site->root, path, NULL);
    g_autofree char *folder = g_path_get_dirname(full);

    g_assert_cmpint(g_mkdir_with_parents(folder, 0755), ==, 0);
    g_assert_true(g_file_set_contents(full, text, length, NULL));
}

static inline void test_site_write(const TestSite *site, const char *path, const char *text)
{
    test_site_write_bytes(site, path, text, -1);
}

static inline TestSite *test_site_empty(void)
{
    TestSite *site = g_new0(TestSite, 1);
    site->root = g_dir_make_tmp("broadside-XXXXXX", NULL);
    g_assert_nonnull(site->root);
    site->diagnostics = diagnostics_new();
    return site;
}

static inline TestSite *test_site_new(void)
{
    TestSite *site = test_site_empty();
    test_site_write(site, "broadside.yaml", "title: 测试\n");
    return site;
}

static inline void test_remove(const char *path)
{
    g_autoptr(GDir) dir = g_file_test(path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open(path, 0, NULL);
    const char *name;

    while (dir && (name = g_dir_read_name(dir))) {
        g_autofree char *below = g_build_filename(path, name, NULL);
        test_remove(below);
    }
    g_remove(path);
}

static inline void test_site_free(TestSite *site)
{
    test_remove(site->root);
    content_free(site->content);
    diagnostics_free(site->diagnostics);
    g_clear_error(&site->error);
    g_free(site->root);
    g_free(site);
}

static inline void test_site_load(TestSite *site)
{
    site->content = content_load(&(ContentOptions){.root = site->root}, site->diagnostics, &site->error);
}

/* What was reported, without the quoted lines: "file:line:column: error: message = hint" each on a line. */
static inline char *test_messages(Diagnostics *diagnostics)
{
    g_autoptr(GString) printed = g_string_new(NULL);
    GString *text = g_string_new(NULL);

    diagnostics_print(diagnostics, MESSAGE_TEXT, FALSE, printed);
    g_auto(GStrv) lines = g_strsplit(printed->str, "\n", -1);
    for (char **line = lines; *line; line++) {
        if (g_str_has_prefix(*line, "      = "))
            g_string_append_printf(text, " = %s", *line + strlen("      = "));
        else if (**line && !strstr(*line, " | "))
            g_string_append_printf(text, "%s%s", text->len ? "\n" : "", *line);
    }
    return g_string_free(text, FALSE);
}

/* What loading reported. */
static inline void test_site_expect(const TestSite *site, const char *expected)
{
    g_autofree char *found = test_messages(site->diagnostics);

    g_assert_no_error(site->error);
    g_assert_cmpstr(found, ==, expected);
}

static inline Entry *test_site_entry(const TestSite *site, const char *id)
{
    for (guint i = 0; i < site->content->entries->len; i++) {
        Entry *entry = site->content->entries->pdata[i];
        if (strcmp(entry->id, id) == 0)
            return entry;
    }
    g_error("no entry '%s'", id);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TestSite, test_site_free)
