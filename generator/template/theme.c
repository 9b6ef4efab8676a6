/* SPDX-License-Identifier: MIT */
#include "template/theme.h"

#include "template/locale.h"
#include "template/theme-private.h"
#include "text/strings.h"
#include "text/suggest.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

G_DEFINE_QUARK(broadside - theme - error, theme_error)

static void add_names(GPtrArray *names, const char *folder)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    const char *name;

    while (dir && (name = g_dir_read_name(dir)))
        g_ptr_array_add(names, g_strdup(name));
}

static void set_missing(GError **error, const char *name, const char *local, const char *installed)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);

    add_names(names, local);
    if (installed)
        add_names(names, installed);
    g_ptr_array_sort(names, strings_compare);
    g_ptr_array_add(names, NULL);
    g_autofree char *list = strings_list((const char *const *)names->pdata);
    g_autofree char *hint = suggest_hint(name, (const char *const *)names->pdata);
    if (!hint && *list)
        hint = g_strdup_printf(_("possible: %s"), list);
    if (hint)
        /* Translators: the second %s is a sentence of its own: "did you mean 'bulletin'?" */
        g_set_error(error, THEME_ERROR, THEME_ERROR_MISSING, _("there is no theme '%s'; %s"), name, hint);
    else
        g_set_error(error, THEME_ERROR, THEME_ERROR_MISSING, _("there is no theme '%s'"), name);
}

static gboolean is_theme_name(const char *name)
{
    return *name && *name != '.' && !strpbrk(name, "/\\");
}

char *theme_locate(const char *root, const char *installed, const char *name, GError **error)
{
    g_autofree char *themes = g_build_filename(root, "themes", NULL);
    g_autofree char *local = g_build_filename(themes, name, NULL);

    if (is_theme_name(name)) {
        if (g_file_test(local, G_FILE_TEST_IS_DIR))
            return g_steal_pointer(&local);
        g_autofree char *shared = installed ? g_build_filename(installed, name, NULL) : NULL;
        if (shared && g_file_test(shared, G_FILE_TEST_IS_DIR))
            return g_steal_pointer(&shared);
    }
    set_missing(error, name, themes, installed);
    return NULL;
}

const char *theme_file_name(const Theme *theme, const char *path)
{
    const gsize length = strlen(theme->root);

    if (strncmp(path, theme->root, length) == 0 && path[length] == '/')
        path += length + 1;
    return g_str_has_prefix(path, "./") ? path + 2 : path;
}

/* Templates name files of the theme, and nothing else; and each in one way only, for what is kept by its
 * name. */
static gboolean leads_out(const char *name)
{
    g_auto(GStrv) parts = g_strsplit(name, "/", -1);
    const char *const *each = (const char *const *)parts;

    return g_strv_contains(each, "") || g_strv_contains(each, ".") || g_strv_contains(each, "..");
}

/* The file with all links followed, if that is still below `folder`. */
static gboolean stays_inside(const char *folder, const char *path)
{
    g_autofree char *real_folder = realpath(folder, NULL);
    g_autofree char *real_path = realpath(path, NULL);
    const gsize length = real_folder ? strlen(real_folder) : 0;

    return real_path && real_folder && strncmp(real_path, real_folder, length) == 0 &&
           real_path[length] == '/';
}

/* The file `name` of one of the folders, or NULL. Newly allocated. */
static char *folder_file(const char *folder, const char *name)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);

    if (leads_out(name) || !g_file_test(path, G_FILE_TEST_IS_REGULAR) || !stays_inside(folder, path))
        return NULL;
    return g_steal_pointer(&path);
}

char *theme_file(const Theme *theme, const char *name)
{
    for (guint i = 0; i < N_THEME_FOLDERS; i++) {
        char *path = folder_file(theme->folders[i], name);
        if (path)
            return path;
    }
    return NULL;
}

char *theme_file_beneath(const Theme *theme, const char *name)
{
    return folder_file(theme->folders[N_THEME_FOLDERS - 1], name);
}

