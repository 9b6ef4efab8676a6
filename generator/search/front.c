/* SPDX-License-Identifier: MIT */
#include "search/front.h"

#include "search/posting.h"
#include "text/json.h"

#include <string.h>

static void append_text(GString *into, const char *text)
{
    json_append_string(into, text, strlen(text));
}

/* A document and what it is grouped by. */
typedef struct {
    int value;
    guint32 document;
} Grouped;

#define VALUE_MISSING G_MININT

static int compare_members(gconstpointer a, gconstpointer b)
{
    const Grouped *x = a, *y = b;

    if (x->value != y->value)
        return x->value < y->value ? -1 : 1;
    return (x->document > y->document) - (x->document < y->document);
}

/* Appends a member `name` of the index: for each value, in rising order, an array of what `label` appends and
 * the documents that have it. */
static void append_groups(const Front *front, GString *into, const char *name,
                          int (*value)(const Entry *entry), void (*label)(GString *into, int value))
{
    g_autoptr(GArray) members = g_array_new(FALSE, FALSE, sizeof(Grouped));
    g_autoptr(GArray) documents = g_array_new(FALSE, FALSE, sizeof(guint32));

    for (guint32 i = 0; i < front->count; i++) {
        const Grouped member = {value(front->documents[i].entry), i};
        if (member.value != VALUE_MISSING)
            g_array_append_val(members, member);
    }
    g_array_sort(members, compare_members);
    g_string_append_printf(into, ",\"%s\":[", name);
    for (guint start = 0, i = 0; start < members->len; start = i) {
        const int at = g_array_index(members, Grouped, start).value;
        g_array_set_size(documents, 0);
        for (; i < members->len && g_array_index(members, Grouped, i).value == at; i++)
            g_array_append_val(documents, g_array_index(members, Grouped, i).document);
        g_string_append(into, start == 0 ? "[" : ",[");
        label(into, at);
        g_string_append(into, ",\"");
        posting_append(into, (const guint32 *)(void *)documents->data, documents->len);
        g_string_append(into, "\"]");
    }
    g_string_append_c(into, ']');
}

static int value_of_year(const Entry *entry)
{
    int year, month, day;

    if (!entry_has_day(entry))
        return VALUE_MISSING;
    date_get(entry->day, &year, &month, &day);
    return -year; /* the newest first */
}

static void append_year(GString *into, int value)
{
    g_string_append_printf(into, "\"%d\"", -value);
}

static int value_of_end(const Entry *entry)
{
    return entry->last_day.day == DAY_NONE ? VALUE_MISSING : entry->last_day.day;
}

static void append_end(GString *into, int value)
{
    g_autofree char *day = date_format_iso((Date){value, -1});
    g_string_append_printf(into, "\"%s\"", day);
}

/* Types that have entries, in their order: their folders, their names, their documents. */
static void append_types(const Front *front, GString *into)
{
    g_autoptr(GArray) documents = g_array_new(FALSE, FALSE, sizeof(guint32));

    g_string_append(into, ",\"types\":[");
    for (guint i = 0; i < front->types->len; i++) {
        const Type *type = front->types->pdata[i];
        const char *label = labels_get(type->labels, front->language);
        g_array_set_size(documents, 0);
        for (guint32 k = 0; k < front->count; k++)
            if (front->documents[k].type == i)
                g_array_append_val(documents, k);
        g_string_append(into, i == 0 ? "[" : ",[");
        append_text(into, type->folder);
        g_string_append_c(into, ',');
        append_text(into, label ? label : type->folder);
        g_string_append(into, ",\"");
        posting_append(into, (const guint32 *)(void *)documents->data, documents->len);
        g_string_append(into, "\"]");
    }
    g_string_append_c(into, ']');
}

/* The stretches of records: the name of each, and how many each of its files has. */
static void append_records(GString *into, const GArray *stretches)
{
    g_string_append(into, ",\"records\":\"");
    for (guint i = 0; i < stretches->len; i++) {
        const Stretch *stretch = &g_array_index(stretches, Stretch, i);
        g_string_append_printf(into, "%s%s ", i == 0 ? "" : " ", stretch->name);
        for (guint k = 0; k < stretch->blocks->len; k++)
            posting_append_number(into, g_array_index(stretch->blocks, Block, k).count);
    }
    g_string_append_c(into, '"');
}

void front_append(GString *into, const Front *front)
{
    g_string_append_printf(into, "broadside_search(\"i\",{\"list\":\"%s\",\"version\":\"%s\",\"count\":%u",
                           front->list, front->version, front->count);
    append_types(front, into);
    append_groups(front, into, "years", value_of_year, append_year);
    append_groups(front, into, "ends", value_of_end, append_end);
    g_string_append_printf(into, ",\"terms\":\"%s\"", front->terms);
    append_records(into, front->stretches);
    g_string_append(into, "})\n");
}
