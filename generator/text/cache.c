/* SPDX-License-Identifier: MIT */
#include "text/cache.h"

#include <glib/gstdio.h>

static void prune(const char *folder, GHashTable *texts)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);

    for (const char *name; dir && (name = g_dir_read_name(dir));) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        if (!g_hash_table_contains(texts, name))
            g_unlink(path);
    }
}

void cache_keep(const char *folder, GHashTable *texts)
{
    GHashTableIter iter;
    gpointer name, text;

    prune(folder, texts);
    if (g_hash_table_size(texts) == 0 ||
        (g_mkdir(folder, 0777) != 0 && !g_file_test(folder, G_FILE_TEST_IS_DIR)))
        return;
    g_hash_table_iter_init(&iter, texts);
    while (g_hash_table_iter_next(&iter, &name, &text)) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        g_autofree char *known = NULL;
        if (g_file_test(path, G_FILE_TEST_IS_REGULAR) && g_file_get_contents(path, &known, NULL, NULL) &&
            g_str_equal(known, text))
            continue;
        g_file_set_contents(path, text, -1, NULL);
    }
}
