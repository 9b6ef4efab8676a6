/* SPDX-License-Identifier: MIT */
#include "template/host.h"

#include "text/strings.h"
#include "text/suggest.h"

#include <glib/gi18n.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

/* Keys in the registry: the last error message that was made, its translation, and its hint. */
#define LAST_MESSAGE "broadside.message"
#define LAST_WORDS "broadside.words"
#define LAST_HINT "broadside.hint"

/* What a view keeps: the table, the message for a name that it lacks, names that may have no value. */
enum { VIEW_TABLE = 1, VIEW_LACKING, VIEW_OPTIONAL };

static int refuse_change(lua_State *L)
{
    return host_fail(L, N_("this cannot be changed"));
}

/* The registry has the metatables under the addresses of their classes: names would have to be interned again
 * with each object. */
static void push_metatable(lua_State *L, const HostClass *class)
{
    if (lua_rawgetp(L, LUA_REGISTRYINDEX, class) != LUA_TNIL)
        return;
    lua_pop(L, 1);
    luaL_newmetatable(L, class->name);
    luaL_setfuncs(L, class->functions, 0);
    lua_pushcfunction(L, refuse_change);
    lua_setfield(L, -2, "__newindex");
    lua_pushboolean(L, FALSE);
    lua_setfield(L, -2, "__metatable");
    lua_pushvalue(L, -1);
    lua_rawsetp(L, LUA_REGISTRYINDEX, class);
}

void host_set_class(lua_State *L, const HostClass *class)
{
    push_metatable(L, class);
    lua_setmetatable(L, -2);
}

void *host_test(lua_State *L, int index, const HostClass *class)
{
    if (lua_type(L, index) != LUA_TUSERDATA || !lua_getmetatable(L, index))
        return NULL;
    lua_rawgetp(L, LUA_REGISTRYINDEX, class);
    const gboolean same = lua_rawequal(L, -1, -2);
    lua_pop(L, 2);
    return same ? lua_touserdata(L, index) : NULL;
}

void *host_check(lua_State *L, int index, const HostClass *class)
{
    void *object = host_test(L, index, class);

    if (!object)
        luaL_typeerror(L, index, class->name);
    return object;
}

static void keep(lua_State *L, const char *key, const char *text)
{
    lua_pushstring(L, text);
    lua_setfield(L, LUA_REGISTRYINDEX, key);
}

static void push_error(lua_State *L, const char *plain, const char *shown, const char *hint)
{
    keep(L, LAST_MESSAGE, plain);
    keep(L, LAST_WORDS, shown);
    keep(L, LAST_HINT, hint);
    luaL_where(L, 1);
    lua_pushstring(L, plain);
    lua_concat(L, 2);
}

static void G_GNUC_PRINTF(3, 0) format_error(lua_State *L, char *hint, const char *format, va_list arguments)
{
    va_list again;

    va_copy(again, arguments);
    char *plain = g_strdup_vprintf(format, arguments);
    char *shown = g_strdup_vprintf(_(format), again);
    va_end(again);
    push_error(L, plain, shown, hint);
    g_free(plain);
    g_free(shown);
    g_free(hint);
}

void host_error(lua_State *L, char *hint, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    format_error(L, hint, format, arguments);
    va_end(arguments);
}

int host_fail(lua_State *L, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    format_error(L, NULL, format, arguments);
    va_end(arguments);
    return lua_error(L);
}

int host_fail_with(lua_State *L, const char *plain, const char *shown)
{
    push_error(L, plain, shown, NULL);
    return lua_error(L);
}

/* What was kept of the error message; the registry holds it. */
static const char *kept(lua_State *L, const char *words, const char *key)
{
    lua_getfield(L, LUA_REGISTRYINDEX, LAST_MESSAGE);
    const gboolean same = g_strcmp0(lua_tostring(L, -1), words) == 0;
    lua_getfield(L, LUA_REGISTRYINDEX, key);
    const char *text = same ? lua_tostring(L, -1) : NULL;
    lua_pop(L, 2);
    return text;
}

const char *host_hint(lua_State *L, const char *words)
{
    return kept(L, words, LAST_HINT);
}

const char *host_words(lua_State *L, const char *words)
{
    return kept(L, words, LAST_WORDS);
}

