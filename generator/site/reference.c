/* SPDX-License-Identifier: MIT */
#include "site/reference.h"

#include "text/strings.h"
#include "text/suggest.h"

#include <glib/gi18n.h>
#include <string.h>

struct Index {
    GHashTable *by_id;  /* id -> Entry * */
    GHashTable *by_end; /* every end of an id after a slash, and FOLDER/NAME -> Entry *, or SEVERAL */
    GPtrArray *ids;     /* for suggestions: ends of ids, NULL-terminated */
};

static Entry SEVERAL;

static void end_add(Index *index, char *end, Entry *entry)
{
    const Entry *known = g_hash_table_lookup(index->by_end, end);
    g_hash_table_insert(index->by_end, end, known && known != entry ? &SEVERAL : entry);
}

static void index_add(Index *index, Entry *entry)
{
    g_hash_table_insert(index->by_id, (gpointer)entry->id, entry);
    const char *end = entry->id;
    for (const char *slash = strchr(end, '/'); slash; slash = strchr(end, '/')) {
        end = slash + 1;
        end_add(index, g_strdup(end), entry);
    }
    g_ptr_array_add(index->ids, (gpointer)end);
    /* Folders of years are for tidiness: models/2025/li-xiulan is models/li-xiulan, too. */
    g_autofree char *without_years = g_strconcat(entry->type->folder, "/", end, NULL);
    if (strcmp(without_years, entry->id) != 0)
        end_add(index, g_steal_pointer(&without_years), entry);
}

Index *index_new(GPtrArray *entries)
{
    Index *index = g_new0(Index, 1);
    index->by_id = g_hash_table_new(g_str_hash, g_str_equal);
    index->by_end = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    index->ids = g_ptr_array_new();
    for (guint i = 0; i < entries->len; i++)
        index_add(index, entries->pdata[i]);
    g_ptr_array_add(index->ids, NULL);
    return index;
}

void index_free(Index *index)
{
    if (!index)
        return;
    g_hash_table_unref(index->by_id);
    g_hash_table_unref(index->by_end);
    g_ptr_array_unref(index->ids);
    g_free(index);
}

Entry *index_find(const Index *index, const char *id, gboolean *several)
{
    Entry *entry = g_hash_table_lookup(index->by_id, id);

    *several = FALSE;
    if (entry)
        return entry;
    entry = g_hash_table_lookup(index->by_end, id);
    *several = entry == &SEVERAL;
    return *several ? NULL : entry;
}

typedef struct {
    const Index *index;
    Diagnostics *diagnostics;
    Entry *from;          /* NULL: a data file */
    const Source *source; /* of what refers */
} Resolver;

static void backlink_add(Entry *to, Entry *from)
{
    if (from->state == ENTRY_HIDDEN || from->state == ENTRY_TOMBSTONE || to == from)
        return;
    if (!to->backlinks)
        to->backlinks = g_ptr_array_new();
    if (to->backlinks->len == 0 || to->backlinks->pdata[to->backlinks->len - 1] != from)
        g_ptr_array_add(to->backlinks, from);
}

static gboolean type_allowed(const Field *field, const Type *type)
{
    return !field->targets || g_strv_contains((const char *const *)field->targets, type->name);
}

/* Whether somebody would write `name` for the entry: its title, or the name of the person. */
static gboolean is_called(const Entry *entry, const char *name)
{
    const Value *own = type_field(entry->type, "name") >= 0 ? entry_get(entry, "name") : NULL;

    return strcmp(entry_title(entry), name) == 0 ||
           (own && own->kind == VALUE_TEXT && strcmp(own->text, name) == 0);
}

/* The one entry that is called so; or NULL. */
static const Entry *entry_called(const Index *index, const Field *field, const char *name)
{
    const Entry *found = NULL;
    GHashTableIter iter;
    gpointer value;

    g_hash_table_iter_init(&iter, index->by_id);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        const Entry *entry = value;
        if (!type_allowed(field, entry->type) || !is_called(entry, name))
            continue;
        if (found)
            return NULL;
        found = entry;
    }
    return found;
}

