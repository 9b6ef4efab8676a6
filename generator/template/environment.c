/* SPDX-License-Identifier: MIT */
#include "template/environment.h"

#include "template/host.h"
#include "template/memory.h"
#include "template/sort.h"
#include "template/state.h"
#include "text/strings.h"
#include "text/suggest.h"

#include <glib/gi18n.h>
#include <lauxlib.h>
#include <lualib.h>
#include <string.h>

const char REGISTRY_KEYS[5];

typedef struct {
    const char *library;
    const char *const *names;
} Allowed;

static const char *const BASE_NAMES[] = {"assert", "error", "ipairs", "select", "tonumber", "type", NULL};
static const char *const STRING_NAMES[] = {"byte",  "char",  "find",     "format", "gmatch",  "gsub",
                                           "len",   "lower", "match",    "rep",    "reverse", "sub",
                                           "upper", "pack",  "packsize", "unpack", NULL};
static const char *const TABLE_NAMES[] = {"concat", "insert", "move",   "pack",
                                          "remove", "sort",   "unpack", NULL};
static const char *const MATH_NAMES[] = {"abs",        "ceil", "floor",      "fmod", "huge", "max",
                                         "maxinteger", "min",  "mininteger", "modf", "pi",   "sqrt",
                                         "tointeger",  "type", "ult",        NULL};
static const char *const UTF8_NAMES[] = {"char", "charpattern", "codepoint", "codes", "len", "offset", NULL};

static int safe_tostring(lua_State *L)
{
    luaL_checkany(L, 1);
    host_tostring(L, 1);
    return 1;
}

/* pairs(t): in the order of the keys, so that a page is the same in every run. */
static int safe_pairs(lua_State *L)
{
    luaL_checkany(L, 1);
    if (luaL_getmetafield(L, 1, "__pairs") == LUA_TNIL) {
        luaL_checktype(L, 1, LUA_TTABLE);
        lua_settop(L, 1);
        host_push_iterator(L, 1);
        return 1;
    }
    lua_pushvalue(L, 1);
    lua_call(L, 1, 3);
    return 3;
}

/* next(t), next(t, k): linear in the table; whoever loops uses pairs. */
static int safe_next(lua_State *L)
{
    lua_settop(L, 2);
    lua_pushcfunction(L, safe_pairs);
    lua_pushvalue(L, 1);
    lua_call(L, 1, 3);
    const int iterator = lua_gettop(L) - 2;
    gboolean found = lua_isnil(L, 2);
    for (;;) {
        lua_pushvalue(L, iterator);
        lua_pushvalue(L, iterator + 1);
        lua_pushvalue(L, iterator + 2);
        lua_call(L, 2, 2);
        if (lua_isnil(L, -2))
            return 1;
        if (found)
            return 2;
        found = lua_rawequal(L, -2, 2);
        lua_pop(L, 1);
        lua_replace(L, iterator + 2);
    }
}

/* Whether a format shows an address. It may hold NUL bytes, behind which it goes on. */
static gboolean shows_address(const char *format, size_t length)
{
    const char *end = format + length;

    for (const char *p = format; (p = memchr(p, '%', (size_t)(end - p))) && ++p < end; p++) {
        while (p < end && strchr("-+ #0123456789.", *p) && *p)
            p++;
        if (p == end || *p == 'p')
            return p < end;
    }
    return FALSE;
}

/* string.format without addresses. The original is the upvalue. */
static int safe_format(lua_State *L)
{
    size_t length;
    const char *format = luaL_checklstring(L, 1, &length);
    const int count = lua_gettop(L);

    if (shows_address(format, length))
        return host_fail(L, N_("'%%p' is not allowed in a format"));
    for (int i = 2; i <= count; i++)
        if (lua_type(L, i) > LUA_TSTRING || lua_islightuserdata(L, i)) {
            host_tostring(L, i);
            lua_replace(L, i);
        }
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_insert(L, 1);
    lua_call(L, count, 1);
    return 1;
}

static gboolean is_metamethod(const char *name)
{
    static const char *const names[] = {
        "__add",   "__band",  "__bnot", "__bor", "__bxor", "__call",     "__concat", "__div",  "__eq",
        "__idiv",  "__index", "__le",   "__len", "__lt",   "__mod",      "__mul",    "__name", "__newindex",
        "__pairs", "__pow",   "__shl",  "__shr", "__sub",  "__tostring", "__unm",    NULL,
    };
    return g_strv_contains(names, name);
}

/* __gc and __close run code at a time of their own; __mode makes what a page shows depend on the collector.
 */
static void check_metatable(lua_State *L, int index)
{
    static const char *const refused[] = {"__gc", "__close", "__mode", "__metatable", NULL};

    for (const char *const *name = refused; *name; name++) {
        lua_pushstring(L, *name);
        if (lua_rawget(L, index) != LUA_TNIL)
            host_fail(L, N_("'%s' is not allowed in a metatable"), *name);
        lua_pop(L, 1);
    }
}

