/* SPDX-License-Identifier: MIT */
#include "template/json.h"

#include "template/push.h"
#include "text/json.h"

#include <glib/gi18n.h>
#include <math.h>

#define DEPTH_MAX 32

static const char *append_at(lua_State *L, int index, GString *into, guint depth);

static const char *append_number(lua_State *L, int index, GString *into)
{
    if (!lua_isinteger(L, index) && !isfinite(lua_tonumber(L, index)))
        return N_("'%s' holds a number without a value, which cannot be written as JSON");
    lua_pushvalue(L, index);
    g_string_append(into, lua_tostring(L, -1));
    lua_pop(L, 1);
    return NULL;
}

static void append_text(lua_State *L, int index, GString *into)
{
    gsize length;
    luaL_tolstring(L, index, NULL);
    const char *text = lua_tolstring(L, -1, &length);
    g_autofree char *valid =
        g_utf8_validate_len(text, length, NULL) ? NULL : g_utf8_make_valid(text, (gssize)length);

    if (valid) {
        text = valid;
        length = strlen(valid);
    }
    if (escape_is_json_file(engine_of(L)->context))
        json_append_string(into, text, length);
    else
        escape_append_json(into, text, length);
    lua_pop(L, 1);
}

static const char *append_list(lua_State *L, int index, GString *into, guint depth)
{
    const lua_Integer count = (lua_Integer)lua_rawlen(L, index);

    g_string_append_c(into, '[');
    for (lua_Integer i = 1; i <= count; i++) {
        if (i > 1)
            g_string_append_c(into, ',');
        lua_rawgeti(L, index, i);
        const char *refused = append_at(L, lua_gettop(L), into, depth);
        lua_pop(L, 1);
        if (refused)
            return refused;
    }
    g_string_append_c(into, ']');
    return NULL;
}

/* One member, its key at -2 and its value at -1. */
static const char *append_member(lua_State *L, GString *into, gboolean first, guint depth)
{
    if (!first)
        g_string_append_c(into, ',');
    if (lua_type(L, -2) != LUA_TSTRING && lua_type(L, -2) != LUA_TNUMBER)
        return N_("'%s' holds a table whose keys are no texts, which cannot be written as JSON");
    lua_pushvalue(L, -2);
    append_text(L, lua_gettop(L), into);
    lua_pop(L, 1);
    g_string_append_c(into, ':');
    return append_at(L, lua_gettop(L), into, depth);
}

/* In the order of the keys; a record has its own. */
static void push_iteration(lua_State *L, int index)
{
    if (lua_istable(L, index)) {
        host_push_iterator(L, index);
        lua_pushnil(L);
        lua_pushnil(L);
        return;
    }
    luaL_getmetafield(L, index, "__pairs");
    lua_pushvalue(L, index);
    lua_call(L, 1, 3);
}

static const char *append_object(lua_State *L, int index, GString *into, guint depth)
{
    const char *refused = NULL;
    gboolean first = TRUE;

    push_iteration(L, index);
    const int iterator = lua_gettop(L) - 2;
    g_string_append_c(into, '{');
    while (!refused) {
        lua_pushvalue(L, iterator);
        lua_pushvalue(L, iterator + 1);
        lua_pushvalue(L, iterator + 2);
        lua_call(L, 2, 2);
        if (lua_isnil(L, -2))
            break;
        refused = append_member(L, into, first, depth);
        first = FALSE;
        lua_pop(L, 1);
        lua_replace(L, iterator + 2);
    }
    lua_settop(L, iterator - 1);
    g_string_append_c(into, '}');
    return refused;
}

static lua_Integer count_members(lua_State *L, int index)
{
    lua_Integer count = 0;

    for (lua_pushnil(L); lua_next(L, index); lua_pop(L, 1))
        count++;
    return count;
}

/* Read without metatables. One with nothing at 1 is no list, unless it is empty; of one that is a list and
 * more nothing is left out in silence. */
static const char *append_table(lua_State *L, int index, GString *into, guint depth)
{
    const lua_Integer length = (lua_Integer)lua_rawlen(L, index);
    const lua_Integer members = count_members(L, index);

    if (length > 0 && members > length)
        return N_("'%s' holds a list with names or gaps, which cannot be written as JSON");
    return members == length ? append_list(L, index, into, depth) : append_object(L, index, into, depth);
}

/* An object of ours. */
static const char *append_view(lua_State *L, int index, GString *into, guint depth)
{
    if (to_entry(L, index) || to_page(L, index))
        return N_("'%s' holds a page, which cannot be written as JSON");
    if (to_collection(L, index))
        return N_("'%s' holds a collection, which cannot be written as JSON");
    if (luaL_testudata(L, index, "record"))
        return append_object(L, index, into, depth);
    if (host_push_table(L, index)) {
        const char *refused = append_table(L, lua_gettop(L), into, depth);
        lua_pop(L, 1);
        return refused;
    }
    if (!to_date(L, index) && !to_markup(L, index, NULL))
        return N_("'%s' holds a table, which cannot be written as JSON");
    append_text(L, index, into);
    return NULL;
}

static const char *append_at(lua_State *L, int index, GString *into, guint depth)
{
    luaL_checkstack(L, 16, NULL);
    if (depth >= DEPTH_MAX)
        return N_("'%s' holds a table within tables, too deep, which cannot be written as JSON");
    switch (lua_type(L, index)) {
    case LUA_TNIL: g_string_append(into, "null"); return NULL;
    case LUA_TBOOLEAN: g_string_append(into, lua_toboolean(L, index) ? "true" : "false"); return NULL;
    case LUA_TNUMBER: return append_number(L, index, into);
    case LUA_TSTRING: append_text(L, index, into); return NULL;
    case LUA_TTABLE: return append_table(L, index, into, depth + 1);
    case LUA_TUSERDATA: return append_view(L, index, into, depth + 1);
    default: return N_("'%s' holds a function, which cannot be written as JSON");
    }
}

const char *json_append_value(lua_State *L, int index, GString *into)
{
    return append_at(L, lua_absindex(L, index), into, 0);
}
