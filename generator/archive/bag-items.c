/* SPDX-License-Identifier: MIT */
#include "archive/bag-items.h"

#include "archive/items-package.h"
#include "archive/package-read.h"
#include "build/failure.h"
#include "text/file.h"
#include "text/threads.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <linux/openat2.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define NAME_SHOWN_MAX 1000 /* bytes of a name that a message shows */

void bag_item_free(gpointer data)
{
    BagItem *item = data;

    if (!item)
        return;
    for (guint i = 0; i < N_ALGORITHMS; i++)
        g_free(item->digests[i]);
    g_free(item->text);
    g_free(item->same);
    g_free(item->path);
    g_free(item);
}

void items_free(BagItems *items)
{
    if (!items)
        return;
    if (items->by_path)
        g_hash_table_unref(items->by_path);
    g_ptr_array_unref(items->all);
    if (items->fd >= 0)
        close(items->fd);
    g_free(items->path);
    g_free(items->shown);
    g_free(items);
}

BagItems *items_new(const char *path, int fd)
{
    BagItems *items = g_new0(BagItems, 1);

    items->path = g_strdup(path);
    items->fd = fd;
    items->all = g_ptr_array_new_with_free_func(bag_item_free);
    items->shown = path_show(path);
    while (strlen(items->shown) > 1 && g_str_has_suffix(items->shown, "/"))
        items->shown[strlen(items->shown) - 1] = '\0';
    return items;
}

static int compare_items(gconstpointer a, gconstpointer b)
{
    return strcmp((*(const BagItem *const *)a)->path, (*(const BagItem *const *)b)->path);
}

void items_order(BagItems *items)
{
    g_ptr_array_sort(items->all, compare_items);
    items->by_path = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < items->all->len; i++) {
        BagItem *item = items->all->pdata[i];
        if (!g_hash_table_contains(items->by_path, item->path))
            g_hash_table_insert(items->by_path, item->path, item);
    }
}

BagItem *items_find(const BagItems *items, const char *path)
{
    return g_hash_table_lookup(items->by_path, path);
}

char *path_show(const char *path)
{
    g_autofree char *valid = g_utf8_make_valid(path, -1);
    GString *shown = g_string_new(NULL);

    for (const char *p = valid; *p; p = g_utf8_next_char(p)) {
        const gunichar c = g_utf8_get_char(p);
        if (shown->len > NAME_SHOWN_MAX) {
            g_string_append(shown, "…");
            break;
        }
        if (c == '\\' && (p[1] == '\\' || p[1] == 'x'))
            g_string_append(shown, "\\\\");
        else if (g_unichar_iscntrl(c) || c == 0x2028 || c == 0x2029 || (c >= 0x202a && c <= 0x202e) ||
                 (c >= 0x2066 && c <= 0x2069))
            g_string_append_printf(shown, "\\x%02X", c);
        else
            g_string_append_unichar(shown, c);
    }
    return g_string_free(shown, FALSE);
}

char *items_shown(const BagItems *items, const char *path)
{
    g_autofree char *name = path_show(path);

    return g_strconcat(items->shown, "/", name, NULL);
}

static void report_unread(const BagItems *items, const char *path, int number, Diagnostics *diagnostics)
{
    g_autofree char *shown = items_shown(items, path);

    diagnostics_error(diagnostics, PLACE_FILE(shown), NULL, _("cannot be read: %s"), g_strerror(number));
}

/* Opens what is at `path` below the folder, whatever somebody makes of it meanwhile. */
static int open_beneath(int folder, const char *path, guint64 flags)
{
    struct open_how how = {.flags = flags | O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC,
                           .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS};
    const int fd = (int)syscall(SYS_openat2, folder, path, &how, sizeof how);

    if (fd >= 0 || (errno != ENOSYS && errno != EPERM))
        return fd;
    return openat(folder, path, (int)how.flags);
}

