/* SPDX-License-Identifier: MIT */
#include "yaml/yaml.h"

#include "yaml/yaml-character.h"
#include "yaml/yaml-line.h"
#include "yaml/yaml-problem.h"
#include "yaml/yaml-repair.h"

#include <glib/gi18n.h>
#include <string.h>

/* Maps up to this size are searched for duplicate keys pair by pair. */
#define PAIRWISE_MAX 16

typedef struct {
    yaml_parser_t parser;
    const Source *source;
    guint first_line;
    const YamlRepair *repair; /* of the text that is read, or NULL */
    YamlTop top;
    Arena *arena;
    Diagnostics *diagnostics;
    GArray *nodes; /* YamlNode */
    guint open[YAML_DEPTH_MAX];
    gboolean bracketed[YAML_DEPTH_MAX];
    guint depth;
    guint documents;
    gboolean refused; /* something was reported that spoils the tree */
} Reader;

static Place place_of(const Reader *reader, const yaml_event_t *event)
{
    return yaml_problem_place(reader->source, reader->first_line, reader->repair, event->start_mark);
}

static YamlNode *parent_of(Reader *reader)
{
    return reader->depth ? &g_array_index(reader->nodes, YamlNode, reader->open[reader->depth - 1]) : NULL;
}

/* While a map is open its `count` counts keys and values. */
static gboolean is_key(Reader *reader)
{
    const YamlNode *parent = parent_of(reader);
    return parent && parent->kind == YAML_MAP && parent->count % 2 == 0;
}

static YamlNode *node_add(Reader *reader, const yaml_event_t *event, YamlKind kind)
{
    const Place place = place_of(reader, event);
    YamlNode *parent = parent_of(reader);

    if (parent)
        parent->count++;
    const YamlNode node = {.kind = kind, .line = place.line, .column = place.column, .span = 1};
    g_array_append_val(reader->nodes, node);
    return &g_array_index(reader->nodes, YamlNode, reader->nodes->len - 1);
}

static void refuse(Reader *reader, const yaml_event_t *event, const char *hint, const char *message)
{
    diagnostics_error(reader->diagnostics, place_of(reader, event), hint, "%s", message);
    reader->refused = TRUE;
}

static void check_extras(Reader *reader, const yaml_event_t *event, const yaml_char_t *anchor,
                         const yaml_char_t *tag)
{
    if (anchor)
        refuse(reader, event, _("if '&' belongs to the text, put the text in quotes"),
               _("a name with '&' (an anchor) cannot be used here"));
    if (tag)
        refuse(reader, event, _("if '!' belongs to the text, put the text in quotes"),
               _("a type with '!' (a tag) cannot be used here"));
}

static gboolean has_control(const char *text, gsize length)
{
    for (gsize i = 0; i < length; i++)
        if (((guchar)text[i] < 0x20 && !strchr("\t\n\r", text[i])) || text[i] == 0x7f || text[i] == 0)
            return TRUE;
    return FALSE;
}

static void scalar_add(Reader *reader, const yaml_event_t *event)
{
    const char *text = (const char *)event->data.scalar.value;
    const gsize length = event->data.scalar.length;
    const gboolean key = is_key(reader);

    check_extras(reader, event, event->data.scalar.anchor, event->data.scalar.tag);
    if (has_control(text, length))
        refuse(reader, event, _("remove the '\\' and what follows it"),
               _("the text holds a control character"));
    YamlNode *node = node_add(reader, event, YAML_SCALAR);
    node->plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    node->length = length;
    node->text = key ? arena_intern(reader->arena, text, length) : arena_strndup(reader->arena, text, length);
    if (key && length == 0)
        refuse(reader, event, _("write a name before the colon"), _("the name before the colon is missing"));
}

static gboolean is_bracketed(const yaml_event_t *event)
{
    if (event->type == YAML_SEQUENCE_START_EVENT)
        return event->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE;
    return event->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE;
}

static gboolean collection_open(Reader *reader, const yaml_event_t *event, YamlKind kind)
{
    if (reader->depth == YAML_DEPTH_MAX) {
        refuse(reader, event, _("no more than 64 levels are read"),
               _("lists and fields are nested too deep"));
        return FALSE;
    }
    if (is_key(reader))
        refuse(reader, event, _("put the name in quotes"),
               _("a name before a colon must be a text, not a list or fields"));
    node_add(reader, event, kind);
    reader->bracketed[reader->depth] = is_bracketed(event);
    reader->open[reader->depth++] = reader->nodes->len - 1;
    return TRUE;
}

static void collection_close(Reader *reader)
{
    YamlNode *node = parent_of(reader);

    node->span = reader->nodes->len - reader->open[--reader->depth];
    if (node->kind == YAML_MAP)
        node->count /= 2;
}

static gboolean document_begin(Reader *reader, const yaml_event_t *event)
{
    if (reader->documents++ == 0)
        return TRUE;
    refuse(reader, event, _("remove this line and what follows, or move it to a file of its own"),
           _("a second document begins here"));
    return FALSE;
}

