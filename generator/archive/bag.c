/* SPDX-License-Identifier: MIT */
#include "archive/bag-private.h"
#include "text/descriptor.h"
#include "text/file.h"
#include "text/threads.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define COPIES_MAX 3 /* of a file that changes while it is read */

static void bag_file_free(gpointer data)
{
    BagFile *file = data;

    g_free(file->path);
    g_free(file->digest);
    g_free(file);
}

Bag *bag_new(const char *folder, GError **error)
{
    const int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    if (fd < 0 || (mkdirat(fd, "data", 0755) < 0 && errno != EEXIST)) {
        failure_set(error, errno, _("cannot make a bag in '%s'"), folder);
        if (fd >= 0)
            close(fd);
        return NULL;
    }
    Bag *bag = g_new0(Bag, 1);
    bag->folder = g_canonicalize_filename(folder, NULL);
    bag->fd = fd;
    g_mutex_init(&bag->lock);
    bag->files = g_ptr_array_new_with_free_func(bag_file_free);
    bag->paths = g_hash_table_new(g_str_hash, g_str_equal);
    bag->folders = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return bag;
}

void bag_free(Bag *bag)
{
    if (!bag)
        return;
    g_hash_table_unref(bag->folders);
    g_hash_table_unref(bag->paths);
    g_ptr_array_unref(bag->files);
    g_mutex_clear(&bag->lock);
    close(bag->fd);
    g_free(bag->folder);
    g_free(bag);
}

char *bag_path(const Bag *bag, const char *path)
{
    return g_build_filename(bag->folder, "data", path, NULL);
}

guint bag_files(Bag *bag, guint64 *bytes)
{
    g_mutex_lock(&bag->lock);
    const guint count = bag->files->len;
    guint64 sum = 0;
    for (guint i = 0; i < count; i++)
        sum += ((const BagFile *)bag->files->pdata[i])->bytes;
    g_mutex_unlock(&bag->lock);
    if (bytes)
        *bytes = sum;
    return count;
}

gboolean bag_name_is_plain(const char *path)
{
    return strpbrk(path, "\r\n%") == NULL;
}

/* A path of the payload as it stands in the bag, newly allocated; NULL if it cannot. */
static char *path_in_bag(const char *path, GError **error)
{
    if (!g_utf8_validate(path, -1, NULL)) {
        g_autofree char *shown = g_filename_display_name(path);
        failure_usage(error, _("the name of '%s' is not UTF-8: a manifest cannot hold it"), shown);
        return NULL;
    }
    g_autofree char *whole = g_strconcat("data/", path, NULL);
    g_autofree char *resolved = g_canonicalize_filename(whole, "/");
    if (strcmp(resolved + 1, whole) != 0) {
        failure_set(error, EINVAL, _("cannot add '%s' to the bag"), path);
        return NULL;
    }
    return g_steal_pointer(&whole);
}

static gboolean folders_make(Bag *bag, const char *path, GError **error)
{
    for (const char *slash = strchr(path, '/'); slash; slash = strchr(slash + 1, '/')) {
        g_autofree char *folder = g_strndup(path, (gsize)(slash - path));
        g_mutex_lock(&bag->lock);
        const gboolean made = g_hash_table_contains(bag->folders, folder) ||
                              mkdirat(bag->fd, folder, 0755) == 0 || errno == EEXIST;
        const int problem = errno;
        if (made)
            g_hash_table_add(bag->folders, g_strdup(folder));
        g_mutex_unlock(&bag->lock);
        if (!made)
            return failure_set(error, problem, _("cannot make the folder '%s'"), folder);
    }
    return TRUE;
}

