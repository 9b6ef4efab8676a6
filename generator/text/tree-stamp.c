/* SPDX-License-Identifier: MIT */
#include "text/tree-stamp.h"

#include "text/stamp.h"
#include "text/threads.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

/* A folder, and what was found of it. */
typedef struct {
    char *path;
    guint depth;
    GPtrArray *below; /* char *, owned: paths of its folders */
    guint64 sum;
    gboolean told;
} Part;

typedef struct {
    GArray *parts; /* Part */
    gint64 now;
} Walk;

static void part_clear(gpointer data)
{
    Part *part = data;
    g_free(part->path);
    g_clear_pointer(&part->below, g_ptr_array_unref);
}

static guint64 hash_of(const char *path, const char *name, FileStamp stamp)
{
    const guint64 folder = XXH3_64bits(path, strlen(path));
    return XXH3_64bits_withSeed(name, strlen(name), XXH3_64bits_withSeed(&stamp, sizeof stamp, folder));
}

static gboolean is_folder(const struct statx *status)
{
    return S_ISDIR(status->stx_mode);
}

/* FALSE where it cannot be told. */
static gboolean name_take(Part *part, int folder, const char *name, gint64 now)
{
    struct statx status, target;

    if (statx(folder, name, AT_SYMLINK_NOFOLLOW, STAMP_MASK, &status) < 0)
        return errno == ENOENT;
    if (is_folder(&status)) {
        g_ptr_array_add(part->below, g_strconcat(part->path, "/", name, NULL));
        return TRUE;
    }
    const FileStamp stamp = stamp_of_statx(&status);
    part->sum += hash_of(part->path, name, stamp);
    if (!S_ISLNK(status.stx_mode))
        return !stamp_is_fresh(stamp, now);
    if (statx(folder, name, 0, STAMP_MASK, &target) < 0)
        return TRUE;
    part->sum += hash_of(part->path, name, stamp_of_statx(&target));
    return !is_folder(&target) && !stamp_is_fresh(stamp_of_statx(&target), now);
}

static void part_walk(gpointer data, guint index)
{
    const Walk *walk = data;
    Part *part = &g_array_index(walk->parts, Part, index);
    const int fd = open(part->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *dir = fd < 0 ? NULL : fdopendir(fd);

    part->below = g_ptr_array_new_with_free_func(g_free);
    part->told = dir != NULL;
    if (!dir) {
        if (fd >= 0)
            close(fd);
        return;
    }
    for (struct dirent *found; part->told && (found = readdir(dir));)
        if (strcmp(found->d_name, ".") != 0 && strcmp(found->d_name, "..") != 0)
            part->told = name_take(part, fd, found->d_name, walk->now);
    closedir(dir);
}

static GArray *parts_new(void)
{
    GArray *parts = g_array_new(FALSE, TRUE, sizeof(Part));
    g_array_set_clear_func(parts, part_clear);
    return parts;
}

static void part_add(GArray *parts, const char *path, guint depth)
{
    const Part part = {.path = g_strdup(path), .depth = depth};
    g_array_append_val(parts, part);
}

/* Adds what was found of the folders, and lists those below them. */
static gboolean parts_take(const GArray *parts, GArray *below, guint64 *hash)
{
    for (guint i = 0; i < parts->len; i++) {
        const Part *part = &g_array_index(parts, Part, i);
        if (!part->told)
            return FALSE;
        *hash += part->sum + hash_of(part->path, "", STAMP_NONE);
        for (guint j = 0; part->depth > 1 && j < part->below->len; j++)
            part_add(below, part->below->pdata[j], part->depth - 1);
    }
    return TRUE;
}

/* Folders of one level are read at once. */
static gboolean folders_stamp(const char *path, guint depth, gint64 now, guint threads, guint64 *hash)
{
    GArray *parts = parts_new();
    gboolean told = TRUE;

    part_add(parts, path, depth);
    while (told && parts->len > 0) {
        Walk walk = {parts, now};
        GArray *below = parts_new();
        threads_run(threads, parts->len, part_walk, &walk);
        told = parts_take(parts, below, hash);
        g_array_unref(parts);
        parts = below;
    }
    g_array_unref(parts);
    return told;
}

gboolean tree_stamp(const char *path, guint depth, gint64 now, guint threads, guint64 *hash)
{
    struct statx status;

    if (statx(AT_FDCWD, path, 0, STAMP_MASK, &status) < 0)
        return errno == ENOENT || errno == ENOTDIR;
    if (is_folder(&status))
        return depth == 0 || folders_stamp(path, depth, now, threads, hash);
    const FileStamp stamp = stamp_of_statx(&status);
    *hash += hash_of(path, "", stamp);
    return !stamp_is_fresh(stamp, now);
}
