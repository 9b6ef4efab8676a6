/* SPDX-License-Identifier: MIT */
#include "review/attachment.h"

#include "content/folder.h"
#include "text/strings.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

/* No text that people wrote is larger; anything else is not read at all. */
#define SIZE_MAX_BYTES (16 * 1024 * 1024)
#define BEGINNING 512
#define DEPTH_MAX 40

static void folder_list(const char *root, const char *folder, guint depth, GPtrArray *paths)
{
    g_autofree char *full = g_build_filename(root, folder, NULL);
    g_autoptr(GDir) dir = g_dir_open(full, 0, NULL);
    const char *name;

    while (dir && depth < DEPTH_MAX && (name = g_dir_read_name(dir))) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        g_autofree char *whole = g_build_filename(root, path, NULL);
        if (name[0] == '.' || folder_is_litter(name) || g_file_test(whole, G_FILE_TEST_IS_SYMLINK))
            continue;
        if (g_file_test(whole, G_FILE_TEST_IS_DIR))
            folder_list(root, path, depth + 1, paths);
        else
            g_ptr_array_add(paths, g_steal_pointer(&path));
    }
}

GPtrArray *attachment_list(const Content *content)
{
    GPtrArray *paths = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; i < content->files->len; i++)
        g_ptr_array_add(paths, g_strdup(content->files->pdata[i]));
    folder_list(content->root, "static", 0, paths);
    g_ptr_array_sort(paths, strings_compare);
    return paths;
}

static gboolean is_binary(const char *bytes, gsize length)
{
    return memchr(bytes, '\0', length) != NULL || (length >= 4 && memcmp(bytes, "%PDF", 4) == 0);
}

static gboolean is_utf16(const char *bytes, gsize length)
{
    return length >= 2 && (memcmp(bytes, "\xff\xfe", 2) == 0 || memcmp(bytes, "\xfe\xff", 2) == 0);
}

/* A picture is told from a text by its beginning, without reading the rest. */
static gboolean begins_as_text(const char *path)
{
    char beginning[BEGINNING];
    FILE *file = fopen(path, "rbe");

    if (!file)
        return FALSE;
    const gsize length = fread(beginning, 1, sizeof beginning, file);
    fclose(file);
    return is_utf16(beginning, length) || !is_binary(beginning, length);
}

/* Takes `bytes`; NULL where they are no text. */
static char *text_decode(char *bytes, gsize *length)
{
    const gboolean wide = is_utf16(bytes, *length);
    gsize written = 0;

    if (!wide && g_utf8_validate_len(bytes, *length, NULL))
        return bytes;
    g_autofree char *owned = bytes;
    g_autofree char *text =
        g_convert(owned, (gssize)*length, "UTF-8", wide ? "UTF-16" : "GB18030", NULL, &written, NULL);
    if (!text || is_binary(text, written))
        return NULL;
    *length = written;
    return g_steal_pointer(&text);
}

Source *attachment_read(const char *root, const char *path, gboolean *readable)
{
    g_autofree char *full = g_build_filename(root, path, NULL);
    struct stat info;
    char *bytes;
    gsize length;

    const gboolean regular = stat(full, &info) == 0 && S_ISREG(info.st_mode);
    *readable = regular && info.st_size == 0;
    if (!regular || info.st_size == 0 || info.st_size > SIZE_MAX_BYTES || !begins_as_text(full) ||
        !g_file_get_contents(full, &bytes, &length, NULL))
        return NULL;
    char *text = text_decode(bytes, &length);
    *readable = text != NULL;
    return text ? source_new_take(path, text, length) : NULL;
}
