/* SPDX-License-Identifier: MIT */
#include "archive/items-package.h"

#include "archive/package-read.h"
#include "build/failure.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The path of an entry without "./" and a slash at its end, newly allocated; NULL if it leads elsewhere. */
static char *entry_path(const char *path)
{
    g_autoptr(GPtrArray) parts = g_ptr_array_new();
    g_auto(GStrv) all = g_strsplit(path, "/", -1);

    if (path[0] == '/')
        return NULL;
    for (char **part = all; *part; part++) {
        if (strcmp(*part, "..") == 0)
            return NULL;
        if (**part && strcmp(*part, ".") != 0)
            g_ptr_array_add(parts, *part);
    }
    g_ptr_array_add(parts, NULL);
    return g_strjoinv("/", (char **)parts->pdata);
}

/* A hard link is the file of an entry before it, which tar does not hold twice. */
static void link_settle(BagItem *entry, GHashTable *known)
{
    g_autofree char *path = entry->same ? entry_path(entry->same) : NULL;
    const BagItem *other = path ? g_hash_table_lookup(known, path) : NULL;

    if (!other || other->kind != ITEM_FILE)
        return;
    entry->kind = ITEM_FILE;
    entry->bytes = other->bytes;
    entry->index = other->index;
    entry->text = other->text ? g_memdup2(other->text, other->bytes + 1) : NULL;
}

/* Whether the entry stays; its path is settled. */
static gboolean entry_settle(BagItem *entry, GHashTable *known, Place place, Diagnostics *diagnostics)
{
    g_autofree char *path = entry_path(entry->path);
    const BagItem *other = path ? g_hash_table_lookup(known, path) : NULL;
    g_autofree char *shown = path_show(entry->path);

    if (!path)
        diagnostics_error(diagnostics, place, NULL, _("the entry '%s' leads out of the archive"), shown);
    else if (other && (other->kind != ITEM_FOLDER || entry->kind != ITEM_FOLDER))
        diagnostics_error(diagnostics, place, NULL, _("the archive has two entries '%s'"), shown);
    if (!path || !*path || other)
        return FALSE;
    link_settle(entry, known);
    g_free(entry->path);
    entry->path = g_steal_pointer(&path);
    g_hash_table_insert(known, entry->path, entry);
    return TRUE;
}

/* Entries that lead nowhere or out of the archive, and those that are there twice, go. */
static void entries_settle(GPtrArray *entries, Place place, Diagnostics *diagnostics)
{
    g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);
    guint kept = 0;

    for (guint i = 0; i < entries->len; i++) {
        BagItem *entry = entries->pdata[i];
        const gboolean stays = entry_settle(entry, known, place, diagnostics);
        entries->pdata[i] = NULL;
        if (stays)
            entries->pdata[kept++] = entry;
        else
            bag_item_free(entry);
    }
    g_ptr_array_set_size(entries, (int)kept);
}

/* The first part of the path, newly allocated. */
static char *top_of(const char *path)
{
    return g_strndup(path, strcspn(path, "/"));
}

/* What macOS adds to what it packs. */
static gboolean is_of_macos(const char *top)
{
    return strcmp(top, "__MACOSX") == 0 || strcmp(top, ".DS_Store") == 0 || g_str_has_prefix(top, "._");
}

/*
 * The folder of the bag in the archive, newly allocated: the one with a bagit.txt, or the only one; "" where
 * the bag lies in the archive without a folder; NULL after a report: there is none.
 */
