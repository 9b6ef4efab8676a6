/* SPDX-License-Identifier: MIT */
#include "text/clear.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static gboolean is_gone(void)
{
    return errno == ENOENT;
}

static void clear_inside(const char *path)
{
    g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
    const char *name;

    while (dir && (name = g_dir_read_name(dir))) {
        g_autofree char *inner = g_build_filename(path, name, NULL);
        clear_path(inner);
    }
}

gboolean clear_path(const char *path)
{
    if (unlink(path) == 0 || is_gone())
        return TRUE;
    if (errno != EISDIR && errno != EPERM)
        return FALSE;
    /* What was put away for good may be write-protected, by us or by whoever keeps it. */
    if (access(path, R_OK | W_OK | X_OK) < 0 && fchmodat(AT_FDCWD, path, 0700, AT_SYMLINK_NOFOLLOW) < 0)
        return FALSE;
    clear_inside(path);
    return rmdir(path) == 0 || is_gone();
}
