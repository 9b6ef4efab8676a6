/* SPDX-License-Identifier: MIT */
#include "content/folder.h"

#include "content/filename.h"
#include "text/file-error.h"
#include "text/strings.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

/* A folder that is being walked, and those around it. */
typedef struct Level Level;
struct Level {
    const Level *up;
    dev_t device;
    ino_t inode;
};

typedef struct {
    Folder *folder;
    const char *root;
    Diagnostics *diagnostics;
} Walk;

static gboolean walk_folder(Walk *walk, const char *path, const Level *up, GError **error);

void folder_free(Folder *folder)
{
    if (!folder)
        return;
    g_ptr_array_unref(folder->entries);
    g_ptr_array_unref(folder->files);
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

/* TRUE where the name can be used; reports it otherwise. */
static gboolean name_check(const Walk *walk, const char *path, const char *name)
{
    if (g_utf8_validate(name, -1, NULL))
        return TRUE;
    g_autofree char *shown = name_escape(name);
    g_autofree char *whole = g_strconcat(path, "/", shown, NULL);
    diagnostics_error(walk->diagnostics, PLACE_FILE(whole), _("give the file a new name"),
                      _("the name of this file is not UTF-8"));
    return FALSE;
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

static gboolean is_around(const Level *level, const struct stat *status)
{
    for (; level; level = level->up)
        if (level->device == status->st_dev && level->inode == status->st_ino)
            return TRUE;
    return FALSE;
}

static void file_add(Walk *walk, const char *path)
{
    const char *dot = strrchr(path, '.');
    const gboolean other =
        dot && (g_ascii_strcasecmp(dot, ".md") == 0 || g_ascii_strcasecmp(dot, ".markdown") == 0 ||
                g_str_has_suffix(path, ".md.txt"));
    const gboolean wide = g_str_has_suffix(path, "．md") || g_str_has_suffix(path, "。md");

    if (g_str_has_suffix(path, ".md")) {
        g_ptr_array_add(walk->folder->entries, g_strdup(path));
        return;
    }
    if (other || wide)
        diagnostics_warning(walk->diagnostics, PLACE_FILE(path),
                            wide ? _("type the '.' before 'md' in English")
                                 : _("let its name end in '.md', in small letters"),
                            _("this file is not read as an entry"));
    g_ptr_array_add(walk->folder->files, g_strdup(path));
}

static gboolean walk_name(Walk *walk, const char *path, const char *name, const Level *level, GError **error)
{
    g_autofree char *below = g_strconcat(path, "/", name, NULL);
    g_autofree char *full = g_build_filename(walk->root, below, NULL);
    struct stat status;

    if (lstat(full, &status) != 0) {
        const int code = errno;
        if (code == ENOENT) /* gone since the folder was read, as an editor's own files are */
            return TRUE;
        g_set_error(error, G_FILE_ERROR, (int)g_file_error_from_errno(code), _("cannot read '%s': %s"), full,
                    g_strerror(code));
        return FALSE;
    }
    if (S_ISLNK(status.st_mode) &&
        (!folder_check_link(walk->root, below, walk->diagnostics) || stat(full, &status) != 0))
        return TRUE;
    if (S_ISREG(status.st_mode)) {
        file_add(walk, below);
        return TRUE;
    }
    if (!S_ISDIR(status.st_mode))
        return TRUE;
    if (!is_around(level, &status))
        return walk_folder(walk, below, level, error);
    diagnostics_error(walk->diagnostics, PLACE_FILE(below), _("remove the link"),
                      _("this symbolic link leads to a folder around it"));
    return TRUE;
}

static gboolean walk_folder(Walk *walk, const char *path, const Level *up, GError **error)
{
    g_autofree char *full = g_build_filename(walk->root, path, NULL);
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    struct stat status;

    g_autoptr(GDir) dir = g_dir_open(full, 0, error);
    if (!dir) {
        file_error_explain(error, full);
        return FALSE;
    }
    if (stat(full, &status) != 0)
        return TRUE;
    const Level level = {.up = up, .device = status.st_dev, .inode = status.st_ino};
    for (const char *name; (name = g_dir_read_name(dir));)
        if (!folder_is_litter(name) && name_check(walk, path, name))
            g_ptr_array_add(names, g_strdup(name));
    g_ptr_array_sort(names, strings_compare);
    g_clear_pointer(&dir, g_dir_close);
    for (guint i = 0; i < names->len; i++)
        if (!walk_name(walk, path, names->pdata[i], &level, error))
            return FALSE;
    return TRUE;
}

Folder *folder_scan(const char *root, Diagnostics *diagnostics, GError **error)
{
    g_autoptr(Folder) folder = g_new0(Folder, 1);
    g_autofree char *content = g_build_filename(root, "content", NULL);
    Walk walk = {.folder = folder, .root = root, .diagnostics = diagnostics};

    folder->entries = g_ptr_array_new_with_free_func(g_free);
    folder->files = g_ptr_array_new_with_free_func(g_free);
    if (g_file_test(content, G_FILE_TEST_IS_DIR) && folder_check_link(root, "content", diagnostics) &&
        !walk_folder(&walk, "content", NULL, error))
        return NULL;
    g_ptr_array_sort(folder->entries, strings_compare);
    g_ptr_array_sort(folder->files, strings_compare);
    return g_steal_pointer(&folder);
}
