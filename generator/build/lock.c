/* SPDX-License-Identifier: MIT */
#include "build/lock.h"

#include "build/failure.h"
#include "build/guard.h"
#include "content/config.h"
#include "text/cache.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

struct Lock {
    int fd;
};

static int holder_read(int fd)
{
    char text[16] = "";

    return pread(fd, text, sizeof text - 1, 0) > 0 ? atoi(text) : 0;
}

static void holder_write(int fd)
{
    char text[16];
    const int length = g_snprintf(text, sizeof text, "%d\n", (int)getpid());

    /* Who holds it is told to those who wait; the lock itself is the kernel's. */
    if (ftruncate(fd, 0) < 0 || pwrite(fd, text, (size_t)length, 0) < 0)
        return;
}

static gboolean lock_wait(int fd, void (*waiting)(int pid))
{
    if (flock(fd, LOCK_EX | LOCK_NB) == 0)
        return TRUE;
    if (errno != EWOULDBLOCK)
        return FALSE;
    waiting(holder_read(fd));
    while (flock(fd, LOCK_EX) < 0)
        if (errno != EINTR)
            return FALSE;
    return TRUE;
}

/* A site that cannot be written in: nobody else can work in it, either. */
static gboolean is_read_only(int problem)
{
    return problem == EROFS || problem == EACCES;
}

Lock *lock_acquire(const char *work, void (*waiting)(int pid), GError **error)
{
    g_autofree char *path = g_build_filename(work, "lock", NULL);

    if (g_file_test(work, G_FILE_TEST_IS_SYMLINK)) {
        failure_usage(error, _("'%s' is a symbolic link: remove it, what it holds is made anew"), work);
        return NULL;
    }
    g_autofree Lock *lock = g_new0(Lock, 1);
    lock->fd = -1;
    if (mkdir(work, 0777) < 0 && errno != EEXIST && !is_read_only(errno)) {
        failure_set(error, errno, _("cannot make the folder '%s'"), work);
        return NULL;
    }
    const int fd = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0666);
    if (fd < 0 && (is_read_only(errno) || errno == ENOENT))
        return g_steal_pointer(&lock);
    if (fd < 0 || !lock_wait(fd, waiting)) {
        failure_set(error, errno, _("cannot lock '%s'"), path);
        if (fd >= 0)
            close(fd);
        return NULL;
    }
    holder_write(fd);
    lock->fd = fd;
    return g_steal_pointer(&lock);
}

gboolean lock_site(const char *root, const char *destination, void (*waiting)(int pid), Lock **lock,
                   GError **error)
{
    g_autofree char *config = g_build_filename(root, CONFIG_FILE, NULL);
    g_autofree char *work = g_build_filename(root, WORK_FOLDER, NULL);

    if (!g_file_test(config, G_FILE_TEST_EXISTS))
        return TRUE;
    if (!guard_destination(root, destination, error))
        return FALSE;
    *lock = lock_acquire(work, waiting, error);
    return *lock != NULL;
}

gboolean lock_is_held(const Lock *lock)
{
    return lock->fd >= 0;
}

void lock_release(Lock *lock)
{
    if (!lock)
        return;
    if (lock->fd >= 0)
        close(lock->fd);
    g_free(lock);
}
