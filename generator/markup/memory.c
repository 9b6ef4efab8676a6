/* SPDX-License-Identifier: MIT */
#include "markup/memory.h"

#include <string.h>

#define CHUNK_BYTES (128 * 1024)
#define ALIGNMENT 16
/* Chunks that wait for the next document: their pages are mapped already. */
#define SPARE_CHUNKS 16

typedef struct Chunk Chunk;
struct Chunk {
    Chunk *next;
    gsize size; /* of `bytes` */
    gsize used;
    gsize unused; /* so that the bytes are aligned */
    char bytes[];
};
G_STATIC_ASSERT(sizeof(Chunk) % ALIGNMENT == 0);

/* Before each piece. */
typedef struct {
    gsize size;
    gsize unused;
} Head;
G_STATIC_ASSERT(sizeof(Head) == ALIGNMENT);

struct Memory {
    Chunk *chunks; /* the last one first */
};

/* As documents are parsed one at a time (document.h), so is their memory made. */
static Memory *current;
static Chunk *spare;
static guint n_spare;

Memory *memory_new(void)
{
    return g_new0(Memory, 1);
}

void memory_free(Memory *memory)
{
    if (memory == NULL)
        return;
    if (current == memory)
        current = NULL;
    for (Chunk *chunk = memory->chunks, *next; chunk != NULL; chunk = next) {
        next = chunk->next;
        if (chunk->size != CHUNK_BYTES || n_spare == SPARE_CHUNKS) {
            g_free(chunk);
            continue;
        }
        chunk->next = spare;
        spare = chunk;
        n_spare++;
    }
    g_free(memory);
}

Memory *memory_use(Memory *memory)
{
    Memory *before = current;

    current = memory;
    return before;
}

static Chunk *chunk_take(gsize size)
{
    Chunk *chunk = spare;

    if (chunk != NULL && size <= CHUNK_BYTES) {
        spare = chunk->next;
        n_spare--;
    } else {
        chunk = g_malloc(sizeof *chunk + MAX(size, CHUNK_BYTES));
        chunk->size = MAX(size, CHUNK_BYTES);
    }
    chunk->used = 0;
    return chunk;
}

/* Not cleared. */
static void *piece_new(gsize size)
{
    const gsize needed = sizeof(Head) + ((size + ALIGNMENT - 1) & ~(gsize)(ALIGNMENT - 1));
    Chunk *chunk = current->chunks;

    if (chunk == NULL || chunk->size - chunk->used < needed) {
        chunk = chunk_take(needed);
        chunk->next = current->chunks;
        current->chunks = chunk;
    }
    Head *head = (Head *)(void *)(chunk->bytes + chunk->used);
    chunk->used += needed;
    head->size = needed - sizeof *head;
    return head + 1;
}

static void *piece_calloc(size_t count, size_t size)
{
    gsize bytes;

    if (!g_size_checked_mul(&bytes, count, size) || bytes > G_MAXSIZE / 2)
        g_error("no memory for a document");
    return memset(piece_new(bytes), 0, bytes);
}

/* A piece at the end of its chunk grows where it is: so do texts that cmark appends to. */
static gboolean piece_grow(Head *head, gsize size)
{
    Chunk *chunk = current->chunks;
    const char *end = (const char *)(head + 1) + head->size;
    const gsize more = ((size + ALIGNMENT - 1) & ~(gsize)(ALIGNMENT - 1)) - head->size;

    if (chunk == NULL || end != chunk->bytes + chunk->used || chunk->size - chunk->used < more)
        return FALSE;
    chunk->used += more;
    head->size += more;
    return TRUE;
}

static void *piece_realloc(void *piece, size_t size)
{
    if (piece == NULL)
        return piece_new(size);
    Head *head = (Head *)piece - 1;
    if (size <= head->size || piece_grow(head, size))
        return piece;
    return memcpy(piece_new(size), piece, head->size);
}

static void piece_free(void *piece)
{
    (void)piece;
}

cmark_mem *memory_allocator(void)
{
    static cmark_mem allocator = {piece_calloc, piece_realloc, piece_free};
    return &allocator;
}
