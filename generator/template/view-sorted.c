/* SPDX-License-Identifier: MIT */
/* What `sorted(site.data.teams, "name", "stroke")` is: a roster of a data file in order. */
#include "template/push.h"
#include "template/sort.h"
#include "template/views.h"

#include <glib/gi18n.h>
#include <string.h>

/* The arguments, and what is made of them: lists of { item, key }, and of items. */
enum { LIST = 1, FIELD, ORDER, DIRECTION, PAIRS, RESULT };

/* Replaces the value on top of the stack by what it is compared by: nil, a number, or the key of a text. */
static void make_key(lua_State *L, CollationOrder order)
{
    const Date *date = to_date(L, -1);
    size_t length;

    if (date) {
        lua_pushinteger(L, (lua_Integer)date->day * 1441 + date->minute + 1);
    } else if (lua_isboolean(L, -1)) {
        lua_pushinteger(L, lua_toboolean(L, -1));
    } else if (lua_type(L, -1) == LUA_TSTRING) {
        const char *text = lua_tolstring(L, -1, &length);
        if (length > 0)
            lua_pushstring(L, collation_key(engine_of(L)->site->collation, order, text, length));
        else
            lua_pushnil(L); /* an empty cell of a table */
    } else if (lua_isnil(L, -1) || lua_isnumber(L, -1)) {
        return;
    } else {
        host_fail(L, lua_isnil(L, FIELD) ? N_("'sorted' needs the name of a field: these are no texts")
                                         : N_("'sorted' cannot order lists and records"));
    }
    lua_replace(L, -2);
}

/* Numbers before texts. What has no key comes last all the same. */
static int pair_less(lua_State *L)
{
    const gboolean descending = lua_toboolean(L, lua_upvalueindex(1));

    lua_rawgeti(L, 1, 2);
    lua_rawgeti(L, 2, 2);
    if (lua_isnil(L, -1) || lua_isnil(L, -2)) {
        lua_pushboolean(L, !lua_isnil(L, -2));
        return 1;
    }
    if (descending)
        lua_insert(L, -2);
    if (lua_type(L, -2) != lua_type(L, -1))
        lua_pushboolean(L, lua_type(L, -2) == LUA_TNUMBER);
    else if (lua_type(L, -1) == LUA_TNUMBER)
        lua_pushboolean(L, lua_compare(L, -2, -1, LUA_OPLT));
    else
        lua_pushboolean(L, strcmp(lua_tostring(L, -2), lua_tostring(L, -1)) < 0);
    return 1;
}

static void push_pair(lua_State *L, lua_Integer at, CollationOrder order)
{
    lua_createtable(L, 2, 0);
    lua_geti(L, LIST, at);
    lua_pushvalue(L, -1);
    lua_rawseti(L, -3, 1);
    if (!lua_isnil(L, FIELD)) {
        lua_pushvalue(L, FIELD);
        lua_gettable(L, -2);
        lua_remove(L, -2);
    }
    make_key(L, order);
    lua_rawseti(L, -2, 2);
}

static int f_sorted(lua_State *L)
{
    luaL_argexpected(L, lua_istable(L, LIST) || lua_isuserdata(L, LIST), LIST, "list");
    if (to_collection(L, LIST)) {
        host_error(L, g_strdup(_("write collection:sort(field)")), N_("'sorted' is for lists of data"));
        return lua_error(L);
    }
    if (!lua_isnoneornil(L, FIELD))
        luaL_checkstring(L, FIELD);
    lua_settop(L, DIRECTION);
    int index = ORDER;
    const CollationOrder order = view_check_order(L, &index);
    const gboolean descending = view_check_direction(L, index);
    const lua_Integer count = luaL_len(L, LIST);

    luaL_argcheck(L, count < G_MAXINT / 2, LIST, "array too big");
    lua_createtable(L, (int)count, 0);
    for (lua_Integer i = 1; i <= count; i++) {
        push_pair(L, i, order);
        lua_rawseti(L, PAIRS, i);
    }
    lua_pushcfunction(L, sort_list);
    lua_pushvalue(L, PAIRS);
    lua_pushboolean(L, descending);
    lua_pushcclosure(L, pair_less, 1);
    lua_call(L, 2, 0);
    lua_createtable(L, (int)count, 0);
    for (lua_Integer i = 1; i <= count; i++) {
        lua_rawgeti(L, PAIRS, i);
        lua_rawgeti(L, -1, 1);
        lua_rawseti(L, RESULT, i);
        lua_pop(L, 1);
    }
    return 1;
}

void view_sorted_open(lua_State *L)
{
    lua_pushcfunction(L, f_sorted);
    lua_setfield(L, -2, "sorted");
}
