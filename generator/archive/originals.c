/* SPDX-License-Identifier: MIT */
#include "archive/originals.h"

#include "archive/paths.h"
#include "build/tree.h"
#include "record/files.h"
#include "text/strings.h"
#include "text/threads.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    const Site *site;
    char *root; /* its real path */
    Bag *bag;
    Diagnostics *diagnostics;
    GHashTable *paths; /* set of char *, owned: from the site's root */
    GPtrArray *order;  /* of these */
    GMutex lock;       /* of the diagnostics */
} Originals;

static void path_add(Originals *originals, const char *path)
{
    g_hash_table_add(originals->paths, g_strdup(path));
}

static void entry_add(Originals *originals, const Entry *entry)
{
    g_autoptr(GPtrArray) files = files_of(originals->site, entry, TRUE);

    path_add(originals, entry->path);
    for (guint i = 0; i < files->len; i++)
        path_add(originals, files->pdata[i]);
}

static gboolean is_hidden(const char *path)
{
    return *path == '.' || strstr(path, "/.");
}

/* The files below a folder of the site, but for those that programs and systems leave there. */
static gboolean folder_add(Originals *originals, const char *folder, GError **error)
{
    const char *root = originals->site->content->root;
    g_autofree char *whole = g_build_filename(root, folder, NULL);
    g_autoptr(GPtrArray) files = tree_files(whole, root, originals->diagnostics, error);

    if (!files)
        return FALSE;
    for (guint i = 0; i < files->len; i++) {
        g_autofree char *path = g_build_filename(folder, files->pdata[i], NULL);
        if (!is_hidden(files->pdata[i]))
            path_add(originals, path);
    }
    return TRUE;
}

static gboolean site_add(Originals *originals, GError **error)
{
    const Content *content = originals->site->content;
    g_autofree char *theme = g_build_filename("themes", content_config(content, "theme")->text, NULL);

    path_add(originals, content->config_source->name);
    return folder_add(originals, "data", error) && folder_add(originals, "types", error) &&
           folder_add(originals, "theme", error) && folder_add(originals, theme, error);
}

/* A manifest writes it percent-encoded, which the tools that came before bags do not read. */
static void name_warn(Originals *originals, const char *path)
{
    if (bag_name_is_plain(path))
        return;
    g_mutex_lock(&originals->lock);
    diagnostics_warning(originals->diagnostics, PLACE_FILE(path),
                        _("rename the file, and what names it: '％' is a character like any other"),
                        _("with a percent sign in its name, 'sha512sum -c' cannot check it; Broadside and "
                          "other tools for bags can"));
    g_mutex_unlock(&originals->lock);
}

static gboolean file_copy_original(gpointer data, guint index, GError **error)
{
    Originals *originals = data;
    const char *path = originals->order->pdata[index];
    g_autofree char *source = g_build_filename(originals->root, path, NULL);
    g_autofree char *in_bag = g_build_filename(PAYLOAD_ORIGINALS, path, NULL);
    g_autofree char *real = realpath(source, NULL);

    name_warn(originals, path);
    if (real && tree_holds(originals->root, real))
        return bag_copy(originals->bag, in_bag, real, error);
    g_mutex_lock(&originals->lock);
    diagnostics_warning(originals->diagnostics, PLACE_FILE(path), _("put the file itself here"), "%s",
                        real ? _("a symbolic link that leads out of the site")
                             : _("a symbolic link that leads nowhere"));
    g_mutex_unlock(&originals->lock);
    return TRUE;
}

static gboolean copy_all(Originals *originals, guint threads, GError **error)
{
    g_autoptr(GPtrArray) order = g_ptr_array_new();
    GHashTableIter iter;
    gpointer path;

    g_hash_table_iter_init(&iter, originals->paths);
    while (g_hash_table_iter_next(&iter, &path, NULL))
        g_ptr_array_add(order, path);
    g_ptr_array_sort(order, strings_compare);
    originals->order = order;
    return threads_try(threads, order->len, file_copy_original, originals, error);
}

gboolean originals_copy(const Site *site, const Collection *entries, guint threads, Bag *bag,
                        Diagnostics *diagnostics, GError **error)
{
    Originals originals = {.site = site, .bag = bag, .diagnostics = diagnostics};

    originals.root = realpath(site->content->root, NULL);
    originals.paths = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_mutex_init(&originals.lock);
    for (guint i = 0; i < collection_count(entries); i++)
        entry_add(&originals, collection_at(entries, i));
    const gboolean done =
        originals.root && site_add(&originals, error) && copy_all(&originals, threads, error);
    g_mutex_clear(&originals.lock);
    g_hash_table_unref(originals.paths);
    free(originals.root);
    return done;
}
