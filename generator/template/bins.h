/* SPDX-License-Identifier: MIT */
/*
 * Private to template/: memory for the many small objects of a Lua state. They come from blocks, by size, and
 * what is given back waits for the next object of its size: malloc would join what is free again and again,
 * and a state makes and drops a thousand objects a page. Blocks are kept until the end, as are the peaks of a
 * state.
 */
#pragma once

#include <glib.h>

/* Larger objects are malloc's. */
#define BIN_MAX 256

typedef struct Bins Bins;

Bins *bins_new(void);
/* All that came from it is gone. */
void bins_free(Bins *bins);

/* `size`: from 1 to BIN_MAX. NULL if there is no memory. */
void *bins_take(Bins *bins, gsize size);
/* `size`: as it was taken. */
void bins_give(Bins *bins, void *cell, gsize size);
