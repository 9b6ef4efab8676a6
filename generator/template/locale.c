/* SPDX-License-Identifier: MIT */
#include "template/locale.h"

#include "content/yaml.h"

#include <glib/gi18n.h>

typedef struct {
    GHashTable *texts;
    const Source *source;
    Diagnostics *diagnostics;
} Reader;

static void read_map(const Reader *reader, const YamlNode *map, const char *prefix)
{
    const YamlNode *key = map->count > 0 ? yaml_first(map) : NULL;

    for (guint i = 0; i < map->count; i++) {
        const YamlNode *value = yaml_next(key);
        g_autofree char *name = g_strconcat(prefix, key->text, NULL);
        if (value->kind == YAML_MAP) {
            g_autofree char *deeper = g_strconcat(name, ".", NULL);
            read_map(reader, value, deeper);
        } else if (value->kind == YAML_LIST) {
            diagnostics_error(reader->diagnostics, yaml_place(reader->source, value), NULL,
                              _("'%s' must be a text"), name);
        } else if (!g_hash_table_contains(reader->texts, name)) {
            g_hash_table_insert(reader->texts, g_steal_pointer(&name), g_strdup(value->text));
        }
        if (i + 1 < map->count)
            key = yaml_next(value);
    }
}

void locale_read(GHashTable *texts, const char *path, const char *name, Arena *arena,
                 Diagnostics *diagnostics)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Source) source = source_load(path, name, diagnostics, &error);

    if (error)
        diagnostics_error(diagnostics, PLACE_FILE(name), NULL, "%s", error->message);
    if (!source)
        return;
    const Reader reader = {texts, source, diagnostics};
    g_autofree YamlNode *top = yaml_parse(source, 0, source->length, YAML_TOP_MAP, arena, diagnostics);
    if (top)
        read_map(&reader, top, "");
}
