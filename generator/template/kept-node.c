/* SPDX-License-Identifier: MIT */
#include "template/kept-node.h"

#include "template/kept-key.h"

#include <string.h>
#include <xxhash.h>

/* A page that answers so differently is asked for what it alone has. */
#define ANSWERS_MAX 32
/* What a node costs besides, in the table and in the heap. */
#define NODE_BYTES 48

const char KEPT_BASE[] = "";

static guint key_hash(gconstpointer data)
{
    const Key *key = data;
    return (guint)XXH3_64bits(key->bytes, key->length);
}

static gboolean key_equal(gconstpointer a, gconstpointer b)
{
    const Key *x = a, *y = b;
    return x->length == y->length && memcmp(x->bytes, y->bytes, x->length) == 0;
}

static void text_free(Text *text)
{
    if (!text)
        return;
    g_free(text->html);
    g_strfreev(text->files);
    read_set_unref(text->reads);
    g_free(text);
}

static void node_free(gpointer data)
{
    Node *node = data;
    text_free(node->text);
    g_free((char *)node->key.bytes);
    g_free(node);
}

GHashTable *nodes_new(void)
{
    return g_hash_table_new_full(key_hash, key_equal, NULL, node_free);
}

Node *nodes_find(GHashTable *nodes, const GString *key)
{
    const Key wanted = {key->str, key->len};
    return g_hash_table_lookup(nodes, &wanted);
}

void node_set_key(GString *key, const Node *node, const char *answer, gsize length)
{
    g_string_truncate(key, 0);
    kept_append_pointer(key, node);
    kept_append_bytes(key, answer, length);
}

gboolean node_is_crowded(const Node *node)
{
    return node->ask != KEPT_BASE && node->answers >= ANSWERS_MAX;
}

Node *nodes_add(GHashTable *nodes, const GString *key, gsize *bytes)
{
    Node *node = g_new0(Node, 1);

    node->key = (Key){g_memdup2(key->str, key->len), key->len};
    *bytes += sizeof *node + key->len + NODE_BYTES;
    g_hash_table_add(nodes, node);
    return node;
}