int bag_file_new(Bag *bag, const char *path, GError **error)
{
    if (!folders_make(bag, path, error))
        return -1;
    const int fd = openat(bag->fd, path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
    if (fd < 0)
        failure_set(error, errno, _("cannot write '%s'"), path);
    return fd;
}

/* Takes `path` over. */
static gboolean file_add(Bag *bag, char *path, const char *digest, guint64 bytes, GError **error)
{
    BagFile *file = g_new(BagFile, 1);

    *file = (BagFile){path, g_strdup(digest), bytes};
    g_mutex_lock(&bag->lock);
    const gboolean fresh = g_hash_table_add(bag->paths, file->path);
    if (fresh)
        g_ptr_array_add(bag->files, file);
    g_mutex_unlock(&bag->lock);
    if (fresh)
        return TRUE;
    failure_set(error, EEXIST, _("cannot add '%s' to the bag"), path);
    bag_file_free(file);
    return FALSE;
}

gboolean bag_file_close(int fd, const char *path, GError **error)
{
    return close(fd) == 0 || errno == EINTR || failure_set(error, errno, _("cannot write '%s'"), path);
}

gboolean bag_put(Bag *bag, const char *path, const void *bytes, gsize length, GError **error)
{
    g_autofree char *whole = path_in_bag(path, error);
    const int fd = whole ? bag_file_new(bag, whole, error) : -1;

    if (fd < 0)
        return FALSE;
    if (!descriptor_write(fd, bytes, length)) {
        failure_set(error, errno, _("cannot write '%s'"), whole);
        close(fd);
        return FALSE;
    }
    if (!bag_file_close(fd, whole, error))
        return FALSE;
    g_autofree char *digest = g_compute_checksum_for_data(G_CHECKSUM_SHA512, bytes, length);
    return file_add(bag, g_steal_pointer(&whole), digest, length, error);
}

/* A plain file, open, and what it is like; -1 with `error`, or where `name` in `folder` is a symbolic link.
 */
static int source_open(int folder, const char *name, const char *shown, struct stat *status, GError **error)
{
    const int fd = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);

    if (fd < 0 && errno != ELOOP && errno != ENXIO) {
        failure_set(error, errno, _("cannot read '%s'"), shown);
        return -1;
    }
    if (fd >= 0 && fstat(fd, status) == 0 && S_ISREG(status->st_mode)) {
        posix_fadvise(fd, 0, 0, POSIX_FADV_SEQUENTIAL);
        return fd;
    }
    if (fd >= 0)
        close(fd);
    failure_usage(error, _("'%s' is a link or a device, no file: it cannot be in a bag"), shown);
    return -1;
}

static gboolean is_unchanged(const struct stat *before, const struct stat *after)
{
    return before->st_size == after->st_size && before->st_mtim.tv_sec == after->st_mtim.tv_sec &&
           before->st_mtim.tv_nsec == after->st_mtim.tv_nsec &&
           before->st_ctim.tv_sec == after->st_ctim.tv_sec &&
           before->st_ctim.tv_nsec == after->st_ctim.tv_nsec;
}

typedef struct {
    GChecksum *checksum;
    guint64 bytes;
} Count;

static void count_take(gpointer data, const char *bytes, gsize length)
{
    Count *count = data;

    g_checksum_update(count->checksum, (const guchar *)bytes, (gssize)length);
    count->bytes += length;
}

/*
 * Reads the file `from`, whose name is `shown`, into `count`, and writes it to `to`, unless that is -1: so
 * often as it changes meanwhile, but not for ever.
 */
static gboolean file_take(int from, struct stat *before, int to, Count *count, const char *shown,
                          GError **error)
{
    for (guint i = 0; i < COPIES_MAX; i++) {
        struct stat after;
        g_checksum_reset(count->checksum);
        count->bytes = 0;
        if (lseek(from, 0, SEEK_SET) < 0 ||
            (to >= 0 && (lseek(to, 0, SEEK_SET) < 0 || ftruncate(to, 0) < 0)) ||
            !file_pass(from, to, count_take, count) || fstat(from, &after) < 0)
            return failure_set(error, errno, _("cannot copy '%s'"), shown);
        if (is_unchanged(before, &after) && count->bytes == (guint64)after.st_size)
            return TRUE;
        *before = after;
    }
    return failure_usage(error, _("'%s' changes while it is read: wait until nobody writes to it"), shown);
}

