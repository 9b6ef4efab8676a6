/* SPDX-License-Identifier: MIT */
#include "serve/sweep.h"

#include "content/folder.h"
#include "text/stamp.h"

#include <dirent.h>
#include <linux/magic.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>

/* Deeper than any site: a link to a folder around it ends here. */
#define DEPTH_MAX 32

/* linux/magic.h does not have them all. */
#define MAGIC_FUSE 0x65735546
#define MAGIC_CIFS 0xff534d42
#define MAGIC_SMB2 0xfe534d42

typedef void (*Found)(const char *path, const struct stat *status, gpointer data, guint depth);

/* Calls `found` for all that is in the folder at `path`. */
static void folder_walk(const char *path, Found found, gpointer data, guint depth)
{
    DIR *folder = depth < DEPTH_MAX ? opendir(path) : NULL;
    struct stat status;

    if (!folder)
        return;
    for (const struct dirent *item; (item = readdir(folder));) {
        if (folder_is_litter(item->d_name))
            continue;
        g_autofree char *below = g_build_filename(path, item->d_name, NULL);
        if (stat(below, &status) == 0)
            found(below, &status, data, depth + 1);
    }
    closedir(folder);
}

typedef struct {
    gboolean (*found)(const char *path, gpointer data);
    gpointer data;
} Folders;

static void folder_found(const char *path, const struct stat *status, gpointer data, guint depth)
{
    const Folders *folders = data;

    if (S_ISDIR(status->st_mode) && folders->found(path, folders->data))
        folder_walk(path, folder_found, data, depth);
}

void sweep_folders(const char *path, gboolean (*found)(const char *path, gpointer data), gpointer data)
{
    Folders folders = {found, data};
    struct stat status;

    if (stat(path, &status) == 0)
        folder_found(path, &status, &folders, 0);
}

/* In no order, as a folder is read: what is of each file is made one number, and those are added up. */
static guint64 mix(guint64 a, guint64 b)
{
    guint64 mixed = (a ^ b) * G_GUINT64_CONSTANT(0x9e3779b97f4a7c15);

    mixed ^= mixed >> 29;
    mixed *= G_GUINT64_CONSTANT(0xbf58476d1ce4e5b9);
    return mixed ^ (mixed >> 32);
}

static void sum_add(const char *path, const struct stat *status, gpointer data, guint depth)
{
    const FileStamp stamp = stamp_of_stat(status);
    guint64 *sum = data;

    *sum += mix(mix(mix(mix(g_str_hash(path), stamp.size), (guint64)stamp.modified), (guint64)stamp.changed),
                stamp.inode);
    if (S_ISDIR(status->st_mode))
        folder_walk(path, sum_add, data, depth);
}

guint64 sweep_sum(const char *path, guint64 sum)
{
    struct stat status;

    if (stat(path, &status) == 0)
        sum_add(path, &status, &sum, 0);
    return sum;
}

gboolean sweep_must(const char *path)
{
    struct statfs system;

    if (statfs(path, &system) < 0)
        return FALSE;
    switch ((guint32)system.f_type) {
    case NFS_SUPER_MAGIC:
    case SMB_SUPER_MAGIC:
    case V9FS_MAGIC:
    case MAGIC_FUSE:
    case MAGIC_CIFS:
    case MAGIC_SMB2: return TRUE;
    default: return FALSE;
    }
}
