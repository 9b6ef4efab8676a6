/* SPDX-License-Identifier: MIT */
#include "template/ask.h"

#include "compile/place.h"
#include "template/allowance.h"
#include "template/chunk.h"
#include "template/environment.h"
#include "template/host.h"
#include "template/memory.h"
#include "template/push.h"
#include "template/report.h"
#include "template/runtime.h"

#include <glib/gi18n.h>
#include <string.h>

/*
 * include(name, names): runs a partial, which is given these names and the page; what it prints is dropped. A
 * partial that puts functions into a table which it is given is how such files share them.
 */
static int include_partial(lua_State *L)
{
    lua_settop(L, 2);
    if (lua_type(L, 1) != LUA_TSTRING)
        return host_fail(L, N_("'include' needs the name of a partial"));
    if (!lua_isnil(L, 2) && !lua_istable(L, 2))
        return host_fail(L, N_("'include' takes a table of names, as in { item = entry }"));
    lua_newtable(L);
    environment_push_scope(L, lua_istable(L, 2) ? 2 : 0);
    lua_setmetatable(L, -2);
    lua_rawgetp(L, LUA_REGISTRYINDEX, REGISTRY_ENV);
    lua_pushliteral(L, "page");
    lua_rawget(L, -2);
    lua_setfield(L, 3, "page");
    lua_pop(L, 1);
    for (lua_pushnil(L); lua_istable(L, 2) && lua_next(L, 2);) {
        lua_pushvalue(L, -2);
        lua_insert(L, -2);
        lua_rawset(L, 3);
    }
    runtime_run(L, lua_pushfstring(L, "partials/%s", lua_tostring(L, 1)), 3);
    return 0;
}

AskLines ask_push_function(lua_State *L, const char *name)
{
    const Engine *engine = engine_of(L);
    const Source *source = engine->script;
    lua_Debug debug;

    lua_newtable(L);
    lua_rawsetp(L, LUA_REGISTRYINDEX, REGISTRY_BLOCKS);
    lua_pushfstring(L, "@%s", chunk_name(source));
    if (luaL_loadbufferx(L, source->text, source->length, lua_tostring(L, -1), "t") != LUA_OK)
        lua_error(L);
    environment_push(L);
    push_page(L, engine->page);
    lua_setfield(L, -2, "page");
    lua_pushcfunction(L, include_partial);
    lua_setfield(L, -2, "include");
    lua_pushvalue(L, -1);
    lua_rawsetp(L, LUA_REGISTRYINDEX, REGISTRY_ENV);
    lua_setupvalue(L, -2, 1);
    lua_call(L, 0, 1);
    lua_pushstring(L, name);
    if (!lua_istable(L, -2) || lua_rawget(L, -2) != LUA_TFUNCTION)
        host_fail(L, N_("it has no function '%s'"), name);
    lua_pushvalue(L, -1);
    lua_getinfo(L, ">S", &debug);
    return (AskLines){(guint)MAX(debug.linedefined, 1), (guint)MAX(debug.lastlinedefined, 1)};
}

/* Lua calls no message handler for this error: the place is what the allocator has noted. */
static void report_memory(Engine *engine)
{
    const Source *source = engine->script;
    guint line;
    const char *name = memory_place(engine->L, &line);
    g_autofree char *hint = allowance_hint_memory(&engine->limits);
    const Template *template = name ? g_hash_table_lookup(engine->templates, name) : NULL;
    const gboolean own = g_strcmp0(name, chunk_name(source)) == 0;
    const Place place = {.source = source, .line = own ? line : 0};

    diagnostics_error(engine->diagnostics, template ? template_place(template, line) : place, hint,
                      _("%s needs more than %u MB of memory"), chunk_name(source),
                      allowance_megabytes(&engine->limits));
}

gboolean ask_run(Engine *engine, const Source *script, const Page *page, const SheetAsk *sheet,
                 lua_CFunction run, void *data)
{
    lua_State *L = engine->L;
    g_autoptr(GString) out = g_string_new(NULL);

    engine_begin(engine, page, out, ESCAPE_HTML);
    engine->script = script;
    engine->sheet = sheet;
    lua_pushcfunction(L, report_mistake);
    lua_pushcfunction(L, run);
    lua_pushlightuserdata(L, data);
    const int status = lua_pcall(L, 1, 0, 1);
    lua_settop(L, 0);
    if (memory_failed(L, status))
        report_memory(engine);
    else if (status != LUA_OK && !engine->reported)
        /* Translators: %s is "sheet.lua" or "book.lua". */
        diagnostics_error(engine->diagnostics, PLACE_FILE(script->name), NULL,
                          _("%s failed without saying where"), chunk_name(script));
    engine->page = NULL;
    engine->out = NULL;
    engine->script = NULL;
    engine->sheet = NULL;
    return status == LUA_OK;
}
