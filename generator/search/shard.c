/* SPDX-License-Identifier: MIT */
#include "search/shard.h"

#include "search/posting.h"

#include <string.h>

#define TERM_ROOM 12

/* UTF-16 units that the two begin with. *bytes: the same in bytes. */
static guint32 shared_units(const char *a, const char *b, gsize *bytes)
{
    guint32 units = 0;
    const char *p = a;

    for (const char *q = b; *p && g_utf8_get_char(p) == g_utf8_get_char(q); q = g_utf8_next_char(q)) {
        units += g_utf8_get_char(p) >= 0x10000 ? 2 : 1;
        p = g_utf8_next_char(p);
    }
    *bytes = (gsize)(p - a);
    return units;
}

static void shard_add(GArray *shards, GString *text, TermKey first)
{
    const Shard shard = {g_strndup(text->str, text->len), first};

    g_array_append_val(shards, shard);
    g_string_truncate(text, 0);
}

static void shard_clear(gpointer data)
{
    g_free(((Shard *)data)->text);
}

GArray *shards_cut(const Postings *postings)
{
    GArray *shards = g_array_new(FALSE, FALSE, sizeof(Shard));
    g_autoptr(GString) text = g_string_sized_new(SHARD_SIZE);
    char before[TERM_ROOM + 1] = "", name[TERM_ROOM + 1];
    TermKey first = 0;

    g_array_set_clear_func(shards, shard_clear);
    for (guint32 i = 0, start = 0; i < postings->terms->len; i++) {
        const TermKey term = g_array_index(postings->terms, TermKey, i);
        const guint32 length = g_array_index(postings->ends, guint32, i) - start;
        gsize shared = 0;
        if (text->len > 0 && text->len + length + TERM_ROOM > SHARD_SIZE)
            shard_add(shards, text, first);
        if (text->len == 0) {
            first = term;
            before[0] = '\0';
        }
        name[term_text(term, name)] = '\0';
        posting_append_number(text, shared_units(name, before, &shared));
        g_string_append(text, name + shared);
        g_string_append_c(text, ' ');
        g_string_append_len(text, postings->texts->str + start, length);
        g_string_append_c(text, ' ');
        start += length;
        memcpy(before, name, sizeof before);
    }
    if (text->len > 0)
        shard_add(shards, text, first);
    return shards;
}