static void read_language(Theme *theme, const char *language, Diagnostics *diagnostics)
{
    g_autofree char *name = g_strdup_printf("locales/%s.yaml", language);
    GHashTable *texts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);

    for (guint i = 0; i < N_THEME_FOLDERS; i++) {
        g_autofree char *path = folder_file(theme->folders[i], name);
        if (path)
            locale_read(texts, path, theme_file_name(theme, path), theme->arena, diagnostics);
    }
    g_ptr_array_add(theme->texts, texts);
}

/* A whole language before its first subtag ("zh-Hans", "zh"), then any: no page is without words. */
static void read_texts(Theme *theme, const char *language, Diagnostics *diagnostics)
{
    g_autofree char *first = g_strndup(language, strcspn(language, "-"));
    const gboolean chinese = strcmp(first, "zh") == 0;
    const char *const order[] = {language, first, chinese ? "zh-Hans" : "en", chinese ? "en" : "zh-Hans"};

    for (guint i = 0; i < G_N_ELEMENTS(order); i++) {
        gboolean read = FALSE;
        for (guint j = 0; j < i; j++)
            read = read || strcmp(order[i], order[j]) == 0;
        if (!read)
            read_language(theme, order[i], diagnostics);
    }
}

Theme *theme_load(const char *root, const char *installed, const char *name, const Site *site, GBytes *known,
                  Diagnostics *diagnostics, GError **error)
{
    g_autofree char *folder = theme_locate(root, installed, name, error);
    if (!folder)
        return NULL;
    g_autoptr(Theme) theme = g_new0(Theme, 1);
    theme->arena = arena_new();
    theme->root = g_strdup(root);
    theme->folders[0] = g_build_filename(root, "theme", NULL);
    theme->folders[1] = g_steal_pointer(&folder);
    theme->outputs = g_array_new(FALSE, TRUE, sizeof(ThemeOutput));
    theme->fonts = g_array_new(FALSE, TRUE, sizeof(FontRole));
    theme->texts = g_ptr_array_new_with_free_func((GDestroyNotify)g_hash_table_unref);
    read_texts(theme, site->language, diagnostics);

    g_autofree char *path = theme_file(theme, "theme.lua");
    if (!path) {
        g_set_error(error, THEME_ERROR, THEME_ERROR_MISSING, _("the theme '%s' has no theme.lua"), name);
        return NULL;
    }
    g_autoptr(Source) source = source_load(path, theme_file_name(theme, path), diagnostics, error);
    theme->known = known ? g_bytes_ref(known) : NULL;
    if (source && !theme_read(theme, source, site, diagnostics, error))
        return NULL;
    return error && *error ? NULL : g_steal_pointer(&theme);
}

void theme_free(Theme *theme)
{
    if (!theme)
        return;
    arena_free(theme->arena);
    g_free(theme->root);
    for (guint i = 0; i < N_THEME_FOLDERS; i++)
        g_free(theme->folders[i]);
    g_array_unref(theme->outputs);
    g_array_unref(theme->fonts);
    g_ptr_array_unref(theme->texts);
    g_clear_pointer(&theme->known, g_bytes_unref);
    g_free(theme);
}

GBytes *theme_known(const Theme *theme)
{
    return theme->known;
}

const ThemeOutput *theme_outputs(const Theme *theme, guint *count)
{
    *count = theme->outputs->len;
    return (const ThemeOutput *)(void *)theme->outputs->data;
}

const FontRole *theme_fonts(const Theme *theme, guint *count)
{
    *count = theme->fonts->len;
    return (const FontRole *)(void *)theme->fonts->data;
}

const char *const *theme_folders(const Theme *theme)
{
    return (const char *const *)theme->folders;
}

