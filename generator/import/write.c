/* SPDX-License-Identifier: MIT */
#include "import/write.h"

#include "content/filename.h"
#include "text/descriptor.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

typedef struct {
    const char *root;
    GHashTable *taken;
    GPtrArray *made; /* char *: files and folders, to be removed again if something fails */
    gboolean dry_run;
} Writer;

static gboolean fail(GError **error, int number, const char *path)
{
    g_set_error(error, G_FILE_ERROR, (int)g_file_error_from_errno(number), _("cannot write '%s': %s"), path,
                g_strerror(number));
    return FALSE;
}

/* Nothing is written through a symbolic link that leads out of the site. */
static gboolean check_inside(const char *root, const char *folder, GError **error)
{
    g_autofree char *at = g_strdup(folder);

    while (access(at, F_OK) < 0 && strcmp(at, ".") != 0 && strcmp(at, root) != 0) {
        if (g_file_test(at, G_FILE_TEST_IS_SYMLINK))
            break;
        char *parent = g_path_get_dirname(at);
        g_free(at);
        at = parent;
    }
    if (filename_is_inside(root, at))
        return TRUE;
    g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_FAILED,
                _("'%s' is a symbolic link that leads out of the site"), at);
    return FALSE;
}

static gboolean write_file(Writer *writer, const char *path, const char *bytes, gsize length, GError **error)
{
    g_autofree char *full = g_build_filename(writer->root, path, NULL);
    const int fd = g_open(full, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);

    if (fd < 0)
        return fail(error, errno, path);
    g_ptr_array_add(writer->made, g_strdup(full));
    const gboolean written = descriptor_write(fd, bytes, length);
    const int problem = errno;
    if (close(fd) == 0 && written)
        return TRUE;
    return fail(error, written ? errno : problem, path);
}

static gboolean write_pictures(Writer *writer, const char *folder, const GPtrArray *pictures, GError **error)
{
    for (guint i = 0; i < pictures->len; i++) {
        const Picture *picture = g_ptr_array_index(pictures, i);
        g_autofree char *path = g_build_filename(folder, picture->name, NULL);
        gsize size;
        const char *bytes = g_bytes_get_data(picture->bytes, &size);
        if (!write_file(writer, path, bytes, size, error))
            return FALSE;
    }
    return TRUE;
}

/* FALSE without an error where something has the name already. */
static gboolean make_own_folder(Writer *writer, const char *folder, GError **error)
{
    g_autofree char *full = g_build_filename(writer->root, folder, NULL);

    if (g_mkdir(full, 0777) < 0)
        return fail(error, errno, folder);
    g_ptr_array_add(writer->made, g_steal_pointer(&full));
    return TRUE;
}

static gboolean exists(const char *root, const char *path)
{
    g_autofree char *full = g_build_filename(root, path, NULL);
    GStatBuf ignored;

    return g_lstat(full, &ignored) == 0;
}

static gboolean is_free(const Writer *writer, const char *stem)
{
    g_autofree char *file = g_strconcat(stem, ".md", NULL);

    return !g_hash_table_contains(writer->taken, stem) && !exists(writer->root, stem) &&
           !exists(writer->root, file);
}

/* The path without ".md" under which the draft is written. Newly allocated. */
static char *free_stem(const Writer *writer, const char *path)
{
    g_autofree char *stem = g_strndup(path, strlen(path) - strlen(".md"));

    if (is_free(writer, stem))
        return g_steal_pointer(&stem);
    for (guint i = 2;; i++) {
        g_autofree char *next = g_strdup_printf("%s-%u", stem, i);
        if (is_free(writer, next))
            return g_steal_pointer(&next);
    }
}

static gboolean write_draft(Writer *writer, Draft *draft, GError **error)
{
    g_autofree char *stem = free_stem(writer, draft->path);
    g_autofree char *folder = g_path_get_dirname(stem);
    g_autofree char *full = g_build_filename(writer->root, folder, NULL);
    const gboolean owns = draft->pictures->len > 0;

    g_free(draft->path);
    draft->path = g_strconcat(stem, owns ? "/index.md" : ".md", NULL);
    g_hash_table_add(writer->taken, g_strdup(stem));
    if (writer->dry_run)
        return TRUE;
    if (!check_inside(writer->root, full, error))
        return FALSE;
    if (g_mkdir_with_parents(full, 0777) < 0)
        return fail(error, errno, folder);
    if (owns &&
        !(make_own_folder(writer, stem, error) && write_pictures(writer, stem, draft->pictures, error)))
        return FALSE;
    return write_file(writer, draft->path, draft->text, strlen(draft->text), error);
}

static void undo(const Writer *writer)
{
    for (guint i = writer->made->len; i > 0; i--)
        g_remove(g_ptr_array_index(writer->made, i - 1));
}

gboolean write_drafts(const char *root, const GPtrArray *drafts, GHashTable *taken, gboolean dry_run,
                      GError **error)
{
    g_autoptr(GPtrArray) made = g_ptr_array_new_with_free_func(g_free);
    Writer writer = {root, taken, made, dry_run};

    for (guint i = 0; i < drafts->len; i++)
        if (!write_draft(&writer, g_ptr_array_index(drafts, i), error)) {
            undo(&writer);
            return FALSE;
        }
    return TRUE;
}
