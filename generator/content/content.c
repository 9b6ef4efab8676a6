/* SPDX-License-Identifier: MIT */
#include "content/content.h"

#include "content/config.h"
#include "content/data.h"
#include "content/entries.h"
#include "content/field-key.h"
#include "content/stray.h"
#include "content/type-load.h"

#include <glib/gi18n.h>
#include <string.h>

/* Bytes of entries' texts that are kept in memory from the first to the last stage: those of fifteen
 * thousand or so. To read a text again takes a hundredth of the time that its page takes. */
#define TEXTS_MOST ((gsize)64 << 20)

G_DEFINE_QUARK(broadside - content - error, content_error)

static Content *content_new(const char *root)
{
    Content *content = g_new0(Content, 1);

    content->arena = arena_new();
    content->root = arena_strdup(content->arena, root);
    content->texts = (SourceFolder){.path = content->root, .most = TEXTS_MOST};
    content->entries = g_ptr_array_new_with_free_func(entries_free_one);
    content->data_sources =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)source_free);
    content->workbooks = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    return content;
}

void content_free(Content *content)
{
    if (!content)
        return;
    ids_free(content->ids);
    g_ptr_array_unref(content->entries);
    if (content->files)
        g_ptr_array_unref(content->files);
    folder_free(content->scanned);
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

static void files_list(Content *content)
{
    const GArray *files = content->folder->files;

    content->files = g_ptr_array_sized_new(files->len);
    for (guint i = 0; i < files->len; i++)
        g_ptr_array_add(content->files, (gpointer)folder_at(files, i)->path);
}

static gboolean folder_load(Content *content, const ContentOptions *options, Diagnostics *diagnostics,
                            GError **error)
{
    if (!options->folder && !(content->scanned = folder_scan(content->root, diagnostics, error)))
        return FALSE;
    content->folder = options->folder ? options->folder : content->scanned;
    files_list(content);
    if (!entries_load(content, options, diagnostics, error))
        return FALSE;
    stray_report(content->files, content->entries, diagnostics);
    return TRUE;
}

Content *content_load(const ContentOptions *options, Diagnostics *diagnostics, GError **error)
{
    g_autoptr(Content) content = content_new(options->root);

    if (!config_load(content, diagnostics, error) || !folder_load(content, options, diagnostics, error) ||
        !data_load(content, diagnostics, error))
        return NULL;
    content->holidays = holidays_load(content->root, diagnostics, error);
    return content->holidays ? g_steal_pointer(&content) : NULL;
}

const Value *content_config(const Content *content, const char *key)
{
    return value_get(&content->config, key);
}
