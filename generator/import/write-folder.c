/* SPDX-License-Identifier: MIT */
#include "import/write-folder.h"

#include "text/clear.h"
#include "text/descriptor.h"
#include "text/file-error.h"
#include "text/file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Before the process id of who makes it. */
#define HIDDEN ".broadside-new-"

gboolean write_fail(GError **error, int number, const char *path)
{
    g_set_error(error, G_FILE_ERROR, (int)g_file_error_from_errno(number), _("cannot write '%s': %s"), path,
                g_strerror(number));
    return FALSE;
}

gboolean write_file(const char *root, const char *path, const char *bytes, gsize length, GError **error)
{
    g_autofree char *full = g_build_filename(root, path, NULL);
    const int fd = g_open(full, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);

    if (fd < 0)
        return write_fail(error, errno, path);
    const gboolean written = descriptor_write(fd, bytes, length);
    const int problem = errno;
    if (close(fd) == 0 && written)
        return TRUE;
    const int number = written ? errno : problem;
    g_unlink(full);
    return write_fail(error, number, path);
}

/* What a process that is no more has left in the folder `parent`. */
static void clear_remains(const char *parent)
{
    g_autoptr(GDir) dir = g_dir_open(parent, 0, NULL);
    const char *name;

    while (dir && (name = g_dir_read_name(dir))) {
        if (!g_str_has_prefix(name, HIDDEN))
            continue;
        const guint64 pid = g_ascii_strtoull(name + strlen(HIDDEN), NULL, 10);
        g_autofree char *full = g_build_filename(parent, name, NULL);
        if (pid > 0 && pid <= G_MAXINT && kill((pid_t)pid, 0) < 0 && errno == ESRCH)
            clear_path(full);
    }
}

/* The path of a new hidden folder in `parent`, newly allocated; NULL with `error`. */
static char *make_hidden(const char *root, const char *parent, GError **error)
{
    g_autofree char *around = g_build_filename(root, parent, NULL);

    clear_remains(around);
    for (guint i = 0;; i++) {
        g_autofree char *name = g_strdup_printf(HIDDEN "%d-%u", (int)getpid(), i);
        g_autofree char *path = g_build_filename(parent, name, NULL);
        g_autofree char *full = g_build_filename(root, path, NULL);
        if (g_mkdir(full, 0777) == 0)
            return g_steal_pointer(&path);
        if (errno == EEXIST)
            continue;
        write_fail(error, errno, path);
        return NULL;
    }
}

/* With the time at which it was changed last: with old files people go by it. */
static gboolean copy_file(const char *source, const char *full)
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

static gboolean put_files(const char *root, const char *folder, const Draft *draft,
                          const Interrupt *interrupt, GError **error)
{
    for (guint i = 0; i < draft->files->len; i++) {
        const DraftFile *file = &g_array_index(draft->files, DraftFile, i);
        g_autofree char *full = g_build_filename(root, folder, file->name, NULL);
        if (copy_file(file->source, full))
            continue;
        const int problem = errno;
        if (interrupt_waits(interrupt, error))
            return FALSE;
        g_set_error(error, G_FILE_ERROR, (int)g_file_error_from_errno(problem), _("cannot copy '%s': %s"),
                    file->source, g_strerror(problem));
        return FALSE;
    }
    return TRUE;
}

static gboolean put_pictures(const char *root, const char *folder, const GPtrArray *pictures, GError **error)
{
    for (guint i = 0; i < pictures->len; i++) {
        const Picture *picture = g_ptr_array_index(pictures, i);
        g_autofree char *path = g_build_filename(folder, picture->name, NULL);
        gsize size;
        const char *bytes = g_bytes_get_data(picture->bytes, &size);
        if (!write_file(root, path, bytes, size, error))
            return FALSE;
    }
    return TRUE;
}

/* Where the file system cannot do it in one step, nobody else writes there all the same. */
static gboolean rename_fresh(const char *from, const char *to)
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

gboolean folder_write(const char *root, const char *path, const Draft *draft, const Interrupt *interrupt,
                      GError **error)
{
    g_autofree char *parent = g_path_get_dirname(path);
    g_autofree char *hidden = make_hidden(root, parent, error);

    if (!hidden)
        return FALSE;
    g_autofree char *index = g_build_filename(hidden, "index.md", NULL);
    g_autofree char *from = g_build_filename(root, hidden, NULL);
    g_autofree char *to = g_build_filename(root, path, NULL);
    if (put_pictures(root, hidden, draft->pictures, error) &&
        put_files(root, hidden, draft, interrupt, error) &&
        write_file(root, index, draft->text, strlen(draft->text), error) &&
        (rename_fresh(from, to) || write_fail(error, errno, path)))
        return TRUE;
    clear_path(from);
    return FALSE;
}
