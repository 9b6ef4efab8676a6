/* SPDX-License-Identifier: MIT */
#include "build/publish.h"

#include "build/failure.h"
#include "build/move.h"
#include "build/obstacle.h"
#include "build/proof.h"
#include "build/stale.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

static StagedFile *file_at(const GArray *files, guint index)
{
    return &g_array_index(files, StagedFile, index);
}

static int file_compare(gconstpointer a, gconstpointer b)
{
    return strcmp(((const StagedFile *)a)->path, ((const StagedFile *)b)->path);
}

static void files_order(GArray *files)
{
    for (guint i = 1; i < files->len; i++)
        if (file_compare(file_at(files, i - 1), file_at(files, i)) > 0) {
            g_array_sort(files, file_compare);
            return;
        }
}

static Manifest *manifest_of(const GArray *files)
{
    Manifest *manifest = manifest_new(files->len);

    for (guint i = 0; i < files->len; i++)
        manifest_add(manifest, file_at(files, i)->path, file_at(files, i)->digest);
    return manifest;
}

static gboolean check_access(Destination *destination, const char *path, GError **error)
{
    const char *name;
    const int parent = destination_parent(destination, path, FALSE, &name);

    return parent < 0 || faccessat(parent, ".", W_OK | X_OK, AT_EACCESS) == 0 ||
           failure_set(error, errno, _("cannot write '%s/%s'"), destination_path(destination), path);
}

static gboolean is_same_folder(const char *a, const char *b)
{
    const char *x = strrchr(a, '/'), *y = strrchr(b, '/');
    return (x ? x - a : 0) == (y ? y - b : 0) && strncmp(a, b, x ? (gsize)(x - a) : 0) == 0;
}

/* A folder that cannot be written in is better found out before the first file is moved. */
static gboolean check_all_access(Destination *destination, const GArray *files, const GPtrArray *missing,
                                 GError **error)
{
    const char *last = NULL;

    for (guint i = 0; i < files->len; i++) {
        const StagedFile *file = file_at(files, i);
        if (!file->staged || (last && is_same_folder(last, file->path)))
            continue;
        last = file->path;
        if (!check_access(destination, file->path, error))
            return FALSE;
    }
    for (guint i = 0; i < missing->len; i++)
        if (!check_access(destination, missing->pdata[i], error))
            return FALSE;
    return TRUE;
}

static void files_count(const GArray *files, PublishCounts *counts)
{
    for (guint i = 0; i < files->len; i++)
        if (file_at(files, i)->staged)
            counts->written++;
        else
            counts->unchanged++;
}

/* From the first change on, and until the last, the manifest covers the old state and the new. */
static gboolean changes_make(Destination *destination, Stage *stage, GArray *files, const GPtrArray *missing,
                             Manifest *before, Manifest *after, Stale *stale, GError **error)
{
    g_autoptr(Manifest) both = manifest_union(before, after);

    return destination_make(destination, error) &&
           manifest_save(both, before, destination, stage_tree(stage), error) &&
           stale_remove_blocking(stale, error) && files_move(destination, stage, files, missing, error) &&
           stale_remove_rest(stale, error) &&
           manifest_save(after, both, destination, stage_tree(stage), error);
}

gboolean publish(Destination *destination, Stage *stage, GArray *files, gboolean force,
                 Diagnostics *diagnostics, PublishCounts *counts, GError **error)
{
    files_order(files);
    g_autoptr(Manifest) after = manifest_of(files);
    g_autoptr(Manifest) before = manifest_load(destination, after, error);
    if (!before)
        return FALSE;
    g_autoptr(Stale) stale = stale_find(destination, before, after);
    g_autoptr(GPtrArray) missing = g_ptr_array_new_with_free_func(g_free);
    if (!obstacles_check(destination, before, stale, files, force, missing, diagnostics))
        return TRUE;
    stale_report(stale, diagnostics);
    if (!check_all_access(destination, files, missing, error) ||
        !changes_make(destination, stage, files, missing, before, after, stale, error))
        return FALSE;
    files_count(files, counts);
    counts->removed = stale_count(stale);
    counts->left = stale_count_changed(stale);
    counts->manifest = (StagedFile){.path = MANIFEST_NAME, .digest = manifest_digest(after)};
    proof_take(destination, &counts->manifest, 1, stage_since(stage), 1);
    return TRUE;
}