void host_tostring(lua_State *L, int index)
{
    const int type = lua_type(L, index);
    const gboolean has_address = type > LUA_TSTRING || type == LUA_TLIGHTUSERDATA;

    if (has_address && luaL_getmetafield(L, index, "__tostring") == LUA_TNIL)
        lua_pushstring(L, luaL_typename(L, index));
    else {
        if (has_address)
            lua_pop(L, 1);
        luaL_tolstring(L, index, NULL);
    }
}

/* A key of a table: false and true come first, then numbers, texts, and objects by their texts. */
typedef struct {
    lua_Integer place; /* in the array of keys */
    int type;
    gboolean is_integer;
    lua_Integer integer; /* or a boolean */
    lua_Number number;
    const char *text;
    size_t length;
} Key;

static int text_compare(const Key *x, const Key *y)
{
    const int order = memcmp(x->text, y->text, MIN(x->length, y->length));
    return order ? order : (x->length > y->length) - (x->length < y->length);
}

static int key_compare(const void *a, const void *b)
{
    const Key *x = a, *y = b;
    int order = (x->type > y->type) - (x->type < y->type);

    if (!order && x->text)
        order = text_compare(x, y);
    else if (!order && !(x->is_integer && y->is_integer))
        order = (x->number > y->number) - (x->number < y->number);
    return order ? order : (x->integer > y->integer) - (x->integer < y->integer);
}

/* The text by which an object at -2 is ordered, kept by the array; FALSE if it has none. */
static gboolean key_name(lua_State *L, int array, Key *key)
{
    if (luaL_getmetafield(L, -2, "__tostring") == LUA_TNIL)
        return FALSE;
    lua_pop(L, 1);
    key->text = luaL_tolstring(L, -2, &key->length);
    lua_rawseti(L, array, -key->place);
    return TRUE;
}

static void key_read(lua_State *L, int array, Key *key)
{
    key->type = lua_type(L, -2);
    key->is_integer = lua_isinteger(L, -2);
    key->integer = key->is_integer ? lua_tointeger(L, -2) : lua_toboolean(L, -2);
    if (key->type == LUA_TNUMBER)
        key->number = lua_tonumber(L, -2);
    else if (key->type == LUA_TSTRING)
        key->text = lua_tolstring(L, -2, &key->length);
    else if (key->type != LUA_TBOOLEAN && !key_name(L, array, key))
        host_fail(L, N_("'pairs' cannot order keys that are tables or functions"));
}

static lua_Integer count_keys(lua_State *L, int index)
{
    lua_Integer count = 0;

    for (lua_pushnil(L); lua_next(L, index); lua_pop(L, 1))
        count++;
    return count;
}

/* What looks the same would come in an order of its own in each run. */
static void check_keys(lua_State *L, const Key *keys, lua_Integer count)
{
    for (lua_Integer i = 1; i < count; i++)
        if (keys[i].type > LUA_TSTRING && keys[i].type == keys[i - 1].type &&
            text_compare(&keys[i], &keys[i - 1]) == 0)
            host_fail(L, N_("'pairs' cannot order two keys that are both '%s'"), keys[i].text);
}

/* Pushes an array of the keys of the table at `index`, in their order. Functions of the template may run and
 * fail meanwhile: all memory is Lua's. */
static void push_keys(lua_State *L, int index)
{
    const lua_Integer count = count_keys(L, index);
    lua_Integer read = 0;

    Key *keys = lua_newuserdatauv(L, (size_t)MAX(count, 1) * sizeof *keys, 0);
    lua_createtable(L, (int)MIN(count, G_MAXINT), 0);
    const int unsorted = lua_gettop(L);
    for (lua_pushnil(L); read < count && lua_next(L, index); lua_pop(L, 1)) {
        keys[read] = (Key){.place = read + 1};
        key_read(L, unsorted, &keys[read]);
        lua_pushvalue(L, -2);
        lua_rawseti(L, unsorted, ++read);
    }
    lua_settop(L, unsorted);
    qsort(keys, (size_t)read, sizeof *keys, key_compare);
    check_keys(L, keys, read);
    lua_createtable(L, (int)MIN(read, G_MAXINT), 0);
    for (lua_Integer i = 0; i < read; i++) {
        lua_rawgeti(L, unsorted, keys[i].place);
        lua_rawseti(L, -2, i + 1);
    }
    lua_replace(L, unsorted - 1);
    lua_settop(L, unsorted - 1);
}

