/* SPDX-License-Identifier: MIT */
#include "content/snapshot-form.h"
#include "text/sort.h"

#include <string.h>

/* The block that is being made. */
typedef struct {
    GArray *values; /* SavedValue */
    GByteArray *texts;
} Saving;

static SavedText text_add(Saving *saving, const char *text, gsize length)
{
    const guint at = saving->texts->len;

    if (length == 0)
        return 0;
    g_byte_array_append(saving->texts, (const guint8 *)text, (guint)length + 1);
    return at;
}

static SavedText name_add(Saving *saving, const char *name)
{
    return name ? text_add(saving, name, strlen(name)) : 0;
}

static void value_add(Saving *saving, const Value *value, guint32 name);

static void members_add(Saving *saving, const Value *record)
{
    for (guint i = 0; i < record->record.count; i++) {
        const Member *member = &record->record.members[i];
        value_add(saving, &member->value, name_add(saving, member->name));
    }
}

static void value_add(Saving *saving, const Value *value, guint32 name)
{
    SavedValue saved = {.kind = value->kind, .line = value->line, .column = value->column, .name = name};

    switch (value->kind) {
    case VALUE_NONE: break;
    case VALUE_TEXT:
    case VALUE_REFERENCE:
    case VALUE_FILE:
        saved.text = text_add(saving, value->text, value->length);
        saved.length = (guint32)value->length;
        break;
    case VALUE_INTEGER: saved.integer = value->integer; break;
    case VALUE_NUMBER: saved.number = value->number; break;
    case VALUE_BOOLEAN: saved.integer = value->boolean; break;
    case VALUE_DATE:
        saved.day = value->date.day;
        saved.minute = value->date.minute;
        break;
    case VALUE_LIST: saved.count = value->list.count; break;
    case VALUE_RECORD: saved.count = value->record.count; break;
    }
    g_array_append_val(saving->values, saved);
    for (guint i = 0; value->kind == VALUE_LIST && i < value->list.count; i++)
        value_add(saving, &value->list.items[i], 0);
    if (value->kind == VALUE_RECORD)
        members_add(saving, value);
}

static void front_add(Saving *saving, const Entry *entry, SavedEntry *saved)
{
    saved->id = name_add(saving, entry->id);
    saved->folder = name_add(saving, entry->folder);
    saved->slug = name_add(saving, entry->slug);
    saved->type = name_add(saving, entry->type->name);
    saved->length = (guint32)entry->source->length;
    saved->body = (guint32)entry->body;
    saved->body_line = entry->body_line;
    saved->day = entry->day.day;
    saved->minute = entry->day.minute;
    saved->own = TRUE;
    saved->papers = entry->papers;
    for (guint i = 0; i < entry->type->n_fields; i++) {
        if (entry->fields[i].kind == VALUE_NONE)
            continue;
        saved->n_first++;
        value_add(saving, &entry->fields[i], i);
    }
}

static void texts_begin(Saving *saving)
{
    static const guint8 nothing = 0;

    g_array_set_size(saving->values, 0);
    g_byte_array_set_size(saving->texts, 0);
    g_byte_array_append(saving->texts, &nothing, 1);
}

/* Appends NULs to the next multiple of 8. */
static void bytes_align(GByteArray *bytes, gsize size)
{
    static const guint8 nothing[8] = {0};
    g_byte_array_append(bytes, nothing, (guint)(-size % sizeof nothing));
}

/* The head of the block of an entry that was read. The rest of it is in `saving`. */
static SavedEntry entry_begin(Saving *saving, const Entry *entry)
{
    SavedEntry saved = {.stamp = entry->stamp, .hash = entry->text_hash};

    texts_begin(saving);
    saved.path = name_add(saving, entry->path);
    if (entry->own)
        front_add(saving, entry, &saved);
    bytes_align(saving->texts, saving->texts->len);
    saved.n_values = saving->values->len;
    saved.size = (guint32)(sizeof saved + saved.n_values * sizeof(SavedValue)) + saving->texts->len;
    return saved;
}

/* The same of one that is as it was; but for what may have been found out since. */
static SavedEntry entry_frozen(const Entry *entry)
{
    SavedEntry saved = *(const SavedEntry *)entry->frozen;

    saved.stamp = entry->stamp;
    saved.papers = entry->papers;
    return saved;
}

static void entry_add(Saving *saving, const Entry *entry, const Sink *into)
{
    const SavedEntry saved = entry->frozen ? entry_frozen(entry) : entry_begin(saving, entry);

    sink_add(into, &saved, sizeof saved);
    if (entry->frozen) {
        sink_add(into, (const SavedEntry *)entry->frozen + 1, saved.size - sizeof saved);
        return;
    }
    sink_add(into, saving->values->data, saved.n_values * sizeof(SavedValue));
    sink_add(into, saving->texts->data, saving->texts->len);
}

static int path_compare(gconstpointer a, gconstpointer b)
{
    return strcmp((*(Entry *const *)a)->path, (*(Entry *const *)b)->path);
}

/* Where the blocks begin, and where the last one ends. */
static guint64 *find_places(Saving *saving, const GPtrArray *entries)
{
    guint64 *places = g_new(guint64, entries->len + 1);
    guint64 at = sizeof(SavedHead);

    for (guint i = 0; i < entries->len; i++) {
        const Entry *entry = entries->pdata[i];
        places[i] = at;
        at += entry->frozen ? ((const SavedEntry *)entry->frozen)->size : entry_begin(saving, entry).size;
    }
    places[entries->len] = at;
    return places;
}

void snapshot_save(const Content *content, const Sink *into)
{
    g_autoptr(GArray) values = g_array_new(FALSE, FALSE, sizeof(SavedValue));
    g_autoptr(GByteArray) texts = g_byte_array_new();
    g_autoptr(GPtrArray) ordered = g_ptr_array_copy(content->entries, NULL, NULL);
    Saving saving = {values, texts};

    g_ptr_array_set_free_func(ordered, NULL);
    sort_nearly_pointers(ordered, path_compare);
    g_autofree guint64 *places = find_places(&saving, ordered);
    const gsize length = ordered->len * sizeof *places;
    const SavedHead head = {.magic = SNAPSHOT_MAGIC,
                            .types = types_hash(content->types),
                            .size = places[ordered->len] + length,
                            .n_entries = ordered->len};
    sink_add(into, &head, sizeof head);
    for (guint i = 0; i < ordered->len; i++)
        entry_add(&saving, ordered->pdata[i], into);
    sink_add(into, places, length);
}
