/* SPDX-License-Identifier: MIT */
#include "serve/hold.h"

#include "build/failure.h"
#include "text/cache.h"
#include "text/descriptor.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define ADDRESS_MAX 200

static gboolean refuse(int fd, GError **error)
{
    char address[ADDRESS_MAX] = "";
    const ssize_t length = pread(fd, address, sizeof address - 1, 0);

    if (length > 0 && g_str_has_prefix(address, "http://") && g_utf8_validate(address, -1, NULL))
        return failure_usage(error, _("this site is shown already, at %s"), g_strchomp(address));
    return failure_usage(error, "%s", _("this site is shown already, by another 'broadside serve'"));
}

gboolean preview_hold(const char *root, const char *address, GError **error)
{
    g_autofree char *work = g_build_filename(root, WORK_FOLDER, NULL);
    g_autofree char *path = g_build_filename(work, "preview.lock", NULL);

    if (g_file_test(work, G_FILE_TEST_IS_SYMLINK))
        return failure_usage(error, _("'%s' is a symbolic link: remove it, what it holds is made anew"),
                             work);
    if (mkdir(work, 0777) < 0 && errno != EEXIST)
        return failure_set(error, errno, _("cannot make the folder '%s'"), work);
    /* Stays open, here and in the processes that this one starts, until the last of them has ended. */
    const int fd = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0666);
    if (fd < 0)
        return failure_set(error, errno, _("cannot lock '%s'"), path);
    if (flock(fd, LOCK_EX | LOCK_NB) < 0) {
        const gboolean refused =
            errno == EWOULDBLOCK ? refuse(fd, error) : failure_set(error, errno, _("cannot lock '%s'"), path);
        close(fd);
        return refused;
    }
    if (ftruncate(fd, 0) < 0 || !descriptor_write(fd, address, strlen(address)))
        return failure_set(error, errno, _("cannot write '%s'"), path);
    return TRUE;
}
