/* SPDX-License-Identifier: MIT */
#include "site/reference.h"

#include "text/path.h"
#include "text/strings.h"
#include "text/suggest.h"

#include <glib/gi18n.h>
#include <string.h>

/* Most references are whole ids; the rest is made when the first one is not. */
struct Index {
    const GPtrArray *entries; /* of the content */
    const Ids *ids;           /* the same */
    gsize has_ends;           /* g_once_init_enter(): the review asks in several threads */
    guint mask;
    guint *first; /* by the hash of the last part of an id: the number of an entry from 1, or 0 */
    guint *next;  /* by the number of an entry: the next one of that hash */
};

static const char *last_part(const char *id)
{
    const char *slash = strrchr(id, '/');
    return slash ? slash + 1 : id;
}

static const Index *ends_get(const Index *index)
{
    Index *self = (Index *)index;

    if (!g_once_init_enter(&self->has_ends))
        return index;
    self->mask = (1u << g_bit_storage(index->entries->len)) - 1;
    self->first = g_new0(guint, self->mask + 1);
    self->next = g_new(guint, index->entries->len + 1);
    for (guint i = 0; i < index->entries->len; i++) {
        guint *first =
            &self->first[path_hash(last_part(((const Entry *)index->entries->pdata[i])->id)) & self->mask];
        self->next[i + 1] = *first;
        *first = i + 1;
    }
    g_once_init_leave(&self->has_ends, 1);
    return index;
}

Index *index_new(const Content *content)
{
    Index *index = g_new0(Index, 1);
    index->entries = content->entries;
    index->ids = content->ids;
    return index;
}

void index_free(Index *index)
{
    if (!index)
        return;
    g_free(index->first);
    g_free(index->next);
    g_free(index);
}

/* Whether it is the end of the entry's id, behind a slash, or FOLDER/NAME. Folders of years are for tidiness:
 * models/2025/li-xiulan is models/li-xiulan, too. */
static gboolean is_end(const char *end, const Entry *entry)
{
    const gsize length = strlen(end), whole = strlen(entry->id), folder = strlen(entry->type->folder);

    if (length < whole && entry->id[whole - length - 1] == '/' &&
        strcmp(entry->id + whole - length, end) == 0)
        return TRUE;
    return strncmp(end, entry->type->folder, folder) == 0 && end[folder] == '/' &&
           strcmp(end + folder + 1, last_part(entry->id)) == 0;
}

Entry *index_find(const Index *index, const char *id, gboolean *several)
{
    Entry *found = ids_find(index->ids, id);

    *several = FALSE;
    if (found)
        return found;
    /* Files of one name, in several folders, are few; and two that fit end it. */
    const Index *ends = ends_get(index);
    for (guint at = ends->first[path_hash(last_part(id)) & ends->mask]; at; at = ends->next[at]) {
        Entry *entry = index->entries->pdata[at - 1];
        if (!is_end(id, entry))
            continue;
        *several = found != NULL;
        if (*several)
            return NULL;
        found = entry;
    }
    return found;
}

/* The entry that has the id of a file or folder of the first `length` bytes of `path`, below content/. */
static Entry *entry_at(const Index *index, const char *path, gsize length)
{
    static const char root[] = "content/";

    if (length < strlen(root) || strncmp(path, root, strlen(root)) != 0)
        return NULL;
    g_autofree char *written = g_strndup(path + strlen(root), length - strlen(root));
    g_autofree char *id = path_compose(written);
    return ids_find(index->ids, id);
}

Entry *index_by_file(const Index *index, const char *path)
{
    const gsize length = strlen(path);
    gsize cut = 0;

    if (g_str_has_suffix(path, "/index.md"))
        cut = strlen("/index.md");
    else if (g_str_has_suffix(path, ".md"))
        cut = strlen(".md");
    Entry *entry = cut ? entry_at(index, path, length - cut) : NULL;
    return entry && strcmp(entry->path, path) == 0 ? entry : NULL;
}

Entry *index_by_folder(const Index *index, const char *folder)
{
    Entry *entry = entry_at(index, folder, strlen(folder));
    return entry && g_strcmp0(entry->folder, folder) == 0 ? entry : NULL;
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

    for (guint i = 0; i < index->entries->len; i++) {
        const Entry *entry = index->entries->pdata[i];
        if (!type_allowed(field, entry->type) || !is_called(entry, name))
            continue;
        if (found)
            return NULL;
        found = entry;
    }
    return found;
}

/* "did you mean …" for the last part of an id; newly allocated, or NULL. */
static char *name_hint(const Index *index, const char *name)
{
    g_autofree const char **ends = g_new0(const char *, index->entries->len + 1);

    for (guint i = 0; i < index->entries->len; i++) {
        const char *id = ((const Entry *)index->entries->pdata[i])->id;
        const char *slash = strrchr(id, '/');
        ends[i] = slash ? slash + 1 : id;
    }
    return suggest_hint(name, ends);
}

/* What was probably meant by a name that no entry has, or what to write; newly allocated. */
static char *missing_hint(const Resolver *resolver, const Field *field, const char *name)
{
    const Entry *called = entry_called(resolver->index, field, name);
    char *hint = called ? g_strdup_printf(_("write %s"), called->id) : name_hint(resolver->index, name);
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
        for (guint j = 0; j < entry->type->n_references; j++) {
            const guint at = entry->type->references[j];
            value_resolve(&resolver, &entry->type->fields[at], &entry->fields[at]);
        }
    }
    data_resolve(content, index, diagnostics);
    for (guint i = 0; i < content->entries->len; i++) {
        Entry *entry = content->entries->pdata[i];
        if (entry->backlinks)
            g_ptr_array_sort(entry->backlinks, entry_compare_position);
    }
}
