/* SPDX-License-Identifier: MIT */
#include "build/inputs.h"

#include "text/stamp.h"
#include "text/tree-stamp.h"

#include <string.h>
#include <xxhash.h>

/* Folders within folders that are followed; of a record only what lies at its top is published. */
#define DEPTH 64
#define DEPTH_RECORDS 3

static gboolean stamp_below(const char *folder, const char *name, guint depth, gint64 now, guint threads,
                            guint64 *hash)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    return tree_stamp(path, depth, now, threads, hash);
}

/* FALSE where one of the files was changed too shortly before. */
static gboolean stamp_files(const GArray *files, guint64 *hash)
{
    for (guint i = 0; i < files->len; i++) {
        const FolderFile *file = folder_at(files, i);
        if (stamp_is_none(file->stamp))
            return FALSE;
        *hash = XXH3_64bits_withSeed(file->path, strlen(file->path), *hash);
        *hash = XXH3_64bits_withSeed(&file->stamp, sizeof file->stamp, *hash);
    }
    *hash = XXH3_64bits_withSeed(&files->len, sizeof files->len, *hash);
    return TRUE;
}

guint64 inputs_stamp(const char *root, const Folder *folder, guint threads)
{
    static const char *const others[] = {"broadside.yaml", "archive.lock.yaml", "data", "static", "theme",
                                         "types"};
    const gint64 now = stamp_now();
    guint64 hash = 1;

    if (!stamp_files(folder->entries, &hash) || !stamp_files(folder->files, &hash))
        return 0;
    for (guint i = 0; i < G_N_ELEMENTS(others); i++)
        if (!stamp_below(root, others[i], DEPTH, now, threads, &hash))
            return 0;
    return MAX(hash, 1);
}

guint64 inputs_stamp_named(const char *root, const char *themes, const char *theme, const char *records,
                           guint threads)
{
    const gint64 now = stamp_now();
    g_autofree char *own = g_build_filename(root, "themes", NULL);
    guint64 hash = 1;

    if (!stamp_below(own, theme, DEPTH, now, threads, &hash) ||
        !stamp_below(themes, theme, DEPTH, now, threads, &hash) ||
        !stamp_below(root, records, DEPTH_RECORDS, now, threads, &hash))
        return 0;
    return MAX(hash, 1);
}
