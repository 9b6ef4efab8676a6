/* SPDX-License-Identifier: MIT */
#include "cli/starter.h"

#include "build/failure.h"
#include "content/skeleton.h"
#include "content/type.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#define RESOURCES "/broadside/starter/"

static gboolean check_empty(const char *folder, GError **error)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);

    if (!g_file_test(folder, G_FILE_TEST_EXISTS) || (dir && !g_dir_read_name(dir)))
        return TRUE;
    g_set_error(error, BUILD_ERROR, BUILD_ERROR_USAGE,
                _("'%s' is not an empty folder; name one that is empty or does not exist yet"), folder);
    return FALSE;
}

static gboolean make_folder(const char *path, GError **error)
{
    return g_mkdir_with_parents(path, 0777) == 0 ||
           failure_set(error, errno, _("cannot make the folder '%s'"), path);
}

/* The text of a built-in file with today's date filled in; NULL if there is none. */
static char *starter_text(const char *name, Date today, GError **error)
{
    g_autofree char *path = g_strconcat(RESOURCES, name, NULL);
    g_autoptr(GBytes) bytes = g_resources_lookup_data(path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
    if (!bytes)
        return NULL;
    gsize size;
    const char *data = g_bytes_get_data(bytes, &size);
    g_autoptr(GString) text = g_string_new_len(data, (gssize)size);
    g_autofree char *date = date_format_iso(today);
    g_string_replace(text, "@DATE@", date, 0);
    return g_strdup(text->str);
}

/* Writes the built-in file `name` of `language` to `to` in the folder. */
static gboolean write_file(const char *folder, const char *language, const char *name, const char *to,
                           Date today, GError **error)
{
    g_autofree char *inner = language ? g_build_filename(language, name, NULL) : g_strdup(name);
    g_autofree char *text = starter_text(inner, today, error);
    g_autofree char *path = g_build_filename(folder, to, NULL);
    g_autofree char *parent = g_path_get_dirname(path);

    return text && make_folder(parent, error) &&
           (g_file_set_contents(path, text, -1, NULL) ||
            failure_set(error, errno, _("cannot write '%s'"), path));
}

/* A folder for each type, so that one sees what there can be. */
static gboolean make_folders(const char *folder, GError **error)
{
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(Diagnostics) ignored = diagnostics_new();
    g_autoptr(Types) types = types_load(folder, arena, ignored, error);

    for (guint i = 0; types && i < types_count(types); i++) {
        g_autofree char *path = g_build_filename(folder, "content", types_at(types, i)->folder, NULL);
        if (!make_folder(path, error))
            return FALSE;
    }
    return types != NULL;
}

/* The title in a starter's front matter, by which its file is named. */
static char *title_of(const char *language, const char *name, Date today)
{
    g_autofree char *inner = g_build_filename(language, name, NULL);
    g_autofree char *text = starter_text(inner, today, NULL);
    const char *title = text ? strstr(text, "title: ") : NULL;

    return title ? g_strndup(title + 7, strcspn(title + 7, "\n")) : g_strdup(name);
}

gboolean starter_write(const char *folder, const char *language, Date today, GError **error)
{
    static const char *const languages[] = {"zh-Hans", "en", NULL};

    if (!g_strv_contains(languages, language)) {
        g_set_error(error, BUILD_ERROR, BUILD_ERROR_USAGE,
                    _("there is no site to begin with in '%s'; there are zh-Hans and en"), language);
        return FALSE;
    }
    if (!check_empty(folder, error))
        return FALSE;
    g_autofree char *title = title_of(language, "notice.md", today);
    g_autofree char *notice = skeleton_path("notices", title, &today, TRUE);
    return make_folders(folder, error) &&
           write_file(folder, language, "broadside.yaml", "broadside.yaml", today, error) &&
           write_file(folder, language, "notice.md", notice, today, error) &&
           write_file(folder, language, "page.md", "content/pages/about.md", today, error) &&
           write_file(folder, NULL, "gitignore", ".gitignore", today, error);
}
