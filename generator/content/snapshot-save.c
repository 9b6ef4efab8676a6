/* SPDX-License-Identifier: MIT */
#include "content/snapshot-form.h"
#include "text/sort.h"

#include <string.h>
#include <xxhash.h>

typedef struct {
    GArray *entries; /* SavedEntry */
    GArray *values;  /* SavedValue */
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

static void entry_add(Saving *saving, const Entry *entry)
{
    SavedEntry saved = {.stamp = entry->stamp, .hash = entry->text_hash, .first = saving->values->len};

    saved.path = name_add(saving, entry->path);
    if (entry->own)
        front_add(saving, entry, &saved);
    g_array_append_val(saving->entries, saved);
}

static int path_compare(gconstpointer a, gconstpointer b)
{
    return strcmp((*(Entry *const *)a)->path, (*(Entry *const *)b)->path);
}

static void bytes_join(const Saving *saving, SavedHead *head, GByteArray *into)
{
    const guint start = into->len;
    const gsize checked = G_STRUCT_OFFSET(SavedHead, types);

    g_byte_array_append(into, (const guint8 *)head, sizeof *head);
    g_byte_array_append(into, (const guint8 *)saving->entries->data,
                        saving->entries->len * (guint)sizeof(SavedEntry));
    g_byte_array_append(into, (const guint8 *)saving->values->data,
                        saving->values->len * (guint)sizeof(SavedValue));
    g_byte_array_append(into, saving->texts->data, saving->texts->len);
    head->checksum = XXH3_64bits(into->data + start + checked, into->len - start - checked);
    memcpy(into->data + start, head, sizeof *head);
}

void snapshot_save(const Content *content, GByteArray *into)
{
    static const guint8 nothing = 0;
    g_autoptr(GArray) entries = g_array_new(FALSE, FALSE, sizeof(SavedEntry));
    g_autoptr(GArray) values = g_array_new(FALSE, FALSE, sizeof(SavedValue));
    g_autoptr(GByteArray) texts = g_byte_array_new();
    g_autoptr(GPtrArray) ordered = g_ptr_array_copy(content->entries, NULL, NULL);
    Saving saving = {entries, values, texts};

    g_byte_array_append(texts, &nothing, 1);
    g_ptr_array_set_free_func(ordered, NULL);
    sort_nearly_pointers(ordered, path_compare);
    for (guint i = 0; i < ordered->len; i++)
        entry_add(&saving, ordered->pdata[i]);
    SavedHead head = {.magic = SNAPSHOT_MAGIC,
                      .types = types_hash(content->types),
                      .n_texts = texts->len,
                      .n_entries = entries->len,
                      .n_values = values->len};
    bytes_join(&saving, &head, into);
}
