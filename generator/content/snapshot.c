/* SPDX-License-Identifier: MIT */
#include "content/snapshot.h"

#include "content/filename.h"
#include "content/snapshot-form.h"
#include "yaml/yaml.h"

#include <string.h>

/* Values lie in each other as deep as YAML has them, and not deeper. */
#define DEPTH_MAX (YAML_DEPTH_MAX + 4)

struct Snapshot {
    GBytes *bytes;
    const SavedHead *head;
    const guint64 *places; /* of the blocks; they are behind them */
};

/* What is in a block. */
typedef struct {
    const SavedEntry *saved;
    const SavedValue *values;
    const char *texts;
    guint32 n_texts; /* bytes; the last one is NUL */
} Block;

static gboolean head_fits(const SavedHead *head, gsize size)
{
    return size >= sizeof *head && memcmp(head->magic, SNAPSHOT_MAGIC, sizeof head->magic) == 0 &&
           head->size == size && size % sizeof(guint64) == 0 &&
           head->n_entries <= (size - sizeof *head) / sizeof(guint64);
}

/* FALSE where it does not lie between the head and the places of the blocks, whole. */
static gboolean block_open(const Snapshot *snapshot, guint index, Block *block)
{
    const char *bytes = (const char *)snapshot->head;
    const guint64 end = snapshot->head->size - snapshot->head->n_entries * sizeof(guint64);
    const guint64 place = snapshot->places[index];

    if (place < sizeof(SavedHead) || place % sizeof(guint64) != 0 || place > end ||
        end - place < sizeof(SavedEntry))
        return FALSE;
    const SavedEntry *saved = (const SavedEntry *)(const void *)(bytes + place);
    const guint64 numbers = sizeof *saved + saved->n_values * sizeof(SavedValue);
    if (saved->size > end - place || saved->size <= numbers || bytes[place + saved->size - 1] != '\0')
        return FALSE;
    *block = (Block){saved, (const SavedValue *)(saved + 1), bytes + place + numbers,
                     (guint32)(saved->size - numbers)};
    return TRUE;
}

Snapshot *snapshot_open(GBytes *bytes)
{
    gsize size;
    const void *data = g_bytes_get_data(bytes, &size);
    const SavedHead *head = data;

    if ((guintptr)data % sizeof(guint64) != 0) {
        g_autoptr(GBytes) copy = g_bytes_new(data, size);
        return snapshot_open(copy);
    }
    if (!data || !head_fits(head, size))
        return NULL;
    Snapshot *snapshot = g_new0(Snapshot, 1);
    snapshot->bytes = g_bytes_ref(bytes);
    snapshot->head = head;
    snapshot->places = (const guint64 *)(const void *)((const char *)head + size) - head->n_entries;
    return snapshot;
}

void snapshot_free(Snapshot *snapshot)
{
    if (!snapshot)
        return;
    g_bytes_unref(snapshot->bytes);
    g_free(snapshot);
}

gboolean snapshot_fits(const Snapshot *snapshot, const Types *types)
{
    return snapshot->head->types == types_hash(types);
}

/* It ends within the texts, the last byte of which is a NUL. */
static const char *text_at(const Block *block, SavedText at)
{
    return block->texts + (at < block->n_texts ? at : 0);
}

int snapshot_find(const Snapshot *snapshot, const char *path, guint *hint)
{
    guint low = 0, high = (guint)snapshot->head->n_entries;
    guint at = *hint < high ? *hint : high / 2;
    Block block;

    while (low < high && block_open(snapshot, at, &block)) {
        const int order = strcmp(path, text_at(&block, block.saved->path));
        *hint = at + 1;
        if (order == 0)
            return (int)at;
        if (order < 0)
            high = at;
        else
            low = at + 1;
        at = low + (high - low) / 2;
    }
    return -1;
}

gboolean snapshot_has_stamp(const Snapshot *snapshot, guint index, FileStamp stamp)
{
    Block block;
    return block_open(snapshot, index, &block) && stamp_equal(block.saved->stamp, stamp);
}

gboolean snapshot_has_hash(const Snapshot *snapshot, guint index, guint64 hash)
{
    Block block;
    return block_open(snapshot, index, &block) && block.saved->hash == hash;
}

/* Where an entry is being thawed. */
typedef struct {
    Block block;
    const Folder *folder;
    const char *root;
    Arena *arena;
    guint next; /* value */
    guint depth;
} Thaw;

/* FALSE where something is not as it was, or damaged. */
static gboolean value_thaw(Thaw *thaw, const SavedValue *saved, Value *value);

static const SavedValue *value_next(Thaw *thaw)
{
    return thaw->next < thaw->block.saved->n_values ? &thaw->block.values[thaw->next++] : NULL;
}