/*
 * Pushes a copy of the metatable at `index`, in which nobody can set anything later: Lua reads __close and
 * __mode when it needs them, not when the metatable is set.
 */
static void push_metatable(lua_State *L, int index)
{
    lua_newtable(L);
    for (lua_pushnil(L); lua_next(L, index); lua_pop(L, 1)) {
        if (lua_type(L, -2) != LUA_TSTRING || !is_metamethod(lua_tostring(L, -2)))
            continue;
        lua_pushvalue(L, -2);
        lua_pushvalue(L, -2);
        lua_rawset(L, -5);
    }
}

/* setmetatable(t, metatable): what is set in the metatable afterwards does not count. */
static int safe_setmetatable(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TTABLE);
    luaL_argexpected(L, lua_isnil(L, 2) || lua_istable(L, 2), 2, "nil or table");
    lua_settop(L, 2);
    if (lua_istable(L, 2)) {
        check_metatable(L, 2);
        push_metatable(L, 2);
        lua_replace(L, 2);
    }
    lua_setmetatable(L, 1);
    return 1;
}

/* pcall(): that memory is exhausted cannot be caught. */
static int safe_pcall(lua_State *L)
{
    luaL_checkany(L, 1);
    const int status = lua_pcall(L, lua_gettop(L) - 1, LUA_MULTRET, 0);
    if (memory_failed(L, status))
        return memory_raise(L);
    lua_pushboolean(L, status == LUA_OK);
    lua_insert(L, 1);
    return lua_gettop(L);
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

/* `lacking`: as for host_protect(). */
static void add_library(lua_State *L, int base, const char *name, lua_CFunction open,
                        const char *const *names, const char *lacking)
{
    luaL_requiref(L, name, open, 0);
    pick(L, names);
    if (open == luaopen_string) {
        lua_getfield(L, -1, "format");
        lua_pushcclosure(L, safe_format, 1);
        lua_setfield(L, -2, "format");
    } else if (open == luaopen_table) {
        lua_pushcfunction(L, sort_list);
        lua_setfield(L, -2, "sort");
    }
    host_protect(L, lacking, NULL);
    lua_setfield(L, base, name);
}

/* Methods of strings ("x":upper()) come from the same whitelist. */
static void protect_strings(lua_State *L, int base)
{
    lua_pushliteral(L, "");
    lua_getmetatable(L, -1);
    lua_getfield(L, base, "string");
    lua_newtable(L);
    for (const char *const *name = STRING_NAMES; *name; name++) {
        lua_getfield(L, -2, *name);
        lua_setfield(L, -2, *name);
    }
    lua_remove(L, -2);
    host_protect(L, N_("a text has no '%s'"), NULL);
    lua_setfield(L, -2, "__index");
    lua_pushboolean(L, FALSE);
    lua_setfield(L, -2, "__metatable");
    lua_pop(L, 2);
}

void environment_open(lua_State *L)
{
    static const luaL_Reg own[] = {{"next", safe_next},         {"pairs", safe_pairs},
                                   {"pcall", safe_pcall},       {"setmetatable", safe_setmetatable},
                                   {"tostring", safe_tostring}, {NULL, NULL}};

    luaL_requiref(L, "_G", luaopen_base, 0);
    pick(L, BASE_NAMES);
    const int base = lua_gettop(L);
    luaL_setfuncs(L, own, 0);
    add_library(L, base, "string", luaopen_string, STRING_NAMES, N_("'string' has no '%s'"));
    add_library(L, base, "table", luaopen_table, TABLE_NAMES, N_("'table' has no '%s'"));
    add_library(L, base, "math", luaopen_math, MATH_NAMES, N_("'math' has no '%s'"));
    add_library(L, base, "utf8", luaopen_utf8, UTF8_NAMES, N_("'utf8' has no '%s'"));
    protect_strings(L, base);
    lua_rawsetp(L, LUA_REGISTRYINDEX, REGISTRY_BASE);
}

/* Names that people bring from elsewhere. */
static char *suggest_foreign(const char *name)
{
    static const struct {
        const char *name, *hint;
    } known[] = {{"null", N_("Lua's word is nil")},
                 {"None", N_("Lua's word is nil")},
                 {"undefined", N_("Lua's word is nil")},
                 {"True", N_("Lua's word is true")},
                 {"False", N_("Lua's word is false")},
                 {"print", N_("write {{ value }}")},
                 {"echo", N_("write {{ value }}")},
                 {"len", N_("write #list")},
                 {"loop", N_("write {% for number, item in ipairs(list) do %}")},
                 {"forloop", N_("write {% for number, item in ipairs(list) do %}")},
                 {"range", N_("write {% for number = 1, 10 do %}")},
                 {"config", N_("write site.title and the like")},
                 {"now", N_("write site.today")},
                 {"os", N_("today is site.today")},
                 {"require", N_("write {% include \"card.html\" %}")},
                 {"super", N_("super() stands within a block")}};

    for (guint i = 0; i < G_N_ELEMENTS(known); i++)
        if (strcmp(known[i].name, name) == 0)
            return g_strdup(_(known[i].hint));
    return NULL;
}

/* Takes the value on top of the stack: it goes to `index` if the variable of that name has an environment. */
static void keep_environment(lua_State *L, const char *name, int index)
{
    if (strcmp(name, "_ENV") == 0 && lua_istable(L, -1))
        lua_replace(L, index);
    else
        lua_pop(L, 1);
}

/* The local names that the function sees which asks for a name, and its environment; pushes that, or nil. */
static void add_locals(lua_State *L, GPtrArray *names)
{
    lua_Debug frame;
    const char *name;

    lua_pushnil(L);
    const int environment = lua_gettop(L);
    if (!lua_getstack(L, 1, &frame) || !lua_getinfo(L, "f", &frame))
        return;
    for (int i = 1; (name = lua_getupvalue(L, environment + 1, i)); i++) {
        if (*name && !g_str_has_prefix(name, TEMPLATE_PREFIX) && strcmp(name, "_ENV") != 0)
            g_ptr_array_add(names, (gpointer)name);
        keep_environment(L, name, environment);
    }
    for (int i = 1; (name = lua_getlocal(L, &frame, i)); i++) {
        if (name[0] != '(' && !g_str_has_prefix(name, TEMPLATE_PREFIX))
            g_ptr_array_add(names, (gpointer)name);
        keep_environment(L, name, environment);
    }
    lua_settop(L, environment);
}

/* A partial does not see the names of who includes it. */
static char *suggest_giving(lua_State *L, const char *name)
{
    static const char folder[] = "@partials/";
    lua_Debug frame;

    if (!lua_getstack(L, 1, &frame) || !lua_getinfo(L, "S", &frame) ||
        !g_str_has_prefix(frame.source, folder))
        return NULL;
    return g_strdup_printf(_("a partial has the names that it is given: {%% include \"%s\" { %s = … } %%}"),
                           frame.source + strlen(folder), name);
}

/* The names of the base table, of the environment and of the function, for a suggestion. */
static char *suggest_global(lua_State *L, const char *name)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();

    add_locals(L, names);
    lua_rawgetp(L, LUA_REGISTRYINDEX, REGISTRY_BASE);
    for (int table = lua_gettop(L) - 1; table <= lua_gettop(L); table++)
        for (lua_pushnil(L); lua_istable(L, table) && lua_next(L, table); lua_pop(L, 1))
            if (lua_type(L, -2) == LUA_TSTRING)
                g_ptr_array_add(names, (gpointer)lua_tostring(L, -2));
    g_ptr_array_sort(names, strings_compare);
    g_ptr_array_add(names, NULL);
    return suggest_hint(name, (const char *const *)names->pdata);
}

