/* SPDX-License-Identifier: MIT */
#include "fixture.h"

#include <glib/gstdio.h>
#include <string.h>

void fixture_write(Fixture *fixture, const char *path, const char *text)
{
    g_autofree char *whole = g_build_filename(fixture->root, path, NULL);
    g_autofree char *folder = g_path_get_dirname(whole);

    g_assert_cmpint(g_mkdir_with_parents(folder, 0755), ==, 0);
    g_assert_true(g_file_set_contents(whole, text, -1, NULL));
}

void fixture_init(Fixture *fixture)
{
    *fixture = (Fixture){0};
    fixture->root = g_dir_make_tmp("broadside-XXXXXX", NULL);
    g_assert_nonnull(fixture->root);
    fixture_write(fixture, "broadside.yaml", "title: A <Site>\nlanguage: en\ntheme: t\n");
    fixture_write(fixture, "themes/t/theme.lua",
                  "return { outputs = { { path = \"index.html\", layout = \"index.html\" } } }\n");
    fixture_write(fixture, "themes/t/layouts/index.html", "");
}

static void file_asked(void *data, const char *path)
{
    g_ptr_array_add(data, g_strdup(path));
}

static void add_page(Fixture *fixture, Page page)
{
    g_array_append_val(fixture->pages, page);
    g_hash_table_add(fixture->paths, (gpointer)page.path);
}

static char *messages(Fixture *fixture)
{
    GString *text = g_string_new(NULL);
    diagnostics_print(fixture->diagnostics, MESSAGE_TEXT, FALSE, text);
    return g_string_free(text, FALSE);
}

void fixture_load(Fixture *fixture)
{
    static EngineEvents events = {.file = file_asked};
    g_autoptr(GError) error = NULL;

    fixture->diagnostics = diagnostics_new();
    fixture->content = content_load(&(ContentOptions){.root = fixture->root}, fixture->diagnostics, &error);
    g_assert_no_error(error);
    const SiteOptions options = {.date = "2025-11-20"};
    fixture->site = site_new(fixture->content, &options, fixture->diagnostics, &error);
    g_assert_no_error(error);
    fixture->theme = theme_load(fixture->root, NULL, "t", fixture->site, NULL, fixture->diagnostics, &error);
    g_assert_no_error(error);
    g_autofree char *found = messages(fixture);
    if (diagnostics_count(fixture->diagnostics, SEVERITY_ERROR) > 0)
        g_error("%s", found);
    diagnostics_clear(fixture->diagnostics);

    fixture->files = g_ptr_array_new_with_free_func(g_free);
    fixture->paths = g_hash_table_new(g_str_hash, g_str_equal);
    fixture->pages = g_array_new(FALSE, TRUE, sizeof(Page));
    add_page(fixture,
             (Page){.kind = PAGE_SINGLE, .leads = TRUE, .path = "index.html", .layout = "index.html"});
    for (guint i = 0; i < collection_count(fixture->site->pages); i++) {
        Entry *entry = collection_at(fixture->site->pages, i);
        g_autofree char *path = g_strdup_printf("%s/%s.html", entry->type->folder, entry->slug);
        entry->output = arena_strdup(fixture->content->arena, path);
        add_page(fixture,
                 (Page){.kind = PAGE_EACH, .path = entry->output, .layout = "index.html", .entry = entry});
    }
    events.data = fixture->files;
    fixture->engine =
        engine_new(fixture->site, fixture->theme, fixture->paths, NULL, NULL, &events, fixture->diagnostics);
}

static char *render(Fixture *fixture, const Page *page, const char *template)
{
    GString *html = g_string_new(NULL);

    fixture_write(fixture, "themes/t/layouts/index.html", template);
    engine_free(fixture->engine);
    diagnostics_free(fixture->diagnostics);
    fixture->diagnostics = diagnostics_new();
    static EngineEvents events = {.file = file_asked};
    events.data = fixture->files;
    fixture->engine =
        engine_new(fixture->site, fixture->theme, fixture->paths, NULL, NULL, &events, fixture->diagnostics);
    const RenderResult result = engine_render(fixture->engine, page, html);
    if (result == RENDER_DONE && diagnostics_count(fixture->diagnostics, SEVERITY_ERROR) == 0)
        return g_string_free(html, FALSE);
    g_string_free(html, TRUE);
    if (result == RENDER_LEFT_OUT)
        return g_strdup("left out");
    return messages(fixture);
}

char *fixture_render(Fixture *fixture, const char *template)
{
    return render(fixture, &g_array_index(fixture->pages, Page, 0), template);
}

char *fixture_render_entry(Fixture *fixture, const char *id, const char *template)
{
    for (guint i = 0; i < fixture->pages->len; i++) {
        const Page *page = &g_array_index(fixture->pages, Page, i);
        if (page->entry && strcmp(page->entry->id, id) == 0)
            return render(fixture, page, template);
    }
    g_error("no page for %s", id);
}

static void remove_tree(const char *path)
{
    g_autoptr(GDir) dir = g_file_test(path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open(path, 0, NULL);
    const char *name;

    while (dir && (name = g_dir_read_name(dir))) {
        g_autofree char *child = g_build_filename(path, name, NULL);
        remove_tree(child);
    }
    g_remove(path);
}

void fixture_clear(Fixture *fixture)
{
    engine_free(fixture->engine);
    theme_free(fixture->theme);
    site_free(fixture->site);
    content_free(fixture->content);
    diagnostics_free(fixture->diagnostics);
    g_clear_pointer(&fixture->paths, g_hash_table_unref);
    g_clear_pointer(&fixture->files, g_ptr_array_unref);
    g_clear_pointer(&fixture->pages, g_array_unref);
    remove_tree(fixture->root);
    g_free(fixture->root);
}
