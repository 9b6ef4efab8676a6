/* SPDX-License-Identifier: MIT */
#include "template/push.h"

#include "site/visibility.h"
#include "template/views.h"
#include "text/suggest.h"

#include <glib/gi18n.h>
#include <stdarg.h>
#include <string.h>

static const HostClass date_class, markup_class, record_class;

gboolean push_view(lua_State *L, const void *pointer)
{
    lua_rawgetp(L, LUA_REGISTRYINDEX, REGISTRY_VIEWS);
    const gboolean known = lua_rawgetp(L, -1, pointer) != LUA_TNIL;
    lua_remove(L, -2);
    if (!known)
        lua_pop(L, 1);
    return known;
}

void keep_view(lua_State *L, const void *pointer)
{
    lua_rawgetp(L, LUA_REGISTRYINDEX, REGISTRY_VIEWS);
    lua_pushvalue(L, -2);
    lua_rawsetp(L, -2, pointer);
    lua_pop(L, 1);
}

void push_text(lua_State *L, const char *text)
{
    if (text)
        lua_pushstring(L, text);
    else
        lua_pushnil(L);
}

/* Dates */

const Date *to_date(lua_State *L, int index)
{
    return host_test(L, index, &date_class);
}

static int date_tostring(lua_State *L)
{
    char *text = date_format_iso(*(const Date *)host_check(L, 1, &date_class));
    lua_pushstring(L, text);
    g_free(text);
    return 1;
}

Date check_date(lua_State *L, int index)
{
    const Date *date = to_date(L, index);
    Date parsed;

    if (date)
        return *date;
    if (lua_type(L, index) != LUA_TSTRING || !date_parse(lua_tostring(L, index), &parsed))
        luaL_typeerror(L, index, "date");
    return parsed;
}

static int date_eq(lua_State *L)
{
    const Date *a = to_date(L, 1), *b = to_date(L, 2);
    lua_pushboolean(L, a && b && date_compare(*a, *b) == 0);
    return 1;
}

static int date_lt(lua_State *L)
{
    lua_pushboolean(L, date_compare(check_date(L, 1), check_date(L, 2)) < 0);
    return 1;
}

static int date_le(lua_State *L)
{
    lua_pushboolean(L, date_compare(check_date(L, 1), check_date(L, 2)) <= 0);
    return 1;
}

static int date_shifted(lua_State *L, int date, lua_Integer days)
{
    Date shifted = check_date(L, date);

    if (!date_shift(&shifted, days))
        return host_fail(L, N_("a date stays within the years 1 to 9999"));
    push_date(L, shifted);
    return 1;
}

/* date + days, days + date */
static int date_add(lua_State *L)
{
    const int date = to_date(L, 1) ? 1 : 2;
    return date_shifted(L, date, luaL_checkinteger(L, 3 - date));
}

/* date - days; date - date: the days between them */
static int date_sub(lua_State *L)
{
    const Date *other = to_date(L, 2);

    if (other) {
        lua_pushinteger(L, (lua_Integer)check_date(L, 1).day - other->day);
        return 1;
    }
    const lua_Integer days = luaL_checkinteger(L, 2);

    luaL_argcheck(L, days > LUA_MININTEGER, 2, N_("a date stays within the years 1 to 9999"));
    return date_shifted(L, 1, -days);
}

const char *const VIEW_DATE_NAMES[] = {"year", "month", "day", "hour", "minute", "weekday", "days", NULL};

static int date_index(lua_State *L)
{
    const char *const *names = VIEW_DATE_NAMES;
    const Date date = *(const Date *)host_check(L, 1, &date_class);
    const char *name = luaL_checkstring(L, 2);
    int parts[7];

    date_get(date, &parts[0], &parts[1], &parts[2]);
    parts[3] = date.minute / 60;
    parts[4] = date.minute % 60;
    parts[5] = date_weekday(date);
    parts[6] = date.day;
    for (int i = 0; names[i]; i++) {
        if (strcmp(names[i], name) != 0)
            continue;
        if ((i == 3 || i == 4) && date.minute < 0)
            lua_pushnil(L);
        else
            lua_pushinteger(L, parts[i]);
        return 1;
    }
    host_error(L, suggest_hint(name, names), N_("a date has no '%s'"), name);
    return lua_error(L);
}

