/* SPDX-License-Identifier: MIT */
#include "album/roll.h"

#include "content/folder.h"
#include "text/path.h"
#include "text/strings.h"

#include <dirent.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

/* A stick has DCIM/100APPLE; no more is named than can be read. */
#define FOLDERS_DEPTH 2
#define FOLDERS_MAX 5

typedef struct {
    Roll *roll;
    char *folder; /* absolute */
    Collation *collation;
    GHashTable *stems; /* char * -> NULL: the photos' names without their endings, folded */
} Walk;

static Roll *roll_new(void)
{
    Roll *roll = g_new0(Roll, 1);

    roll->shots = g_ptr_array_new_with_free_func((GDestroyNotify)shot_free);
    for (guint i = 0; i < N_LEFT; i++)
        roll->left[i] = g_ptr_array_new_with_free_func(g_free);
    return roll;
}

void roll_free(Roll *roll)
{
    g_ptr_array_unref(roll->shots);
    for (guint i = 0; i < N_LEFT; i++)
        g_ptr_array_unref(roll->left[i]);
    g_free(roll);
}

static char *stem_of(const char *name)
{
    g_autofree char *shown = g_filename_display_name(name);
    char *dot = strrchr(shown, '.');

    if (dot)
        *dot = '\0';
    return path_fold(shown);
}

static gboolean ends_in(const char *name, const char *const *endings)
{
    const char *dot = strrchr(name, '.');

    for (; dot && *endings; endings++)
        if (g_ascii_strcasecmp(dot + 1, *endings) == 0)
            return TRUE;
    return FALSE;
}

/* Of a file that is no photo by its name. */
static LeftReason reason_of(const Walk *walk, const char *name)
{
    static const char *const videos[] = {"mov", "mp4",  "m4v", "avi", "3gp", "mkv",
                                         "wmv", "mpeg", "mpg", "mts", NULL};
    static const char *const edits[] = {"aae", NULL}, *const drawings[] = {"svg", "svgz", NULL};
    g_autofree char *stem = stem_of(name);

    if (ends_in(name, videos))
        return g_hash_table_contains(walk->stems, stem) ? LEFT_LIVE : LEFT_VIDEO;
    if (ends_in(name, edits))
        return LEFT_EDITS;
    return ends_in(name, drawings) ? LEFT_DRAWING : LEFT_OTHER;
}

static void leave(const Walk *walk, LeftReason reason, const char *name)
{
    g_ptr_array_add(walk->roll->left[reason], shot_show(name));
}

static void take_photo(Walk *walk, const char *path, const char *name, const struct stat *status)
{
    g_hash_table_add(walk->stems, stem_of(name));
    g_ptr_array_add(walk->roll->shots, shot_new(path, status, walk->collation));
}

/* What is no photo waits in `others`, until the names of all photos are known. */
static void take(Walk *walk, const char *name, GPtrArray *others)
{
    g_autofree char *path = g_build_filename(walk->folder, name, NULL);
    struct stat status;

    if (folder_is_litter(name) || lstat(path, &status) < 0)
        return;
    if (S_ISLNK(status.st_mode))
        leave(walk, LEFT_LINK, name);
    else if (S_ISDIR(status.st_mode))
        leave(walk, LEFT_FOLDER, name);
    else if (S_ISREG(status.st_mode) && photo_has_name(name))
        take_photo(walk, path, name, &status);
    else
        g_ptr_array_add(others, g_strdup(name));
}

static int compare_keys(gconstpointer a, gconstpointer b)
{
    const Shot *first = *(const Shot *const *)a, *second = *(const Shot *const *)b;
    const int order = strcmp(first->key, second->key);

    return order != 0 ? order : strcmp(first->path, second->path);
}

static void roll_sort(Roll *roll)
{
    g_ptr_array_sort(roll->shots, compare_keys);
    for (guint i = 0; i < N_LEFT; i++)
        g_ptr_array_sort(roll->left[i], strings_compare);
}

Roll *roll_read(const char *path)
{
    g_autofree char *folder = g_canonicalize_filename(path, NULL);
    g_autoptr(Collation) collation = collation_new("zh");
    g_autoptr(GHashTable) stems = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GPtrArray) others = g_ptr_array_new_with_free_func(g_free);
    DIR *dir = opendir(folder);
    const struct dirent *item;

    if (!dir)
        return NULL;
    Walk walk = {roll_new(), folder, collation, stems};
    while ((item = readdir(dir)))
        take(&walk, item->d_name, others);
    closedir(dir);
    for (guint i = 0; i < others->len; i++)
        leave(&walk, reason_of(&walk, others->pdata[i]), others->pdata[i]);
    roll_sort(walk.roll);
    return walk.roll;
}

static void folders_find(const char *path, guint depth, GPtrArray *found)
{
    g_autoptr(Roll) roll = roll_read(path);

    if (roll && roll->shots->len > 0)
        g_ptr_array_add(found, g_strdup(path));
    for (guint i = 0; roll && depth > 0 && i < roll->left[LEFT_FOLDER]->len && found->len < FOLDERS_MAX;
         i++) {
        g_autofree char *below = g_build_filename(path, roll->left[LEFT_FOLDER]->pdata[i], NULL);
        folders_find(below, depth - 1, found);
    }
}

GPtrArray *roll_find_folders(const char *path)
{
    GPtrArray *found = g_ptr_array_new_with_free_func(g_free);

    folders_find(path, FOLDERS_DEPTH, found);
    return found;
}
