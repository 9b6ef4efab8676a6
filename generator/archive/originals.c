/* SPDX-License-Identifier: MIT */
#include "archive/originals.h"

#include "archive/pages.h"
#include "archive/paths.h"
#include "build/tree.h"
#include "markup/document.h"
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
    GMutex lock;
    GError *error; /* the first */
} Originals;

static void path_add(Originals *originals, const char *path)
{
    g_hash_table_add(originals->paths, g_strdup(path));
}

typedef struct {
    Originals *originals;
    const Entry *entry;
} Reading;

static char *link_met(void *data, const char *url, G_GNUC_UNUSED gboolean image, G_GNUC_UNUSED guint line)
{
    const Reading *reading = data;
    g_auto(Link) link = site_link(reading->originals->site, reading->entry, url);

    if (link.file)
        path_add(reading->originals, link.file);
    return NULL;
}

/* The files that its text shows or leads to. */
static void text_add(Originals *originals, const Entry *entry)
{
    Reading reading = {originals, entry};
    const MarkupTarget target = {.data = &reading, .resolve = link_met};
    const gsize length = entry->source->length - entry->body;
    const char *text = entry->source->text + entry->body;

    if (!memchr(text, ']', length) && !memchr(text, '<', length))
        return;
    /* What is too much for it has been reported where pages were made. */
    g_autoptr(Document) document = document_parse(text, length, NULL, NULL, NULL);
    g_autoptr(GString) html = g_string_new(NULL);
    if (document)
        document_render(document, &target, html);
}

static void entry_add(Originals *originals, const Entry *entry)
{
    g_autoptr(GPtrArray) files = catalogue_files(entry);

    path_add(originals, entry->path);
    for (guint i = 0; i < files->len; i++)
        path_add(originals, files->pdata[i]);
    text_add(originals, entry);
}

/* What lies in the folders of entries, and is no entry. */
static void owned_add(Originals *originals, const Collection *entries)
{
    const GPtrArray *files = originals->site->content->files;

    for (guint i = 0; i < files->len; i++) {
        const Entry *owner = site_owner(originals->site, files->pdata[i]);
        if (owner && collection_index(entries, owner) >= 0)
            path_add(originals, files->pdata[i]);
    }
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

static gboolean file_copy_original(Originals *originals, const char *path, GError **error)
{
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

static void copy_step(gpointer data, guint index)
{
    Originals *originals = data;
    g_autoptr(GError) error = NULL;

    g_mutex_lock(&originals->lock);
    const gboolean failed = originals->error != NULL;
    g_mutex_unlock(&originals->lock);
    if (failed || file_copy_original(originals, originals->order->pdata[index], &error))
        return;
    g_mutex_lock(&originals->lock);
    if (!originals->error)
        originals->error = g_steal_pointer(&error);
    g_mutex_unlock(&originals->lock);
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
    threads_run(threads, order->len, copy_step, originals);
    if (!originals->error)
        return TRUE;
    g_propagate_error(error, originals->error);
    return FALSE;
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
    owned_add(&originals, entries);
    const gboolean done =
        originals.root && site_add(&originals, error) && copy_all(&originals, threads, error);
    g_mutex_clear(&originals.lock);
    g_hash_table_unref(originals.paths);
    free(originals.root);
    return done;
}
