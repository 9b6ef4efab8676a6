/* SPDX-License-Identifier: MIT */
#include "review/attachment.h"

#include "picture/photo.h"
#include "text/encoding.h"
#include "text/strings.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

/* No text that people wrote is larger; anything else is not read at all. */
#define SIZE_MAX_BYTES (16 * 1024 * 1024)
#define BEGINNING 512

/* What is copied into the destination or makes the pages. */
static const char *const folders[] = {"static", "theme", "themes", "types"};

typedef struct {
    const char *root;
    GHashTable *seen; /* folders by device and inode: symbolic links may lead in a circle */
    GPtrArray *paths;
} Walk;

static gboolean is_new(Walk *walk, const struct stat *info)
{
    return g_hash_table_add(walk->seen, g_strdup_printf("%" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT,
                                                        (guint64)info->st_dev, (guint64)info->st_ino));
}

/* All of it, as it is copied: hidden files and symbolic links, too. */
static void folder_list(Walk *walk, const char *folder)
{
    g_autofree char *full = g_build_filename(walk->root, folder, NULL);
    g_autoptr(GDir) dir = g_dir_open(full, 0, NULL);
    const char *name;

    while (dir && (name = g_dir_read_name(dir))) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        g_autofree char *whole = g_build_filename(walk->root, path, NULL);
        struct stat info;
        if (stat(whole, &info) < 0)
            continue;
        if (S_ISREG(info.st_mode))
            g_ptr_array_add(walk->paths, g_steal_pointer(&path));
        else if (S_ISDIR(info.st_mode) && is_new(walk, &info))
            folder_list(walk, path);
    }
}

GPtrArray *attachment_list(const Content *content)
{
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    GPtrArray *paths = g_ptr_array_new_with_free_func(g_free);
    Walk walk = {content->root, seen, paths};

    for (guint i = 0; i < content->files->len; i++)
        g_ptr_array_add(paths, g_strdup(content->files->pdata[i]));
    for (gsize i = 0; i < G_N_ELEMENTS(folders); i++)
        folder_list(&walk, folders[i]);
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

/* The text in UTF-8, newly allocated; NULL where the bytes are none. Broken characters hide no number beside
 * them. */
static char *text_decode(const char *bytes, gsize *length)
{
    const gboolean wide = is_utf16(bytes, *length);
    gboolean whole;
    gsize written;

    if (!wide && is_binary(bytes, *length))
        return NULL;
    g_autofree char *text = encoding_read(bytes, *length, encoding_guess(bytes, *length), &written, &whole);
    if (!whole && !wide) {
        g_free(text);
        text = g_utf8_make_valid(bytes, (gssize)*length);
        written = strlen(text);
    }
    if (written == 0 || is_binary(text, written))
        return NULL;
    *length = written;
    return g_steal_pointer(&text);
}

/* What a photo of an entry holds besides points is not published, whatever it is. */
static gboolean is_photo(const char *path)
{
    return photo_has_name(path) && g_str_has_prefix(path, "content/");
}

Source *attachment_read(const char *root, const char *path, gboolean *readable)
{
    g_autofree char *full = g_build_filename(root, path, NULL);
    g_autofree char *bytes = NULL;
    struct stat info;
    gsize length;

    *readable = FALSE;
    if (is_photo(path))
        return NULL;
    const gboolean regular = stat(full, &info) == 0 && S_ISREG(info.st_mode);
    *readable = regular && info.st_size == 0;
    if (!regular || info.st_size == 0 || info.st_size > SIZE_MAX_BYTES || !begins_as_text(full) ||
        !g_file_get_contents(full, &bytes, &length, NULL))
        return NULL;
    char *text = text_decode(bytes, &length);
    *readable = text != NULL;
    return text ? source_new_take(path, text, length) : NULL;
}
