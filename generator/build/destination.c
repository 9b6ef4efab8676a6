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

struct Destination {
    char *path;
    int root; /* -1: it is not there */
    /* The folder opened last: outputs come in the order of their paths. */
    char *last;
    int last_fd;
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
    destination->last_fd = -1;
    return destination;
}

static void last_forget(Destination *destination)
{
    if (destination->last_fd >= 0)
        close(destination->last_fd);
    destination->last_fd = -1;
    g_clear_pointer(&destination->last, g_free);
}

void destination_free(Destination *destination)
{
    if (!destination)
        return;
    last_forget(destination);
    if (destination->root >= 0)
        close(destination->root);
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

/* Opens the folder `way`, whose parts are cut apart in place. */
static int walk(int root, char *way, gboolean make)
{
    int fd = fcntl(root, F_DUPFD_CLOEXEC, 0);

    for (char *part = way, *end; fd >= 0 && part; part = end) {
        end = strchr(part, '/');
        if (end)
            *end++ = '\0';
        const int next = step_into(fd, part, make);
        const int problem = errno;
        close(fd);
        errno = problem;
        fd = next;
    }
    return fd;
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
    if (destination->last && strlen(destination->last) == length &&
        memcmp(destination->last, path, length) == 0)
        return destination->last_fd;
    g_autofree char *way = g_strndup(path, length);
    const int fd = walk(destination->root, way, make);
    if (fd < 0)
        return -1;
    last_forget(destination);
    destination->last_fd = fd;
    destination->last = g_strndup(path, length);
    return fd;
}

gboolean destination_stat(Destination *destination, const char *path, struct stat *status)
{
    const char *name;
    const int parent = destination_parent(destination, path, FALSE, &name);

    return parent >= 0 && fstatat(parent, name, status, AT_SYMLINK_NOFOLLOW) == 0;
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

gboolean destination_add_folder(Destination *destination, const char *path)
{
    const char *name;
    const int parent = destination_parent(destination, path, FALSE, &name);

    return parent >= 0 && (mkdirat(parent, name, 0777) == 0 || errno == EEXIST);
}

gboolean destination_drop_folder(Destination *destination, const char *path)
{
    const char *name;

    last_forget(destination);
    const int parent = destination_parent(destination, path, FALSE, &name);
    return parent >= 0 && unlinkat(parent, name, AT_REMOVEDIR) == 0;
}

GPtrArray *destination_list(Destination *destination, const char *path)
{
    const char *name;
    const int parent = destination_parent(destination, path, FALSE, &name);
    const int fd = parent < 0 ? -1 : openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    DIR *dir = fd < 0 ? NULL : fdopendir(fd);
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);

    if (!dir)
        return names;
    for (struct dirent *found; (found = readdir(dir));)
        if (strcmp(found->d_name, ".") != 0 && strcmp(found->d_name, "..") != 0)
            g_ptr_array_add(names, g_strdup(found->d_name));
    closedir(dir);
    return names;
}

gboolean destination_take(Destination *destination, int from, const char *name, const char *path)
{
    const char *to;
    const int parent = destination_parent(destination, path, TRUE, &to);

    return parent >= 0 && renameat(from, name, parent, to) == 0;
}

void destination_prune(Destination *destination, const char *path)
{
    g_autofree char *way = g_strdup(path);

    for (char *slash; (slash = strrchr(way, '/'));) {
        *slash = '\0';
        if (!destination_drop_folder(destination, way))
            return;
    }
}
