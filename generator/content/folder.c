/* SPDX-License-Identifier: MIT */
#include "content/folder.h"

#include "content/filename.h"
#include "content/folder-list.h"
#include "text/sort.h"
#include "text/strings.h"
#include "text/threads.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Files that one thread looks at, at a time. */
#define PART_FILES 256

typedef struct {
    Folder *folder;
    const char *root;
    int content;         /* the folder content/, open */
    GPtrArray *listings; /* all that were read; owned */
    GPtrArray *next;     /* those that are to be read */
    Diagnostics *diagnostics;
} Walk;

void folder_free(Folder *folder)
{
    if (!folder)
        return;
    arena_free(folder->arena);
    g_array_unref(folder->entries);
    g_array_unref(folder->files);
    g_free(folder);
}

gboolean folder_is_litter(const char *name)
{
    static const char *const names[] = {"Thumbs.db", "desktop.ini", "__MACOSX", NULL};
    static const char *const ends[] = {"~", ".swp", ".swx", ".tmp", ".bak", NULL};

    if (name[0] == '.' || g_str_has_prefix(name, "~$"))
        return TRUE;
    for (const char *const *litter = names; *litter; litter++)
        if (g_ascii_strcasecmp(name, *litter) == 0)
            return TRUE;
    for (const char *const *end = ends; *end; end++)
        if (g_str_has_suffix(name, *end))
            return TRUE;
    return FALSE;
}

static char *name_escape(const char *name)
{
    GString *shown = g_string_new(NULL);

    while (*name) {
        const char *end;
        g_utf8_validate(name, -1, &end);
        g_string_append_len(shown, name, end - name);
        if (*end)
            g_string_append_printf(shown, "\\x%02X", (guchar)*end++);
        name = end;
    }
    return g_string_free(shown, FALSE);
}

static void refuse_name(const Walk *walk, const char *path, const char *name)
{
    g_autofree char *shown = name_escape(name);
    g_autofree char *whole = g_strconcat(path, "/", shown, NULL);

    diagnostics_error(walk->diagnostics, PLACE_FILE(whole), _("give the file a new name"),
                      _("the name of this file is not UTF-8"));
}

gboolean folder_check_link(const char *root, const char *path, Diagnostics *diagnostics)
{
    g_autofree char *full = g_build_filename(root, path, NULL);

    if (!g_file_test(full, G_FILE_TEST_IS_SYMLINK))
        return TRUE;
    if (!g_file_test(full, G_FILE_TEST_EXISTS)) {
        diagnostics_error(diagnostics, PLACE_FILE(path), _("remove it, or copy the file here"),
                          _("this symbolic link leads nowhere"));
        return FALSE;
    }
    if (!filename_is_inside(root, full)) {
        diagnostics_error(diagnostics, PLACE_FILE(path), _("copy the file or folder into the site"),
                          _("this symbolic link leads out of the site"));
        return FALSE;
    }
    return TRUE;
}

static gboolean refuse_reading(const Walk *walk, const char *path, int code, GError **error)
{
    g_autofree char *full = g_build_filename(walk->root, path, NULL);

    g_set_error(error, G_FILE_ERROR, (int)g_file_error_from_errno(code), _("cannot read '%s': %s"), full,
                g_strerror(code));
    return FALSE;
}

static char *path_join(const Walk *walk, const char *folder, const char *name)
{
    const gsize first = strlen(folder), last = strlen(name);
    char *path = arena_alloc(walk->folder->arena, first + last + 2);

    memcpy(path, folder, first);
    path[first] = '/';
    memcpy(path + first + 1, name, last);
    return path;
}

/* What a symbolic link leads to takes its place; DT_UNKNOWN: nothing that is to be read. */
static guchar link_follow(const Walk *walk, const char *path)
{
    g_autofree char *full = g_build_filename(walk->root, path, NULL);
    struct stat status;

    if (!folder_check_link(walk->root, path, walk->diagnostics) || stat(full, &status) != 0)
        return DT_UNKNOWN;
    return S_ISREG(status.st_mode) ? DT_REG : S_ISDIR(status.st_mode) ? DT_DIR : DT_UNKNOWN;
}

static void walk_add(Walk *walk, Listing *up, const char *path, ListingItem *item, gboolean linked)
{
    Listing *below = listing_new(up, path);

    below->linked = linked;
    g_ptr_array_add(walk->listings, below);
    g_ptr_array_add(walk->next, below);
    if (item)
        item->below = below;
}

static gboolean is_around(const Listing *listing)
{
    for (const Listing *up = listing->up; up; up = up->up)
        if (up->device == listing->device && up->inode == listing->inode)
            return TRUE;
    return FALSE;
}

static void item_settle(Walk *walk, Listing *listing, ListingItem *item)
{
    const gboolean link = item->type == DT_LNK;

    if (!item->valid)
        refuse_name(walk, listing->path, item->name);
    if (!item->valid || (item->type != DT_DIR && !link))
        return;
    const char *path = path_join(walk, listing->path, item->name);
    if (link)
        item->type = link_follow(walk, path);
    if (item->type == DT_DIR)
        walk_add(walk, listing, path, item, listing->linked || link);
    else if (link && item->type == DT_REG)
        item->linked = TRUE;
}

/* What was read of a folder: links are followed, the folders in it are to be read. */
static gboolean listing_settle(Walk *walk, Listing *listing, GError **error)
{
    if (listing->problem)
        return refuse_reading(walk, listing->path, listing->problem, error);
    if (is_around(listing)) {
        diagnostics_error(walk->diagnostics, PLACE_FILE(listing->path), _("remove the link"),
                          _("this symbolic link leads to a folder around it"));
        g_array_set_size(listing->items, 0);
    }
    for (guint i = 0; i < listing->items->len; i++)
        item_settle(walk, listing, &g_array_index(listing->items, ListingItem, i));
    return TRUE;
}

