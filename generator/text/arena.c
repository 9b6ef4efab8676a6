/* SPDX-License-Identifier: MIT */
#include "text/arena.h"

#include <stdalign.h>
#include <stddef.h>
#include <string.h>

/* The first chunk of an arena, and the largest: there may be thousands that hold a line each. */
#define CHUNK_FIRST 512
#define CHUNK_SIZE (64 * 1024)

struct Arena {
    GPtrArray *chunks;
    char *at;
    gsize left;
    gsize next; /* size of the next chunk */
    GHashTable *interned;
};

Arena *arena_new(void)
{
    Arena *arena = g_new0(Arena, 1);
    arena->next = CHUNK_FIRST;
    arena->chunks = g_ptr_array_new_with_free_func(g_free);
    arena->interned = g_hash_table_new(g_str_hash, g_str_equal);
    return arena;
}

void arena_free(Arena *arena)
{
    if (!arena)
        return;
    g_hash_table_unref(arena->interned);
    g_ptr_array_unref(arena->chunks);
    g_free(arena);
}

void arena_take(Arena *arena, Arena *from)
{
    g_ptr_array_extend_and_steal(arena->chunks, g_steal_pointer(&from->chunks));
    g_hash_table_unref(from->interned);
    g_free(from);
}

static void *chunk_add(Arena *arena, gsize size)
{
    void *chunk = g_malloc0(size);
    g_ptr_array_add(arena->chunks, chunk);
    return chunk;
}

void *arena_alloc(Arena *arena, gsize size)
{
    const gsize align = alignof(max_align_t);

    g_assert(size <= G_MAXSIZE - align);
    size = (MAX(size, 1) + align - 1) & ~(align - 1); /* nothing has an address, too */
    if (size > CHUNK_SIZE / 4)
        return chunk_add(arena, size);
    if (size > arena->left) {
        arena->left = MAX(arena->next, size);
        arena->at = chunk_add(arena, arena->left);
        arena->next = MIN(2 * arena->next, CHUNK_SIZE);
    }
    void *memory = arena->at;
    arena->at += size;
    arena->left -= size;
    return memory;
}

char *arena_strndup(Arena *arena, const char *text, gsize length)
{
    char *copy = arena_alloc(arena, length + 1);
    memcpy(copy, text, length);
    return copy;
}

char *arena_strdup(Arena *arena, const char *text)
{
    return arena_strndup(arena, text, strlen(text));
}

const char *arena_intern(Arena *arena, const char *text, gsize length)
{
    g_autofree char *key = g_strndup(text, length);
    const char *known = g_hash_table_lookup(arena->interned, key);

    if (!known) {
        known = arena_strdup(arena, key);
        g_hash_table_add(arena->interned, (gpointer)known);
    }
    return known;
}
