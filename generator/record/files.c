/* SPDX-License-Identifier: MIT */
#include "record/files.h"

#include "markup/document.h"
#include "markup/gallery.h"

#include <string.h>

typedef struct {
    const Site *site;
    const Entry *entry;
    GHashTable *paths; /* set of those in `files` */
    GPtrArray *files;
} Gathering;

static void path_add(const Gathering *gathering, const char *path)
{
    if (g_hash_table_contains(gathering->paths, path))
        return;
    g_ptr_array_add(gathering->files, g_strdup(path));
    g_hash_table_add(gathering->paths, g_ptr_array_index(gathering->files, gathering->files->len - 1));
}

static void value_gather(const Gathering *gathering, const Value *value)
{
    if (value->kind == VALUE_FILE)
        path_add(gathering, value->text);
    for (guint i = 0; value->kind == VALUE_LIST && i < value->list.count; i++)
        value_gather(gathering, &value->list.items[i]);
    for (guint i = 0; value->kind == VALUE_RECORD && i < value->record.count; i++)
        value_gather(gathering, &value->record.members[i].value);
}

/* Where the paths that begin with `prefix` begin among the files, which are ordered by bytes. */
static guint first_below(const GPtrArray *files, const char *prefix)
{
    guint from = 0, to = files->len;

    while (from < to) {
        const guint middle = from + (to - from) / 2;
        if (strcmp(files->pdata[middle], prefix) < 0)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

static void folder_gather(const Gathering *gathering)
{
    const GPtrArray *files = gathering->site->content->files;
    g_autofree char *prefix = g_strconcat(gathering->entry->folder, "/", NULL);

    for (guint i = first_below(files, prefix); i < files->len && g_str_has_prefix(files->pdata[i], prefix);
         i++)
        if (site_owner(gathering->site, files->pdata[i]) == gathering->entry)
            path_add(gathering, files->pdata[i]);
}

static char *link_gather(void *data, const char *url, G_GNUC_UNUSED gboolean image, G_GNUC_UNUSED guint line)
{
    const Gathering *gathering = data;
    g_auto(Link) link = site_link(gathering->site, gathering->entry, url);

    if (link.file && !link.entry)
        path_add(gathering, link.file);
    return NULL;
}

/* A text that is too large for Markdown is no page, either; that is reported where it is shown. */
static void links_gather(Gathering *gathering)
{
    const Entry *entry = gathering->entry;
    gsize length;
    const char *text = entry_body(entry, &length);
    const MarkupOptions options = {.raw_html = gathering->site->raw_html};
    const MarkupTarget target = {.data = gathering, .resolve = link_gather};

    if (!memchr(text, ']', length) && !memchr(text, '<', length) &&
        !g_strstr_len(text, (gssize)length, GALLERY_BLOCK))
        return;
    g_autoptr(Document) document = document_parse(text, length, &options, NULL, NULL);
    g_autoptr(GString) html = g_string_new(NULL);
    if (document)
        document_render(document, &target, html);
}

static Gathering gathering_begin(const Site *site, const Entry *entry)
{
    Gathering gathering = {site, entry, g_hash_table_new(g_str_hash, g_str_equal),
                           g_ptr_array_new_with_free_func(g_free)};

    for (guint i = 0; i < entry->type->n_fields; i++)
        value_gather(&gathering, &entry->fields[i]);
    return gathering;
}

static GPtrArray *gathering_end(Gathering *gathering)
{
    g_hash_table_unref(gathering->paths);
    return gathering->files;
}

GPtrArray *files_of(const Site *site, const Entry *entry, gboolean linked)
{
    Gathering gathering = gathering_begin(site, entry);

    if (entry->folder)
        folder_gather(&gathering);
    if (linked)
        links_gather(&gathering);
    return gathering_end(&gathering);
}

GPtrArray *files_named(const Site *site, const Entry *entry)
{
    Gathering gathering = gathering_begin(site, entry);

    links_gather(&gathering);
    return gathering_end(&gathering);
}
