/* SPDX-License-Identifier: MIT */
#include "archive/adopt-walk.h"

#include "build/failure.h"
#include "build/manifest.h"
#include "content/filename.h"
#include "content/folder.h"
#include "text/collation.h"
#include "text/encoding.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct {
    GPtrArray *folders;
    Collation *collation;
    Diagnostics *diagnostics;
    guint *passed;
} Walk;

/* A name, and what it is ordered by. */
typedef struct {
    char *raw, *key;
} Name;

static void file_free(OldFile *file)
{
    g_free(file->name);
    g_free(file->path);
    g_free(file);
}

static void folder_free_one(OldFolder *folder)
{
    g_free(folder->name);
    g_free(folder->path);
    g_ptr_array_unref(folder->files);
    g_free(folder);
}

static char *name_decode(const char *name)
{
    gsize written;
    gboolean whole;

    if (g_utf8_validate(name, -1, NULL))
        return g_utf8_normalize(name, -1, G_NORMALIZE_NFC);
    g_autofree char *text = encoding_read(name, strlen(name), ENCODING_GB18030, &written, &whole);
    if (whole && strlen(text) == written)
        return g_steal_pointer(&text);
    return g_utf8_make_valid(name, -1);
}

/* A name becomes a title: what nobody sees is left out of it. */
static char *old_name(const char *name)
{
    g_autofree char *text = name_decode(name);
    GString *shown = g_string_new(NULL);

    for (const char *p = text; *p; p = g_utf8_next_char(p)) {
        const gunichar c = g_utf8_get_char(p);
        const GUnicodeType type = g_unichar_type(c);
        if (c == '\t' || c == '\n' || type == G_UNICODE_LINE_SEPARATOR ||
            type == G_UNICODE_PARAGRAPH_SEPARATOR)
            g_string_append_c(shown, ' ');
        else if (type != G_UNICODE_CONTROL && type != G_UNICODE_FORMAT && type != G_UNICODE_SURROGATE &&
                 (c & 0xfffe) != 0xfffe && !(c >= 0xfdd0 && c <= 0xfdef))
            g_string_append_unichar(shown, c);
    }
    if (shown->len == 0)
        g_string_append_c(shown, '-');
    return g_string_free(shown, FALSE);
}

/* What programs leave beside files, in the words of several systems. */
static gboolean is_litter(const char *name)
{
    static const char *const names[] = {"ehthumbs.db", "picasa.ini",   "@eadir",
                                        "autorun.inf", "$recycle.bin", "zbthumbnail.info"};

    for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
        if (g_ascii_strcasecmp(name, names[i]) == 0)
            return TRUE;
    const char *dot = strrchr(name, '.');
    return folder_is_litter(name) || (dot && g_ascii_strcasecmp(dot, ".lnk") == 0);
}

static int name_compare(gconstpointer a, gconstpointer b)
{
    const Name *one = a, *two = b;
    const int order = strcmp(one->key, two->key);

    return order ? order : strcmp(one->raw, two->raw);
}

static void name_clear(Name *name)
{
    g_free(name->raw);
    g_free(name->key);
}

/* NULL with errno. */
static GArray *names_read(const Walk *walk, const char *path)
{
    g_autoptr(GError) problem = NULL;
    errno = 0;
    g_autoptr(GDir) dir = g_dir_open(path, 0, &problem);
    const char *raw;

    if (!dir)
        return NULL;
    GArray *names = g_array_new(FALSE, FALSE, sizeof(Name));
    g_array_set_clear_func(names, (GDestroyNotify)name_clear);
    while ((raw = g_dir_read_name(dir))) {
        if (is_litter(raw))
            continue;
        g_autofree char *shown = old_name(raw);
        const char *key = collation_key(walk->collation, COLLATION_PINYIN, shown, strlen(shown));
        const Name name = {g_strdup(raw), g_strdup(key)};
        g_array_append_val(names, name);
    }
    g_array_sort(names, name_compare);
    return names;
}

static void pass_over(const Walk *walk, const char *path, const char *hint, const char *why)
{
    g_autofree char *shown = g_filename_display_name(path);

    diagnostics_warning(walk->diagnostics, PLACE_FILE(shown), hint, _("left out: %s"), why);
    ++*walk->passed;
}