/* Upvalues: the table, its keys, how many were given. What was set to nil meanwhile is passed over. */
static int iterator_next(lua_State *L)
{
    lua_Integer at = lua_tointeger(L, lua_upvalueindex(3));

    for (;;) {
        lua_settop(L, 0);
        if (lua_rawgeti(L, lua_upvalueindex(2), ++at) == LUA_TNIL)
            return 1;
        lua_pushvalue(L, 1);
        if (lua_rawget(L, lua_upvalueindex(1)) != LUA_TNIL)
            break;
    }
    lua_pushinteger(L, at);
    lua_replace(L, lua_upvalueindex(3));
    return 2;
}

void host_push_iterator(lua_State *L, int index)
{
    lua_pushvalue(L, index);
    push_keys(L, lua_absindex(L, index));
    lua_pushinteger(L, 0);
    lua_pushcclosure(L, iterator_next, 3);
}

/* The names in the table at -1 and in the NULL-terminated `optional`, for a suggestion. Newly allocated. */
static char *suggest_name(lua_State *L, const char *name, const char *const *optional)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();

    for (; optional && *optional; optional++)
        g_ptr_array_add(names, (gpointer)*optional);
    for (lua_pushnil(L); lua_next(L, -2); lua_pop(L, 1))
        if (lua_type(L, -2) == LUA_TSTRING)
            g_ptr_array_add(names, (gpointer)lua_tostring(L, -2));
    g_ptr_array_sort(names, strings_compare);
    g_ptr_array_add(names, NULL);
    return suggest_hint(name, (const char *const *)names->pdata);
}

/* An error if the view at 1 has no name like the one at 2. The table is at 3. */
static void check_name(lua_State *L)
{
    const char *name = lua_tostring(L, 2);

    lua_getiuservalue(L, 1, VIEW_LACKING);
    const char *lacking = lua_touserdata(L, -1);
    lua_getiuservalue(L, 1, VIEW_OPTIONAL);
    const char *const *optional = lua_touserdata(L, -1);
    if (optional && g_strv_contains(optional, name))
        return;
    lua_pushvalue(L, 3);
    char *hint = suggest_name(L, name, optional);
    if (!hint && lua_rawlen(L, 3) > 0)
        hint = g_strdup(_("a list is read by numbers: list[1], #list, ipairs(list)"));
    host_error(L, hint, lacking, name);
    lua_error(L);
}

static int view_index(lua_State *L)
{
    lua_settop(L, 2);
    lua_getiuservalue(L, 1, VIEW_TABLE);
    lua_pushvalue(L, 2);
    if (lua_rawget(L, 3) == LUA_TNIL && lua_type(L, 2) == LUA_TSTRING)
        check_name(L);
    lua_settop(L, 4);
    return 1;
}

static int view_len(lua_State *L)
{
    lua_getiuservalue(L, 1, VIEW_TABLE);
    lua_pushinteger(L, (lua_Integer)lua_rawlen(L, -1));
    return 1;
}

static int view_pairs(lua_State *L)
{
    lua_getiuservalue(L, 1, VIEW_TABLE);
    host_push_iterator(L, lua_gettop(L));
    return 1;
}

static const HostClass table_class = {
    "table",
    (const luaL_Reg[]){{"__index", view_index}, {"__len", view_len}, {"__pairs", view_pairs}, {NULL, NULL}}};

void host_protect(lua_State *L, const char *lacking, const char *const *optional)
{
    lua_newuserdatauv(L, 0, VIEW_OPTIONAL);
    lua_insert(L, -2);
    lua_setiuservalue(L, -2, VIEW_TABLE);
    lua_pushlightuserdata(L, (void *)lacking);
    lua_setiuservalue(L, -2, VIEW_LACKING);
    lua_pushlightuserdata(L, (void *)optional);
    lua_setiuservalue(L, -2, VIEW_OPTIONAL);
    host_set_class(L, &table_class);
}

gboolean host_is_table(lua_State *L, int index)
{
    return host_test(L, index, &table_class) != NULL;
}

gboolean host_push_table(lua_State *L, int index)
{
    if (!host_is_table(L, index))
        return FALSE;
    lua_getiuservalue(L, index, VIEW_TABLE);
    return TRUE;
}