/* What was probably meant by a name that no entry has, or what to write; newly allocated. */
static char *missing_hint(const Resolver *resolver, const Field *field, const char *name)
{
    const Entry *called = entry_called(resolver->index, field, name);
    char *hint = called ? g_strdup_printf(_("write %s"), called->id)
                        : suggest_hint(name, (const char *const *)resolver->index->ids->pdata);
    if (hint)
        return hint;
    if (!field->words)
        return g_strdup(
            _("write the path of its file below content/, without '.md', such as models/li-xiulan"));
    g_autofree char *words = strings_list((const char *const *)field->words);
    return g_strdup_printf(_("write the path of its file below content/, without '.md', such as "
                             "models/li-xiulan; or: %s"),
                           words);
}

static void reference_resolve(const Resolver *resolver, const Field *field, Value *value)
{
    const gboolean row =
        g_str_has_suffix(resolver->source->name, ".xlsx"); /* a line is a row, and that is all */
    const Place place = {.source = resolver->source, .line = value->line, .column = row ? 0 : value->column};
    gboolean several;

    Entry *entry = index_find(resolver->index, value->text, &several);
    if (several) {
        diagnostics_error(resolver->diagnostics, place, _("write more of its path, as in news/2025/name"),
                          _("'%s' in '%s' could be several entries"), value->text, field->name);
    } else if (!entry) {
        g_autofree char *hint = missing_hint(resolver, field, value->text);
        diagnostics_error(resolver->diagnostics, place, hint,
                          _("there is no entry '%s', which '%s' refers to"), value->text, field->name);
    } else if (!type_allowed(field, entry->type)) {
        g_autofree char *allowed = strings_list((const char *const *)field->targets);
        g_autofree char *hint = g_strdup_printf(_("it takes entries of type %s"), allowed);
        diagnostics_error(resolver->diagnostics, place, hint,
                          _("'%s' cannot refer to '%s', which is of type %s"), field->name, entry->id,
                          entry->type->name);
    } else {
        value->entry = entry;
        if (resolver->from)
            backlink_add(entry, resolver->from);
    }
}

static void value_resolve(const Resolver *resolver, const Field *field, Value *value)
{
    if (value->kind == VALUE_LIST) {
        for (guint i = 0; i < value->list.count; i++)
            value_resolve(resolver, field, &value->list.items[i]);
    } else if (value->kind == VALUE_RECORD) {
        for (guint i = 0; i < value->record.count; i++)
            for (guint j = 0; j < field->n_fields; j++)
                if (strcmp(field->fields[j].name, value->record.members[i].name) == 0)
                    value_resolve(resolver, &field->fields[j], &value->record.members[i].value);
    } else if (value->kind == VALUE_REFERENCE) {
        if (!field->words || !g_strv_contains(field->words, value->text))
            reference_resolve(resolver, field, value);
    }
}

static void data_resolve(const Content *content, const Index *index, Diagnostics *diagnostics)
{
    for (guint i = 0; i < content->data.record.count; i++) {
        Member *file = &content->data.record.members[i];
        const Type *type = types_data_by_name(content->types, file->name);
        const Source *source = g_hash_table_lookup(content->data_sources, file->name);
        const Resolver resolver = {index, diagnostics, NULL, source};
        if (type)
            value_resolve(&resolver, &type->whole, &file->value);
    }
}

void references_resolve(const Content *content, const Index *index, Diagnostics *diagnostics)
{
    for (guint i = 0; i < content->entries->len; i++) {
        Entry *entry = content->entries->pdata[i];
        const Resolver resolver = {index, diagnostics, entry, entry->source};
        for (guint j = 0; j < entry->type->n_fields; j++)
            value_resolve(&resolver, &entry->type->fields[j], &entry->fields[j]);
    }
    data_resolve(content, index, diagnostics);
    for (guint i = 0; i < content->entries->len; i++) {
        Entry *entry = content->entries->pdata[i];
        if (entry->backlinks)
            g_ptr_array_sort(entry->backlinks, entry_compare_position);
    }
}
