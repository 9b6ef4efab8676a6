/* SPDX-License-Identifier: MIT */
/* Memory that is given back all at once: the values of a site live as long as the site. */
#pragma once

#include <glib.h>

typedef struct Arena Arena;

Arena *arena_new(void);
/* Frees everything that was allocated from the arena. */
void arena_free(Arena *arena);

/* What was allocated from `from` belongs to `arena`; `from` is freed. */
void arena_take(Arena *arena, Arena *from);

/* `size` zeroed bytes, aligned for any type; never NULL. */
void *arena_alloc(Arena *arena, gsize size);
/* A copy of the `length` bytes at `text`, with a NUL after them. */
char *arena_strndup(Arena *arena, const char *text, gsize length);
char *arena_strdup(Arena *arena, const char *text);
/* One copy for each different text: equal texts are equal pointers. */
const char *arena_intern(Arena *arena, const char *text, gsize length);

#define arena_new0(arena, type, count) ((type *)arena_alloc((arena), sizeof(type) * (gsize)(count)))

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Arena, arena_free)
