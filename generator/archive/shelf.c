/* SPDX-License-Identifier: MIT */
#include "archive/shelf.h"

#include "text/clear.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define NEXT ".broadside-new"
#define LAST ".broadside-old"

struct Shelf {
    char *path;
    char *above; /* the lowest folder on the way that was there already */
    int fd;
    gboolean failing; /* the disk did not take what was put */
};

/* ".2025.broadside-new" */
static char *name_hidden(const char *name, const char *ending)
{
    return g_strconcat(".", name, ending, NULL);
}

static char *path_hidden(const Shelf *shelf, const char *name, const char *ending)
{
    g_autofree char *hidden = name_hidden(name, ending);

    return g_build_filename(shelf->path, hidden, NULL);
}

char *shelf_path(const Shelf *shelf, const char *name)
{
    return g_build_filename(shelf->path, name, NULL);
}

static gboolean is_there(const Shelf *shelf, const char *name)
{
    struct stat status;

    return fstatat(shelf->fd, name, &status, AT_SYMLINK_NOFOLLOW) == 0;
}

static gboolean is_file(const Shelf *shelf, const char *name)
{
    struct stat status;

    return fstatat(shelf->fd, name, &status, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(status.st_mode);
}

/* The name that the hidden one stands for, newly allocated, or NULL. */
static char *name_of(const char *hidden, const char *ending)
{
    if (hidden[0] != '.' || !g_ascii_isdigit(hidden[1]) || !g_str_has_suffix(hidden, ending))
        return NULL;
    return g_strndup(hidden + 1, strlen(hidden) - 1 - strlen(ending));
}

/* A run was killed while it put the next one there: the last one is whole. */
static gboolean bring_back(Shelf *shelf, const char *hidden, GError **error)
{
    g_autofree char *name = name_of(hidden, LAST);
    g_autofree char *path = g_build_filename(shelf->path, hidden, NULL);

    if (!name)
        return TRUE;
    if (is_there(shelf, name)) {
        clear_path(path);
        return TRUE;
    }
    return renameat(shelf->fd, hidden, shelf->fd, name) == 0 ||
           failure_set(error, errno, _("cannot rename '%s'"), path);
}

static void drop_begun(Shelf *shelf, const char *hidden)
{
    g_autofree char *name = name_of(hidden, NEXT);
    g_autofree char *path = g_build_filename(shelf->path, hidden, NULL);

    if (name)
        clear_path(path);
}

gboolean shelf_clear(Shelf *shelf, GError **error)
{
    g_autoptr(GDir) dir = g_dir_open(shelf->path, 0, NULL);
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    const char *name;

    while (dir && (name = g_dir_read_name(dir)))
        g_ptr_array_add(names, g_strdup(name));
    for (guint i = 0; i < names->len; i++)
        if (!bring_back(shelf, names->pdata[i], error))
            return FALSE;
    for (guint i = 0; i < names->len; i++)
        drop_begun(shelf, names->pdata[i]);
    return TRUE;
}

/* A file system that cannot lock has no other process at work in it that could be kept away. */
static void shelf_lock(const Shelf *shelf, void (*waiting)(int pid))
{
    if (flock(shelf->fd, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK)
        return;
    if (waiting)
        waiting(0);
    while (flock(shelf->fd, LOCK_EX) < 0 && errno == EINTR)
        ;
}

static char *folder_above(const char *path)
{
    char *above = g_strdup(path);

    while (!g_file_test(above, G_FILE_TEST_IS_DIR)) {
        char *next = g_path_get_dirname(above);
        g_free(above);
        above = next;
    }
    return above;
}

Shelf *shelf_open(const char *path, void (*waiting)(int pid), GError **error)
{
    g_autoptr(Shelf) shelf = g_new0(Shelf, 1);

    shelf->path = g_canonicalize_filename(path, NULL);
    shelf->above = folder_above(shelf->path);
    shelf->fd = -1;
    if (g_mkdir_with_parents(shelf->path, 0777) < 0) {
        failure_set(error, errno, _("cannot make the folder '%s'"), path);
        return NULL;
    }
    shelf->fd = open(shelf->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (shelf->fd < 0) {
        failure_set(error, errno, _("cannot open the folder '%s'"), path);
        return NULL;
    }
    shelf_lock(shelf, waiting);
    return shelf_clear(shelf, error) ? g_steal_pointer(&shelf) : NULL;
}

/* Folders that were made for nothing. */
static void folders_prune(const Shelf *shelf)
{
    g_autofree char *path = g_strdup(shelf->path);

    while (strcmp(path, shelf->above) != 0 && rmdir(path) == 0) {
        char *next = g_path_get_dirname(path);
        g_free(path);
        path = next;
    }
}

void shelf_close(Shelf *shelf)
{
    if (!shelf)
        return;
    if (shelf->fd >= 0) {
        if (!shelf->failing)
            shelf_clear(shelf, NULL);
        close(shelf->fd);
    }
    folders_prune(shelf);
    g_free(shelf->above);
    g_free(shelf->path);
    g_free(shelf);
}

char *shelf_begin(const Shelf *shelf, const char *name)
{
    return path_hidden(shelf, name, NEXT);
}

/* What was replaced is kept until this is on the disk, and longer where it cannot be. */
static gboolean put_done(Shelf *shelf, const char *name, GError **error)
{
    if (fsync(shelf->fd) == 0 || errno == EINVAL || errno == ENOTSUP)
        return TRUE;
    shelf->failing = TRUE;
    return failure_set(error, errno, _("cannot write '%s/%s'"), shelf->path, name);
}

gboolean shelf_put_in_steps(Shelf *shelf, const char *name, GError **error)
{
    g_autofree char *next = name_hidden(name, NEXT);
    g_autofree char *last = name_hidden(name, LAST);
    /* One file takes the place of another at once. */
    const gboolean replaces = is_there(shelf, name) && !(is_file(shelf, name) && is_file(shelf, next));

    if (replaces && renameat(shelf->fd, name, shelf->fd, last) < 0)
        return failure_set(error, errno, _("cannot rename '%s/%s'"), shelf->path, name);
    if (renameat(shelf->fd, next, shelf->fd, name) == 0)
        return put_done(shelf, name, error);
    const int problem = errno;
    if (replaces)
        renameat(shelf->fd, last, shelf->fd, name);
    return failure_set(error, problem, _("cannot rename '%s/%s'"), shelf->path, next);
}

/* What a file system says that cannot exchange, or a kernel that does not know of it. */
static gboolean cannot_exchange(int problem)
{
    return problem == EINVAL || problem == ENOSYS || problem == ENOTSUP || problem == EPERM;
}

gboolean shelf_put(Shelf *shelf, const char *name, GError **error)
{
    g_autofree char *next = name_hidden(name, NEXT);

    if (renameat2(shelf->fd, next, shelf->fd, name, RENAME_EXCHANGE) == 0)
        return put_done(shelf, name, error);
    if (errno == ENOENT && renameat2(shelf->fd, next, shelf->fd, name, RENAME_NOREPLACE) == 0)
        return put_done(shelf, name, error);
    if (errno == ENOENT || cannot_exchange(errno))
        return shelf_put_in_steps(shelf, name, error);
    return failure_set(error, errno, _("cannot rename '%s/%s'"), shelf->path, next);
}
