/* SPDX-License-Identifier: MIT */
#include "template/kept-key.h"

#include "template/push.h"
#include "template/views.h"
#include "text/hash.h"

/* Longer texts are hardly given twice. */
#define TEXT_MAX 512
#define KEY_MAX 1024
#define TABLES_MAX 16
#define DEPTH_MAX 4

/* Each value is its kind, and bytes whose number the kind or a length before them tells. */

void kept_append_bytes(GString *key, const void *bytes, gsize length)
{
    g_string_append_len(key, bytes, (gssize)length);
}

void kept_append_pointer(GString *key, const void *pointer)
{
    kept_append_bytes(key, &pointer, sizeof pointer);
}

static void append_text(GString *key, char kind, const char *text, gsize length)
{
    g_string_append_c(key, kind);
    kept_append_bytes(key, &length, sizeof length);
    kept_append_bytes(key, text, length);
}

gboolean kept_append_plain(lua_State *L, int index, GString *key)
{
    gsize length;

    switch (lua_type(L, index)) {
    case LUA_TNIL: g_string_append_c(key, 'n'); return TRUE;
    case LUA_TBOOLEAN: g_string_append_c(key, lua_toboolean(L, index) ? 't' : 'f'); return TRUE;
    case LUA_TNUMBER: {
        const lua_Integer integer = lua_tointeger(L, index);
        const lua_Number number = lua_tonumber(L, index);
        g_string_append_c(key, lua_isinteger(L, index) ? 'i' : 'd');
        if (lua_isinteger(L, index))
            kept_append_bytes(key, &integer, sizeof integer);
        else
            kept_append_bytes(key, &number, sizeof number);
        return TRUE;
    }
    case LUA_TSTRING: {
        const char *text = lua_tolstring(L, index, &length);
        append_text(key, 's', text, MIN(length, TEXT_MAX + 1));
        return length <= TEXT_MAX;
    }
    case LUA_TUSERDATA: {
        const Date *date = to_date(L, index);
        if (!date)
            return FALSE;
        g_string_append_c(key, 'D');
        kept_append_bytes(key, &date->day, sizeof date->day);
        kept_append_bytes(key, &date->minute, sizeof date->minute);
        return TRUE;
    }
    default: return FALSE;
    }
}

/* Whether it is the very `page` that the partial sees: there are others for the same page, in site.outputs.
 */
static gboolean is_own_page(lua_State *L, int index)
{
    lua_rawgetp(L, LUA_REGISTRYINDEX, REGISTRY_ENV);
    lua_pushliteral(L, "page");
    lua_rawget(L, -2);
    const gboolean same = lua_rawequal(L, -1, index);
    lua_pop(L, 2);
    return same;
}

/* What stands for something of the site, which lives as long as the engine. */
static gboolean append_view(lua_State *L, int index, GString *key)
{
    const Page *page = view_page_at(L, index);
    const Entry *entry = page ? NULL : to_entry(L, index);
    const Collection *collection = to_collection(L, index);
    const char *html;
    gsize length;

    if (page && page == engine_of(L)->page) {
        if (!is_own_page(L, index))
            return FALSE;
        g_string_append_c(key, 'P'); /* what is asked of it, comes to kept_ask() */
    } else if (entry || collection || page) {
        g_string_append_c(key, entry ? 'E' : collection ? 'C' : 'p');
        kept_append_pointer(key, entry ? (const void *)entry : collection ? (const void *)collection : page);
    } else if ((html = to_markup(L, index, &length))) {
        append_text(key, 'M', html, MIN(length, TEXT_MAX + 1));
        return length <= TEXT_MAX;
    } else {
        return kept_append_plain(L, index, key);
    }
    return TRUE;
}

typedef struct {
    const void *tables[TABLES_MAX];
    guint count;
    const void *objects[TABLES_MAX];
    guint n_objects;
} Seen;

/* Equal objects need not be the same, and a partial can tell: as keys of a table. */
static gboolean append_object(lua_State *L, int index, GString *key, Seen *seen)
{
    const void *object = lua_touserdata(L, index);

    for (guint i = 0; i < seen->n_objects; i++)
        if (seen->objects[i] == object) {
            g_string_append_c(key, '=');
            kept_append_bytes(key, &i, sizeof i);
            return TRUE;
        }
    if (seen->n_objects == TABLES_MAX)
        return FALSE;
    seen->objects[seen->n_objects++] = object;
    return append_view(L, index, key);
}

static gboolean append_value(lua_State *L, int index, GString *key, Seen *seen, guint depth);

/* A list or names, or both, and nothing that the length of the table could depend on besides. */
static gboolean append_table(lua_State *L, int index, GString *key, Seen *seen, guint depth)
{
    const void *table = lua_topointer(L, index);
    lua_Integer numbers = 0;

    for (guint i = 0; i < seen->count; i++)
        if (seen->tables[i] == table)
            return FALSE;
    if (depth == DEPTH_MAX || seen->count == TABLES_MAX)
        return FALSE;
    if (lua_getmetatable(L, index)) {
        lua_pop(L, 1);
        return FALSE;
    }
    seen->tables[seen->count++] = table;
    g_string_append_c(key, '{');
    for (lua_pushnil(L); lua_next(L, index); lua_pop(L, 1)) {
        const gboolean number = lua_isinteger(L, -2);
        numbers += number;
        if (key->len > KEY_MAX || (!number && lua_type(L, -2) != LUA_TSTRING) ||
            !kept_append_plain(L, -2, key) || !append_value(L, lua_gettop(L), key, seen, depth + 1)) {
            lua_pop(L, 2);
            return FALSE;
        }
    }
    g_string_append_c(key, '}');
    return numbers == (lua_Integer)lua_rawlen(L, index);
}

static gboolean append_value(lua_State *L, int index, GString *key, Seen *seen, guint depth)
{
    if (lua_istable(L, index))
        return append_table(L, index, key, seen, depth);
    return lua_isuserdata(L, index) ? append_object(L, index, key, seen) : kept_append_plain(L, index, key);
}

gboolean kept_append_arguments(lua_State *L, int index, GString *key, guint64 *tables)
{
    Seen seen = {.count = 0};

    luaL_checkstack(L, 4 * DEPTH_MAX + 8, NULL);
    const gboolean good = append_value(L, index, key, &seen, 0);
    *tables = seen.count > 1 ? hash_mix_bytes(1, seen.tables, seen.count * sizeof *seen.tables) : 0;
    return good;
}