static void item_add(BagItems *items, const char *path, const struct stat *status)
{
    BagItem *item = g_new0(BagItem, 1);
    const guint64 held = (guint64)status->st_blocks * 512;

    item->path = g_strdup(path);
    item->kind = S_ISREG(status->st_mode)   ? ITEM_FILE
                 : S_ISDIR(status->st_mode) ? ITEM_FOLDER
                 : S_ISLNK(status->st_mode) ? ITEM_LINK
                                            : ITEM_OTHER;
    item->bytes = item->kind == ITEM_FILE ? (guint64)status->st_size : 0;
    item->holes = item->bytes > held ? item->bytes - held : 0;
    g_ptr_array_add(items->all, item);
}

/* Adds what is in one folder; those in it wait in `folders`. */
static void folder_scan(BagItems *items, const char *path, GQueue *folders, Diagnostics *diagnostics)
{
    const int fd = open_beneath(items->fd, *path ? path : ".", O_DIRECTORY);
    DIR *folder = fd >= 0 ? fdopendir(fd) : NULL;

    if (!folder) {
        report_unread(items, path, errno, diagnostics);
        if (fd >= 0)
            close(fd);
        return;
    }
    for (const struct dirent *each; (each = readdir(folder));) {
        struct stat status;
        if (strcmp(each->d_name, ".") == 0 || strcmp(each->d_name, "..") == 0)
            continue;
        g_autofree char *whole = *path ? g_strconcat(path, "/", each->d_name, NULL) : g_strdup(each->d_name);
        if (fstatat(fd, each->d_name, &status, AT_SYMLINK_NOFOLLOW) < 0) {
            report_unread(items, whole, errno, diagnostics);
            continue;
        }
        item_add(items, whole, &status);
        if (S_ISDIR(status.st_mode))
            g_queue_push_tail(folders, g_steal_pointer(&whole));
    }
    closedir(folder);
}

BagItems *items_of_folder(const char *path, Diagnostics *diagnostics, GError **error)
{
    const int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    g_autoptr(GQueue) folders = g_queue_new();

    if (fd < 0) {
        failure_set(error, errno, _("cannot read '%s'"), path);
        return NULL;
    }
    BagItems *items = items_new(path, fd);
    g_queue_push_tail(folders, g_strdup(""));
    for (char *folder; (folder = g_queue_pop_head(folders));) {
        folder_scan(items, folder, folders, diagnostics);
        g_free(folder);
    }
    items_order(items);
    return items;
}

int items_open(const BagItems *items, const BagItem *item, Diagnostics *diagnostics)
{
    const int fd = open_beneath(items->fd, item->path, 0);
    struct stat status;

    if (fd >= 0 && fstat(fd, &status) == 0 && S_ISREG(status.st_mode))
        return fd;
    report_unread(items, item->path, fd < 0 ? errno : EINVAL, diagnostics);
    if (fd >= 0)
        close(fd);
    return -1;
}

const char *items_text(BagItems *items, BagItem *item, Diagnostics *diagnostics)
{
    g_autofree char *shown = items_shown(items, item->path);

    if (item->text)
        return item->text;
    if (item->bytes > TAG_FILE_MAX) {
        diagnostics_error(diagnostics, PLACE_FILE(shown), NULL, _("it is larger than %u MB: it was not read"),
                          TAG_FILE_MAX / 1024 / 1024);
        return NULL;
    }
    if (items->is_package) {
        report_unread(items, item->path, EIO, diagnostics);
        return NULL;
    }
    const int fd = items_open(items, item, diagnostics);
    if (fd < 0)
        return NULL;
    g_autoptr(GString) text = g_string_new(NULL);
    /* It may grow while it is read. */
    const gboolean read = file_read(fd, text);
    const int problem = errno;
    close(fd);
    if (!read || text->len > TAG_FILE_MAX) {
        report_unread(items, item->path, read ? EFBIG : problem, diagnostics);
        return NULL;
    }
    item->bytes = text->len;
    item->text = g_string_free(g_steal_pointer(&text), FALSE);
    return item->text;
}