static gboolean copy_to(Bag *bag, char *whole, int from, struct stat *before, const char *source,
                        GError **error)
{
    Count count = {g_checksum_new(G_CHECKSUM_SHA512), 0};
    const int to = bag_file_new(bag, whole, error);
    gboolean done = to >= 0 && file_take(from, before, to, &count, source, error);

    if (to >= 0)
        done = bag_file_close(to, whole, done ? error : NULL) && done;
    if (done)
        done = file_add(bag, g_strdup(whole), g_checksum_get_string(count.checksum), count.bytes, error);
    g_checksum_free(count.checksum);
    return done;
}

gboolean bag_copy(Bag *bag, const char *path, const char *source, GError **error)
{
    g_autofree char *whole = path_in_bag(path, error);
    struct stat before;
    const int from = whole ? source_open(AT_FDCWD, source, source, &before, error) : -1;

    if (from < 0)
        return FALSE;
    const gboolean done = copy_to(bag, whole, from, &before, source, error);
    close(from);
    return done;
}

/* What is in a folder already, before it is read. */
typedef struct {
    Bag *bag;
    GPtrArray *paths; /* char *: in the bag */
} Adoption;

static gboolean paths_find(Bag *bag, const char *path, GPtrArray *paths, GError **error);

static gboolean folder_find(Bag *bag, const char *path, GPtrArray *paths, GError **error)
{
    const int fd = openat(bag->fd, path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    DIR *folder = fd >= 0 ? fdopendir(fd) : NULL;
    gboolean found = TRUE;

    if (!folder) {
        failure_set(error, errno, _("cannot read '%s'"), path);
        if (fd >= 0)
            close(fd);
        return FALSE;
    }
    for (const struct dirent *each; found && (each = readdir(folder));) {
        if (strcmp(each->d_name, ".") == 0 || strcmp(each->d_name, "..") == 0)
            continue;
        g_autofree char *whole = g_strconcat(path, "/", each->d_name, NULL);
        found = paths_find(bag, whole, paths, error);
    }
    closedir(folder);
    return found;
}

static gboolean paths_find(Bag *bag, const char *path, GPtrArray *paths, GError **error)
{
    struct stat status;

    if (fstatat(bag->fd, path, &status, AT_SYMLINK_NOFOLLOW) < 0)
        return failure_set(error, errno, _("cannot read '%s'"), path);
    if (S_ISDIR(status.st_mode))
        return folder_find(bag, path, paths, error);
    g_autofree char *whole = path_in_bag(path + strlen("data/"), error);
    if (!whole)
        return FALSE;
    g_ptr_array_add(paths, g_steal_pointer(&whole));
    return TRUE;
}

static gboolean file_adopt(gpointer data, guint index, GError **error)
{
    const Adoption *adoption = data;
    const char *path = adoption->paths->pdata[index];
    Bag *bag = adoption->bag;
    struct stat before;
    const int fd = source_open(bag->fd, path, path, &before, error);

    if (fd < 0)
        return FALSE;
    Count count = {g_checksum_new(G_CHECKSUM_SHA512), 0};
    const gboolean done =
        file_take(fd, &before, -1, &count, path, error) &&
        file_add(bag, g_strdup(path), g_checksum_get_string(count.checksum), count.bytes, error);
    g_checksum_free(count.checksum);
    close(fd);
    return done;
}

gboolean bag_adopt(Bag *bag, const char *path, GError **error)
{
    g_autofree char *whole = path_in_bag(path, error);
    g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
    Adoption adoption = {.bag = bag, .paths = paths};

    if (!whole || !paths_find(bag, whole, paths, error))
        return FALSE;
    return threads_try(g_get_num_processors(), paths->len, file_adopt, &adoption, error);
}
