/* SPDX-License-Identifier: MIT */
#include "template/sort.h"

#include <glib.h>
#include <lauxlib.h>

/* The list, the function, and the two tables that are merged into one another. */
enum { LIST = 1, LESS, FROM, INTO };

static gboolean is_less(lua_State *L, int table, lua_Integer a, lua_Integer b)
{
    const gboolean given = !lua_isnil(L, LESS);

    if (given)
        lua_pushvalue(L, LESS);
    lua_rawgeti(L, table, a);
    lua_rawgeti(L, table, b);
    if (given)
        lua_call(L, 2, 1);
    const gboolean less = given ? lua_toboolean(L, -1) : lua_compare(L, -2, -1, LUA_OPLT);
    lua_pop(L, given ? 1 : 2);
    return less;
}

/* Two runs that stand side by side: from `first`, from `middle`, up to before `end`. Of equals the left one
 * comes first. */
static void merge(lua_State *L, int from, int into, lua_Integer first, lua_Integer middle, lua_Integer end)
{
    lua_Integer left = first, right = middle;

    for (lua_Integer at = first; at < end; at++) {
        const gboolean take_right = left == middle || (right < end && is_less(L, from, right, left));
        lua_rawgeti(L, from, take_right ? right++ : left++);
        lua_rawseti(L, into, at);
    }
}

static void copy(lua_State *L, int from, int into, lua_Integer count)
{
    for (lua_Integer i = 1; i <= count; i++) {
        lua_rawgeti(L, from, i);
        lua_rawseti(L, into, i);
    }
}

int sort_list(lua_State *L)
{
    luaL_checktype(L, LIST, LUA_TTABLE);
    if (!lua_isnoneornil(L, LESS))
        luaL_checktype(L, LESS, LUA_TFUNCTION);
    lua_settop(L, LESS);
    const lua_Integer count = (lua_Integer)lua_rawlen(L, LIST);
    int from = FROM, into = INTO;

    luaL_argcheck(L, count < G_MAXINT / 2, LIST, "array too big");
    lua_createtable(L, (int)count, 0);
    lua_createtable(L, (int)count, 0);
    copy(L, LIST, from, count);
    for (lua_Integer width = 1; width < count; width *= 2) {
        for (lua_Integer first = 1; first <= count; first += 2 * width)
            merge(L, from, into, first, MIN(first + width, count + 1), MIN(first + 2 * width, count + 1));
        const int merged = into;
        into = from;
        from = merged;
    }
    copy(L, from, LIST, count); /* only now: an error leaves the list as it was */
    return 0;
}
