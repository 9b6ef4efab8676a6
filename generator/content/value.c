/* SPDX-License-Identifier: MIT */
#include "content/value.h"

#include <stdlib.h>
#include <string.h>

const Value *value_get(const Value *record, const char *name)
{
    guint low = 0, high;

    if (!record || record->kind != VALUE_RECORD)
        return NULL;
    high = record->record.count;
    while (low < high) {
        const guint middle = low + (high - low) / 2;
        const Member *member = &record->record.members[record->record.by_name[middle]];
        const int order = strcmp(name, member->name);
        if (order == 0)
            return &member->value;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

static int member_compare(gconstpointer a, gconstpointer b, gpointer members)
{
    const Member *all = members;
    const guint x = *(const guint *)a, y = *(const guint *)b;
    const int order = strcmp(all[x].name, all[y].name);
    return order ? order : (x > y) - (x < y);
}

Value value_record(Arena *arena, Member *members, guint count)
{
    guint *by_name = arena_new0(arena, guint, count);

    for (guint i = 0; i < count; i++)
        by_name[i] = i;
    if (count > 1)
        g_qsort_with_data(by_name, (int)count, sizeof *by_name, member_compare, members);
    return (Value){.kind = VALUE_RECORD, .record = {members, count, by_name}};
}

Value value_text(const char *text)
{
    return (Value){.kind = VALUE_TEXT, .text = text, .length = strlen(text)};
}

static int text_compare(const Value *a, const Value *b)
{
    const int order = memcmp(a->text, b->text, MIN(a->length, b->length));
    return order ? order : (a->length > b->length) - (a->length < b->length);
}

/* A total order: what is not a number comes last. */
static int number_compare(double a, double b)
{
    if (a != a || b != b)
        return (a != a) - (b != b);
    return (a > b) - (a < b);
}

int value_compare(const Value *a, const Value *b)
{
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    switch (a->kind) {
    case VALUE_TEXT:
    case VALUE_REFERENCE:
    case VALUE_FILE: return text_compare(a, b);
    case VALUE_INTEGER: return (a->integer > b->integer) - (a->integer < b->integer);
    case VALUE_NUMBER: return number_compare(a->number, b->number);
    case VALUE_BOOLEAN: return a->boolean - b->boolean;
    case VALUE_DATE: return date_compare(a->date, b->date);
    case VALUE_NONE:
    case VALUE_LIST:
    case VALUE_RECORD: break;
    }
    return 0;
}