static char *base_find(const GPtrArray *entries, Place place, Diagnostics *diagnostics)
{
    g_autoptr(GHashTable) tops = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autofree char *base = NULL;
    char *top = NULL;

    for (guint i = 0; i < entries->len; i++) {
        const BagItem *entry = entries->pdata[i];
        const gsize length = strcspn(entry->path, "/");
        if (strcmp(entry->path, "bagit.txt") == 0)
            return g_strdup("");
        top = top_of(entry->path);
        if (!is_of_macos(top) && (entry->path[length] || entry->kind == ITEM_FOLDER))
            g_hash_table_add(tops, g_strdup(top));
        if (entry->path[length] && strcmp(entry->path + length + 1, "bagit.txt") == 0) {
            if (base) {
                diagnostics_error(diagnostics, place, _("pack each bag by itself"),
                                  _("the archive holds more than one bag"));
                g_free(top);
                return NULL;
            }
            base = g_strdup(top);
        }
        g_free(top);
    }
    if (!base && g_hash_table_size(tops) == 1) {
        g_autoptr(GList) names = g_hash_table_get_keys(tops);
        base = g_strdup(names->data);
    }
    if (!base)
        diagnostics_error(diagnostics, place,
                          _("a bag has a file 'bagit.txt', a folder 'data' and manifests: is this one?"),
                          _("the archive holds no bag"));
    return g_steal_pointer(&base);
}

static void folders_add(BagItems *items, GHashTable *known, const char *path)
{
    for (const char *slash = strchr(path, '/'); slash; slash = strchr(slash + 1, '/')) {
        g_autofree char *folder = g_strndup(path, (gsize)(slash - path));
        if (g_hash_table_contains(known, folder))
            continue;
        BagItem *item = g_new0(BagItem, 1);
        item->path = g_steal_pointer(&folder);
        item->kind = ITEM_FOLDER;
        g_hash_table_add(known, item->path);
        g_ptr_array_add(items->all, item);
    }
}

/* What lies beside the folder of the bag: nothing should (0.97, 4). */
static void report_beside(const BagItem *entry, Place place, Diagnostics *diagnostics)
{
    g_autofree char *top = top_of(entry->path);
    g_autofree char *shown = path_show(entry->path);

    if (is_of_macos(top))
        diagnostics_warning(diagnostics, place, NULL,
                            _("macOS added '%s' to the archive: it is no part of the bag"), top);
    else if (entry->kind != ITEM_FOLDER)
        diagnostics_error(diagnostics, place, NULL, _("extra: '%s' lies beside the bag in the archive"),
                          shown);
}

/* Takes over the entries below `base`. */
static void entries_take(BagItems *items, GPtrArray *entries, const char *base, Place place,
                         Diagnostics *diagnostics)
{
    g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);
    g_autofree char *prefix = *base ? g_strconcat(base, "/", NULL) : g_strdup("");

    for (guint i = 0; i < entries->len; i++) {
        BagItem *entry = entries->pdata[i];
        if (strcmp(entry->path, base) == 0 && entry->kind == ITEM_FOLDER)
            continue;
        if (!g_str_has_prefix(entry->path, prefix)) {
            report_beside(entry, place, diagnostics);
            continue;
        }
        BagItem *item = g_new0(BagItem, 1);
        *item = *entry;
        item->path = g_strdup(entry->path + strlen(prefix));
        entry->text = NULL;
        entry->same = NULL;
        g_hash_table_add(known, item->path);
        g_ptr_array_add(items->all, item);
    }
    const guint count = items->all->len;
    for (guint i = 0; i < count; i++)
        folders_add(items, known, ((const BagItem *)items->all->pdata[i])->path);
    items_order(items);
}

BagItems *items_of_package(const char *path, Diagnostics *diagnostics, GError **error)
{
    g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func(bag_item_free);
    const int fd = open(path, O_RDONLY | O_CLOEXEC);
    struct stat status;

    if (fd < 0 || fstat(fd, &status) < 0) {
        failure_set(error, errno, _("cannot read '%s'"), path);
        if (fd >= 0)
            close(fd);
        return NULL;
    }
    g_autoptr(BagItems) items = items_new(path, fd);
    const Place place = PLACE_FILE(items->shown);
    if (!package_list(fd, (guint64)status.st_size, entries, place, diagnostics, error))
        return NULL;
    entries_settle(entries, place, diagnostics);
    g_autofree char *base = base_find(entries, place, diagnostics);
    if (!base)
        return NULL;
    items->is_package = TRUE;
    items->is_bare = !*base;
    entries_take(items, entries, base, place, diagnostics);
    if (*base) {
        g_autofree char *shown = items_shown(items, base);
        g_free(items->shown);
        items->shown = g_steal_pointer(&shown);
    }
    return g_steal_pointer(&items);
}
