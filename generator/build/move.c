/* SPDX-License-Identifier: MIT */
#include "build/move.h"

#include "build/failure.h"
#include "build/proof.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <string.h>

/* Looking at files is mostly waiting for the kernel's locks: more threads than that gain nothing. */
#define THREADS 2

static StagedFile *file_at(const GArray *files, guint index)
{
    return &g_array_index(files, StagedFile, index);
}

static gboolean is_below(const char *path, const char *folder, gsize length)
{
    return strncmp(path, folder, length) == 0 && path[length] == '/';
}

static gboolean failed(Destination *destination, const char *path, int problem, GError **error)
{
    return failure_set(error, problem, _("cannot write '%s/%s'"), destination_path(destination), path);
}

/* How many folders there are below `folder`, of `length` bytes, on the ways to `count` files in it. */
static guint count_folders(const StagedFile *files, guint count, gsize length)
{
    guint folders = 0;

    for (guint i = 0; i < count; i++) {
        const char *path = files[i].path;
        gsize shared = length + 1;
        for (gsize at = shared; i > 0 && path[at] && path[at] == files[i - 1].path[at]; at++)
            if (path[at] == '/')
                shared = at + 1;
        for (const char *slash = path + shared; (slash = strchr(slash, '/')); slash++)
            folders++;
    }
    return folders;
}

/* How many names there are in the folder at `path` and below. */
static guint count_names(Destination *tree, const char *path)
{
    g_autoptr(GPtrArray) folders = NULL;
    guint count = destination_count(tree, path, &folders);

    for (guint i = 0; i < folders->len; i++) {
        g_autofree char *inner = g_build_filename(path, folders->pdata[i], NULL);
        count += count_names(tree, inner);
    }
    return count;
}

/*
 * Moves a staged folder whole, with the first `count` of `files`. A worker that was led astray could have
 * left more in it than what is published: then it is not moved. Nor is it where a file system does not do
 * that.
 */
static gboolean folder_move(Stage *stage, const char *folder, StagedFile *files, guint count)
{
    Destination *tree = stage_tree(stage);

    if (count_names(tree, folder) != count + count_folders(files, count, strlen(folder)) ||
        proof_take(tree, files, count, stage_since(stage), THREADS))
        return FALSE;
    return stage_release(stage, folder);
}

static gboolean file_move(Destination *destination, Stage *stage, StagedFile *file, GError **error)
{
    if (file->staged)
        file->stamp = STAMP_NONE; /* which it has as long as it stays where it is */
    return !file->staged || stage_release(stage, file->path) || failed(destination, file->path, errno, error);
}

static gboolean is_kept(const StagedFile *file)
{
    return file->proven && !file->staged;
}

gboolean files_move(Destination *destination, Stage *stage, GArray *files, const GPtrArray *missing,
                    GError **error)
{
    guint next = 0;

    for (guint i = 0; i < files->len; i++)
        if (!is_kept(file_at(files, i)))
            file_at(files, i)->stamp = STAMP_NONE;
    for (guint i = 0; i < files->len;) {
        const char *folder = next < missing->len ? missing->pdata[next] : NULL;
        const gsize length = folder ? strlen(folder) : 0;
        guint after = i;
        while (folder && after < files->len && is_below(file_at(files, after)->path, folder, length))
            after++;
        next += after > i;
        if (after > i && folder_move(stage, folder, file_at(files, i), after - i)) {
            i = after;
            continue;
        }
        for (after = MAX(after, i + 1); i < after; i++)
            if (!file_move(destination, stage, file_at(files, i), error))
                return FALSE;
    }
    const char *lost =
        files->len ? proof_take(destination, file_at(files, 0), files->len, stage_since(stage), THREADS)
                   : NULL;
    return !lost || failed(destination, lost, ENOENT, error);
}
