/* SPDX-License-Identifier: MIT */
#include "content/folder-list.h"

#include "content/folder.h"
#include "text/strings.h"
#include "text/threads.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

Listing *listing_new(Listing *up, const char *path)
{
    Listing *listing = g_new0(Listing, 1);

    listing->up = up;
    listing->path = path;
    listing->arena = arena_new();
    listing->items = g_array_new(FALSE, FALSE, sizeof(ListingItem));
    return listing;
}

void listing_free(gpointer data)
{
    Listing *listing = data;

    arena_free(listing->arena);
    g_array_unref(listing->items);
    g_free(listing);
}

static guchar type_of_mode(mode_t mode)
{
    return S_ISREG(mode) ? DT_REG : S_ISDIR(mode) ? DT_DIR : S_ISLNK(mode) ? DT_LNK : DT_SOCK;
}

/* FALSE with errno where it cannot be told. */
static gboolean item_complete(int fd, ListingItem *item)
{
    struct stat status;

    if (item->type != DT_UNKNOWN)
        return TRUE;
    if (fstatat(fd, item->name, &status, AT_SYMLINK_NOFOLLOW) != 0)
        return FALSE;
    item->type = type_of_mode(status.st_mode);
    return TRUE;
}

static void names_read(Listing *listing, DIR *dir)
{
    const struct dirent *found;

    errno = 0;
    while ((found = readdir(dir))) {
        ListingItem item = {.name = found->d_name, .type = found->d_type};
        if (folder_is_litter(item.name))
            continue;
        if (!item_complete(dirfd(dir), &item)) {
            if (errno != ENOENT) /* else it is gone since, as an editor's own files are */
                break;
            errno = 0;
            continue;
        }
        item.name = arena_strdup(listing->arena, item.name);
        item.valid = g_utf8_validate(item.name, -1, NULL);
        g_array_append_val(listing->items, item);
    }
    listing->problem = errno;
}

/* A name is the first of an item. */
G_STATIC_ASSERT(G_STRUCT_OFFSET(ListingItem, name) == 0);

static void listing_read(int content, Listing *listing)
{
    const char *below = strchr(listing->path, '/');
    const int fd = openat(content, below ? below + 1 : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *dir = fd >= 0 ? fdopendir(fd) : NULL;
    struct stat status;

    if (!dir || fstat(fd, &status) != 0) {
        listing->problem = errno;
    } else {
        listing->device = status.st_dev;
        listing->inode = status.st_ino;
        names_read(listing, dir);
        g_array_sort(listing->items, strings_compare);
    }
    if (dir)
        closedir(dir);
    else if (fd >= 0)
        close(fd);
}

typedef struct {
    int content;
    const GPtrArray *listings;
} Reading;

static void part_read(gpointer data, guint index)
{
    const Reading *reading = data;
    listing_read(reading->content, reading->listings->pdata[index]);
}

void listings_read(int content, const GPtrArray *listings)
{
    Reading reading = {content, listings};
    threads_run(2, listings->len, part_read, &reading);
}
