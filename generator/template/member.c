/* SPDX-License-Identifier: MIT */
#include "template/member.h"

#include <string.h>

/* More than any table of a theme has, and few enough that reading them costs nothing. */
#define MEMBERS_MAX 64
#define LIST_MAX 1000

/* Nothing here raises an error of Lua: builders are owned meanwhile. */

/* Whether the value at `index` is a text that may be read: UTF-8 and not too long. */
static gboolean is_text(lua_State *L, int index)
{
    size_t length;

    if (lua_type(L, index) != LUA_TSTRING)
        return FALSE;
    const char *text = lua_tolstring(L, index, &length);
    return length <= MEMBER_TEXT_MAX && g_utf8_validate_len(text, length, NULL);
}

/* Adds the item on top of the stack; MEMBER_OTHER where it can be none. */
static MemberKind read_item(lua_State *L, GVariantBuilder *list)
{
    char number[32];

    if (is_text(L, -1)) {
        g_variant_builder_add(list, "s", lua_tostring(L, -1));
        return MEMBER_LIST;
    }
    if (lua_isboolean(L, -1)) {
        g_variant_builder_add(list, "s", lua_toboolean(L, -1) ? "true" : "false");
        return MEMBER_MIXED;
    }
    if (!lua_isinteger(L, -1))
        return MEMBER_OTHER;
    g_snprintf(number, sizeof number, "%" G_GINT64_FORMAT, (gint64)lua_tointeger(L, -1));
    g_variant_builder_add(list, "s", number);
    return MEMBER_MIXED;
}

/* The list on top of the stack. */
static MemberKind read_list(lua_State *L, GVariantBuilder *list)
{
    MemberKind kind = MEMBER_LIST;
    lua_Integer count = 0;

    while (kind != MEMBER_OTHER && lua_rawgeti(L, -1, count + 1) != LUA_TNIL) {
        const MemberKind item = count < LIST_MAX ? read_item(L, list) : MEMBER_OTHER;
        kind = item == MEMBER_LIST ? kind : item;
        lua_pop(L, 1);
        count++;
    }
    if (kind == MEMBER_OTHER)
        return MEMBER_TABLE;
    lua_pop(L, 1); /* what ended the loop */
    return count == 0 && (lua_pushnil(L), lua_next(L, -2)) ? (lua_pop(L, 2), MEMBER_TABLE) : kind;
}

static MemberKind read_value(lua_State *L, LuaMember *member, GVariantBuilder *list)
{
    switch (lua_type(L, -1)) {
    case LUA_TSTRING:
        if (lua_rawlen(L, -1) > MEMBER_TEXT_MAX)
            return MEMBER_LONG;
        if (!is_text(L, -1))
            return MEMBER_OTHER;
        member->text = lua_tostring(L, -1);
        return MEMBER_TEXT;
    case LUA_TNUMBER:
        member->real = lua_tonumber(L, -1);
        if (!lua_isinteger(L, -1))
            return MEMBER_NUMBER;
        member->number = lua_tointeger(L, -1);
        return MEMBER_INTEGER;
    case LUA_TBOOLEAN: member->number = lua_toboolean(L, -1); return MEMBER_BOOLEAN;
    case LUA_TTABLE: return read_list(L, list);
    case LUA_TFUNCTION: return MEMBER_FUNCTION;
    default: return MEMBER_OTHER;
    }
}

void members_read(lua_State *L, GVariantBuilder *into)
{
    guint count = 0;

    for (lua_pushnil(L); lua_next(L, -2); lua_pop(L, 1)) {
        LuaMember member = {.key = is_text(L, -2) ? lua_tostring(L, -2) : "", .text = ""};
        GVariantBuilder list;
        if (count++ == MEMBERS_MAX) {
            lua_pop(L, 2);
            return;
        }
        g_variant_builder_init(&list, G_VARIANT_TYPE("as"));
        member.kind = read_value(L, &member, &list);
        g_variant_builder_add(into, "(sysxdas)", member.key, (guchar)member.kind, member.text, member.number,
                              member.real, &list);
    }
}

static void member_clear(gpointer data)
{
    LuaMember *member = data;
    g_free(member->list);
}

/* Lua's own order differs from run to run. */
static int member_compare(gconstpointer a, gconstpointer b)
{
    return strcmp(((const LuaMember *)a)->key, ((const LuaMember *)b)->key);
}

GArray *members_new(GVariant *members)
{
    GArray *array = g_array_new(FALSE, FALSE, sizeof(LuaMember));
    GVariantIter iter;
    LuaMember member;
    guchar kind;

    g_array_set_clear_func(array, member_clear);
    g_variant_iter_init(&iter, members);
    while (g_variant_iter_next(&iter, "(&sy&sxd^a&s)", &member.key, &kind, &member.text, &member.number,
                               &member.real, &member.list)) {
        member.kind = kind;
        g_array_append_val(array, member);
    }
    g_array_sort(array, member_compare);
    return array;
}

const LuaMember *members_find(const GArray *members, const char *key)
{
    for (guint i = 0; i < members->len; i++) {
        const LuaMember *member = &g_array_index(members, LuaMember, i);
        if (strcmp(member->key, key) == 0)
            return member;
    }
    return NULL;
}
