/* SPDX-License-Identifier: MIT */
#include "content/content.h"

#include "content/config.h"
#include "content/data.h"
#include "content/entry-load.h"
#include "content/field-key.h"
#include "content/folder.h"
#include "content/stray.h"
#include "content/type-load.h"
#include "text/path.h"
#include "text/strings.h"
#include "text/suggest.h"

#include <glib/gi18n.h>
#include <string.h>

G_DEFINE_QUARK(broadside - content - error, content_error)

static void entry_free(gpointer entry)
{
    entry_clear(entry);
}

static Content *content_new(const char *root)
{
    Content *content = g_new0(Content, 1);

    content->arena = arena_new();
    content->root = arena_strdup(content->arena, root);
    content->entries = g_ptr_array_new_with_free_func(entry_free);
    content->data_sources =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)source_free);
    content->workbooks = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    return content;
}

void content_free(Content *content)
{
    if (!content)
        return;
    g_ptr_array_unref(content->entries);
    if (content->files)
        g_ptr_array_unref(content->files);
    g_hash_table_unref(content->data_sources);
    holidays_free(content->holidays);
    g_hash_table_unref(content->workbooks);
    types_free(content->types);
    source_free(content->config_source);
    arena_free(content->arena);
    g_free(content);
}

/* FALSE where there is no broadside.yaml, or it cannot be read. One that is not UTF-8 is as good as empty. */
static gboolean config_open(Content *content, Diagnostics *diagnostics, GError **error)
{
    g_autofree char *path = g_build_filename(content->root, CONFIG_FILE, NULL);
    g_autoptr(GError) local = NULL;

    content->config_source = source_load(path, CONFIG_FILE, diagnostics, &local);
    if (g_error_matches(local, G_FILE_ERROR, G_FILE_ERROR_NOENT) ||
        g_error_matches(local, G_FILE_ERROR, G_FILE_ERROR_NOTDIR)) {
        const gboolean here = strcmp(content->root, ".") == 0;
        g_set_error(error, CONTENT_ERROR, CONTENT_ERROR_NO_SITE,
                    here ? _("no broadside.yaml here; run 'broadside init DIR' to begin a site, or name its "
                             "folder with -C")
                         : _("no broadside.yaml in '%s'; run 'broadside init DIR' to begin a site, or name "
                             "its folder with -C"),
                    content->root);
        return FALSE;
    }
    if (local) {
        g_propagate_error(error, g_steal_pointer(&local));
        return FALSE;
    }
    if (!content->config_source)
        content->config_source = source_new_take(CONFIG_FILE, g_strdup(""), 0);
    return TRUE;
}

/* The types come between: `fields` of the configuration adds to them, and they describe it. */
static gboolean config_load(Content *content, Diagnostics *diagnostics, GError **error)
{
    if (!config_open(content, diagnostics, error))
        return FALSE;
    const Source *source = content->config_source;
    const FieldReader reader = {source, content->arena, diagnostics, content->root, CONFIG_FILE};
    const gboolean readable = diagnostics_count(diagnostics, SEVERITY_ERROR) == 0;

    content->types = types_load(content->root, content->arena, diagnostics, error);
    if (!content->types)
        return FALSE;
    g_autofree YamlNode *top =
        readable ? yaml_parse(source, 0, source->length, YAML_TOP_MAP, content->arena, diagnostics) : NULL;
    const Type *site = types_site(content->types);
    const YamlNode *fields = top ? fields_find(site->fields, site->n_fields, top, "fields") : NULL;
    if (fields)
        types_add_fields(content->types, fields, source, diagnostics);
    content->config = config_read(&reader, content->types, top);
    return TRUE;
}

/* The name of the folder below content/ that `path` lies in; NULL for a file right in content/. */
static char *folder_of(const char *path)
{
    const char *start = strchr(path, '/') + 1;
    const char *slash = strchr(start, '/');

    return slash ? g_strndup(start, (gsize)(slash - start)) : NULL;
}

static void report_folder(const Content *content, const char *folder, Diagnostics *diagnostics)
{
    const char *const *folders = types_folders(content->types);
    const Choice *kind;
    const Type *named = types_by_word(content->types, folder, &kind);
    const char *near = named ? named->folder : suggest_nearest(folder, folders);
    g_autofree char *path = g_strconcat("content/", folder, NULL);
    g_autofree char *all = strings_list(folders);
    g_autofree char *hint = near ? g_strdup_printf(_("did you mean 'content/%s'?"), near)
                                 : g_strdup_printf(_("rename it to one of: %s"), all);

    diagnostics_error(diagnostics, PLACE_FILE(path), hint, _("no type of entry has the folder '%s'"), folder);
}

