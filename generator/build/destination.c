/* SPDX-License-Identifier: MIT */
#include "build/destination.h"

#include "build/failure.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* A folder that is open, in the one before it. */
typedef struct {
    gsize end; /* of its path, in `way` */
    int fd;
} Level;

struct Destination {
    char *path;
    int root; /* -1: it is not there */
    /* The folders opened last, each below the one before: outputs come in the order of their paths. */
    GString *way;
    GArray *levels; /* Level */
};

static int open_root(const char *path)
{
    return open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
}

Destination *destination_new(const char *path)
{
    Destination *destination = g_new0(Destination, 1);
    destination->path = g_strdup(path);
    destination->root = open_root(path);
    destination->way = g_string_new(NULL);
    destination->levels = g_array_new(FALSE, FALSE, sizeof(Level));
    return destination;
}

/* Closes all folders but the first `count`. */
static void levels_cut(Destination *destination, guint count)
{
    GArray *levels = destination->levels;

    for (guint i = count; i < levels->len; i++)
        close(g_array_index(levels, Level, i).fd);
    g_array_set_size(levels, count);
    g_string_truncate(destination->way, count ? g_array_index(levels, Level, count - 1).end : 0);
}

void destination_free(Destination *destination)
{
    if (!destination)
        return;
    levels_cut(destination, 0);
    if (destination->root >= 0)
        close(destination->root);
    g_array_unref(destination->levels);
    g_string_free(destination->way, TRUE);
    g_free(destination->path);
    g_free(destination);
}

const char *destination_path(const Destination *destination)
{
    return destination->path;
}

gboolean destination_make(Destination *destination, GError **error)
{
    if (destination->root >= 0)
        return TRUE;
    if (g_mkdir_with_parents(destination->path, 0777) < 0)
        return failure_set(error, errno, _("cannot make the folder '%s'"), destination->path);
    destination->root = open_root(destination->path);
    if (destination->root < 0)
        return failure_set(error, errno, _("cannot open the folder '%s'"), destination->path);
    return TRUE;
}

/* The folder `name` in `parent`, made if it is missing and `make` says so. */
static int step_into(int parent, const char *name, gboolean make)
{
    const int flags = O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
    int fd = openat(parent, name, flags);

    if (fd < 0 && errno == ENOENT && make) {
        if (mkdirat(parent, name, 0777) < 0 && errno != EEXIST)
            return -1;
        fd = openat(parent, name, flags);
    }
    if (fd < 0 && errno == ELOOP)
        errno = ENOTDIR;
    return fd;
}

/* Leaves those folders open that are on the way to `folder`, of `length` bytes. */
static void levels_share(Destination *destination, const char *folder, gsize length)
{
    const GArray *levels = destination->levels;
    guint shared = 0;
    gsize from = 0;

    for (; shared < levels->len; shared++) {
        const gsize end = g_array_index(levels, Level, shared).end;
        if (end > length || (end < length && folder[end] != '/') ||
            memcmp(destination->way->str + from, folder + from, end - from) != 0)
            break;
        from = end;
    }
    levels_cut(destination, shared);
}

static int levels_last(const Destination *destination)
{
    const GArray *levels = destination->levels;
    return levels->len ? g_array_index(levels, Level, levels->len - 1).fd : destination->root;
}

/* Opens what is missing of the way to `folder`. */
static gboolean levels_open(Destination *destination, const char *folder, gsize length, gboolean make)
{
    GString *way = destination->way;

    while (way->len < length) {
        const gsize before = way->len;
        const gsize begin = before ? before + 1 : 0;
        const char *slash = memchr(folder + begin, '/', length - begin);
        const gsize end = slash ? (gsize)(slash - folder) : length;
        g_string_append_len(way, folder + before, (gssize)(end - before));
        const Level level = {end, step_into(levels_last(destination), way->str + begin, make)};
        if (level.fd < 0) {
            g_string_truncate(way, before);
            return FALSE;
        }
        g_array_append_val(destination->levels, level);
    }
    return TRUE;
}

