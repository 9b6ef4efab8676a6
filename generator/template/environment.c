/* SPDX-License-Identifier: MIT */
#include "template/environment.h"

#include "template/push.h"
#include "template/state.h"
#include "text/suggest.h"

#include <glib/gi18n.h>
#include <lauxlib.h>
#include <lualib.h>
#include <string.h>

typedef struct {
    const char *library;
    const char *const *names;
} Allowed;

static const char *const BASE_NAMES[] = {"assert", "error",  "ipairs",   "next", "pairs",
                                         "pcall",  "select", "tonumber", "type", NULL};
static const char *const STRING_NAMES[] = {"byte",  "char",  "find",     "format", "gmatch",  "gsub",
                                           "len",   "lower", "match",    "rep",    "reverse", "sub",
                                           "upper", "pack",  "packsize", "unpack", NULL};
static const char *const TABLE_NAMES[] = {"concat", "insert", "move",   "pack",
                                          "remove", "sort",   "unpack", NULL};
static const char *const MATH_NAMES[] = {"abs",        "ceil", "floor",      "fmod", "huge", "max",
                                         "maxinteger", "min",  "mininteger", "modf", "pi",   "sqrt",
                                         "tointeger",  "type", "ult",        NULL};
static const char *const UTF8_NAMES[] = {"char", "charpattern", "codepoint", "codes", "len", "offset", NULL};

/* Lua's tostring shows addresses, which differ from run to run. */
static int safe_tostring(lua_State *L)
{
    const int type = lua_type(L, 1);

    luaL_checkany(L, 1);
    if (type == LUA_TTABLE || type == LUA_TFUNCTION || type == LUA_TUSERDATA || type == LUA_TLIGHTUSERDATA) {
        if (luaL_getmetafield(L, 1, "__tostring") == LUA_TNIL) {
            lua_pushstring(L, luaL_typename(L, 1));
            return 1;
        }
        lua_pop(L, 1);
    }
    luaL_tolstring(L, 1, NULL);
    return 1;
}

static int safe_setmetatable(lua_State *L)
{
    static const char *const refused[] = {"__gc", "__close", "__mode", "__metatable", NULL};

    luaL_checktype(L, 1, LUA_TTABLE);
    luaL_argexpected(L, lua_isnil(L, 2) || lua_istable(L, 2), 2, "nil or table");
    for (const char *const *name = refused; lua_istable(L, 2) && *name; name++) {
        lua_pushstring(L, *name);
        if (lua_rawget(L, 2) != LUA_TNIL)
            return luaL_error(L, _("'%s' is not allowed in a metatable"), *name);
        lua_pop(L, 1);
    }
    lua_settop(L, 2);
    lua_setmetatable(L, 1);
    return 1;
}

static int view_index(lua_State *L)
{
    lua_getiuservalue(L, 1, 1);
    lua_pushvalue(L, 2);
    lua_rawget(L, -2);
    return 1;
}

static int view_len(lua_State *L)
{
    lua_getiuservalue(L, 1, 1);
    lua_pushinteger(L, (lua_Integer)lua_rawlen(L, -1));
    return 1;
}

static int view_next(lua_State *L)
{
    lua_settop(L, 2);
    lua_getiuservalue(L, 1, 1);
    lua_insert(L, 2);
    return lua_next(L, 2) ? 2 : 0;
}

static int view_pairs(lua_State *L)
{
    lua_pushcfunction(L, view_next);
    lua_pushvalue(L, 1);
    lua_pushnil(L);
    return 3;
}

static const luaL_Reg VIEW[] = {
    {"__index", view_index}, {"__len", view_len}, {"__pairs", view_pairs}, {NULL, NULL}};

void environment_protect(lua_State *L)
{
    lua_newuserdatauv(L, 0, 1);
    lua_insert(L, -2);
    lua_setiuservalue(L, -2, 1);
    push_metatable(L, "table", VIEW);
    lua_setmetatable(L, -2);
}

/* Copies the allowed names of the library on top of the stack into a new table, which replaces it. */
static void pick(lua_State *L, const char *const *names)
{
    lua_newtable(L);
    for (; *names; names++) {
        lua_getfield(L, -2, *names);
        lua_setfield(L, -2, *names);
    }
    lua_remove(L, -2);
}

static void add_library(lua_State *L, int base, const char *name, lua_CFunction open,
                        const char *const *names)
{
    luaL_requiref(L, name, open, 0);
    pick(L, names);
    environment_protect(L);
    lua_setfield(L, base, name);
}

/* Methods of strings ("x":upper()) come from the same whitelist. */
static void protect_strings(lua_State *L, int base)
{
    lua_pushliteral(L, "");
    lua_getmetatable(L, -1);
    lua_getfield(L, base, "string");
    lua_setfield(L, -2, "__index");
    lua_pushboolean(L, FALSE);
    lua_setfield(L, -2, "__metatable");
    lua_pop(L, 2);
}

void environment_open(lua_State *L)
{
    luaL_requiref(L, "_G", luaopen_base, 0);
    pick(L, BASE_NAMES);
    const int base = lua_gettop(L);
    lua_pushcfunction(L, safe_tostring);
    lua_setfield(L, base, "tostring");
    lua_pushcfunction(L, safe_setmetatable);
    lua_setfield(L, base, "setmetatable");
    add_library(L, base, "string", luaopen_string, STRING_NAMES);
    add_library(L, base, "table", luaopen_table, TABLE_NAMES);
    add_library(L, base, "math", luaopen_math, MATH_NAMES);
    add_library(L, base, "utf8", luaopen_utf8, UTF8_NAMES);
    protect_strings(L, base);
    lua_setfield(L, LUA_REGISTRYINDEX, REGISTRY_BASE);
}

/* The names of the base table and of the environment, for a suggestion. */
static char *suggest_global(lua_State *L, const char *name)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();

    for (int table = 1; table <= 2; table++) {
        if (table == 1)
            lua_getfield(L, LUA_REGISTRYINDEX, REGISTRY_BASE);
        else
            lua_pushvalue(L, 1);
        for (lua_pushnil(L); lua_next(L, -2); lua_pop(L, 1))
            if (lua_type(L, -2) == LUA_TSTRING)
                g_ptr_array_add(names, (gpointer)lua_tostring(L, -2));
        lua_pop(L, 1);
    }
    g_ptr_array_add(names, NULL);
    return suggest_hint(name, (const char *const *)names->pdata);
}

static int environment_index(lua_State *L)
{
    const char *name = luaL_checkstring(L, 2);
    const char *declared = lua_tostring(L, lua_upvalueindex(1));

    lua_getfield(L, LUA_REGISTRYINDEX, REGISTRY_BASE);
    lua_pushvalue(L, 2);
    if (lua_rawget(L, -2) != LUA_TNIL)
        return 1;
    const char *found = declared ? strstr(declared, name) : NULL;
    if (found && found[-1] == ' ' && found[strlen(name)] == ' ')
        return 1;
    char *hint = suggest_global(L, name);
    push_error(L, hint, _("there is no name '%s' here"), name);
    return lua_error(L);
}

void environment_push(lua_State *L, const char *declared)
{
    lua_newtable(L);
    lua_newtable(L);
    if (declared)
        lua_pushstring(L, declared);
    else
        lua_pushnil(L);
    lua_pushcclosure(L, environment_index, 1);
    lua_setfield(L, -2, "__index");
    lua_setmetatable(L, -2);
}
