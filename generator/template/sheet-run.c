/* SPDX-License-Identifier: MIT */
/* sheet.lua, asked what goes into the frames. */
#include "compile/place.h"
#include "template/allowance.h"
#include "template/chunk.h"
#include "template/environment.h"
#include "template/host.h"
#include "template/memory.h"
#include "template/push.h"
#include "template/report.h"
#include "template/runtime.h"
#include "template/sheet-private.h"
#include "template/state.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct {
    const SheetAsk *ask;
    const SheetScript *script;
    const Page *page;
    Arena *arena;
    Sheet *sheet;
    gboolean done;
} Asking;

/* Whole millimetres are printed without a fraction. */
static void push_side(lua_State *L, double side)
{
    if (side == (double)(lua_Integer)side)
        lua_pushinteger(L, (lua_Integer)side);
    else
        lua_pushnumber(L, side);
}

/* The argument `paper` of frames(). */
static void push_paper(lua_State *L, const SheetAsk *ask)
{
    static const char landscape[] = "-landscape";
    const gboolean wide = ask->paper.width > ask->paper.height;
    g_autofree char *name = paper_name(ask->paper);

    if (g_str_has_suffix(name, landscape))
        name[strlen(name) - strlen(landscape)] = '\0';
    lua_createtable(L, 0, 5);
    push_side(L, ask->paper.width);
    lua_setfield(L, -2, "width");
    push_side(L, ask->paper.height);
    lua_setfield(L, -2, "height");
    lua_pushstring(L, name);
    lua_setfield(L, -2, "name");
    lua_pushboolean(L, wide);
    lua_setfield(L, -2, "landscape");
    lua_pushboolean(L, ask->grey);
    lua_setfield(L, -2, "grey");
    host_protect(L, N_("the paper has no '%s'"), NULL);
}

/*
 * include(name, names): runs a partial, which is given these names and the page; what it prints is dropped. A
 * partial that puts functions into a table which it is given is how the sheets of a theme share them.
 */
static int include_partial(lua_State *L)
{
    lua_settop(L, 2);
    if (lua_type(L, 1) != LUA_TSTRING)
        return host_fail(L, N_("'include' needs the name of a partial"));
    if (!lua_isnil(L, 2) && !lua_istable(L, 2))
        return host_fail(L, N_("'include' takes a table of names, as in { item = entry }"));
    environment_push(L, lua_istable(L, 2) ? 2 : 0);
    lua_getfield(L, LUA_REGISTRYINDEX, REGISTRY_ENV);
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

/* Runs the file in an environment of its own, and leaves the function frames() on the stack. */
static void push_frames(lua_State *L, const Asking *asking)
{
    const Source *source = asking->script->source;

    lua_newtable(L);
    lua_setfield(L, LUA_REGISTRYINDEX, REGISTRY_BLOCKS);
    if (luaL_loadbufferx(L, source->text, source->length, "@" SHEET_CHUNK, "t") != LUA_OK)
        lua_error(L);
    environment_push(L, 0);
    push_page(L, asking->page);
    lua_setfield(L, -2, "page");
    lua_pushcfunction(L, include_partial);
    lua_setfield(L, -2, "include");
    lua_pushvalue(L, -1);
    lua_setfield(L, LUA_REGISTRYINDEX, REGISTRY_ENV);
    lua_setupvalue(L, -2, 1);
    lua_call(L, 0, 1);
    lua_pushliteral(L, "frames");
    if (!lua_istable(L, -2) || lua_rawget(L, -2) != LUA_TFUNCTION)
        host_fail(L, N_("it has no function 'frames'"));
}

/* frames(page, paper): its two results on the stack, and the lines in which it is written. */
static SheetLines call_frames(lua_State *L, const Asking *asking)
{
    lua_Debug function;

    lua_pushvalue(L, -1);
    lua_getinfo(L, ">S", &function);
    const SheetLines lines = {(guint)MAX(function.linedefined, 1), (guint)MAX(function.lastlinedefined, 1)};
    push_page(L, asking->page);
    push_paper(L, asking->ask);
    lua_call(L, 2, 2);
    return lines;
}

static int ask_sheet(lua_State *L)
{
    Asking *asking = lua_touserdata(L, 1);
    Engine *engine = engine_of(L);

    luaL_checkstack(L, 64, NULL);
    push_frames(L, asking);
    const SheetLines lines = call_frames(L, asking);
    const int artwork = lua_gettop(L), frames = artwork - 1;
    const Place place = {.source = asking->script->source, .line = lines.first};
    if (!lua_istable(L, frames)) {
        diagnostics_error(engine->diagnostics, place, _("write return { title = { text = page.title } }"),
                          _("frames() returns no table"));
        return 0;
    }
    const gboolean chosen =
        sheet_read_artwork(L, artwork, asking->script, place, asking->arena, asking->sheet);
    asking->done =
        sheet_read_frames(L, frames, asking->script, lines, asking->arena, asking->sheet) && chosen;
    return 0;
}

/* Lua calls no message handler for this error: the place is what the allocator has noted. */
static void report_memory(Engine *engine, const Source *source)
{
    guint line;
    const char *name = memory_place(engine->L, &line);
    g_autofree char *hint = allowance_hint_memory(&engine->limits);
    const Template *template = name ? g_hash_table_lookup(engine->templates, name) : NULL;
    const Place own = {.source = source, .line = g_strcmp0(name, SHEET_CHUNK) == 0 ? line : 0};

    diagnostics_error(engine->diagnostics, template ? template_place(template, line) : own, hint,
                      _("%s needs more than %u MB of memory"), chunk_name(source),
                      allowance_megabytes(&engine->limits));
}

/* Where its addresses are relative to, and what permalink(page) is. */
static Page page_of(const SheetAsk *ask)
{
    Page page = ask->page;

    if (page.kind == PAGE_EACH && page.entry->output)
        page.path = page.entry->output;
    if (!page.path)
        page.path = "index.html";
    page.layout = SHEET_CHUNK;
    return page;
}

gboolean engine_sheet(Engine *engine, const SheetAsk *ask, Arena *arena, Sheet *sheet)
{
    lua_State *L = engine->L;
    const SheetScript *script = sheet_script(ask->file);
    const Page page = page_of(ask);
    Asking asking = {ask, script, &page, arena, sheet, FALSE};
    g_autoptr(GString) out = g_string_new(NULL);

    if (ask->file->faulty)
        return FALSE; /* that has been reported */
    *sheet = (Sheet){.name = ask->file->name, .paper = ask->paper};
    sheet->place = PLACE_FILE(script->source->name);
    g_autofree char *root = g_canonicalize_filename(engine->site->content->root, NULL);
    sheet->root = arena_strdup(arena, root);
    if (ask->page.kind == PAGE_EACH)
        sheet->place = (Place){.source = ask->page.entry->source};
    sheet_read_metadata(engine->site, ask, arena, sheet);
    engine_begin(engine, &page, out, ESCAPE_HTML);
    engine->sheet = ask;
    lua_pushcfunction(L, report_mistake);
    lua_pushcfunction(L, ask_sheet);
    lua_pushlightuserdata(L, &asking);
    const int status = lua_pcall(L, 1, 0, 1);
    lua_settop(L, 0);
    if (memory_failed(L, status))
        report_memory(engine, script->source);
    else if (status != LUA_OK && !engine->reported)
        diagnostics_error(engine->diagnostics, PLACE_FILE(script->source->name), NULL,
                          _("the sheet failed without saying where"));
    engine->page = NULL;
    engine->out = NULL;
    engine->sheet = NULL;
    return status == LUA_OK && asking.done;
}
