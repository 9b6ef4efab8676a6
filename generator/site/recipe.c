/* SPDX-License-Identifier: MIT */
#include "site/recipe.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

void recipe_append_text(GString *recipe, const char *text)
{
    const gsize length = strlen(text);

    g_string_append_printf(recipe, "%zu:", length);
    g_string_append_len(recipe, text, (gssize)length);
}

static void append_reference(GString *recipe, const Value *value)
{
    g_string_append_c(recipe, value->entry ? 'r' : 'w');
    recipe_append_text(recipe, value->entry ? value->entry->id : value->text);
}

static void append_number(GString *recipe, double number)
{
    char text[G_ASCII_DTOSTR_BUF_SIZE];

    g_string_append_c(recipe, 'n');
    g_string_append(recipe, g_ascii_dtostr(text, sizeof text, number));
}

void recipe_append_value(GString *recipe, const Value *value)
{
    switch (value->kind) {
    case VALUE_TEXT:
    case VALUE_FILE:
        g_string_append_c(recipe, value->kind == VALUE_TEXT ? 't' : 'f');
        recipe_append_text(recipe, value->text);
        break;
    case VALUE_REFERENCE: append_reference(recipe, value); break;
    case VALUE_INTEGER: g_string_append_printf(recipe, "i%" G_GINT64_FORMAT, value->integer); break;
    case VALUE_NUMBER: append_number(recipe, value->number); break;
    case VALUE_BOOLEAN: g_string_append_c(recipe, value->boolean ? 'T' : 'F'); break;
    case VALUE_DATE: g_string_append_printf(recipe, "d%d.%d", value->date.day, value->date.minute); break;
    default: g_string_append_c(recipe, '-'); break;
    }
}

/*
 * A copy of a recipe that is read token by token; each is ended in place. `next` is what stood behind the
 * last one: a blank, '=', the end of the line or, at the end, NUL.
 */
typedef struct {
    const Site *site;
    char *at;
    char next;
} Reader;

static char *token_end(Reader *reader, char *token, gsize length)
{
    char *end = token + length;

    reader->next = *end;
    reader->at = *end ? end + 1 : end;
    *end = '\0';
    return token;
}

static char *read_word(Reader *reader)
{
    return token_end(reader, reader->at, strcspn(reader->at, " \n"));
}

/* A number without a sign, a colon, and as many bytes; or NULL. */
static char *read_text(Reader *reader)
{
    char *colon;

    if (!g_ascii_isdigit(*reader->at))
        return NULL;
    const guint64 length = g_ascii_strtoull(reader->at, &colon, 10);
    if (*colon != ':' || strlen(colon + 1) < length)
        return NULL;
    char *text = token_end(reader, colon + 1, (gsize)length);
    return reader->next && !strchr(" =\n", reader->next) ? NULL : text;
}

static gboolean read_number(const char *text, gint64 min, gint64 max, gint64 *number)
{
    return g_ascii_string_to_signed(text, 10, min, max, number, NULL);
}

static gboolean read_unsigned(Reader *reader, guint *number)
{
    gint64 read = 0;
    const gboolean well = read_number(read_word(reader), 0, G_MAXUINT, &read);

    *number = (guint)read;
    return well;
}

static gboolean read_date(char *text, Value *value)
{
    char *dot = strchr(text, '.');
    gint64 day, minute;

    if (!dot)
        return FALSE;
    *dot = '\0';
    if (!read_number(text, G_MININT32, G_MAXINT32, &day) ||
        !read_number(dot + 1, G_MININT32, G_MAXINT32, &minute))
        return FALSE;
    value->kind = VALUE_DATE;
    value->date = (Date){(gint32)day, (gint32)minute};
    return TRUE;
}

static gboolean read_fraction(const char *text, Value *value)
{
    char *end;

    value->kind = VALUE_NUMBER;
    value->number = g_ascii_strtod(text, &end);
    return end > text && *end == '\0';
}

static Entry *read_entry(Reader *reader)
{
    const char *id = read_text(reader);
    gboolean several;
    Entry *entry = id ? site_find(reader->site, id, &several) : NULL;

    return entry && strcmp(entry->id, id) == 0 ? entry : NULL;
}

static gboolean read_worded(Reader *reader, ValueKind kind, Value *value)
{
    const char *text = read_text(reader);

    if (!text)
        return FALSE;
    *value = value_text(text);
    value->kind = kind;
    return TRUE;
}

static gboolean read_reference(Reader *reader, Value *value)
{
    Entry *entry = read_entry(reader);

    if (!entry)
        return FALSE;
    *value = value_text(entry->id);
    value->kind = VALUE_REFERENCE;
    value->entry = entry;
    return TRUE;
}

static gboolean read_value(Reader *reader, Value *value)
{
    const char kind = *reader->at;

    *value = (Value){0};
    if (!kind)
        return FALSE;
    reader->at++;
    switch (kind) {
    case 't': return read_worded(reader, VALUE_TEXT, value);
    case 'f': return read_worded(reader, VALUE_FILE, value);
    case 'w': return read_worded(reader, VALUE_REFERENCE, value);
    case 'r': return read_reference(reader, value);
    case 'd': return read_date(read_word(reader), value);
    case 'n': return read_fraction(read_word(reader), value);
    case 'i':
        value->kind = VALUE_INTEGER;
        return read_number(read_word(reader), G_MININT64, G_MAXINT64, &value->integer);
    case 'T':
    case 'F':
        *value = (Value){.kind = VALUE_BOOLEAN, .boolean = kind == 'T'};
        return *read_word(reader) == '\0';
    default: return FALSE;
    }
}