static void alias_add(Reader *reader, const yaml_event_t *event)
{
    refuse(reader, event, _("if '*' belongs to the text, put the text in quotes"),
           _("a reference with '*' (an alias) cannot be used here"));
    YamlNode *node = node_add(reader, event, YAML_SCALAR);
    node->plain = TRUE;
    node->text = "";
}

/* FALSE if nothing more is to be read. */
static gboolean event_take(Reader *reader, const yaml_event_t *event)
{
    if (reader->nodes->len >= YAML_NODES_MAX) {
        refuse(reader, event, _("split the file"), _("the file holds more than 1,000,000 values"));
        return FALSE;
    }
    switch (event->type) {
    case YAML_DOCUMENT_START_EVENT: return document_begin(reader, event);
    case YAML_ALIAS_EVENT: alias_add(reader, event); return TRUE;
    case YAML_SCALAR_EVENT: scalar_add(reader, event); return TRUE;
    case YAML_SEQUENCE_START_EVENT:
        check_extras(reader, event, event->data.sequence_start.anchor, event->data.sequence_start.tag);
        return collection_open(reader, event, YAML_LIST);
    case YAML_MAPPING_START_EVENT:
        check_extras(reader, event, event->data.mapping_start.anchor, event->data.mapping_start.tag);
        return collection_open(reader, event, YAML_MAP);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT: collection_close(reader); return TRUE;
    default: return event->type != YAML_STREAM_END_EVENT;
    }
}

/* Where the last '[' or '{' stands that is still open. */
static Place bracket_of(Reader *reader)
{
    if (reader->depth == 0 || !reader->bracketed[reader->depth - 1])
        return PLACE_NONE;
    return yaml_place(reader->source, parent_of(reader));
}

static void events_read(Reader *reader)
{
    gboolean more = TRUE;

    while (more) {
        yaml_event_t event;
        if (!yaml_parser_parse(&reader->parser, &event)) {
            yaml_problem_report(&reader->parser, reader->source, reader->first_line, reader->repair,
                                bracket_of(reader), reader->diagnostics);
            reader->refused = TRUE;
            return;
        }
        more = event_take(reader, &event);
        yaml_event_delete(&event);
    }
}

static void report_twice(const Reader *reader, const YamlNode *first, const YamlNode *second)
{
    g_autofree char *hint =
        g_strdup_printf(_("remove one of them; the other one is on line %u"), first->line);
    diagnostics_error(reader->diagnostics, yaml_place(reader->source, second), hint,
                      _("'%s' is written twice"), second->text);
}

static void check_pairwise(const Reader *reader, const YamlNode *map)
{
    const YamlNode *key = yaml_first(map);

    for (guint i = 0; i < map->count; i++, key = yaml_next(key + 1)) {
        const YamlNode *other = yaml_first(map);
        for (guint j = 0; j < i; j++, other = yaml_next(other + 1)) {
            if (key->text == other->text) {
                report_twice(reader, other, key);
                break;
            }
        }
    }
}

static void check_hashed(const Reader *reader, const YamlNode *map)
{
    g_autoptr(GHashTable) known = g_hash_table_new(NULL, NULL);
    const YamlNode *key = yaml_first(map);

    for (guint i = 0; i < map->count; i++, key = yaml_next(key + 1)) {
        const YamlNode *other = g_hash_table_lookup(known, key->text);
        if (other)
            report_twice(reader, other, key);
        else
            g_hash_table_insert(known, (gpointer)key->text, (gpointer)key);
    }
}

/* Keys are interned: equal texts are equal pointers. */
static void duplicates_check(const Reader *reader)
{
    for (guint i = 0; i < reader->nodes->len; i++) {
        const YamlNode *node = &g_array_index(reader->nodes, YamlNode, i);
        if (node->kind == YAML_MAP && node->count <= PAIRWISE_MAX)
            check_pairwise(reader, node);
        else if (node->kind == YAML_MAP)
            check_hashed(reader, node);
    }
}

static gboolean is_empty(const YamlNode *node)
{
    return node->kind == YAML_SCALAR && node->plain && node->length == 0;
}

static void top_complete(Reader *reader)
{
    YamlNode nothing = {.kind = YAML_SCALAR, .plain = TRUE, .span = 1, .text = ""};

    nothing.line = reader->first_line;
    nothing.column = 1;
    if (reader->nodes->len == 0)
        g_array_append_val(reader->nodes, nothing);
    YamlNode *top = &g_array_index(reader->nodes, YamlNode, 0);
    if (reader->top == YAML_TOP_ANY || top->kind == YAML_MAP)
        return;
    if (is_empty(top)) {
        top->kind = YAML_MAP;
        return;
    }
    g_autofree char *hint = yaml_line_hint(reader->source, top->line);
    diagnostics_error(reader->diagnostics, yaml_place(reader->source, top), hint,
                      top->kind == YAML_LIST ? _("a list where lines like 'name: value' are expected")
                                             : _("a line like 'name: value' is expected"));
    reader->refused = TRUE;
}