static void file_take(const Walk *walk, OldFolder *folder, const char *raw, const char *path,
                      const struct stat *status)
{
    if (status->st_size == 0) {
        pass_over(walk, path, NULL, _("there is nothing in the file"));
        return;
    }
    if (access(path, R_OK) < 0) {
        pass_over(walk, path, NULL, g_strerror(errno));
        return;
    }
    OldFile *file = g_new0(OldFile, 1);
    *file = (OldFile){old_name(raw), g_strdup(path), (guint64)status->st_size};
    g_ptr_array_add(folder->files, file);
}

static OldFolder *folder_new(Walk *walk, const OldFolder *up, const char *path)
{
    OldFolder *folder = g_new0(OldFolder, 1);
    g_autofree char *whole = g_canonicalize_filename(path, NULL);
    g_autofree char *base = g_path_get_basename(whole);

    *folder = (OldFolder){up, old_name(base), g_strdup(path), g_ptr_array_new()};
    g_ptr_array_set_free_func(folder->files, (GDestroyNotify)file_free);
    g_ptr_array_add(walk->folders, folder);
    return folder;
}

static void walk_names(Walk *walk, OldFolder *folder, const GArray *names);

/* The page that the folder `raw` was saved with by a browser, or NULL: what it shows is taken over with it.
 */
static const char *page_of(const GArray *names, const char *raw)
{
    static const char *const ends[] = {"_files", ".files", "_文件"};

    for (gsize i = 0; i < G_N_ELEMENTS(ends); i++) {
        if (!g_str_has_suffix(raw, ends[i]))
            continue;
        const gsize stem = strlen(raw) - strlen(ends[i]);
        for (guint j = 0; j < names->len; j++) {
            const char *name = g_array_index(names, Name, j).raw;
            if (strncmp(name, raw, stem) == 0 && (g_ascii_strcasecmp(name + stem, ".html") == 0 ||
                                                  g_ascii_strcasecmp(name + stem, ".htm") == 0))
                return name;
        }
    }
    return NULL;
}

static void walk_one(Walk *walk, OldFolder *folder, const char *raw, const GArray *around)
{
    g_autofree char *path = g_build_filename(folder->path, raw, NULL);
    struct stat status;

    if (lstat(path, &status) < 0)
        pass_over(walk, path, NULL, g_strerror(errno));
    else if (S_ISLNK(status.st_mode))
        pass_over(walk, path, _("copy the file or folder here"), _("it is a symbolic link"));
    else if (S_ISREG(status.st_mode))
        file_take(walk, folder, raw, path, &status);
    else if (!S_ISDIR(status.st_mode))
        pass_over(walk, path, NULL, _("it is no regular file"));
    else if (page_of(around, raw))
        pass_over(walk, path, NULL, _("it belongs to a web page, with which its pictures are taken over"));
    else {
        g_autoptr(GArray) names = names_read(walk, path);
        if (names)
            walk_names(walk, folder_new(walk, folder, path), names);
        else
            pass_over(walk, path, NULL, g_strerror(errno));
    }
}

static void walk_names(Walk *walk, OldFolder *folder, const GArray *names)
{
    for (guint i = 0; i < names->len; i++)
        walk_one(walk, folder, g_array_index(names, Name, i).raw, names);
}

static gboolean holds(const char *folder, const char *name)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);

    return g_file_test(path, G_FILE_TEST_EXISTS);
}

gboolean old_check(const Content *content, const char *folder, GError **error)
{
    g_autofree char *entries = g_build_filename(content->root, "content", NULL);

    if (!g_file_test(folder, G_FILE_TEST_IS_DIR))
        return failure_usage(error, _("there is no folder '%s'"), folder);
    if (filename_is_inside(entries, folder))
        return failure_usage(error, _("'%s' is among the entries of the site"), folder);
    if (filename_is_inside(folder, content->root))
        return failure_usage(error, _("the site lies in '%s' itself"), folder);
    if (holds(folder, "bagit.txt") || holds(folder, MANIFEST_NAME))
        return failure_usage(error, _("'%s' is a record or a website, and holds no old files"), folder);
    return TRUE;
}

GPtrArray *old_walk(const char *path, Diagnostics *diagnostics, guint *passed, GError **error)
{
    g_autoptr(GPtrArray) folders = g_ptr_array_new_with_free_func((GDestroyNotify)folder_free_one);
    g_autoptr(Collation) collation = collation_new("zh");
    Walk walk = {folders, collation, diagnostics, passed};
    g_autoptr(GArray) names = names_read(&walk, path);

    if (!names) {
        failure_usage(error, _("cannot read the folder '%s': %s"), path, g_strerror(errno));
        return NULL;
    }
    walk_names(&walk, folder_new(&walk, NULL, path), names);
    return g_steal_pointer(&folders);
}
