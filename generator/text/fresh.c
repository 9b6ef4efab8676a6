/* SPDX-License-Identifier: MIT */
#include "text/fresh.h"

#include "text/clear.h"
#include "text/file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Before the process id of who makes it. */
#define HIDDEN ".broadside-new-"

/* Whether a file of this name was left by a process that is no more. */
static gboolean is_remainder(const char *name)
{
    if (!g_str_has_prefix(name, HIDDEN))
        return FALSE;
    const guint64 pid = g_ascii_strtoull(name + strlen(HIDDEN), NULL, 10);
    return pid > 0 && pid <= G_MAXINT && kill((pid_t)pid, 0) < 0 && errno == ESRCH;
}

void fresh_clear_remains(const char *parent)
{
    g_autoptr(GDir) dir = g_dir_open(parent, 0, NULL);
    const char *name;

    while (dir && (name = g_dir_read_name(dir))) {
        g_autofree char *full = g_build_filename(parent, name, NULL);
        if (is_remainder(name))
            clear_path(full);
    }
}

gboolean fresh_has_remains(const char *parent)
{
    g_autoptr(GDir) dir = g_dir_open(parent, 0, NULL);
    const char *name;

    while (dir && (name = g_dir_read_name(dir)))
        if (is_remainder(name))
            return TRUE;
    return FALSE;
}

char *fresh_folder(const char *parent)
{
    fresh_clear_remains(parent);
    for (guint i = 0;; i++) {
        g_autofree char *name = g_strdup_printf(HIDDEN "%d-%u", (int)getpid(), i);
        g_autofree char *full = g_build_filename(parent, name, NULL);
        if (g_mkdir(full, 0777) == 0)
            return g_steal_pointer(&name);
        if (errno != EEXIST)
            return NULL;
    }
}

gboolean fresh_copy(const char *source, const char *full)
{
    const int from = g_open(source, O_RDONLY | O_CLOEXEC | O_NOFOLLOW, 0);
    const int to = from < 0 ? -1 : g_open(full, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    gboolean copied = to >= 0 && file_pass(from, to, NULL, NULL);
    int problem = errno;
    struct stat status;

    if (copied && fstat(from, &status) == 0) {
        const struct timespec times[2] = {{.tv_nsec = UTIME_OMIT}, status.st_mtim};
        futimens(to, times);
    }
    if (to >= 0 && close(to) < 0 && copied) {
        copied = FALSE;
        problem = errno;
    }
    if (from >= 0)
        close(from);
    errno = problem;
    return copied;
}

/* Where the file system cannot do it in one step, nobody else writes there all the same. */
gboolean fresh_rename(const char *from, const char *to)
{
    struct stat ignored;

    if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
        return TRUE;
    if (errno != EINVAL && errno != ENOSYS)
        return FALSE;
    if (lstat(to, &ignored) == 0) {
        errno = EEXIST;
        return FALSE;
    }
    return g_rename(from, to) == 0;
}
