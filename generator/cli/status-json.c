/* SPDX-License-Identifier: MIT */
#include "cli/status.h"
#include "text/json.h"

#include <string.h>

/* null for NULL. */
static void text_append(GString *json, const char *name, const char *text)
{
    if (text) {
        json_append_member(json, name, text);
        return;
    }
    json_append_name(json, name);
    g_string_append(json, "null");
}

static void number_append(GString *json, const char *name, int number)
{
    json_append_name(json, name);
    g_string_append_printf(json, "%d", number);
}

static void title_append(GString *json, const char *name, const char *title)
{
    g_autofree char *shown = status_title(title);
    text_append(json, name, shown);
}

static void day_append(GString *json, Date date)
{
    g_autofree char *day = date_format_iso((Date){.day = date.day, .minute = -1});
    text_append(json, "date", day);
}

static void entry_append(GString *json, const Entry *entry)
{
    if (!entry)
        return;
    title_append(json, "entry", entry->id);
    text_append(json, "type", entry->type->name);
}

/* What is not known is left out, as in messages. */
static void item_append(GString *json, const AgendaItem *item)
{
    g_string_append_c(json, '{');
    text_append(json, "kind", agenda_name(item->kind));
    entry_append(json, item->entry);
    title_append(json, "file", item->file);
    if (item->line > 0)
        number_append(json, "line", (int)item->line);
    title_append(json, "title", item->title);
    if (item->who)
        title_append(json, "who", item->who);
    if (item->date.day != DAY_NONE) {
        day_append(json, item->date);
        number_append(json, "days", item->days);
    }
    if (item->after)
        text_append(json, "after", item->after);
    g_string_append_c(json, '}');
}

static void change_append(GString *json, const Change *change)
{
    g_string_append_c(json, '{');
    text_append(json, "kind", change_name(change->kind));
    entry_append(json, change->entry);
    text_append(json, "file", change->entry->path);
    title_append(json, "title", entry_title(change->entry));
    g_string_append_c(json, '}');
}

char *status_json(const Status *status)
{
    GString *json = g_string_new("{");
    g_autofree char *next = status_next_change(status), *content = status_next_content_change(status);

    day_append(json, status->site->today);
    text_append(json, "next_change", next);
    text_append(json, "next_content_change", content);
    json_append_name(json, "changes");
    for (guint i = 0; i < status->changes->len; i++) {
        g_string_append_c(json, i ? ',' : '[');
        change_append(json, &g_array_index(status->changes, Change, i));
    }
    g_string_append(json, status->changes->len > 0 ? "]" : "[]");
    number_append(json, "errors", (int)status->errors);
    number_append(json, "warnings", (int)status->warnings);
    json_append_name(json, "items");
    for (guint i = 0; i < status->items->len; i++) {
        g_string_append_c(json, i ? ',' : '[');
        item_append(json, &g_array_index(status->items, AgendaItem, i));
    }
    g_string_append(json, status->items->len > 0 ? "]}" : "[]}");
    return g_string_free(json, FALSE);
}