static const HostClass date_class = {"date", (const luaL_Reg[]){{"__index", date_index},
                                                                {"__tostring", date_tostring},
                                                                {"__eq", date_eq},
                                                                {"__lt", date_lt},
                                                                {"__le", date_le},
                                                                {"__add", date_add},
                                                                {"__sub", date_sub},
                                                                {NULL, NULL}}};

void push_date(lua_State *L, Date date)
{
    *(Date *)lua_newuserdatauv(L, sizeof date, 0) = date;
    host_set_class(L, &date_class);
}

/* Markup */

const char *to_markup(lua_State *L, int index, gsize *length)
{
    if (!host_test(L, index, &markup_class))
        return NULL;
    lua_getiuservalue(L, index, 1);
    const char *html = lua_tolstring(L, -1, length);
    lua_pop(L, 1); /* the userdata keeps the string */
    return html;
}

static int markup_tostring(lua_State *L)
{
    host_check(L, 1, &markup_class);
    lua_getiuservalue(L, 1, 1);
    return 1;
}

static const HostClass markup_class = {"markup",
                                       (const luaL_Reg[]){{"__tostring", markup_tostring}, {NULL, NULL}}};

static void push_html(lua_State *L, const char *html, gsize length, gboolean closed)
{
    *(gboolean *)lua_newuserdatauv(L, sizeof closed, 1) = closed;
    lua_pushlstring(L, html, length);
    lua_setiuservalue(L, -2, 1);
    host_set_class(L, &markup_class);
}

void push_markup(lua_State *L, const char *html, gsize length)
{
    push_html(L, html, length, FALSE);
}

void push_closed_markup(lua_State *L, const char *html, gsize length)
{
    push_html(L, html, length, TRUE);
}

gboolean markup_is_closed(lua_State *L, int index)
{
    const gboolean *closed = host_test(L, index, &markup_class);
    return closed && *closed;
}

/* Lists and records */

/* A file that has gone with the entry it belongs to. */
static gboolean is_withheld(lua_State *L, const Value *value)
{
    return value->kind == VALUE_FILE && site_withholder(engine_of(L)->site, value->text);
}

/* The entries of a list of references that are shown. */
static const Collection *references_of(Engine *engine, const Value *list)
{
    const Collection *collection = g_hash_table_lookup(engine->collections, list);

    if (!collection) {
        collection = site_references(engine->site, list);
        g_hash_table_insert(engine->collections, (gpointer)list, (gpointer)collection);
    }
    return collection;
}

static void push_list(lua_State *L, const Value *value, const Field *field)
{
    if (field && field->kind == FIELD_REFERENCE) {
        push_collection(L, references_of(engine_of(L), value));
        return;
    }
    if (push_view(L, value))
        return;
    lua_createtable(L, (int)value->list.count, 0);
    for (guint i = 0, at = 1; i < value->list.count; i++) {
        if (is_withheld(L, &value->list.items[i]))
            continue;
        push_value(L, &value->list.items[i], field);
        lua_rawseti(L, -2, at++);
    }
    host_protect(L, N_("a list has no '%s'"), NULL);
    keep_view(L, value);
}

static const Field *record_field(const Field *field, const char *name)
{
    for (guint i = 0; field && i < field->n_fields; i++)
        if (strcmp(field->fields[i].name, name) == 0)
            return &field->fields[i];
    return NULL;
}

