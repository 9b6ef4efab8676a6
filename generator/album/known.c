/* SPDX-License-Identifier: MIT */
#include "album/known.h"

#include "text/file.h"
#include "text/path.h"
#include "text/strings.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define NUMBER_MAX 99999

/* A photo that others may equal. */
typedef struct {
    char *path;
    char *name; /* in the entry's folder; or NULL: it is `shot` */
    const Shot *shot;
    Digest digest;
    gboolean digested; /* it was tried */
    gboolean readable;
} Item;

static void item_free(Item *item)
{
    g_free(item->path);
    g_free(item->name);
    g_free(item);
}

static Item *item_new(const char *path, const char *name, const Shot *shot)
{
    Item *item = g_new0(Item, 1);

    item->path = g_strdup(path);
    item->name = g_strdup(name);
    item->shot = shot;
    return item;
}

static gboolean item_read(Item *item)
{
    if (item->digested)
        return item->readable;
    item->digested = TRUE;
    const int fd = g_open(item->path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW, 0);
    item->readable = fd >= 0 && file_digest(fd, &item->digest);
    if (fd >= 0)
        close(fd);
    return item->readable;
}

static gboolean items_equal(Item *a, Item *b)
{
    return item_read(a) && item_read(b) && XXH128_isEqual(a->digest, b->digest);
}

/* The number in "STEM-12.jpg", or 0. */
static guint number_in(const char *name, const char *stem)
{
    g_autofree char *folded = g_utf8_validate(name, -1, NULL) ? path_fold(name) : NULL;
    g_autofree char *start = path_fold(stem);
    const gsize length = strlen(start);

    if (!folded || !photo_has_name(name) || !g_str_has_prefix(folded, start) || folded[length] != '-')
        return 0;
    const char *digits = folded + length + 1;
    char *end;
    const guint64 number = g_ascii_isdigit(*digits) ? g_ascii_strtoull(digits, &end, 10) : 0;
    return number > 0 && *end == '.' && !strchr(end + 1, '.') && number <= NUMBER_MAX ? (guint)number : 0;
}

/* Only files of one size can be equal, and only those are read. */
static GPtrArray *bucket(GHashTable *sizes, guint64 bytes)
{
    GPtrArray *items = g_hash_table_lookup(sizes, &bytes);

    if (!items) {
        guint64 *key = g_new(guint64, 1);
        *key = bytes;
        items = g_ptr_array_new_with_free_func((GDestroyNotify)item_free);
        g_hash_table_insert(sizes, key, items);
    }
    return items;
}

typedef void (*FolderTake)(gpointer data, const char *path, const char *name, const struct stat *status);

/* The names of what lies there, in order; owned. */
static GPtrArray *names_in(const char *folder)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    const char *name;

    while (dir && (name = g_dir_read_name(dir)))
        g_ptr_array_add(names, g_strdup(name));
    g_ptr_array_sort(names, strings_compare);
    return names;
}

/* The photos of the entry. */
static void folder_walk(const char *folder, const char *prefix, FolderTake take, gpointer data)
{
    g_autoptr(GPtrArray) names = names_in(folder);
    struct stat status;

    for (guint i = 0; i < names->len; i++) {
        const char *name = names->pdata[i];
        g_autofree char *path = g_build_filename(folder, name, NULL);
        if (photo_has_name(name) && (!prefix || number_in(name, prefix) > 0) && lstat(path, &status) == 0 &&
            S_ISREG(status.st_mode))
            take(data, path, name, &status);
    }
}

static void take_item(gpointer sizes, const char *path, const char *name, const struct stat *status)
{
    g_ptr_array_add(bucket(sizes, (guint64)status->st_size), item_new(path, name, NULL));
}

static Item *equal_of(const GPtrArray *items, Item *item)
{
    for (guint i = 0; i < items->len; i++)
        if (items_equal(items->pdata[i], item))
            return items->pdata[i];
    return NULL;
}

void known_mark(const GPtrArray *shots, const char *folder, const char *prefix)
{
    g_autoptr(GHashTable) sizes =
        g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, (GDestroyNotify)g_ptr_array_unref);

    folder_walk(folder, prefix, take_item, sizes);
    for (guint i = 0; i < shots->len; i++) {
        Shot *shot = shots->pdata[i];
        GPtrArray *items = bucket(sizes, shot->bytes);
        Item *item = item_new(shot->path, NULL, shot);
        const Item *equal = shot->fate == SHOT_NEW ? equal_of(items, item) : NULL;
        if (equal && equal->shot) {
            shot->fate = SHOT_TWIN;
            shot->kept = equal->shot;
        } else if (equal) {
            shot->fate = SHOT_THERE;
            shot->target = g_strdup(equal->name);
        }
        g_ptr_array_add(items, item);
    }
}

typedef struct {
    GPtrArray *shots;
    GHashTable *there; /* char * -> NULL: names of those that are among them */
    Collation *collation;
} Adding;

static void take_old(gpointer data, const char *path, const char *name, const struct stat *status)
{
    const Adding *adding = data;

    if (g_hash_table_contains(adding->there, name))
        return;
    Shot *shot = shot_new(path, status, adding->collation);
    shot->fate = SHOT_OLD;
    shot->target = g_strdup(name);
    g_ptr_array_add(adding->shots, shot);
}

void known_add(GPtrArray *shots, const char *folder, const char *prefix)
{
    g_autoptr(GHashTable) there = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(Collation) collation = collation_new("zh");

    for (guint i = 0; i < shots->len; i++) {
        const Shot *shot = shots->pdata[i];
        if (shot->fate == SHOT_THERE)
            g_hash_table_add(there, shot->target);
    }
    folder_walk(folder, prefix, take_old, &(Adding){shots, there, collation});
}

/* In small letters, and one for those of JPEG. Newly allocated. */
static char *ending_of(const char *name)
{
    static const char *const jpegs[] = {"jpeg", "jpe", "jfif", NULL};
    g_autofree char *ending = g_ascii_strdown(strrchr(name, '.') + 1, -1);

    return g_strv_contains(jpegs, ending) ? g_strdup("jpg") : g_steal_pointer(&ending);
}

static guint highest_in(const char *folder, const char *stem)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    const char *name;
    guint highest = 0;

    while (dir && (name = g_dir_read_name(dir)))
        highest = MAX(highest, number_in(name, stem));
    return highest;
}

void names_give(const GPtrArray *shots, const char *folder, const char *stem)
{
    guint number = highest_in(folder, stem);
    const guint last = number + shots_count(shots, SHOT_NEW);
    const int width = last > 999 ? 4 : last > 99 ? 3 : 2;

    for (guint i = 0; i < shots->len; i++) {
        Shot *shot = shots->pdata[i];
        if (shot->fate != SHOT_NEW)
            continue;
        g_autofree char *ending = ending_of(shot->path);
        shot->target = g_strdup_printf("%s-%0*u.%s", stem, width, ++number, ending);
    }
}
