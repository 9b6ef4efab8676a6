/* SPDX-License-Identifier: MIT */
#include "template/locale.h"

#include "yaml/yaml.h"

#include <glib/gi18n.h>
#include <string.h>

/* More and longer ones than any theme has. */
#define TEXTS_MAX 10000
#define KEY_MAX 200

typedef struct {
    GHashTable *texts;
    const Source *source;
    Diagnostics *diagnostics;
} Reader;

/* Keys are joined with those above them: few long ones would fill the memory. */
static gboolean check_key(const Reader *reader, const YamlNode *key, const char *name)
{
    const Place place = yaml_place(reader->source, key);

    if (strlen(name) > KEY_MAX)
        diagnostics_error(reader->diagnostics, place, NULL, _("a key of more than %u bytes"), KEY_MAX);
    else if (g_hash_table_size(reader->texts) >= TEXTS_MAX)
        diagnostics_error(reader->diagnostics, place, NULL, _("more than %u texts"), TEXTS_MAX);
    else
        return TRUE;
    return FALSE;
}

static void read_map(const Reader *reader, const YamlNode *map, const char *prefix)
{
    const YamlNode *key = map->count > 0 ? yaml_first(map) : NULL;

    for (guint i = 0; i < map->count; i++) {
        const YamlNode *value = yaml_next(key);
        g_autofree char *name = g_strconcat(prefix, key->text, NULL);
        if (!check_key(reader, key, name))
            return;
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