/* A record with a description knows its names; free data answers nil to what it does not hold. */
static int record_index(lua_State *L)
{
    const Field *field = *(const Field **)host_check(L, 1, &record_class);

    lua_getiuservalue(L, 1, 1);
    lua_pushvalue(L, 2);
    if (lua_rawget(L, -2) != LUA_TNIL || !field || field->kind != FIELD_RECORD ||
        lua_type(L, 2) != LUA_TSTRING)
        return 1;
    const char *name = lua_tostring(L, 2);
    if (record_field(field, name))
        return 1;
    GPtrArray *names = g_ptr_array_new();
    for (guint i = 0; i < field->n_fields; i++)
        g_ptr_array_add(names, (gpointer)field->fields[i].name);
    g_ptr_array_add(names, NULL);
    char *hint = suggest_hint(name, (const char *const *)names->pdata);
    g_ptr_array_unref(names);
    host_error(L, hint, N_("'%s' has no '%s'"), field->name, name);
    return lua_error(L);
}

static int record_next(lua_State *L)
{
    lua_settop(L, 2);
    lua_getiuservalue(L, 1, 1);
    lua_getiuservalue(L, 1, 2);
    /* Names in the author's order: positions by name in the table, names by position in the array. */
    lua_Integer at = 0;
    if (!lua_isnil(L, 2)) {
        lua_pushvalue(L, 2);
        lua_rawget(L, 4);
        at = lua_tointeger(L, -1);
        lua_pop(L, 1);
    }
    if (lua_rawgeti(L, 4, at + 1) == LUA_TNIL)
        return 1;
    lua_pushvalue(L, -1);
    lua_rawget(L, 3);
    return 2;
}

static int record_pairs(lua_State *L)
{
    lua_pushcfunction(L, record_next);
    lua_pushvalue(L, 1);
    lua_pushnil(L);
    return 3;
}

static const HostClass record_class = {
    "record", (const luaL_Reg[]){{"__index", record_index}, {"__pairs", record_pairs}, {NULL, NULL}}};

static void push_record(lua_State *L, const Value *value, const Field *field)
{
    if (push_view(L, value))
        return;
    *(const Field **)lua_newuserdatauv(L, sizeof(Field *), 2) = field;
    lua_createtable(L, 0, (int)value->record.count);
    lua_createtable(L, (int)value->record.count, (int)value->record.count);
    lua_Integer at = 0;
    for (guint i = 0; i < value->record.count; i++) {
        const Member *member = &value->record.members[i];
        push_value(L, &member->value, record_field(field, member->name));
        if (lua_isnil(L, -1)) {
            lua_pop(L, 1);
            continue;
        }
        lua_setfield(L, -3, member->name);
        lua_pushstring(L, member->name);
        lua_rawseti(L, -2, ++at);
        lua_pushinteger(L, at);
        lua_setfield(L, -2, member->name);
    }
    lua_setiuservalue(L, -3, 2);
    lua_setiuservalue(L, -2, 1);
    host_set_class(L, &record_class);
    keep_view(L, value);
}

static void push_reference(lua_State *L, const Value *value)
{
    if (value->entry)
        push_entry(L, value->entry);
    else
        lua_pushlstring(L, value->text, value->length);
}

void push_value(lua_State *L, const Value *value, const Field *field)
{
    luaL_checkstack(L, 8, NULL);
    switch (value->kind) {
    case VALUE_NONE: lua_pushnil(L); break;
    case VALUE_TEXT: lua_pushlstring(L, value->text, value->length); break;
    case VALUE_FILE: push_text(L, is_withheld(L, value) ? NULL : value->text); break;
    case VALUE_INTEGER: lua_pushinteger(L, value->integer); break;
    case VALUE_NUMBER: lua_pushnumber(L, value->number); break;
    case VALUE_BOOLEAN: lua_pushboolean(L, value->boolean); break;
    case VALUE_DATE: push_date(L, value->date); break;
    case VALUE_LIST: push_list(L, value, field); break;
    case VALUE_RECORD: push_record(L, value, field); break;
    case VALUE_REFERENCE: push_reference(L, value); break;
    }
}
