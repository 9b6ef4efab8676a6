/* SPDX-License-Identifier: MIT */
#include "build/inputs.h"

#include "text/stamp.h"
#include "text/tree-stamp.h"

#include <stdlib.h>
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

    if (!stamp_files(folder->files, &hash))
        return 0;
    for (guint i = 0; i < G_N_ELEMENTS(others); i++)
        if (!stamp_below(root, others[i], DEPTH, now, threads, &hash))
            return 0;
    return MAX(hash, 1);
}

guint64 inputs_stamp_entries(const Folder *folder)
{
    guint64 hash = 1;
    return stamp_files(folder->entries, &hash) ? MAX(hash, 1) : 0;
}

/* The stamp that the file can have by now; STAMP_NONE if it is not what was read. */
static FileStamp stamp_settled(const Content *content, const Entry *entry)
{
    g_autofree char *path = g_build_filename(content->root, entry->path, NULL);
    const FileStamp stamp = stamp_of_file(path);
    g_autofree char *bytes = NULL;
    gsize length;

    if (stamp_is_fresh(stamp, stamp_now()) || !g_file_get_contents(path, &bytes, &length, NULL) ||
        source_hash(bytes, length) != entry->text_hash || !stamp_equal(stamp, stamp_of_file(path)))
        return STAMP_NONE;
    return stamp;
}

static int file_compare(const void *path, const void *file)
{
    return strcmp(path, ((const FolderFile *)file)->path);
}

void inputs_settle(const Content *content, const Folder *folder)
{
    for (guint i = 0; i < content->entries->len; i++) {
        Entry *entry = content->entries->pdata[i];
        if (!stamp_is_none(entry->stamp))
            continue;
        FolderFile *file = bsearch(entry->path, folder->entries->data, folder->entries->len,
                                   sizeof(FolderFile), file_compare);
        if (file && !file->linked)
            file->stamp = entry->stamp = stamp_settled(content, entry);
    }
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
