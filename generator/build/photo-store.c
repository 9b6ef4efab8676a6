/* SPDX-License-Identifier: MIT */
#include "build/photo-store.h"

#include "build/failure.h"
#include "text/cache.h"
#include "text/clear.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define CACHE "photos"
#define WORKBENCH "new"
/* Changes with how copies are made. */
#define FORM "1"
#define FORM_CLEAN "2"
/* What their bytes are: a line for each. */
#define SUMS "sums"
/* Of a digest in hexadecimal. */
#define SUM_LENGTH 32

struct PhotoStore {
    char *folder;
    char *workbench;  /* absolute */
    GHashTable *sums; /* of sums_of(), or NULL: not yet read */
};

static gboolean is_folder(const char *path)
{
    GStatBuf status;
    return g_lstat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

/* FALSE with errno. */
static gboolean store_make(PhotoStore *store, char *folder)
{
    g_autofree char *bench = g_build_filename(folder, WORKBENCH, NULL);

    g_free(store->folder);
    g_free(store->workbench);
    store->folder = folder;
    store->workbench = g_canonicalize_filename(bench, NULL);
    if (is_folder(store->workbench))
        clear_path(store->workbench);
    if (g_mkdir(folder, 0777) < 0 && errno != EEXIST)
        return FALSE;
    errno = ENOTDIR;
    return is_folder(folder) && g_mkdir(store->workbench, 0777) == 0;
}

PhotoStore *photo_store_open(const char *root, const char *instead, GError **error)
{
    g_autoptr(PhotoStore) store = g_new0(PhotoStore, 1);
    g_autofree char *work = g_build_filename(root, WORK_FOLDER, NULL);

    g_mkdir(work, 0777);
    if (!store_make(store, g_build_filename(work, CACHE, NULL)) &&
        !store_make(store, g_build_filename(instead, WORK_FOLDER "-" CACHE, NULL))) {
        failure_set(error, errno, _("cannot make the folder '%s'"), store->folder);
        return NULL;
    }
    return g_steal_pointer(&store);
}

void photo_store_free(PhotoStore *store)
{
    if (!store)
        return;
    if (store->workbench)
        clear_path(store->workbench);
    g_clear_pointer(&store->sums, g_hash_table_unref);
    g_free(store->workbench);
    g_free(store->folder);
    g_free(store);
}

static GString *name_begin(Digest photo)
{
    GString *name = g_string_new(NULL);

    g_string_printf(name, "%016" G_GINT64_MODIFIER "x%016" G_GINT64_MODIFIER "x-" FORM, (guint64)photo.high64,
                    (guint64)photo.low64);
    return name;
}

char *photo_store_name(Digest photo, const PhotoCrop *crop, const PhotoCopy *copy)
{
    GString *name = name_begin(photo);

    g_string_append_printf(name, "-%ux%u", copy->size.width, copy->size.height);
    g_autofree char *stem = g_string_free(name, FALSE);
    g_autofree char *named = g_strconcat(stem, ".jpg", NULL);
    return photo_path(named, crop, PHOTO_WHOLE, copy->format);
}

char *photo_store_name_clean(Digest photo, const char *path)
{
    GString *name = name_begin(photo);
    const char *dot = photo_has_name(path) ? strrchr(path, '.') : NULL;
    g_autofree char *ending = g_ascii_strdown(dot ? dot : "", -1);

    g_string_append_printf(name, "-clean" FORM_CLEAN "%s", ending);
    return g_string_free(name, FALSE);
}

char *photo_store_path(const PhotoStore *store, const char *name)
{
    return g_build_filename(store->folder, name, NULL);
}

const char *photo_store_workbench(const PhotoStore *store)
{
    return store->workbench;
}

char *photo_store_path_new(const PhotoStore *store, const char *name)
{
    return g_build_filename(store->workbench, name, NULL);
}

/* "DIGEST NAME" to the end of the line. */
static void sum_read(GHashTable *sums, const char *line)
{
    guint64 high, low;
    int end = 0;

    if (sscanf(line, "%16" G_GINT64_MODIFIER "x%16" G_GINT64_MODIFIER "x %n", &high, &low, &end) != 2 ||
        end != SUM_LENGTH + 1)
        return;
    Digest *digest = g_new(Digest, 1);
    *digest = (Digest){.high64 = high, .low64 = low};
    g_hash_table_replace(sums, g_strdup(line + end), digest);
}

/* Name -> Digest of all that the store has taken in. Of a name that stands there twice the last one counts; a
 * line that a killed build has not written to its end is none. */
static GHashTable *sums_of(PhotoStore *store)
{
    g_autofree char *path = photo_store_path(store, SUMS);
    g_autofree char *text = NULL;
    gsize length;

    if (store->sums)
        return store->sums;
    store->sums = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    if (!g_file_get_contents(path, &text, &length, NULL))
        return store->sums;
    for (char *line = text, *end; (end = memchr(line, '\n', length - (gsize)(line - text))); line = end + 1) {
        *end = '\0';
        sum_read(store->sums, line);
    }
    return store->sums;
}

static char *sum_line(const char *name, Digest digest)
{
    return g_strdup_printf("%016" G_GINT64_MODIFIER "x%016" G_GINT64_MODIFIER "x %s\n",
                           (guint64)digest.high64, (guint64)digest.low64, name);
}

/* Behind a line that was not written to its end, one begins with an empty one. FALSE with errno. */
static gboolean sum_append(PhotoStore *store, const char *name, Digest digest)
{
    g_autofree char *path = photo_store_path(store, SUMS);
    g_autofree char *line = sum_line(name, digest);
    g_autofree char *text = g_strconcat("\n", line, NULL);
    const int fd = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
    const gssize length = (gssize)strlen(text);

    errno = EIO;
    const gboolean done = fd >= 0 && write(fd, text, (gsize)length) == length;
    const int problem = errno;
    if (fd >= 0)
        close(fd);
    if (done)
        sum_read(sums_of(store), g_strchomp(line));
    errno = problem;
    return done;
}

static gboolean digest_of(const char *path, Digest *digest)
{
    const int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOFOLLOW);
    const gboolean done = fd >= 0 && file_digest(fd, digest);

    if (fd >= 0)
        close(fd);
    return done;
}

