/* SPDX-License-Identifier: MIT */
#include "build/tree.h"

#include "build/failure.h"
#include "text/file-error.h"
#include "text/strings.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* A folder that is being walked, and those around it. */
typedef struct Level Level;
struct Level {
    const Level *up;
    dev_t device;
    ino_t inode;
};

typedef struct {
    const char *folder;
    char *bound; /* real path */
    GPtrArray *files;
    Diagnostics *diagnostics;
} Walk;

gboolean tree_is_below(const char *bound, const char *real)
{
    if (!bound || !real)
        return FALSE;
    const gsize length = strlen(bound);
    if (length == 1)
        return TRUE;
    return strncmp(real, bound, length) == 0 && (real[length] == '/' || real[length] == '\0');
}

gboolean tree_holds(const char *bound, const char *path)
{
    g_autofree char *real = bound ? realpath(path, NULL) : NULL;

    return tree_is_below(bound, real);
}

/* Whether the link at `path` may be followed. */
static gboolean link_check(Walk *walk, const char *path)
{
    g_autofree char *real = realpath(path, NULL);

    if (tree_is_below(walk->bound, real))
        return TRUE;
    diagnostics_error(walk->diagnostics, PLACE_FILE(path), _("put the file itself here"),
                      real ? _("a symbolic link that leads out of the site")
                           : _("a symbolic link that leads nowhere"));
    return FALSE;
}

static gboolean walk_folder(Walk *walk, const char *inner, const Level *level, GError **error);

static gboolean is_around(const Level *up, const Level *level)
{
    for (; up; up = up->up)
        if (up->device == level->device && up->inode == level->inode)
            return TRUE;
    return FALSE;
}

static gboolean report_loop(Walk *walk, const char *path)
{
    diagnostics_error(walk->diagnostics, PLACE_FILE(path), _("remove it"),
                      _("a symbolic link to a folder around it"));
    return TRUE;
}

static gboolean walk_name(Walk *walk, const char *inner, const Level *up, GError **error)
{
    g_autofree char *path = g_build_filename(walk->folder, inner, NULL);
    struct stat status;

    if (lstat(path, &status) < 0)
        return failure_set(error, errno, _("cannot read '%s'"), path);
    if (S_ISLNK(status.st_mode) && (!link_check(walk, path) || stat(path, &status) < 0))
        return TRUE;
    const Level level = {up, status.st_dev, status.st_ino};
    if (S_ISDIR(status.st_mode))
        return is_around(up, &level) ? report_loop(walk, path) : walk_folder(walk, inner, &level, error);
    if (S_ISREG(status.st_mode))
        g_ptr_array_add(walk->files, g_strdup(inner));
    return TRUE;
}

static gboolean walk_folder(Walk *walk, const char *inner, const Level *level, GError **error)
{
    g_autofree char *path = g_build_filename(walk->folder, inner, NULL);
    const char *name;

    g_autoptr(GDir) dir = g_dir_open(path, 0, error);
    if (!dir) {
        file_error_explain(error, path);
        return FALSE;
    }
    while ((name = g_dir_read_name(dir))) {
        g_autofree char *below = *inner ? g_build_filename(inner, name, NULL) : g_strdup(name);
        if (!walk_name(walk, below, level, error))
            return FALSE;
    }
    return TRUE;
}

GPtrArray *tree_files(const char *folder, const char *bound, Diagnostics *diagnostics, GError **error)
{
    g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *real = realpath(bound, NULL);
    Walk walk = {folder, real, files, diagnostics};

    struct stat status;

    if (stat(folder, &status) < 0 || !S_ISDIR(status.st_mode))
        return g_steal_pointer(&files);
    const Level level = {NULL, status.st_dev, status.st_ino};
    if (!real || !walk_folder(&walk, "", &level, error))
        return NULL;
    g_ptr_array_sort(files, strings_compare);
    return g_steal_pointer(&files);
}
