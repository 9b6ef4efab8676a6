/* SPDX-License-Identifier: MIT */
#include "site/tags.h"

#include "text/path.h"

#include <string.h>

/* An entry that is listed outweighs all that are only kept; what readers cannot see weighs nothing. */
#define LISTED ((gsize)1 << 24)

static Value *tags_of(Entry *entry)
{
    Value *tags = &entry->fields[COMMON_TAGS];
    return tags->kind == VALUE_LIST ? tags : NULL;
}

/* Tags that are the same but for capitals and the like; `usual` is how they are spelt most. */
typedef struct Spelling Spelling;
typedef struct {
    const Spelling *usual;
} Tag;

struct Spelling {
    const char *text;
    gsize length;
    gsize uses;
    Tag *tag;
};

typedef struct {
    GHashTable *spellings; /* text -> Spelling; owned */
    GHashTable *tags;      /* key -> Tag; owned */
    GPtrArray *found;      /* Spelling *: of each tag of each entry, in their order */
    gboolean mixed;        /* a tag is spelt in several ways, or stands twice in an entry */
} Tags;

static char *tag_key(const char *text)
{
    g_autofree char *part = path_part(text);
    return path_fold(part);
}

static Spelling *spelling_get(Tags *tags, const Value *text)
{
    Spelling *spelling = g_hash_table_lookup(tags->spellings, text->text);

    if (spelling)
        return spelling;
    char *key = tag_key(text->text);
    Tag *tag = g_hash_table_lookup(tags->tags, key);
    if (tag) {
        tags->mixed = TRUE;
        g_free(key);
    } else {
        g_hash_table_insert(tags->tags, key, tag = g_new0(Tag, 1));
    }
    spelling = g_new(Spelling, 1);
    *spelling = (Spelling){text->text, strlen(text->text), 0, tag};
    g_hash_table_insert(tags->spellings, (gpointer)text->text, spelling);
    return spelling;
}

static void tags_count(Tags *tags, Entry *entry)
{
    const gsize weight = entry->state == ENTRY_LISTED ? LISTED : entry->state == ENTRY_KEPT;
    const guint first = tags->found->len;
    Value *list = tags_of(entry);

    for (guint i = 0; list && i < list->list.count; i++) {
        Spelling *spelling = spelling_get(tags, &list->list.items[i]);
        for (guint j = first; j < tags->found->len; j++)
            tags->mixed = tags->mixed || tags->found->pdata[j] == spelling;
        spelling->uses += weight;
        g_ptr_array_add(tags->found, spelling);
    }
}

/* The spelling that is used most; of several, the first by code point. */
static void usual_choose(const Tags *tags)
{
    GHashTableIter iter;
    gpointer value;

    g_hash_table_iter_init(&iter, tags->spellings);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        Spelling *spelling = value;
        const Spelling *best = spelling->tag->usual;
        if (!best || spelling->uses > best->uses ||
            (spelling->uses == best->uses && strcmp(spelling->text, best->text) < 0))
            spelling->tag->usual = spelling;
    }
}

/* Whether it is among the first of the entry's tags, which are spelt as is usual. */
static gboolean tags_hold(const Value *tags, guint count, const Spelling *spelling)
{
    for (guint i = 0; i < count; i++)
        if (tags->list.items[i].text == spelling->text)
            return TRUE;
    return FALSE;
}

/* `found`: of its first tag. Those of the next entry are returned. */
static Spelling **tags_respell(Entry *entry, Spelling **found)
{
    Value *list = tags_of(entry);
    guint kept = 0;

    for (guint i = 0; list && i < list->list.count; i++) {
        const Spelling *usual = (*found++)->tag->usual;
        Value tag = list->list.items[i];
        tag.text = usual->text;
        tag.length = usual->length;
        if (!tags_hold(list, kept, usual))
            list->list.items[kept++] = tag;
    }
    if (list)
        list->list.count = kept;
    return found;
}

void tags_unite(const Content *content)
{
    g_autoptr(GHashTable) spellings = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
    g_autoptr(GHashTable) keys = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    g_autoptr(GPtrArray) found = g_ptr_array_new();
    Tags tags = {spellings, keys, found, FALSE};

    for (guint i = 0; i < content->entries->len; i++)
        tags_count(&tags, content->entries->pdata[i]);
    if (!tags.mixed)
        return;
    usual_choose(&tags);
    Spelling **next = (Spelling **)found->pdata;
    for (guint i = 0; i < content->entries->len; i++)
        next = tags_respell(content->entries->pdata[i], next);
}
