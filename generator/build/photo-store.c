/* SPDX-License-Identifier: MIT */
#include "build/photo-store.h"

#include "build/failure.h"
#include "text/cache.h"
#include "text/clear.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define CACHE "photos"
#define WORKBENCH "new"
/* Changes with how copies are made. */
#define FORM "1"
#define FORM_CLEAN "2"
/* What stands at the end of a file that was written to its end. */
#define TAIL 16

struct PhotoStore {
    char *folder;
    char *workbench; /* absolute */
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

/* The first bytes of a file (12 of them), and the last; FALSE where there are not as many. */
static gboolean ends_read(const char *path, guint8 first[12], guint8 last[TAIL], guint64 *length)
{
    const int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOFOLLOW);
    struct stat status;
    gboolean done = fd >= 0 && fstat(fd, &status) == 0 && S_ISREG(status.st_mode) && status.st_size > TAIL;

    if (done) {
        *length = (guint64)status.st_size;
        done = pread(fd, first, 12, 0) == 12 && pread(fd, last, TAIL, status.st_size - TAIL) == TAIL;
    }
    if (fd >= 0)
        close(fd);
    return done;
}

/*
 * Whether a file was written to its end. After a power failure one can have its length, but zeros in place of
 * what had not reached the disk. JPEG ends with the marker EOI (ITU-T T.81, B.1.1.3), PNG with the chunk IEND
 * (ISO/IEC 15948, 11.2.5), GIF with its trailer (GIF89a, 27), WebP where its head says (RFC 9649, 2.4); of
 * all others it can only be seen that the end is not missing.
 */
static gboolean is_whole(const char *path)
{
    static const guint8 zeros[TAIL];
    guint8 first[12], last[TAIL];
    guint64 length;

    if (!ends_read(path, first, last, &length))
        return FALSE;
    if (memcmp(first, "\xff\xd8", 2) == 0)
        return memcmp(last + TAIL - 2, "\xff\xd9", 2) == 0;
    if (memcmp(first, "\x89PNG", 4) == 0)
        return memcmp(last + TAIL - 8, "IEND\xae\x42\x60\x82", 8) == 0;
    if (memcmp(first, "GIF8", 4) == 0)
        return last[TAIL - 1] == ';';
    const guint64 said = first[4] | first[5] << 8 | first[6] << 16 | (guint64)first[7] << 24;
    return memcmp(last, zeros, TAIL) != 0 && (memcmp(first, "RIFF", 4) != 0 || said + 8 == length);
}

static gboolean copy_is_whole(const char *path, const PictureSize *size)
{
    PictureSize found;

    return is_whole(path) && picture_size_of_file(path, &found) &&
           (!size || (found.width == size->width && found.height == size->height));
}

gboolean photo_store_has(const PhotoStore *store, const char *name, const PictureSize *size)
{
    g_autofree char *path = photo_store_path(store, name);
    return copy_is_whole(path, size);
}

gboolean photo_store_take(const PhotoStore *store, const char *name, const PictureSize *size)
{
    g_autofree char *made = photo_store_path_new(store, name);
    g_autofree char *path = photo_store_path(store, name);

    if (copy_is_whole(made, size))
        return g_rename(made, path) == 0;
    errno = EIO;
    return FALSE;
}

guint photo_store_sweep(const PhotoStore *store, GHashTable *used, guint64 *bytes)
{
    g_autoptr(GDir) dir = g_dir_open(store->folder, 0, NULL);
    guint count = 0;

    *bytes = 0;
    for (const char *name; dir && (name = g_dir_read_name(dir));) {
        g_autofree char *path = g_build_filename(store->folder, name, NULL);
        GStatBuf status;
        if (g_hash_table_contains(used, name) || g_lstat(path, &status) < 0 || S_ISDIR(status.st_mode) ||
            g_unlink(path) < 0)
            continue;
        *bytes += (guint64)status.st_size;
        count++;
    }
    return count;
}