/* Steps */

static const Collection *step_slice(Reader *reader, const Collection *from)
{
    guint start, count;

    if (!read_unsigned(reader, &start) || !read_unsigned(reader, &count))
        return NULL;
    return collection_slice(from, start, count);
}

static const Collection *step_where(Reader *reader, const Collection *from)
{
    g_autoptr(GArray) conditions = g_array_new(FALSE, TRUE, sizeof(Condition));

    do {
        Condition condition = {.field = read_text(reader)};
        if (!condition.field || reader->next != '=' || !read_value(reader, &condition.value))
            return NULL;
        g_array_append_val(conditions, condition);
    } while (reader->next == ' ');
    return collection_where(from, (const Condition *)(void *)conditions->data, conditions->len);
}

static const Collection *step_sort(Reader *reader, const Collection *from)
{
    guint order;

    if (!read_unsigned(reader, &order) || order >= N_COLLATIONS)
        return NULL;
    const char *direction = read_word(reader);
    const gboolean descending = strcmp(direction, "desc") == 0;
    if (!descending && strcmp(direction, "asc") != 0)
        return NULL;
    const char *field = read_text(reader);
    return field ? collection_sort(from, field, (CollationOrder)order, descending) : NULL;
}

static const Collection *step_without(Reader *reader, const Collection *from)
{
    const char *field = read_text(reader);
    return field ? collection_without(from, field) : NULL;
}

static const Collection *step_group(Reader *reader, const Collection *from)
{
    g_autoptr(GString) step = g_string_new("group ");
    const char *field = read_text(reader);
    Value value;

    if (!field || reader->next != ' ' || !read_value(reader, &value))
        return NULL;
    collection_group(from, field);
    recipe_append_text(step, field);
    g_string_append_c(step, ' ');
    recipe_append_value(step, &value);
    return collection_derived(from, step->str);
}

static const struct {
    const char *name;
    const Collection *(*take)(Reader *reader, const Collection *from);
} steps[] = {
    {"slice", step_slice},     {"where", step_where}, {"sort", step_sort},
    {"without", step_without}, {"group", step_group},
};

static const Collection *read_step(Reader *reader, const Collection *from)
{
    const char *name = read_word(reader);

    for (guint i = 0; reader->next == ' ' && i < G_N_ELEMENTS(steps); i++)
        if (strcmp(steps[i].name, name) == 0)
            return steps[i].take(reader, from);
    return NULL;
}

/* Collections that the site has by itself */

static const Collection *first_entries(Reader *reader)
{
    return reader->site->entries;
}

static const Collection *first_pages(Reader *reader)
{
    return reader->site->pages;
}

static const Collection *first_nothing(Reader *reader)
{
    return reader->site->nothing;
}

static const Collection *first_year(Reader *reader)
{
    guint year;
    return read_unsigned(reader, &year) && year <= 9999 ? site_year(reader->site, (int)year) : NULL;
}

static const Collection *first_type(Reader *reader)
{
    const char *name = read_text(reader);
    const Type *type = name ? types_by_name(reader->site->content->types, name) : NULL;

    return type ? site_collection(reader->site, type) : NULL;
}

static const Collection *first_types(Reader *reader)
{
    g_autoptr(GPtrArray) folders = g_ptr_array_new();

    do {
        char *folder = read_text(reader);
        if (!folder)
            return NULL;
        g_ptr_array_add(folders, folder);
    } while (reader->next == ' ');
    g_ptr_array_add(folders, NULL);
    return site_of_types(reader->site, (const char *const *)folders->pdata);
}

static const Collection *first_backlinks(Reader *reader)
{
    const Entry *entry = read_entry(reader);
    return entry ? site_backlinks(reader->site, entry) : NULL;
}

/* An entry that is not there any more is left out. */
static const Collection *first_these(Reader *reader)
{
    g_autoptr(GArray) items = g_array_new(FALSE, TRUE, sizeof(Value));

    while (reader->next == ' ') {
        Value item = {.kind = VALUE_REFERENCE};
        const char *before = reader->at;
        item.entry = read_entry(reader);
        if (reader->at == before)
            return NULL;
        g_array_append_val(items, item);
    }
    const Value list = {.kind = VALUE_LIST, .list = {(Value *)(void *)items->data, items->len}};
    return site_references(reader->site, &list);
}

static const struct {
    const char *name;
    gboolean more; /* words behind it */
    const Collection *(*find)(Reader *reader);
} firsts[] = {
    {"entries", FALSE, first_entries},    {"pages", FALSE, first_pages}, {"nothing", FALSE, first_nothing},
    {"year-page", TRUE, first_year},      {"type", TRUE, first_type},    {"types", TRUE, first_types},
    {"backlinks", TRUE, first_backlinks}, {"these", TRUE, first_these},  {"these", FALSE, first_these},
};

static const Collection *read_first(Reader *reader)
{
    const char *name = read_word(reader);

    for (guint i = 0; i < G_N_ELEMENTS(firsts); i++)
        if (strcmp(firsts[i].name, name) == 0 && firsts[i].more == (reader->next == ' '))
            return firsts[i].find(reader);
    return NULL;
}

const Collection *site_recall(const Site *site, const char *recipe)
{
    g_autofree char *copy = g_strdup(recipe);
    Reader reader = {site, copy, '\0'};
    const Collection *found = read_first(&reader);

    while (found && reader.next == '\n')
        found = read_step(&reader, found);
    return reader.next ? NULL : found;
}
