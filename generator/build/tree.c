/* SPDX-License-Identifier: MIT */
#include "build/tree.h"

#include "build/failure.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Deeper than any tree of files; a link to a folder above itself ends here. */
#define DEPTH_MOST 40

typedef struct {
    const char *folder;
    char *bound; /* real path */
    GPtrArray *files;
    Diagnostics *diagnostics;
} Walk;

static gboolean is_below(const char *bound, const char *path)
{
    const gsize length = strlen(bound);

    if (length == 1)
        return TRUE;
    return strncmp(path, bound, length) == 0 && (path[length] == '/' || path[length] == '\0');
}

gboolean tree_holds(const char *bound, const char *path)
{
    g_autofree char *real_bound = realpath(bound, NULL);
    g_autofree char *real = realpath(path, NULL);

    return real_bound && real && is_below(real_bound, real);
}

/* Whether the link at `path` may be followed. */
static gboolean link_check(Walk *walk, const char *path)
{
    g_autofree char *real = realpath(path, NULL);

    if (real && is_below(walk->bound, real))
        return TRUE;
    diagnostics_error(walk->diagnostics, PLACE_FILE(path), _("put the file itself here"),
                      real ? _("a symbolic link that leads out of the site")
                           : _("a symbolic link that leads nowhere"));
    return FALSE;
}

static gboolean walk_folder(Walk *walk, const char *inner, guint depth, GError **error);

static gboolean walk_name(Walk *walk, const char *inner, guint depth, GError **error)
{
    g_autofree char *path = g_build_filename(walk->folder, inner, NULL);
    struct stat status;

    if (lstat(path, &status) < 0)
        return failure_set(error, errno, _("cannot read '%s'"), path);
    if (S_ISLNK(status.st_mode) && (!link_check(walk, path) || stat(path, &status) < 0))
        return TRUE;
    if (S_ISDIR(status.st_mode))
        return walk_folder(walk, inner, depth + 1, error);
    if (S_ISREG(status.st_mode))
        g_ptr_array_add(walk->files, g_strdup(inner));
    return TRUE;
}

static gboolean walk_folder(Walk *walk, const char *inner, guint depth, GError **error)
{
    g_autofree char *path = g_build_filename(walk->folder, inner, NULL);
    const char *name;

    if (depth > DEPTH_MOST) {
        diagnostics_error(walk->diagnostics, PLACE_FILE(path), NULL, _("folders nested too deeply"));
        return TRUE;
    }
    g_autoptr(GDir) dir = g_dir_open(path, 0, error);
    if (!dir)
        return FALSE;
    while ((name = g_dir_read_name(dir))) {
        g_autofree char *below = *inner ? g_build_filename(inner, name, NULL) : g_strdup(name);
        if (!walk_name(walk, below, depth, error))
            return FALSE;
    }
    return TRUE;
}

static int path_compare(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

GPtrArray *tree_files(const char *folder, const char *bound, Diagnostics *diagnostics, GError **error)
{
    g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *real = realpath(bound, NULL);
    Walk walk = {folder, real, files, diagnostics};

    if (!g_file_test(folder, G_FILE_TEST_IS_DIR))
        return g_steal_pointer(&files);
    if (!real || !walk_folder(&walk, "", 0, error))
        return NULL;
    g_ptr_array_sort(files, path_compare);
    return g_steal_pointer(&files);
}