/* The type of an entry by the place of its file; NULL after a diagnostic, one for each folder. */
static const Type *type_of(const Content *content, const char *path, GHashTable *reported,
                           Diagnostics *diagnostics)
{
    g_autofree char *folder = folder_of(path);

    if (!folder) {
        diagnostics_error(diagnostics, PLACE_FILE(path), _("move it into a folder, such as content/pages/"),
                          _("an entry cannot lie directly in content/"));
        return NULL;
    }
    const Type *type = types_by_folder(content->types, folder);
    if (!type && g_hash_table_add(reported, g_strdup(folder)))
        report_folder(content, folder, diagnostics);
    if (!type || strcmp(path + strlen("content/") + strlen(folder), "/index.md") != 0)
        return type;
    diagnostics_error(diagnostics, PLACE_FILE(path),
                      _("the theme makes the list; move the text to content/pages/, or rename it"),
                      _("'index.md' cannot lie directly in the folder of a type"));
    return NULL;
}

static gboolean entries_load(Content *content, const GPtrArray *paths, Diagnostics *diagnostics,
                             GError **error)
{
    g_autoptr(GHashTable) reported = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < paths->len; i++) {
        const Type *type = type_of(content, paths->pdata[i], reported, diagnostics);
        if (!type)
            continue;
        Entry *entry = entry_load(content->root, paths->pdata[i], type, content->arena, diagnostics, error);
        if (!entry)
            return FALSE;
        g_ptr_array_add(content->entries, entry);
    }
    return TRUE;
}

static int entry_compare(gconstpointer a, gconstpointer b)
{
    const Entry *x = *(Entry *const *)a, *y = *(Entry *const *)b;
    const int order = strcmp(x->id, y->id);

    return order ? order : strcmp(x->path, y->path);
}

static void report_clash(const Entry *first, const Entry *second, Diagnostics *diagnostics)
{
    if (strcmp(first->id, second->id) == 0)
        diagnostics_error(diagnostics, PLACE_FILE(second->path), _("rename or remove one of them"),
                          _("this entry and %s have the same name '%s'"), first->path, second->id);
    else
        diagnostics_error(diagnostics, PLACE_FILE(second->path), _("rename one of them"),
                          _("on Windows and macOS this file and %s have the same name"), first->path);
}

/* Of entries with one name the first stays. */
static void clashes_remove(Content *content, Diagnostics *diagnostics)
{
    g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    GPtrArray *entries = content->entries;
    guint kept = 0;

    g_ptr_array_sort(entries, entry_compare);
    for (guint i = 0; i < entries->len; i++) {
        Entry *entry = entries->pdata[i];
        g_autofree char *key = path_fold(entry->id);
        const Entry *first = g_hash_table_lookup(known, key);
        if (first) {
            report_clash(first, entry, diagnostics);
            entry_clear(entry);
            continue;
        }
        g_hash_table_insert(known, g_steal_pointer(&key), entry);
        entries->pdata[kept++] = entry;
    }
    g_ptr_array_set_free_func(entries, NULL);
    g_ptr_array_set_size(entries, (int)kept);
    g_ptr_array_set_free_func(entries, entry_free);
}

static gboolean folder_load(Content *content, Diagnostics *diagnostics, GError **error)
{
    g_autoptr(Folder) folder = folder_scan(content->root, diagnostics, error);

    if (!folder)
        return FALSE;
    content->files = g_ptr_array_ref(folder->files);
    if (!entries_load(content, folder->entries, diagnostics, error))
        return FALSE;
    clashes_remove(content, diagnostics);
    stray_report(content->files, content->entries, diagnostics);
    return TRUE;
}

Content *content_load(const char *root, Diagnostics *diagnostics, GError **error)
{
    g_autoptr(Content) content = content_new(root);

    if (!config_load(content, diagnostics, error) || !folder_load(content, diagnostics, error) ||
        !data_load(content, diagnostics, error))
        return NULL;
    content->holidays = holidays_load(root, diagnostics, error);
    return content->holidays ? g_steal_pointer(&content) : NULL;
}

const Value *content_config(const Content *content, const char *key)
{
    return value_get(&content->config, key);
}
