/* SPDX-License-Identifier: MIT */
#include "build/publish.h"

#include "build/failure.h"
#include "build/obstacle.h"
#include "build/stale.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

static int file_compare(gconstpointer a, gconstpointer b)
{
    return strcmp(((const StagedFile *)a)->path, ((const StagedFile *)b)->path);
}

static Manifest *manifest_of(const GArray *files)
{
    Manifest *manifest = manifest_new();

    for (guint i = 0; i < files->len; i++) {
        const StagedFile *file = &g_array_index(files, StagedFile, i);
        manifest_add(manifest, file->path, file->digest);
    }
    return manifest;
}

/* A folder that cannot be written in is better found out before the first file is moved. */
static gboolean check_access(Destination *destination, const GArray *files, GError **error)
{
    for (guint i = 0; i < files->len; i++) {
        const StagedFile *file = &g_array_index(files, StagedFile, i);
        const char *name;
        const int parent = file->staged ? destination_parent(destination, file->path, FALSE, &name) : -1;
        if (parent >= 0 && faccessat(parent, ".", W_OK | X_OK, AT_EACCESS) < 0)
            return failure_set(error, errno, _("cannot write '%s/%s'"), destination_path(destination),
                               file->path);
    }
    return TRUE;
}

/* Disks fill up here rather than between two files. On failure those that were made are removed again. */
static gboolean make_folders(Destination *destination, const GPtrArray *missing, GError **error)
{
    for (guint i = 0; i < missing->len; i++) {
        if (destination_add_folder(destination, missing->pdata[i]))
            continue;
        const int problem = errno;
        const char *path = missing->pdata[i];
        while (i-- > 0)
            destination_drop_folder(destination, missing->pdata[i]);
        return failure_set(error, problem, _("cannot make the folder '%s/%s'"), destination_path(destination),
                           path);
    }
    return TRUE;
}

static gboolean save_union(Destination *destination, const Stage *stage, const Manifest *before,
                           const Manifest *after, const GPtrArray *missing, GError **error)
{
    g_autoptr(Manifest) both = manifest_new();

    manifest_add_all(both, before);
    manifest_add_all(both, after);
    if (manifest_save(both, destination, stage_folder(stage), error))
        return TRUE;
    for (guint i = missing->len; i-- > 0;)
        destination_drop_folder(destination, missing->pdata[i]);
    return FALSE;
}

static gboolean move_files(Destination *destination, Stage *stage, const GArray *files, PublishCounts *counts,
                           GError **error)
{
    for (guint i = 0; i < files->len; i++) {
        const StagedFile *file = &g_array_index(files, StagedFile, i);
        if (!file->staged) {
            counts->unchanged++;
            continue;
        }
        if (!stage_release(stage, file))
            return failure_set(error, errno, _("cannot write '%s/%s'"), destination_path(destination),
                               file->path);
        counts->written++;
    }
    return TRUE;
}

gboolean publish(Destination *destination, Stage *stage, GArray *files, gboolean force,
                 Diagnostics *diagnostics, PublishCounts *counts, GError **error)
{
    g_autoptr(Manifest) before = manifest_load(destination, error);
    if (!before)
        return FALSE;
    g_array_sort(files, file_compare);
    g_autoptr(Manifest) after = manifest_of(files);
    g_autoptr(Stale) stale = stale_find(destination, before, after);
    g_autoptr(GPtrArray) missing = g_ptr_array_new_with_free_func(g_free);
    if (!obstacles_check(destination, before, stale, files, force, missing, diagnostics))
        return TRUE;
    stale_report(stale, diagnostics);
    if (!check_access(destination, files, error) || !destination_make(destination, error) ||
        !make_folders(destination, missing, error) ||
        !save_union(destination, stage, before, after, missing, error))
        return FALSE;
    if (!stale_remove_blocking(stale, error) || !move_files(destination, stage, files, counts, error) ||
        !stale_remove_rest(stale, error))
        return FALSE;
    counts->removed = stale_count(stale);
    return manifest_save(after, destination, stage_folder(stage), error);
}