/* Level by level, so that the folders of one can be read at once. */
static gboolean walk_all(Walk *walk, GError **error)
{
    walk_add(walk, NULL, "content", NULL, FALSE);
    while (walk->next->len > 0) {
        g_autoptr(GPtrArray) level = g_steal_pointer(&walk->next);
        walk->next = g_ptr_array_new();
        listings_read(walk->content, level);
        for (guint i = 0; i < level->len; i++)
            if (!listing_settle(walk, level->pdata[i], error))
                return FALSE;
    }
    return TRUE;
}

static void file_add(Walk *walk, const FolderFile *file)
{
    const char *dot = strrchr(file->path, '.');
    const gboolean other =
        dot && (g_ascii_strcasecmp(dot, ".md") == 0 || g_ascii_strcasecmp(dot, ".markdown") == 0 ||
                g_str_has_suffix(file->path, ".md.txt"));
    const gboolean wide = g_str_has_suffix(file->path, "．md") || g_str_has_suffix(file->path, "。md");

    if (dot && strcmp(dot, ".md") == 0) {
        g_array_append_val(walk->folder->entries, *file);
        return;
    }
    if (other || wide)
        diagnostics_warning(walk->diagnostics, PLACE_FILE(file->path),
                            wide ? _("type the '.' before 'md' in English")
                                 : _("let its name end in '.md', in small letters"),
                            _("this file is not read as an entry"));
    g_array_append_val(walk->folder->files, *file);
}

static void files_add(Walk *walk, const Listing *listing)
{
    for (guint i = 0; i < listing->items->len; i++) {
        const ListingItem *item = &g_array_index(listing->items, ListingItem, i);
        if (item->below)
            files_add(walk, item->below);
        if (!item->valid || item->type != DT_REG)
            continue;
        const FolderFile file = {.path = path_join(walk, listing->path, item->name),
                                 .linked = listing->linked || item->linked};
        file_add(walk, &file);
    }
}

/* Files that are looked at by threads. */
typedef struct {
    const Walk *walk;
    GArray *files;
    gint64 now;
} Look;

static gboolean files_look(gpointer data, guint index, GError **error)
{
    const Look *look = data;
    const guint end = MIN((index + 1) * PART_FILES, look->files->len);

    for (guint i = index * PART_FILES; i < end; i++) {
        FolderFile *file = &g_array_index(look->files, FolderFile, i);
        struct statx status;
        if (statx(look->walk->content, strchr(file->path, '/') + 1, AT_STATX_SYNC_AS_STAT, STAMP_MASK,
                  &status) == 0)
            file->stamp = stamp_of_statx(&status);
        else if (errno == ENOENT) /* gone since the folder was read, as an editor's own files are */
            file->path = NULL;
        else
            return refuse_reading(look->walk, file->path, errno, error);
        if (stamp_is_fresh(file->stamp, look->now))
            file->stamp = STAMP_NONE;
    }
    return TRUE;
}

static int file_compare(gconstpointer a, gconstpointer b)
{
    return strcmp(((const FolderFile *)a)->path, ((const FolderFile *)b)->path);
}

static gboolean files_complete(const Walk *walk, GArray *files, gint64 now, GError **error)
{
    Look look = {walk, files, now};
    guint kept = 0;

    if (!threads_try(2, (files->len + PART_FILES - 1) / PART_FILES, files_look, &look, error))
        return FALSE;
    for (guint i = 0; i < files->len; i++)
        if (folder_at(files, i)->path)
            g_array_index(files, FolderFile, kept++) = g_array_index(files, FolderFile, i);
    g_array_set_size(files, kept);
    sort_nearly(files, file_compare);
    return TRUE;
}

static gboolean walk_run(Walk *walk, GError **error)
{
    const gint64 now = stamp_now();
    g_autofree char *full = g_build_filename(walk->root, "content", NULL);

    walk->content = open(full, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (walk->content < 0)
        return refuse_reading(walk, "content", errno, error);
    if (!walk_all(walk, error))
        return FALSE;
    files_add(walk, walk->listings->pdata[0]);
    return files_complete(walk, walk->folder->entries, now, error) &&
           files_complete(walk, walk->folder->files, now, error);
}

Folder *folder_scan(const char *root, Diagnostics *diagnostics, GError **error)
{
    g_autoptr(Folder) folder = g_new0(Folder, 1);
    g_autofree char *content = g_build_filename(root, "content", NULL);
    Walk walk = {.folder = folder, .root = root, .content = -1, .diagnostics = diagnostics};

    folder->arena = arena_new();
    folder->entries = g_array_new(FALSE, FALSE, sizeof(FolderFile));
    folder->files = g_array_new(FALSE, FALSE, sizeof(FolderFile));
    if (!g_file_test(content, G_FILE_TEST_IS_DIR) || !folder_check_link(root, "content", diagnostics))
        return g_steal_pointer(&folder);
    walk.listings = g_ptr_array_new_with_free_func(listing_free);
    walk.next = g_ptr_array_new();
    const gboolean done = walk_run(&walk, error);
    if (walk.content >= 0)
        close(walk.content);
    g_ptr_array_unref(walk.listings);
    g_ptr_array_unref(walk.next);
    return done ? g_steal_pointer(&folder) : NULL;
}

static int path_compare(gconstpointer path, gconstpointer file)
{
    return strcmp(path, ((const FolderFile *)file)->path);
}

gboolean folder_has_plain(const Folder *folder, const char *path)
{
    const GArray *files = folder->files;
    const FolderFile *file =
        files->len ? bsearch(path, files->data, files->len, sizeof(FolderFile), path_compare) : NULL;

    return file && !file->linked;
}
