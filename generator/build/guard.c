/* SPDX-License-Identifier: MIT */
#include "build/guard.h"

#include "build/failure.h"
#include "text/cache.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

static const char *const source_folders[] = {"content", "data", "themes",    "theme", "static",
                                             "types",   ".git", WORK_FOLDER, NULL};

/* `path` with all symbolic links followed, as far as it is there. */
static char *real_path(const char *path)
{
    g_autofree char *whole = g_canonicalize_filename(path, NULL);
    char *real = realpath(whole, NULL);

    if (real || errno != ENOENT || strcmp(whole, "/") == 0)
        return real;
    g_autofree char *folder = g_path_get_dirname(whole);
    g_autofree char *name = g_path_get_basename(whole);
    g_autofree char *real_folder = real_path(folder);
    return real_folder ? g_build_filename(real_folder, name, NULL) : NULL;
}

/* Whether `path` is `folder` or inside it. */
static gboolean is_inside(const char *folder, const char *path)
{
    const gsize length = strlen(folder);

    if (strcmp(folder, "/") == 0)
        return TRUE;
    return strncmp(path, folder, length) == 0 && (path[length] == '/' || path[length] == '\0');
}

static gboolean refuse(GError **error, const char *destination, const char *why)
{
    g_set_error(error, BUILD_ERROR, BUILD_ERROR_USAGE, _("'%s' cannot be the destination: %s"), destination,
                why);
    return FALSE;
}

static gboolean check_sources(const char *root, const char *destination, const char *real, GError **error)
{
    for (const char *const *name = source_folders; *name; name++) {
        g_autofree char *folder = g_build_filename(root, *name, NULL);
        g_autofree char *real_folder = real_path(folder);
        if (!real_folder || (!is_inside(real_folder, real) && !is_inside(real, real_folder)))
            continue;
        g_autofree char *why = g_strdup_printf(_("it is '%s', inside it or around it"), *name);
        return refuse(error, destination, why);
    }
    return TRUE;
}

/* Nobody writes anything there. */
static gboolean is_preview(const char *real_root, const char *real)
{
    g_autofree char *preview = g_build_filename(real_root, PREVIEW_FOLDER, NULL);

    return strcmp(real, preview) == 0;
}

gboolean guard_destination(const char *root, const char *destination, GError **error)
{
    g_autofree char *real = real_path(destination);
    g_autofree char *real_root = real_path(root);

    if (*destination == '\0')
        return refuse(error, destination, _("it is empty"));
    if (!real || !real_root)
        return failure_set(error, errno, _("cannot use '%s'"), destination);
    if (is_inside(real, real_root))
        return refuse(error, destination, _("it is the site itself, or a folder around it"));
    if (g_file_test(real, G_FILE_TEST_EXISTS) && !g_file_test(real, G_FILE_TEST_IS_DIR))
        return refuse(error, destination, _("it is no folder"));
    return is_preview(real_root, real) || check_sources(root, destination, real, error);
}