static gboolean size_check(const Source *source, gsize start, gsize end, Diagnostics *diagnostics)
{
    if (end - start <= YAML_SIZE_MAX)
        return TRUE;
    diagnostics_error(diagnostics, (Place){.source = source, .line = source_place(source, start).line},
                      _("long texts belong below the second '---'; large tables into several files"),
                      _("more than 8 MB of YAML"));
    return FALSE;
}

static YamlNode *text_parse(Reader *reader, const char *text, gsize length)
{
    reader->nodes = g_array_sized_new(FALSE, FALSE, sizeof(YamlNode), 32);
    yaml_parser_initialize(&reader->parser);
    yaml_parser_set_encoding(&reader->parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&reader->parser, (const yaml_char_t *)text, length);
    events_read(reader);
    yaml_parser_delete(&reader->parser);
    if (!reader->refused)
        top_complete(reader);
    if (!reader->refused)
        duplicates_check(reader);
    return (YamlNode *)g_array_free(reader->nodes, reader->refused);
}

/* Whether all of the document is one text, as lines are whose names end in full-width colons. */
static gboolean is_one_text(const YamlNode *top)
{
    return top->kind == YAML_SCALAR && top->plain;
}

/* What cannot be read as it stands is read with its full-width colons mended. */
static YamlNode *mended_parse(const Reader *form, const char *text, gsize length)
{
    g_autoptr(Diagnostics) found = diagnostics_new();
    Reader reader = *form;

    reader.diagnostics = found;
    g_autofree YamlNode *top = text_parse(&reader, text, length);
    g_autoptr(YamlRepair) repair = !top || is_one_text(top) ? yaml_repair_new(text, length, FALSE) : NULL;
    if (!repair) {
        diagnostics_copy(form->diagnostics, found, NULL);
        return g_steal_pointer(&top);
    }
    reader = *form;
    reader.repair = repair;
    return text_parse(&reader, repair->text->str, repair->text->len);
}

YamlNode *yaml_parse(const Source *source, gsize start, gsize end, YamlTop top, Arena *arena,
                     Diagnostics *diagnostics)
{
    Reader reader = {.source = source, .top = top, .arena = arena, .diagnostics = diagnostics};
    const char *text = source->text + start;

    if (!size_check(source, start, end, diagnostics) ||
        !yaml_character_check(source, start, end, diagnostics))
        return NULL;
    reader.first_line = source_place(source, start).line;
    if (yaml_repair_needed(text, end - start))
        return mended_parse(&reader, text, end - start);
    return text_parse(&reader, text, end - start);
}

/* The lines from that of `node` on that are as deep, where it is the first thing on its line. */
static gboolean lines_of(const Source *source, const YamlNode *node, gsize *start, gsize *end)
{
    const char *stop = source->text + source->length;
    const char *line = source->text;
    const gsize deep = node->column - 1;

    for (guint at = 1; at < node->line; at++)
        line = (const char *)memchr(line, '\n', (gsize)(stop - line)) + 1;
    if (deep == 0 || strspn(line, " -") < deep)
        return FALSE;
    *start = (gsize)(line - source->text);
    do {
        line = memchr(line, '\n', (gsize)(stop - line));
        line = line ? line + 1 : stop;
    } while (line < stop && (strspn(line, " ") >= deep || strspn(line, " \r") == strcspn(line, "\n")));
    *end = (gsize)(line - source->text);
    return TRUE;
}

YamlNode *yaml_parse_fields(const Source *source, const YamlNode *node, Arena *arena,
                            Diagnostics *diagnostics, const YamlNode **map)
{
    gsize start, end;

    if (!is_one_text(node) || !yaml_repair_needed(node->text, node->length) ||
        !lines_of(source, node, &start, &end))
        return NULL;
    g_autoptr(YamlRepair) repair = yaml_repair_new(source->text + start, end - start, TRUE);
    Reader reader = {.source = source, .arena = arena, .diagnostics = diagnostics, .repair = repair};
    if (!repair)
        return NULL;
    reader.first_line = node->line;
    g_autofree YamlNode *top = text_parse(&reader, repair->text->str, repair->text->len);
    const YamlNode *at = top;
    while (at && at->kind == YAML_LIST && at->count == 1)
        at = yaml_first(at);
    if (!at || at->kind != YAML_MAP)
        return NULL;
    *map = at;
    return g_steal_pointer(&top);
}

const YamlNode *yaml_get(const YamlNode *map, const char *key)
{
    const YamlNode *at = yaml_first(map);

    for (guint i = 0; i < map->count; i++, at = yaml_next(at + 1))
        if (strcmp(at->text, key) == 0)
            return at + 1;
    return NULL;
}
