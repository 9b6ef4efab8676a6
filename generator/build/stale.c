/* SPDX-License-Identifier: MIT */
#include "build/stale.h"

#include "build/failure.h"
#include "text/path.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

/* One that goes. */
typedef struct {
    const char *path; /* borrowed from the manifest */
    gboolean gone;
} Going;

struct Stale {
    Destination *destination;
    const Manifest *before, *after;
    GArray *going;      /* Going, ordered */
    GPtrArray *absent;  /* paths of those that are gone already; borrowed */
    GPtrArray *folders; /* paths of folders where files are to be; owned */
    GPtrArray *changed; /* paths of those that somebody has changed; borrowed */
    guint removed;
};

static gboolean is_as_written(Destination *destination, const Manifest *before, const char *path)
{
    Digest digest;
    const int fd = destination_open(destination, path);
    if (fd < 0)
        return FALSE;
    const gboolean same = file_digest(fd, &digest) && manifest_holds(before, path, digest);
    close(fd);
    return same;
}

/*
 * On a file system that folds case, a path that changed only its case is the same file under its new name.
 * `folded`: path_fold() of every wanted path -> the path.
 */
static gboolean is_renamed(Destination *destination, GHashTable *folded, const char *path)
{
    struct stat a, b;
    g_autofree char *key = path_fold(path);
    const char *wanted = g_hash_table_lookup(folded, key);

    return wanted && destination_stat(destination, path, &a) && destination_stat(destination, wanted, &b) &&
           a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

static GHashTable *fold_all(const Manifest *manifest)
{
    GHashTable *folded = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < manifest_count(manifest); i++) {
        const char *path = manifest_path(manifest, i);
        g_hash_table_insert(folded, path_fold(path), (gpointer)path);
    }
    return folded;
}

static void stale_add(Stale *stale, const char *path)
{
    const Going going = {path, FALSE};
    struct stat status;

    if (!destination_stat(stale->destination, path, &status)) {
        g_ptr_array_add(stale->absent, (gpointer)path);
        return;
    }
    /* A build that was killed may not have come to putting a file in the place of a folder of ours. */
    if (S_ISDIR(status.st_mode) && manifest_has_inside(stale->before, path))
        return;
    if (is_as_written(stale->destination, stale->before, path))
        g_array_append_val(stale->going, going);
    else
        g_ptr_array_add(stale->changed, (gpointer)path);
}

Stale *stale_find(Destination *destination, const Manifest *before, const Manifest *after)
{
    g_autoptr(GHashTable) folded = NULL;
    Stale *stale = g_new0(Stale, 1);
    const char *last = "";
    guint wanted = 0;

    stale->destination = destination;
    stale->before = before;
    stale->after = after;
    stale->absent = g_ptr_array_new();
    stale->folders = g_ptr_array_new_with_free_func(g_free);
    stale->going = g_array_new(FALSE, FALSE, sizeof(Going));
    stale->changed = g_ptr_array_new();
    for (guint i = 0; i < manifest_count(before); i++) {
        const char *path = manifest_path(before, i);
        int order = -1;
        while (wanted < manifest_count(after) && (order = strcmp(path, manifest_path(after, wanted))) > 0)
            wanted++;
        if (order == 0 || strcmp(path, last) == 0)
            continue;
        last = path;
        if (!folded)
            folded = fold_all(after);
        if (!is_renamed(destination, folded, path))
            stale_add(stale, path);
    }
    return stale;
}

void stale_free(Stale *stale)
{
    if (!stale)
        return;
    g_array_unref(stale->going);
    g_ptr_array_unref(stale->absent);
    g_ptr_array_unref(stale->folders);
    g_ptr_array_unref(stale->changed);
    g_free(stale);
}

static int going_compare(gconstpointer a, gconstpointer b)
{
    return strcmp(((const Going *)a)->path, ((const Going *)b)->path);
}

gboolean stale_has(const Stale *stale, const char *path)
{
    const Going wanted = {path, FALSE};
    guint at;

    return g_array_binary_search(stale->going, &wanted, going_compare, &at) &&
           !g_array_index(stale->going, Going, at).gone;
}

/* An empty folder is ours if files of ours were in it: a build was killed before it could remove it. */
static gboolean is_filled(const Stale *stale, const char *path)
{
    g_autoptr(GPtrArray) names = destination_list(stale->destination, path);

    for (guint i = 0; i < names->len; i++) {
        g_autofree char *inner = g_build_filename(path, names->pdata[i], NULL);
        struct stat status;
        if (stale_has(stale, inner))
            continue;
        if (!destination_stat(stale->destination, inner, &status) || !S_ISDIR(status.st_mode) ||
            !is_filled(stale, inner))
            return FALSE;
    }
    return names->len > 0 || manifest_has_inside(stale->before, path);
}

gboolean stale_take_folder(Stale *stale, const char *path)
{
    if (!is_filled(stale, path))
        return FALSE;
    g_ptr_array_add(stale->folders, g_strdup(path));
    return TRUE;
}

guint stale_count(const Stale *stale)
{
    return stale->removed;
}

guint stale_count_changed(const Stale *stale)
{
    return stale->changed->len;
}

void stale_report(const Stale *stale, Diagnostics *diagnostics)
{
    for (guint i = 0; i < stale->changed->len; i++) {
        g_autofree char *file =
            g_build_filename(destination_path(stale->destination), stale->changed->pdata[i], NULL);
        diagnostics_warning(diagnostics, PLACE_FILE(file), NULL,
                            _("no longer made, but somebody has changed it: left where it is"));
    }
}

static gboolean stale_remove(Stale *stale, Going *going, GError **error)
{
    if (going->gone)
        return TRUE;
    going->gone = TRUE;
    if (!destination_remove(stale->destination, going->path) && errno != ENOENT)
        return failure_set(error, errno, _("cannot remove '%s/%s'"), destination_path(stale->destination),
                           going->path);
    destination_prune(stale->destination, going->path);
    stale->removed++;
    return TRUE;
}

static gboolean is_below_wanted(const Stale *stale, const char *path)
{
    g_autofree char *way = g_strdup(path);

    for (char *slash; (slash = strrchr(way, '/'));) {
        *slash = '\0';
        if (manifest_has(stale->after, way))
            return TRUE;
    }
    return FALSE;
}

/* Removes a folder that holds nothing but folders, as far as it does. */
static void folder_remove(const Stale *stale, const char *path)
{
    g_autoptr(GPtrArray) names = destination_list(stale->destination, path);

    for (guint i = 0; i < names->len; i++) {
        g_autofree char *inner = g_build_filename(path, names->pdata[i], NULL);
        folder_remove(stale, inner);
    }
    destination_drop_folder(stale->destination, path);
}

gboolean stale_remove_blocking(Stale *stale, GError **error)
{
    for (guint i = 0; i < stale->going->len; i++) {
        Going *going = &g_array_index(stale->going, Going, i);
        const gboolean blocks =
            manifest_has_inside(stale->after, going->path) || is_below_wanted(stale, going->path);
        if (blocks && !stale_remove(stale, going, error))
            return FALSE;
    }
    for (guint i = 0; i < stale->folders->len; i++)
        folder_remove(stale, stale->folders->pdata[i]);
    return TRUE;
}

gboolean stale_remove_rest(Stale *stale, GError **error)
{
    for (guint i = 0; i < stale->going->len; i++)
        if (!stale_remove(stale, &g_array_index(stale->going, Going, i), error))
            return FALSE;
    for (guint i = 0; i < stale->absent->len; i++)
        destination_prune(stale->destination, stale->absent->pdata[i]);
    return TRUE;
}