int destination_parent(Destination *destination, const char *path, gboolean make, const char **name)
{
    const char *slash = strrchr(path, '/');

    *name = slash ? slash + 1 : path;
    if (destination->root < 0) {
        errno = ENOENT;
        return -1;
    }
    if (!slash)
        return destination->root;
    const gsize length = (gsize)(slash - path);
    levels_share(destination, path, length);
    return levels_open(destination, path, length, make) ? levels_last(destination) : -1;
}

gboolean destination_stat(Destination *destination, const char *path, struct stat *status)
{
    const char *name;
    const int parent = destination_parent(destination, path, FALSE, &name);

    return parent >= 0 && fstatat(parent, name, status, AT_SYMLINK_NOFOLLOW) == 0;
}

gboolean destination_look(Destination *destination, const char *path, FileStamp *stamp)
{
    const char *name;
    const int parent = destination_parent(destination, path, FALSE, &name);
    struct statx status;

    if (parent < 0 || statx(parent, name, AT_SYMLINK_NOFOLLOW, STAMP_MASK, &status) < 0 ||
        !S_ISREG(status.stx_mode))
        return FALSE;
    *stamp = stamp_of_statx(&status);
    return TRUE;
}

int destination_open(Destination *destination, const char *path)
{
    const char *name;
    const int parent = destination_parent(destination, path, FALSE, &name);
    struct stat status;

    if (parent < 0)
        return -1;
    /* Without O_NONBLOCK, a named pipe would wait for somebody to write to it. */
    const int fd = openat(parent, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (fd >= 0 && (fstat(fd, &status) < 0 || !S_ISREG(status.st_mode))) {
        close(fd);
        errno = ELOOP;
        return -1;
    }
    return fd;
}

gboolean destination_remove(Destination *destination, const char *path)
{
    const char *name;
    const int parent = destination_parent(destination, path, FALSE, &name);

    return parent >= 0 && unlinkat(parent, name, 0) == 0;
}

gboolean destination_drop_folder(Destination *destination, const char *path)
{
    const char *name;

    levels_cut(destination, 0); /* it, or one in it, may be among them */
    const int parent = destination_parent(destination, path, FALSE, &name);
    return parent >= 0 && unlinkat(parent, name, AT_REMOVEDIR) == 0;
}

static DIR *folder_open(Destination *destination, const char *path)
{
    const char *name;
    const int parent = destination_parent(destination, path, FALSE, &name);
    const int fd = parent < 0 ? -1 : openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

    return fd < 0 ? NULL : fdopendir(fd);
}

static const struct dirent *folder_next(DIR *dir)
{
    const struct dirent *found;

    do
        found = readdir(dir);
    while (found && (strcmp(found->d_name, ".") == 0 || strcmp(found->d_name, "..") == 0));
    return found;
}

GPtrArray *destination_list(Destination *destination, const char *path)
{
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    DIR *dir = folder_open(destination, path);

    if (!dir)
        return names;
    for (const struct dirent *found; (found = folder_next(dir));)
        g_ptr_array_add(names, g_strdup(found->d_name));
    closedir(dir);
    return names;
}

guint destination_count(Destination *destination, const char *path, GPtrArray **folders)
{
    DIR *dir = folder_open(destination, path);
    guint count = 0;

    *folders = g_ptr_array_new_with_free_func(g_free);
    if (!dir)
        return 0;
    for (const struct dirent *found; (found = folder_next(dir)); count++)
        if (found->d_type == DT_DIR || found->d_type == DT_UNKNOWN)
            g_ptr_array_add(*folders, g_strdup(found->d_name));
    closedir(dir);
    return count;
}

gboolean destination_take(Destination *destination, int from, const char *name, const char *path)
{
    const char *to;
    const int parent = destination_parent(destination, path, TRUE, &to);

    return parent >= 0 && renameat(from, name, parent, to) == 0;
}

gboolean destination_take_from(Destination *destination, Destination *from, const char *path)
{
    const char *name;
    const int parent = destination_parent(from, path, FALSE, &name);

    return parent >= 0 && destination_take(destination, parent, name, path);
}

void destination_prune(Destination *destination, const char *path)
{
    g_autofree char *way = g_strdup(path);

    for (char *slash; (slash = strrchr(way, '/'));) {
        *slash = '\0';
        if (!destination_drop_folder(destination, way) && errno != ENOENT)
            return;
    }
}
