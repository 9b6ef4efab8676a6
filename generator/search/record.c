/* SPDX-License-Identifier: MIT */
#include "search/record.h"

#include "site/visibility.h"
#include "text/json.h"

#include <string.h>

/* Fields that say who and where. Of the built-in types only: nobody knows what a site means its own ones for.
 */
static const struct {
    const char *type;
    const char *fields[5];
} FACTS[] = {
    {"news", {"place", "author", "source"}},
    {"model", {"name", "unit", "category"}},
    {"commitment", {"by", "category"}},
    {"honour", {"awarded_by", "document_no"}},
    {"notice", {"issuer", "contact", "outcome"}},
    {"event", {"place", "organiser", "speaker", "audience"}},
    {"report", {"signatory"}},
};

static void line_append(GString *into, const Value *value)
{
    if (value->kind != VALUE_TEXT || value->length == 0)
        return;
    if (into->len > 0)
        g_string_append_c(into, '\n');
    g_string_append_len(into, value->text, (gssize)value->length);
}

static void field_append(GString *into, const Entry *entry, guint index)
{
    const Value *value = entry_visible(entry, index);

    if (value->kind == VALUE_LIST)
        for (guint i = 0; i < value->list.count; i++)
            line_append(into, &value->list.items[i]);
    else
        line_append(into, value);
}

void record_append_summary(GString *into, const Entry *entry)
{
    field_append(into, entry, COMMON_SUMMARY);
}

void record_append_facts(GString *into, const Entry *entry)
{
    field_append(into, entry, COMMON_TAGS);
    for (guint i = 0; i < G_N_ELEMENTS(FACTS); i++) {
        if (strcmp(FACTS[i].type, entry->type->name) != 0)
            continue;
        for (const char *const *name = FACTS[i].fields; *name; name++)
            if (type_field(entry->type, *name) >= 0) /* a site may have a type of that name of its own */
                field_append(into, entry, (guint)type_field(entry->type, *name));
    }
}

static void string_append(GString *into, const char *text, gsize length)
{
    g_string_append_c(into, ',');
    json_append_string(into, text, length);
}

/* The bytes of its first `characters` characters. It may be no UTF-8: see texts_read(). */
static gsize text_begin(const char *text, gsize length, gsize characters)
{
    gsize count = 0;

    for (gsize i = 0; length > characters && i < length; i++) {
        count += ((guchar)text[i] & 0xC0) != 0x80;
        if (count > characters)
            return i;
    }
    return length;
}

void record_append(GString *into, const Entry *entry, guint type, const char *body, gsize length)
{
    g_autoptr(GString) text = g_string_sized_new(length + 256);
    g_autoptr(GString) facts = g_string_new(NULL);
    g_autofree char *day = entry_has_day(entry) ? date_format_iso((Date){entry->day.day, -1}) : g_strdup("");
    const char *title = entry_title(entry);

    record_append_summary(text, entry);
    if (text->len > 0)
        g_string_append_c(text, '\n');
    g_string_append_len(text, body, (gssize)length);
    record_append_facts(facts, entry);
    const gsize kept = text_begin(text->str, text->len, RECORD_CHARACTERS_MAX);
    const gboolean cut = kept < text->len;
    g_string_truncate(text, kept);

    g_string_append_c(into, '[');
    json_append_string(into, entry->output, strlen(entry->output));
    string_append(into, title, strlen(title));
    g_string_append_printf(into, ",%u,\"%s\"", type, day);
    string_append(into, text->str, text->len);
    string_append(into, facts->str, facts->len);
    g_string_append(into, cut ? ",1]" : ",0]");
}
