/* SPDX-License-Identifier: MIT */
#include "content/entry.h"

static const Value none;

const Value *entry_field(const Entry *entry, const char *name)
{
    const int index = type_field(entry->type, name);

    return index >= 0 ? &entry->fields[index] : NULL;
}

const Value *entry_get(const Entry *entry, const char *name)
{
    const Value *value = entry_field(entry, name);

    g_return_val_if_fail(value, &none);
    return value;
}

const Value *entry_named(const Entry *entry, NamedField field)
{
    const int index = entry->type->named[field];

    return index >= 0 ? &entry->fields[index] : &none;
}

const char *entry_text(const Entry *entry, const char *name)
{
    const Value *value = entry_get(entry, name);

    return value->kind == VALUE_TEXT ? value->text : NULL;
}

const char *entry_body(const Entry *entry, gsize *length)
{
    const char *text = source_text(entry->source);
    const gsize start = MIN(entry->body, entry->source->length);

    if (length)
        *length = entry->source->length - start;
    return text + start;
}

gsize entry_body_length(const Entry *entry)
{
    return entry->source->length - MIN(entry->body, entry->source->length);
}

gboolean entry_has_day(const Entry *entry)
{
    return entry->day.day != DAY_NONE;
}

gboolean entry_is_draft(const Entry *entry)
{
    const Value *draft = &entry->fields[COMMON_DRAFT];

    return draft->kind == VALUE_BOOLEAN && draft->boolean;
}

const char *entry_title(const Entry *entry)
{
    const Value *title = &entry->fields[COMMON_TITLE];

    return title->kind == VALUE_TEXT ? title->text : entry->slug;
}

int entry_compare_position(gconstpointer a, gconstpointer b)
{
    const guint x = (*(Entry *const *)a)->position, y = (*(Entry *const *)b)->position;

    return (x > y) - (x < y);
}

Place entry_place(const Entry *entry, const Value *value)
{
    return (Place){.source = entry->source, .line = value->line, .column = value->column};
}