static gboolean text_thaw(const Thaw *thaw, const SavedValue *saved, Value *value)
{
    const guint64 end = (guint64)saved->text + saved->length;

    if (end >= thaw->block.n_texts || thaw->block.texts[end] != '\0')
        return FALSE;
    value->text = text_at(&thaw->block, saved->text);
    value->length = saved->length;
    return TRUE;
}

static gboolean file_thaw(const Thaw *thaw, const SavedValue *saved, Value *value)
{
    return text_thaw(thaw, saved, value) &&
           (folder_has_plain(thaw->folder, value->text) || filename_is_publishable(thaw->root, value->text));
}

static gboolean list_thaw(Thaw *thaw, const SavedValue *saved, Value *value)
{
    if (saved->count > thaw->block.saved->n_values - thaw->next || ++thaw->depth > DEPTH_MAX)
        return FALSE;
    value->list.count = saved->count;
    value->list.items = arena_new0(thaw->arena, Value, saved->count);
    for (guint i = 0; i < saved->count; i++) {
        const SavedValue *item = value_next(thaw);
        if (!item || !value_thaw(thaw, item, &value->list.items[i]))
            return FALSE;
    }
    thaw->depth--;
    return TRUE;
}

static gboolean record_thaw(Thaw *thaw, const SavedValue *saved, Value *value)
{
    if (saved->count > thaw->block.saved->n_values - thaw->next || ++thaw->depth > DEPTH_MAX)
        return FALSE;
    Member *members = arena_new0(thaw->arena, Member, saved->count);
    for (guint i = 0; i < saved->count; i++) {
        const SavedValue *member = value_next(thaw);
        if (!member || !value_thaw(thaw, member, &members[i].value))
            return FALSE;
        members[i].name = text_at(&thaw->block, member->name);
    }
    value->record = value_record(thaw->arena, members, saved->count).record;
    thaw->depth--;
    return TRUE;
}

static gboolean value_thaw(Thaw *thaw, const SavedValue *saved, Value *value)
{
    *value = (Value){.kind = saved->kind, .line = saved->line, .column = saved->column};
    switch (saved->kind) {
    case VALUE_NONE: return TRUE;
    case VALUE_TEXT:
    case VALUE_REFERENCE: return text_thaw(thaw, saved, value);
    case VALUE_FILE: return file_thaw(thaw, saved, value);
    case VALUE_INTEGER: value->integer = saved->integer; return TRUE;
    case VALUE_NUMBER: value->number = saved->number; return TRUE;
    case VALUE_BOOLEAN: value->boolean = saved->integer != 0; return TRUE;
    case VALUE_DATE: value->date = (Date){saved->day, saved->minute}; return TRUE;
    case VALUE_LIST: return list_thaw(thaw, saved, value);
    case VALUE_RECORD: return record_thaw(thaw, saved, value);
    default: return FALSE;
    }
}

static gboolean fields_thaw(Thaw *thaw, const SavedEntry *saved, const Entry *entry)
{
    for (guint i = 0; i < saved->n_first; i++) {
        const SavedValue *value = value_next(thaw);
        if (!value || value->name >= entry->type->n_fields ||
            !value_thaw(thaw, value, &entry->fields[value->name]))
            return FALSE;
    }
    return TRUE;
}

gboolean snapshot_thaw(const Snapshot *snapshot, guint index, const Type *type, const Folder *folder,
                       const char *root, Arena *arena, Entry *entry, gsize *length)
{
    Thaw thaw = {.folder = folder, .root = root, .arena = arena};

    if (!block_open(snapshot, index, &thaw.block))
        return FALSE;
    const SavedEntry *saved = thaw.block.saved;
    if (!saved->own || saved->body > saved->length ||
        strcmp(text_at(&thaw.block, saved->type), type->name) != 0)
        return FALSE;
    Entry thawed = {.id = text_at(&thaw.block, saved->id),
                    .path = text_at(&thaw.block, saved->path),
                    .folder = saved->folder ? text_at(&thaw.block, saved->folder) : NULL,
                    .slug = text_at(&thaw.block, saved->slug),
                    .type = type,
                    .body = saved->body,
                    .body_line = saved->body_line,
                    .fields = arena_new0(arena, Value, type->n_fields),
                    .text_hash = saved->hash,
                    .frozen = saved,
                    .own = TRUE,
                    .papers = saved->papers,
                    .day = {saved->day, saved->minute}};
    if (!fields_thaw(&thaw, saved, &thawed))
        return FALSE;
    *entry = thawed;
    *length = saved->length;
    return TRUE;
}
