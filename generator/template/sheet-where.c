/* SPDX-License-Identifier: MIT */
#include "template/sheet-where.h"

#include "site/query.h"
#include "template/chunk.h"
#include "template/member.h"
#include "text/suggest.h"

#include <glib/gi18n.h>
#include <string.h>

/* In all fields: every entry is held against each of them. */
#define VALUES_MAX 200

typedef struct {
    const SheetReading *reading;
    const Source *source;
    const SheetFile *file;
    GArray *conditions;
    gboolean failed;
} Where;

static void G_GNUC_PRINTF(4, 5) fail(Where *w, const char *field, const char *hint, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    w->failed = TRUE;
    const gssize where = MAX(chunk_find_key(w->source, "where", 0, w->source->length), 0);
    const gssize found = chunk_find_key(w->source, field, (gsize)where, w->source->length);
    diagnostics_error(w->reading->diagnostics, source_place(w->source, (gsize)(found >= 0 ? found : where)),
                      hint, "%s", message);
}

/* The type at `index` of those that the sheet is for, or NULL behind the last. */
static const Type *type_at(const Where *w, guint index)
{
    const char *folder = w->file->types[index];
    return folder ? types_by_folder(w->reading->site->content->types, folder) : NULL;
}

/* The description of the field in the first type that has it, or NULL. */
static const Field *find_field(const Where *w, const char *name)
{
    const Type *type;

    for (guint i = 0; (type = type_at(w, i)); i++) {
        const int index = type_field(type, name);
        if (index >= 0)
            return &type->fields[index];
    }
    return NULL;
}

static void report_field(Where *w, const char *name)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    const Type *type;

    for (const char *const *known = QUERY_NAMES; *known; known++)
        g_ptr_array_add(names, (gpointer)*known);
    for (guint i = 0; (type = type_at(w, i)); i++)
        for (guint j = 0; j < type->n_fields; j++)
            g_ptr_array_add(names, (gpointer)type->fields[j].name);
    g_ptr_array_add(names, NULL);
    g_autofree char *hint = suggest_hint(name, (const char *const *)names->pdata);
    fail(w, name, hint, _("no entry of this sheet has a field '%s'"), name);
}

/* A misspelt choice would find nothing, and say nothing: it must be one in some type that has the field. */
static gboolean check_choice(Where *w, const char *name, const char *value)
{
    g_autoptr(GPtrArray) choices = g_ptr_array_new();
    const Type *type;

    for (guint i = 0; (type = type_at(w, i)); i++) {
        const int index = type_field(type, name);
        const Field *field = index >= 0 ? &type->fields[index] : NULL;
        if (field && field->kind != FIELD_CHOICE)
            return TRUE;
        for (guint j = 0; field && j < field->n_choices; j++)
            g_ptr_array_add(choices, (gpointer)field->choices[j].name);
    }
    g_ptr_array_add(choices, NULL);
    const char *const *names = (const char *const *)choices->pdata;
    if (choices->len == 1 || g_strv_contains(names, value))
        return TRUE;
    g_autofree char *hint = suggest_hint(value, names);
    fail(w, name, hint, _("'%s' cannot be '%s'"), name, value);
    return FALSE;
}

/* A flag is true or false, also among texts. */
static void add_condition(Where *w, const char *name, const Field *field, const char *text)
{
    const gboolean is_flag = strcmp(text, "true") == 0 || strcmp(text, "false") == 0;
    const gboolean flag = field ? field->kind == FIELD_BOOLEAN : is_flag;
    Condition condition = {.field = arena_strdup(w->reading->arena, name)};

    if (flag && !is_flag) {
        fail(w, name, NULL, _("'%s' must be true or false"), name);
        return;
    }
    if (flag)
        condition.value = (Value){.kind = VALUE_BOOLEAN, .boolean = strcmp(text, "true") == 0};
    else if (check_choice(w, name, text))
        condition.value = value_text(arena_strdup(w->reading->arena, text));
    else
        return;
    g_array_append_val(w->conditions, condition);
}

static void read_field(Where *w, const LuaMember *member)
{
    const char *name = member->key;
    const Field *field = *name ? find_field(w, name) : NULL;
    char number[32];

    if (!*name) {
        fail(w, "where", NULL, _("it takes names and values only"));
        return;
    }
    if (!field && !query_known(name)) {
        report_field(w, name);
        return;
    }
    g_snprintf(number, sizeof number, "%" G_GINT64_FORMAT, member->number);
    switch (member->kind) {
    case MEMBER_TEXT: add_condition(w, name, field, member->text); break;
    case MEMBER_INTEGER: add_condition(w, name, field, number); break;
    case MEMBER_BOOLEAN: add_condition(w, name, field, member->number ? "true" : "false"); break;
    case MEMBER_LIST:
    case MEMBER_MIXED:
        for (const char **text = member->list; *text; text++)
            add_condition(w, name, field, *text);
        if (*member->list)
            break;
        G_GNUC_FALLTHROUGH;
    default: fail(w, name, NULL, _("'%s' must be a value or a list of values"), name); break;
    }
}

gboolean sheet_read_where(const SheetReading *reading, const Source *source, const GArray *members,
                          SheetFile *file)
{
    g_autoptr(GArray) conditions = g_array_new(FALSE, FALSE, sizeof(Condition));
    Where w = {reading, source, file, conditions, FALSE};

    for (guint i = 0; i < members->len; i++)
        read_field(&w, &g_array_index(members, LuaMember, i));
    if (conditions->len > VALUES_MAX)
        fail(&w, "where", NULL, _("'where' takes at most %d values"), VALUES_MAX);
    Condition *kept = arena_new0(reading->arena, Condition, conditions->len + 1);
    for (guint i = 0; i < conditions->len; i++)
        kept[i] = g_array_index(conditions, Condition, i);
    file->where = kept;
    file->n_where = conditions->len;
    return !w.failed;
}
