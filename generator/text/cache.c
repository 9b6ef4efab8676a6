/* SPDX-License-Identifier: MIT */
#include "text/cache.h"

#include <glib/gstdio.h>
#include <string.h>

#define FILE_BYTES_MAX (17 * 1024 * 1024)

/* The text after a hash of it and of the name. */
static char *kept_format(const char *name, const char *text)
{
    g_autofree char *named = g_strconcat(name, "\n", text, NULL);
    g_autofree char *hash = g_compute_checksum_for_string(G_CHECKSUM_SHA256, named, -1);

    return g_strconcat(hash, "\n", text, NULL);
}

/* NULL if there is no such file, or no file: a pipe would be waited for. */
static char *kept_read(const char *path)
{
    GStatBuf status;
    char *bytes = NULL;

    if (g_stat(path, &status) == 0 && S_ISREG(status.st_mode) && status.st_size <= FILE_BYTES_MAX)
        g_file_get_contents(path, &bytes, NULL, NULL);
    return bytes;
}

char *cache_read(const char *root, const char *kind, const char *name)
{
    g_autofree char *path = g_build_filename(root, WORK_FOLDER, kind, name, NULL);
    g_autofree char *kept = kept_read(path);
    const char *end = kept ? strchr(kept, '\n') : NULL;

    if (!end)
        return NULL;
    g_autofree char *sound = kept_format(name, end + 1);
    return strcmp(sound, kept) == 0 ? g_strdup(end + 1) : NULL;
}

static gboolean is_folder(const char *path)
{
    GStatBuf status;
    return g_lstat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

static void prune(const char *folder, GHashTable *texts)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);

    for (const char *name; dir && (name = g_dir_read_name(dir));) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        if (!g_hash_table_contains(texts, name))
            g_unlink(path);
    }
}

static void text_keep(const char *folder, const char *name, const char *text)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_autofree char *known = kept_read(path);
    g_autofree char *kept = kept_format(name, text);

    if (!known || strcmp(known, kept) != 0)
        g_file_set_contents(path, kept, -1, NULL);
}

void cache_keep(const char *root, const char *kind, GHashTable *texts)
{
    g_autofree char *folder = g_build_filename(root, WORK_FOLDER, kind, NULL);
    GHashTableIter iter;
    gpointer name, text;

    if (g_hash_table_size(texts) > 0)
        g_mkdir(folder, 0777);
    if (!is_folder(folder))
        return;
    prune(folder, texts);
    g_hash_table_iter_init(&iter, texts);
    while (g_hash_table_iter_next(&iter, &name, &text))
        text_keep(folder, name, text);
}