gboolean photo_store_has(PhotoStore *store, const char *name)
{
    const Digest *known = g_hash_table_lookup(sums_of(store), name);
    g_autofree char *path = photo_store_path(store, name);
    Digest digest;

    return known && digest_of(path, &digest) && XXH128_isEqual(digest, *known);
}

gboolean photo_store_take(PhotoStore *store, const char *name, const PictureSize *size)
{
    g_autofree char *made = photo_store_path_new(store, name);
    g_autofree char *path = photo_store_path(store, name);
    PictureSize found;
    Digest digest;

    if (picture_size_of_file(made, &found) &&
        (!size || (found.width == size->width && found.height == size->height)) && digest_of(made, &digest))
        return sum_append(store, name, digest) && g_rename(made, path) == 0;
    errno = EIO;
    return FALSE;
}

/* Those of the copies that stay. */
static void sums_sweep(PhotoStore *store, GHashTable *used)
{
    g_autofree char *path = photo_store_path(store, SUMS);
    g_autoptr(GList) names = g_list_sort(g_hash_table_get_keys(sums_of(store)), (GCompareFunc)strcmp);
    g_autoptr(GString) text = g_string_new(NULL);

    for (GList *name = names; name; name = name->next) {
        if (!g_hash_table_contains(used, name->data))
            continue;
        g_autofree char *line = sum_line(name->data, *(Digest *)g_hash_table_lookup(store->sums, name->data));
        g_string_append(text, line);
    }
    g_file_set_contents(path, text->str, (gssize)text->len, NULL);
}

guint photo_store_sweep(PhotoStore *store, GHashTable *used, guint64 *bytes)
{
    g_autoptr(GDir) dir = g_dir_open(store->folder, 0, NULL);
    guint count = 0;

    *bytes = 0;
    sums_sweep(store, used);
    for (const char *name; dir && (name = g_dir_read_name(dir));) {
        g_autofree char *path = g_build_filename(store->folder, name, NULL);
        GStatBuf status;
        if (strcmp(name, SUMS) == 0 || g_hash_table_contains(used, name) || g_lstat(path, &status) < 0 ||
            S_ISDIR(status.st_mode) || g_unlink(path) < 0)
            continue;
        *bytes += (guint64)status.st_size;
        count++;
    }
    return count;
}