/* A name that neither the environment nor the base has. The upvalue is a set of names that may be lacking. */
static int environment_index(lua_State *L)
{
    const char *name = luaL_checkstring(L, 2);

    if (lua_istable(L, lua_upvalueindex(1))) {
        lua_pushvalue(L, 2);
        if (lua_rawget(L, lua_upvalueindex(1)) != LUA_TNIL) {
            lua_pushnil(L);
            return 1;
        }
    }
    char *hint = suggest_foreign(name);
    if (!hint)
        hint = suggest_global(L, name);
    if (!hint)
        hint = suggest_giving(L, name);
    host_error(L, hint, N_("there is no name '%s' here"), name);
    return lua_error(L);
}

/* Each scope has the base by itself, so that Lua finds its names without asking anybody. */
void environment_push_scope(lua_State *L, int declared)
{
    if (declared)
        lua_pushvalue(L, declared);
    else
        lua_pushnil(L);
    lua_createtable(L, 0, 1);
    lua_newtable(L);
    lua_rawgetp(L, LUA_REGISTRYINDEX, REGISTRY_BASE);
    for (lua_pushnil(L); lua_next(L, -2); lua_pop(L, 1)) {
        lua_pushvalue(L, -2);
        lua_pushvalue(L, -2);
        lua_rawset(L, -6);
    }
    lua_pop(L, 1);
    lua_createtable(L, 0, 1);
    lua_pushvalue(L, -4);
    lua_pushcclosure(L, environment_index, 1);
    lua_setfield(L, -2, "__index");
    lua_setmetatable(L, -2);
    lua_setfield(L, -2, "__index");
    lua_remove(L, -2);
}

void environment_push(lua_State *L)
{
    lua_newtable(L);
    if (lua_rawgetp(L, LUA_REGISTRYINDEX, REGISTRY_SCOPE) == LUA_TNIL) {
        lua_pop(L, 1);
        environment_push_scope(L, 0);
        lua_pushvalue(L, -1);
        lua_rawsetp(L, LUA_REGISTRYINDEX, REGISTRY_SCOPE);
    }
    lua_setmetatable(L, -2);
}
