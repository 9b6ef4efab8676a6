/* SPDX-License-Identifier: MIT */
#include "album/put.h"

#include "build/failure.h"
#include "text/clear.h"
#include "text/descriptor.h"
#include "text/fresh.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* Of the entry's file, in the hidden folder: no photo is called so. */
#define ENTRY_NAME "entry"

typedef struct {
    const Putting *putting;
    const Interrupt *interrupt;
    char *folder; /* full paths: of the entry's folder, */
    char *hidden; /* of the hidden one in it, */
    char *entry;  /* of the entry's file, links followed */
    guint count, done;
    guint moved; /* of putting->shots, those before this one are at their places */
} Put;

static gboolean copy_photo(Put *put, const Shot *shot, GError **error)
{
    const Putting *putting = put->putting;
    g_autofree char *path = g_build_filename(put->hidden, shot->target, NULL);

    if (!fresh_copy(shot->path, path)) {
        const int problem = errno;
        return !interrupt_waits(put->interrupt, error) &&
               failure_set(error, problem, _("cannot copy '%s'"), shot->name);
    }
    put->done++;
    if (putting->progress)
        putting->progress(put->done, put->count, putting->data);
    return TRUE;
}

static gboolean copy_all(Put *put, GError **error)
{
    const GPtrArray *shots = put->putting->shots;

    for (guint i = 0; i < shots->len; i++) {
        const Shot *shot = shots->pdata[i];
        if (interrupt_waits(put->interrupt, error) ||
            (shot->fate == SHOT_NEW && !copy_photo(put, shot, error)))
            return FALSE;
    }
    return TRUE;
}

/* On the disk before it takes the place of the old one, which is all there is; with its owner, if that may
 * be. */
static gboolean write_text(const char *path, const GString *text, const struct stat *old)
{
    const int fd = g_open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    const gboolean written = fd >= 0 && descriptor_write(fd, text->str, text->len) &&
                             (fchown(fd, old->st_uid, old->st_gid) == 0 || errno == EPERM) &&
                             fchmod(fd, old->st_mode & 07777) == 0 && fsync(fd) == 0;
    const int problem = errno;

    if (fd >= 0)
        close(fd);
    errno = problem;
    return written;
}

static gboolean write_entry(const Put *put, GError **error)
{
    g_autofree char *path = g_build_filename(put->hidden, ENTRY_NAME, NULL);
    struct stat status;

    if (!put->putting->text || (stat(put->entry, &status) == 0 && access(put->entry, W_OK) == 0 &&
                                write_text(path, put->putting->text, &status)))
        return TRUE;
    return failure_set(error, errno, _("cannot write '%s'"), put->putting->entry);
}

static gboolean move_photos(Put *put, GError **error)
{
    const GPtrArray *shots = put->putting->shots;

    for (; put->moved < shots->len; put->moved++) {
        const Shot *shot = shots->pdata[put->moved];
        if (shot->fate != SHOT_NEW)
            continue;
        g_autofree char *from = g_build_filename(put->hidden, shot->target, NULL);
        g_autofree char *to = g_build_filename(put->folder, shot->target, NULL);
        if (!fresh_rename(from, to))
            return failure_set(error, errno, _("cannot write '%s/%s'"), put->putting->folder, shot->target);
    }
    return TRUE;
}

static gboolean move_entry(const Put *put, GError **error)
{
    g_autofree char *from = g_build_filename(put->hidden, ENTRY_NAME, NULL);

    if (!put->putting->text)
        return TRUE;
    if (!stamp_equal(stamp_of_file(put->entry), put->putting->stamp)) {
        g_set_error(error, BUILD_ERROR, BUILD_ERROR_MACHINE,
                    _("'%s' was changed meanwhile, and nothing was written: save it, then try again"),
                    put->putting->entry);
        return FALSE;
    }
    return g_rename(from, put->entry) == 0 ||
           failure_set(error, errno, _("cannot write '%s'"), put->putting->entry);
}

static void take_back(const Put *put)
{
    const GPtrArray *shots = put->putting->shots;

    for (guint i = 0; i < put->moved; i++) {
        const Shot *shot = shots->pdata[i];
        if (shot->fate != SHOT_NEW)
            continue;
        g_autofree char *path = g_build_filename(put->folder, shot->target, NULL);
        g_unlink(path);
    }
}

static gboolean put_all(Put *put, GError **error)
{
    return write_entry(put, error) && copy_all(put, error) && move_photos(put, error) &&
           move_entry(put, error);
}

gboolean put_photos(const Putting *putting, const Interrupt *interrupt, GError **error)
{
    g_autofree char *written = g_build_filename(putting->root, putting->entry, NULL);
    g_autofree char *folder = g_build_filename(putting->root, putting->folder, NULL);
    g_autofree char *entry = realpath(written, NULL);
    g_autofree char *name = entry ? fresh_folder(folder) : NULL;

    if (!name)
        return failure_set(error, errno, _("cannot write '%s'"), entry ? putting->folder : putting->entry);
    g_autofree char *hidden = g_build_filename(folder, name, NULL);
    Put put = {.putting = putting,
               .interrupt = interrupt,
               .folder = folder,
               .hidden = hidden,
               .entry = entry,
               .count = shots_count(putting->shots, SHOT_NEW)};
    const gboolean done = put_all(&put, error);
    if (!done)
        take_back(&put);
    clear_path(hidden);
    return done;
}
