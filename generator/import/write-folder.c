/* SPDX-License-Identifier: MIT */
#include "import/write-folder.h"

#include "text/clear.h"
#include "text/descriptor.h"
#include "text/fresh.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

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

/* The path of a new hidden folder in `parent`, newly allocated; NULL with `error`. */
static char *make_hidden(const char *root, const char *parent, GError **error)
{
    g_autofree char *around = g_build_filename(root, parent, NULL);
    g_autofree char *name = fresh_folder(around);

    if (name)
        return g_build_filename(parent, name, NULL);
    write_fail(error, errno, parent);
    return NULL;
}

static gboolean put_files(const char *root, const char *folder, const Draft *draft,
                          const Interrupt *interrupt, GError **error)
{
    for (guint i = 0; i < draft->files->len; i++) {
        const DraftFile *file = &g_array_index(draft->files, DraftFile, i);
        g_autofree char *full = g_build_filename(root, folder, file->name, NULL);
        if (fresh_copy(file->source, full))
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
        (fresh_rename(from, to) || write_fail(error, errno, path)))
        return TRUE;
    clear_path(from);
    return FALSE;
}
