/* SPDX-License-Identifier: MIT */
#include "import/write.h"

#include "content/filename.h"
#include "import/write-folder.h"
#include "text/clear.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

typedef struct {
    const char *root;
    GHashTable *taken;
    GPtrArray *made; /* char *: entries, to be removed again if something fails */
    const Interrupt *interrupt;
    gboolean dry_run;
} Writer;

static gboolean owns_folder(const Draft *draft)
{
    return draft->pictures->len + draft->files->len > 0;
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

static gboolean put_draft(const Writer *writer, const Draft *draft, const char *stem, GError **error)
{
    g_autofree char *parent = g_path_get_dirname(stem);
    g_autofree char *full = g_build_filename(writer->root, parent, NULL);

    if (!check_inside(writer->root, full, error))
        return FALSE;
    if (g_mkdir_with_parents(full, 0777) < 0)
        return write_fail(error, errno, parent);
    return owns_folder(draft)
               ? folder_write(writer->root, stem, draft, writer->interrupt, error)
               : write_file(writer->root, draft->path, draft->text, strlen(draft->text), error);
}

static gboolean write_draft(Writer *writer, Draft *draft, GError **error)
{
    g_autofree char *stem = free_stem(writer, draft->path);

    g_free(draft->path);
    draft->path = g_strconcat(stem, owns_folder(draft) ? "/index.md" : ".md", NULL);
    g_hash_table_add(writer->taken, g_strdup(stem));
    if (writer->dry_run)
        return TRUE;
    if (!put_draft(writer, draft, stem, error))
        return FALSE;
    g_ptr_array_add(writer->made,
                    g_build_filename(writer->root, owns_folder(draft) ? stem : draft->path, NULL));
    return TRUE;
}

static void undo(const Writer *writer)
{
    for (guint i = writer->made->len; i > 0; i--)
        clear_path(g_ptr_array_index(writer->made, i - 1));
}

gboolean write_drafts(const char *root, const GPtrArray *drafts, GHashTable *taken, gboolean dry_run,
                      const Interrupt *interrupt, GError **error)
{
    g_autoptr(GPtrArray) made = g_ptr_array_new_with_free_func(g_free);
    Writer writer = {root, taken, made, interrupt, dry_run};

    for (guint i = 0; i < drafts->len; i++)
        if (!write_draft(&writer, g_ptr_array_index(drafts, i), error)) {
            undo(&writer);
            return FALSE;
        }
    return TRUE;
}