typedef struct {
    BagItems *items;
    GPtrArray *wanted; /* BagItem */
    ItemsProgress progress;
    guint64 done, all; /* bytes */
    GMutex lock;
    Diagnostics *diagnostics;
    int interrupted; /* atomic */
} Reading;

typedef struct {
    Reading *reading;
    Checksums checksums;
} ItemReading;

static void bytes_take(gpointer data, const char *bytes, gsize length)
{
    ItemReading *item_reading = data;
    Reading *reading = item_reading->reading;

    checksums_update(&item_reading->checksums, bytes, length);
    g_mutex_lock(&reading->lock);
    reading->done += length;
    if (reading->progress)
        reading->progress(MIN(reading->done, reading->all), reading->all);
    g_mutex_unlock(&reading->lock);
}

static void item_finish(BagItem *item, const Checksums *checksums)
{
    for (guint i = 0; i < N_ALGORITHMS; i++)
        if (item->wanted & 1u << i)
            item->digests[i] = g_strdup(checksums_text(checksums, i));
}

static void item_read(gpointer data, guint index)
{
    Reading *reading = data;
    BagItem *item = reading->wanted->pdata[index];
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    ItemReading item_reading = {.reading = reading};

    if (g_atomic_int_get(&reading->interrupted))
        return;
    const int fd = items_open(reading->items, item, diagnostics);
    if (fd >= 0) {
        posix_fadvise(fd, 0, 0, POSIX_FADV_SEQUENTIAL);
        checksums_init(&item_reading.checksums, item->wanted);
        if (file_pass(fd, -1, bytes_take, &item_reading))
            item_finish(item, &item_reading.checksums);
        else if (errno == EINTR)
            g_atomic_int_set(&reading->interrupted, 1);
        else
            report_unread(reading->items, item->path, errno, diagnostics);
        checksums_clear(&item_reading.checksums);
        close(fd);
    }
    g_mutex_lock(&reading->lock);
    diagnostics_copy(reading->diagnostics, diagnostics, NULL);
    g_mutex_unlock(&reading->lock);
}

/* Files whose digests would take for ever, and what was read already. */
static gboolean item_is_quick(const BagItems *items, BagItem *item, Diagnostics *diagnostics)
{
    if (item->text) {
        Checksums checksums;
        checksums_init(&checksums, item->wanted);
        checksums_update(&checksums, item->text, item->bytes);
        item_finish(item, &checksums);
        checksums_clear(&checksums);
        return TRUE;
    }
    if (item->holes <= HOLES_MAX)
        return FALSE;
    g_autofree char *shown = items_shown(items, item->path);
    g_autofree char *size = g_format_size(item->bytes);
    diagnostics_error(diagnostics, PLACE_FILE(shown), NULL,
                      _("it says that it has %s, nearly all of which is nothing: it was not read"), size);
    return TRUE;
}

gboolean items_read(BagItems *items, ItemsProgress progress, Diagnostics *diagnostics, GError **error)
{
    g_autoptr(GPtrArray) wanted = g_ptr_array_new();
    Reading reading = {.items = items, .wanted = wanted, .progress = progress, .diagnostics = diagnostics};

    for (guint i = 0; i < items->all->len; i++) {
        BagItem *item = items->all->pdata[i];
        if (!item->wanted || item_is_quick(items, item, diagnostics))
            continue;
        g_ptr_array_add(wanted, item);
        reading.all += item->bytes;
    }
    if (items->is_package)
        return wanted->len == 0 || package_digest(items, reading.all, progress, diagnostics, error);
    g_mutex_init(&reading.lock);
    threads_run(g_get_num_processors(), wanted->len, item_read, &reading);
    g_mutex_clear(&reading.lock);
    return !reading.interrupted || failure_set(error, EINTR, _("cannot read '%s'"), items->path);
}
