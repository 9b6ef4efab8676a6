/* SPDX-License-Identifier: MIT */
#include "archive/adopt-known.h"

#include "text/file.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

struct Known {
    GHashTable *sizes;   /* guint64 * -> GPtrArray * of char *: paths that have not been looked at */
    GHashTable *digests; /* char * -> how many, as a pointer */
};

static char *path_of(const Content *content, const char *file)
{
    return g_build_filename(content->root, file, NULL);
}

Known *known_new(const Content *content)
{
    Known *known = g_new0(Known, 1);

    known->sizes =
        g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
    known->digests = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < content->files->len; i++) {
        g_autofree char *path = path_of(content, content->files->pdata[i]);
        struct stat status;
        if (stat(path, &status) < 0 || !S_ISREG(status.st_mode))
            continue;
        guint64 *size = g_new(guint64, 1);
        *size = (guint64)status.st_size;
        GPtrArray *paths = g_hash_table_lookup(known->sizes, size);
        if (!paths)
            g_hash_table_insert(known->sizes, size, paths = g_ptr_array_new_with_free_func(g_free));
        else
            g_free(size);
        g_ptr_array_add(paths, g_steal_pointer(&path));
    }
    return known;
}

void known_free(Known *known)
{
    g_hash_table_unref(known->sizes);
    g_hash_table_unref(known->digests);
    g_free(known);
}

static void digest_take(gpointer checksum, const char *bytes, gsize length)
{
    g_checksum_update(checksum, (const guchar *)bytes, (gssize)length);
}

/* Newly allocated, or NULL where it cannot be read. */
static char *digest_of(const char *path)
{
    g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);
    const int fd = g_open(path, O_RDONLY | O_CLOEXEC, 0);
    const gboolean read = fd >= 0 && file_pass(fd, -1, digest_take, checksum);

    if (fd >= 0)
        close(fd);
    return read ? g_strdup(g_checksum_get_string(checksum)) : NULL;
}

/* Only files as large as one that is asked for are read at all. */
static void read_those_of(Known *known, guint64 size)
{
    const GPtrArray *paths = g_hash_table_lookup(known->sizes, &size);

    for (guint i = 0; paths && i < paths->len; i++) {
        char *digest = digest_of(paths->pdata[i]);
        if (!digest)
            continue;
        const guint count = GPOINTER_TO_UINT(g_hash_table_lookup(known->digests, digest));
        g_hash_table_replace(known->digests, digest, GUINT_TO_POINTER(count + 1));
    }
    if (paths)
        g_ptr_array_set_size((GPtrArray *)paths, 0);
}

gboolean known_take(Known *known, const OldFile *file)
{
    if (!g_hash_table_contains(known->sizes, &file->size))
        return FALSE;
    read_those_of(known, file->size);
    char *digest = digest_of(file->path);
    const guint count = digest ? GPOINTER_TO_UINT(g_hash_table_lookup(known->digests, digest)) : 0;
    if (count > 0)
        g_hash_table_replace(known->digests, digest, GUINT_TO_POINTER(count - 1));
    else
        g_free(digest);
    return count > 0;
}
