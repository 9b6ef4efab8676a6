/* SPDX-License-Identifier: MIT */
#include "site/tags.h"

#include "text/path.h"

#include <string.h>

/* An entry that is listed outweighs all that are only kept; what readers cannot see weighs nothing. */
#define LISTED ((gsize)1 << 24)

static Value *tags_of(Entry *entry)
{
    const int index = type_field(entry->type, "tags");
    Value *tags = index >= 0 ? &entry->fields[index] : NULL;

    return tags && tags->kind == VALUE_LIST ? tags : NULL;
}

static char *tag_key(const Value *tag)
{
    g_autofree char *part = path_part(tag->text);
    return path_fold(part);
}

/* Counts the spellings of each key: key -> (text -> how many). */
static void tags_count(GHashTable *spellings, Entry *entry)
{
    const gsize weight = entry->state == ENTRY_LISTED ? LISTED : entry->state == ENTRY_KEPT;
    Value *tags = tags_of(entry);

    for (guint i = 0; tags && i < tags->list.count; i++) {
        const Value *tag = &tags->list.items[i];
        char *key = tag_key(tag);
        GHashTable *counts = g_hash_table_lookup(spellings, key);
        if (!counts)
            g_hash_table_insert(spellings, g_strdup(key), counts = g_hash_table_new(g_str_hash, g_str_equal));
        g_free(key);
        const gsize count = GPOINTER_TO_SIZE(g_hash_table_lookup(counts, tag->text));
        g_hash_table_replace(counts, (gpointer)tag->text, GSIZE_TO_POINTER(count + weight));
    }
}

/* The spelling that is used most; of several, the first by code point. */
static const char *spelling_usual(GHashTable *counts)
{
    const char *best = NULL;
    gsize most = 0;
    GHashTableIter iter;
    gpointer text, count;

    g_hash_table_iter_init(&iter, counts);
    while (g_hash_table_iter_next(&iter, &text, &count)) {
        const gsize uses = GPOINTER_TO_SIZE(count);
        if (!best || uses > most || (uses == most && strcmp(text, best) < 0)) {
            best = text;
            most = uses;
        }
    }
    return best;
}

static gboolean tags_hold(const Value *tags, guint count, const char *text)
{
    for (guint i = 0; i < count; i++)
        if (strcmp(tags->list.items[i].text, text) == 0)
            return TRUE;
    return FALSE;
}

static void tags_respell(GHashTable *spellings, Entry *entry)
{
    Value *tags = tags_of(entry);
    guint kept = 0;

    for (guint i = 0; tags && i < tags->list.count; i++) {
        Value tag = tags->list.items[i];
        g_autofree char *key = tag_key(&tag);
        tag.text = spelling_usual(g_hash_table_lookup(spellings, key));
        tag.length = strlen(tag.text);
        if (!tags_hold(tags, kept, tag.text))
            tags->list.items[kept++] = tag;
    }
    if (tags)
        tags->list.count = kept;
}

void tags_unite(const Content *content)
{
    g_autoptr(GHashTable) spellings =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_hash_table_unref);

    for (guint i = 0; i < content->entries->len; i++)
        tags_count(spellings, content->entries->pdata[i]);
    for (guint i = 0; i < content->entries->len; i++)
        tags_respell(spellings, content->entries->pdata[i]);
}