static void collect_files(GHashTable *names, const char *folder, const char *name)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
    const char *child;

    while (dir && (child = g_dir_read_name(dir))) {
        if (child[0] == '.')
            continue;
        g_autofree char *below = g_strconcat(name, "/", child, NULL);
        g_autofree char *file = g_build_filename(folder, below, NULL);
        if (!stays_inside(folder, file))
            continue;
        if (g_file_test(file, G_FILE_TEST_IS_REGULAR))
            g_hash_table_add(names, g_steal_pointer(&below));
        else if (g_file_test(file, G_FILE_TEST_IS_DIR) && !g_file_test(file, G_FILE_TEST_IS_SYMLINK))
            collect_files(names, folder, below);
    }
}

GPtrArray *theme_files(const Theme *theme, const char *folder)
{
    g_autoptr(GHashTable) names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    GPtrArray *sorted = g_ptr_array_new_with_free_func(g_free);
    GHashTableIter iter;
    gpointer name;

    for (guint i = 0; i < N_THEME_FOLDERS; i++)
        collect_files(names, theme->folders[i], folder);
    g_hash_table_iter_init(&iter, names);
    while (g_hash_table_iter_next(&iter, &name, NULL))
        g_ptr_array_add(sorted, g_strdup(name));
    g_ptr_array_sort(sorted, strings_compare);
    return sorted;
}

char *theme_suggest_file(const Theme *theme, const char *name)
{
    const char *slash = strchr(name, '/');
    g_autofree char *folder = slash ? g_strndup(name, (gsize)(slash - name)) : NULL;
    g_autoptr(GPtrArray) files = folder ? theme_files(theme, folder) : g_ptr_array_new();
    g_autoptr(GPtrArray) names = g_ptr_array_new();

    for (guint i = 0; i < files->len; i++)
        g_ptr_array_add(names, (char *)files->pdata[i] + (slash - name) + 1);
    g_ptr_array_add(names, NULL);
    return slash ? suggest_hint(slash + 1, (const char *const *)names->pdata) : NULL;
}

const char *theme_text(const Theme *theme, const char *key)
{
    for (guint i = 0; i < theme->texts->len; i++) {
        const char *text = g_hash_table_lookup(theme->texts->pdata[i], key);
        if (text)
            return text;
    }
    return NULL;
}

const char *theme_text_counted(const Theme *theme, const char *key, const char *plural)
{
    g_autofree char *counted = g_strconcat(key, ".", plural, NULL);
    g_autofree char *other = g_strconcat(key, ".other", NULL);
    const char *const keys[] = {counted, key, other};

    for (guint i = 0; i < theme->texts->len; i++) {
        for (guint j = 0; j < G_N_ELEMENTS(keys); j++) {
            const char *text = g_hash_table_lookup(theme->texts->pdata[i], keys[j]);
            if (text)
                return text;
        }
    }
    return NULL;
}

char *theme_suggest_text(const Theme *theme, const char *key)
{
    g_autoptr(GHashTable) all = g_hash_table_new(g_str_hash, g_str_equal);
    GHashTableIter iter;
    gpointer name;

    for (guint i = 0; i < theme->texts->len; i++) {
        g_hash_table_iter_init(&iter, theme->texts->pdata[i]);
        while (g_hash_table_iter_next(&iter, &name, NULL))
            g_hash_table_add(all, name);
    }
    return suggest_hint_key(key, all);
}

static gboolean is_named(const Theme *theme, PageKind kind, const char *folder)
{
    const GArray *outputs = theme->outputs;

    for (guint i = 0; i < outputs->len; i++) {
        const ThemeOutput *output = &g_array_index(outputs, ThemeOutput, i);
        if (output->kind == kind && (!output->types || g_strv_contains(output->types, folder)))
            return TRUE;
    }
    return FALSE;
}

const char *const *theme_folders_left(Theme *theme, const Types *types, PageKind kind)
{
    const char **folders = arena_new0(theme->arena, const char *, types_count(types) + 1);

    for (guint i = 0, count = 0; i < types_count(types); i++)
        if (!is_named(theme, kind, types_at(types, i)->folder))
            folders[count++] = types_at(types, i)->folder;
    return folders;
}
