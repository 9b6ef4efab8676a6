/* SPDX-License-Identifier: MIT */
#include "build/stale.h"

#include "build/failure.h"
#include "text/path.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

struct Stale {
    Destination *destination;
    const Manifest *after;
    GPtrArray *going;   /* paths, ordered; borrowed from the manifest */
    GPtrArray *changed; /* those that somebody has changed */
    GHashTable *set;    /* of going */
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
    g_autoptr(GPtrArray) paths = manifest_paths(manifest);
    GHashTable *folded = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < paths->len; i++)
        g_hash_table_insert(folded, path_fold(paths->pdata[i]), paths->pdata[i]);
    return folded;
}

static void stale_add(Stale *stale, const Manifest *before, const char *path)
{
    struct stat status;

    if (!destination_stat(stale->destination, path, &status))
        return;
    if (!is_as_written(stale->destination, before, path)) {
        g_ptr_array_add(stale->changed, (gpointer)path);
        return;
    }
    g_ptr_array_add(stale->going, (gpointer)path);
    g_hash_table_add(stale->set, (gpointer)path);
}

Stale *stale_find(Destination *destination, const Manifest *before, const Manifest *after)
{
    g_autoptr(GPtrArray) paths = manifest_paths(before);
    g_autoptr(GHashTable) folded = NULL;
    Stale *stale = g_new0(Stale, 1);

    stale->destination = destination;
    stale->after = after;
    stale->going = g_ptr_array_new();
    stale->changed = g_ptr_array_new();
    stale->set = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < paths->len; i++) {
        if (manifest_has(after, paths->pdata[i]))
            continue;
        if (!folded)
            folded = fold_all(after);
        if (!is_renamed(destination, folded, paths->pdata[i]))
            stale_add(stale, before, paths->pdata[i]);
    }
    return stale;
}

void stale_free(Stale *stale)
{
    if (!stale)
        return;
    g_ptr_array_unref(stale->going);
    g_ptr_array_unref(stale->changed);
    g_hash_table_unref(stale->set);
    g_free(stale);
}

gboolean stale_has(const Stale *stale, const char *path)
{
    return g_hash_table_contains(stale->set, path);
}

gboolean stale_fills(const Stale *stale, const char *path)
{
    g_autoptr(GPtrArray) names = destination_list(stale->destination, path);

    for (guint i = 0; i < names->len; i++) {
        g_autofree char *inner = g_build_filename(path, names->pdata[i], NULL);
        struct stat status;
        if (stale_has(stale, inner))
            continue;
        if (!destination_stat(stale->destination, inner, &status) || !S_ISDIR(status.st_mode) ||
            !stale_fills(stale, inner))
            return FALSE;
    }
    return names->len > 0;
}

guint stale_count(const Stale *stale)
{
    return stale->removed;
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

static gboolean stale_remove(Stale *stale, const char *path, GError **error)
{
    if (!g_hash_table_remove(stale->set, path))
        return TRUE;
    if (!destination_remove(stale->destination, path) && errno != ENOENT)
        return failure_set(error, errno, _("cannot remove '%s/%s'"), destination_path(stale->destination),
                           path);
    destination_prune(stale->destination, path);
    stale->removed++;
    return TRUE;
}

/* The folders above every wanted path. */
static GHashTable *wanted_folders(const Manifest *wanted)
{
    g_autoptr(GPtrArray) paths = manifest_paths(wanted);
    GHashTable *folders = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < paths->len; i++) {
        char *way = g_strdup(paths->pdata[i]);
        for (char *slash; (slash = strrchr(way, '/'));) {
            *slash = '\0';
            if (!g_hash_table_add(folders, g_strdup(way)))
                break;
        }
        g_free(way);
    }
    return folders;
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

gboolean stale_remove_blocking(Stale *stale, GError **error)
{
    if (stale->going->len == 0)
        return TRUE;
    g_autoptr(GHashTable) folders = wanted_folders(stale->after);
    for (guint i = 0; i < stale->going->len; i++) {
        const char *path = stale->going->pdata[i];
        const gboolean blocks = g_hash_table_contains(folders, path) || is_below_wanted(stale, path);
        if (blocks && !stale_remove(stale, path, error))
            return FALSE;
    }
    return TRUE;
}

gboolean stale_remove_rest(Stale *stale, GError **error)
{
    for (guint i = 0; i < stale->going->len; i++)
        if (!stale_remove(stale, stale->going->pdata[i], error))
            return FALSE;
    return TRUE;
}
