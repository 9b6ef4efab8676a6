/* SPDX-License-Identifier: MIT */
#include "template/memory.h"

#include "template/bins.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    lua_State *L; /* NULL while it is being made */
    Bins *bins;
    gsize limit;
    gsize used;
    gboolean exhausted;
    /* Where memory was refused last: Lua calls no handler for that error, and may get by after a collection.
     */
    char chunk[256];
    guint line;
} Memory;

static Memory *memory_of(lua_State *L)
{
    void *memory;

    lua_getallocf(L, &memory);
    return memory;
}

/* The innermost function that is a template's. What this calls allocates nothing, for it runs in allocate().
 */
static void note_place(Memory *memory)
{
    lua_Debug frame;

    for (int level = 0; memory->L && lua_getstack(memory->L, level, &frame); level++) {
        lua_getinfo(memory->L, "Sl", &frame);
        if (frame.source[0] != '@')
            continue;
        g_strlcpy(memory->chunk, frame.source + 1, sizeof memory->chunk);
        memory->line = frame.currentline > 0 ? (guint)frame.currentline : 1;
        return;
    }
}

static void *take(Memory *memory, gsize size)
{
    return size <= BIN_MAX ? bins_take(memory->bins, size) : malloc(size);
}

static void give(Memory *memory, void *block, gsize size)
{
    if (block && size > 0 && size <= BIN_MAX)
        bins_give(memory->bins, block, size);
    else
        free(block);
}

static void *move(Memory *memory, void *block, gsize before, gsize size)
{
    if (before > BIN_MAX && size > BIN_MAX)
        return realloc(block, size);
    void *moved = take(memory, size);
    if (!moved) /* to make a block smaller never fails (Lua 5.4 manual, 4.6) */
        return size <= before ? block : NULL;
    if (block) {
        memcpy(moved, block, MIN(before, size));
        give(memory, block, before);
    }
    return moved;
}

/* lua_Alloc (Lua 5.4 manual, 4.6); of a new block `old_size` is its type. */
static void *allocate(void *data, void *block, size_t old_size, size_t size)
{
    Memory *memory = data;
    const gsize before = block ? old_size : 0;

    if (size == 0) {
        give(memory, block, before);
        memory->used -= before;
        return NULL;
    }
    void *moved = NULL;
    if (size <= before || size - before <= memory->limit - MIN(memory->limit, memory->used))
        moved = move(memory, block, before, size);
    if (moved)
        memory->used = memory->used - before + size;
    else if (!memory->exhausted)
        note_place(memory);
    return moved;
}

lua_State *memory_state_new(guint64 bytes)
{
    Memory *memory = g_new0(Memory, 1);

    memory->limit = (gsize)MIN(bytes, (guint64)G_MAXSSIZE);
    memory->bins = bins_new();
    memory->L = lua_newstate(allocate, memory);
    if (!memory->L)
        g_error("failed to allocate a Lua state");
    return memory->L;
}

void memory_state_free(lua_State *L)
{
    if (!L)
        return;
    Memory *memory = memory_of(L);
    lua_close(L);
    bins_free(memory->bins);
    g_free(memory);
}

gboolean memory_failed(lua_State *L, int status)
{
    Memory *memory = memory_of(L);

    memory->exhausted = memory->exhausted || status == LUA_ERRMEM;
    return memory->exhausted;
}

gboolean memory_is_exhausted(lua_State *L)
{
    return memory_of(L)->exhausted;
}

int memory_raise(lua_State *L)
{
    lua_settop(L, 0);
    lua_pushnil(L);
    return lua_error(L);
}

void memory_check_length(lua_State *L, gsize length)
{
    Memory *memory = memory_of(L);

    if (length <= memory->limit)
        return;
    memory->exhausted = TRUE;
    note_place(memory);
    memory_raise(L);
}

void memory_begin(lua_State *L)
{
    Memory *memory = memory_of(L);

    if (memory->exhausted)
        lua_gc(L, LUA_GCCOLLECT);
    memory->exhausted = FALSE;
    memory->chunk[0] = '\0';
}

const char *memory_place(lua_State *L, guint *line)
{
    const Memory *memory = memory_of(L);

    *line = memory->line;
    return memory->chunk[0] ? memory->chunk : NULL;
}
