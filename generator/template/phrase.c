/* SPDX-License-Identifier: MIT */
#include "template/phrase.h"

#include "template/host.h"
#include "template/push.h"

#include <glib/gi18n.h>
#include <string.h>
#include <unicode/upluralrules.h>
#include <unicode/ustring.h>

/* The name of what is counted: texts differ by it as the language wants. */
#define COUNT "n"
#define PLURAL_MAX 16

void phrase_plurals_free(gpointer plurals)
{
    uplrules_close(plurals);
}

/* The plural category of `count` in the site's language: "one", "few", "other" … */
static void plural_of(Engine *engine, double count, char plural[PLURAL_MAX])
{
    UErrorCode status = U_ZERO_ERROR;
    UChar name[PLURAL_MAX];

    if (!engine->plurals)
        engine->plurals = uplrules_open(engine->site->language, &status);
    const int32_t length =
        U_SUCCESS(status) ? uplrules_select(engine->plurals, count, name, PLURAL_MAX - 1, &status) : 0;
    if (U_FAILURE(status))
        g_strlcpy(plural, "other", PLURAL_MAX);
    else
        u_UCharsToChars(name, plural, length + 1);
    plural[PLURAL_MAX - 1] = '\0';
}

/* The text of `key` for the values of the table at 2. */
static const char *text_of(lua_State *L, const char *key)
{
    Engine *engine = engine_of(L);
    char plural[PLURAL_MAX] = "other";

    lua_getfield(L, 2, COUNT);
    if (lua_isnumber(L, -1))
        plural_of(engine, lua_tonumber(L, -1), plural);
    lua_pop(L, 1);
    reads_key(engine->reads, READ_TEXT, key);
    return theme_text_counted(engine->theme, key, plural);
}

/* t(key, { name = value }): {name} in the text is replaced. */
static int f_t(lua_State *L)
{
    const char *key = luaL_checkstring(L, 1);

    if (lua_isnoneornil(L, 2)) {
        lua_settop(L, 1);
        lua_newtable(L);
    }
    luaL_checktype(L, 2, LUA_TTABLE);
    const char *text = text_of(L, key);
    if (!text) {
        host_error(L, theme_suggest_text(engine_of(L)->theme, key), N_("the theme's locales have no '%s'"),
                   key);
        return lua_error(L);
    }
    luaL_Buffer buffer;
    luaL_buffinit(L, &buffer);
    for (const char *open; (open = strchr(text, '{'));) {
        const char *close = strchr(open, '}');
        if (!close)
            break;
        luaL_addlstring(&buffer, text, (gsize)(open - text));
        lua_pushlstring(L, open + 1, (gsize)(close - open - 1));
        lua_pushvalue(L, -1);
        lua_gettable(L, 2);
        if (!lua_isstring(L, -1) && !to_date(L, -1))
            return host_fail(L, N_("the text '%s' needs '%s'"), key, lua_tostring(L, -2));
        luaL_tolstring(L, -1, NULL);
        lua_replace(L, -3);
        lua_pop(L, 1);
        luaL_addvalue(&buffer);
        text = close + 1;
    }
    luaL_addstring(&buffer, text);
    luaL_pushresult(&buffer);
    return 1;
}

void phrase_open(lua_State *L)
{
    static const luaL_Reg functions[] = {{"t", f_t}, {NULL, NULL}};
    luaL_setfuncs(L, functions, 0);
}
