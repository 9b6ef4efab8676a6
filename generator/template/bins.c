/* SPDX-License-Identifier: MIT */
#include "template/bins.h"

#include <stdlib.h>

/* As malloc aligns. */
#define STEP 16
#define BLOCK_BYTES (64 * 1024)

typedef struct Block Block;
struct Block {
    Block *next;
    gsize unused; /* so that the cells are aligned */
    char bytes[BLOCK_BYTES];
};
G_STATIC_ASSERT(G_STRUCT_OFFSET(Block, bytes) % STEP == 0);

typedef struct Cell Cell;
struct Cell {
    Cell *next;
};

struct Bins {
    Cell *free[BIN_MAX / STEP]; /* by size */
    Block *blocks;              /* the last one first */
    gsize used;                 /* of that one */
};

Bins *bins_new(void)
{
    return g_new0(Bins, 1);
}

void bins_free(Bins *bins)
{
    for (Block *block = bins->blocks, *next; block; block = next) {
        next = block->next;
        free(block);
    }
    g_free(bins);
}

static guint class_of(gsize size)
{
    return (guint)((size - 1) / STEP);
}

static void *cut(Bins *bins, gsize bytes)
{
    if (!bins->blocks || BLOCK_BYTES - bins->used < bytes) {
        Block *block = malloc(sizeof *block);
        if (!block)
            return NULL;
        block->next = bins->blocks;
        bins->blocks = block;
        bins->used = 0;
    }
    void *cell = bins->blocks->bytes + bins->used;
    bins->used += bytes;
    return cell;
}

void *bins_take(Bins *bins, gsize size)
{
    const guint class = class_of(size);
    Cell *cell = bins->free[class];

    if (!cell)
        return cut(bins, (class + 1) * (gsize)STEP);
    bins->free[class] = cell->next;
    return cell;
}

void bins_give(Bins *bins, void *cell, gsize size)
{
    Cell *given = cell;

    given->next = bins->free[class_of(size)];
    bins->free[class_of(size)] = given;
}
