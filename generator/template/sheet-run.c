/* SPDX-License-Identifier: MIT */
/* sheet.lua, asked what goes into the frames. */
#include "template/ask.h"
#include "template/chunk.h"
#include "template/push.h"
#include "template/sheet-frame.h"

#include <glib/gi18n.h>
#include <string.h>

/* Of all texts of a sheet, in bytes; of all its rows and names. */
#define BYTES_MAX (1024 * 1024)
#define ITEMS_MAX 5000

typedef struct {
    const SheetAsk *ask;
    const SheetScript *script;
    const char *folder; /* of its artworks */
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

/* frames(page, paper): its two results on the stack, and the lines in which it is written. */
static AskLines call_frames(lua_State *L, const Asking *asking)
{
    const AskLines lines = ask_push_function(L, "frames");

    push_page(L, engine_of(L)->page);
    push_paper(L, asking->ask);
    lua_call(L, 2, 2);
    return lines;
}

static int ask_sheet(lua_State *L)
{
    static const FrameLimits limits = {.bytes = BYTES_MAX, .items = ITEMS_MAX};
    Asking *asking = lua_touserdata(L, 1);
    const SheetScript *script = asking->script;
    Sheet *sheet = asking->sheet;

    luaL_checkstack(L, 64, NULL);
    const AskLines lines = call_frames(L, asking);
    const int artwork = lua_gettop(L), frames = artwork - 1;
    FrameReader reader = frame_reader(L, lines, &limits, asking->arena);
    if (!lua_istable(L, frames)) {
        diagnostics_error(reader.engine->diagnostics, frame_place(&reader),
                          _("write return { title = { text = page.title } }"),
                          _("frames() returns no table"));
        return 0;
    }
    const SheetArtwork choice = {asking->folder, script->artwork, script->stretch};
    const gboolean chosen =
        sheet_read_artwork(L, artwork, &choice, frame_place(&reader), asking->arena, sheet);
    asking->done = sheet_read_frames(&reader, frames, sheet) && chosen;
    return 0;
}

/* Where its addresses are relative to, and what permalink(page) is. */
static Page page_of(const SheetAsk *ask)
{
    Page page = ask->page;

    if (page.kind == PAGE_EACH && page.entry->output)
        page.path = page.entry->output;
    if (!page.path)
        page.path = "index.html";
    page.layout = chunk_name(sheet_script(ask->file)->source);
    return page;
}

gboolean engine_sheet(Engine *engine, const SheetAsk *ask, Arena *arena, Sheet *sheet)
{
    const SheetScript *script = sheet_script(ask->file);
    const Page page = page_of(ask);
    g_autofree char *folder = sheet_folder(ask->file->name);
    Asking asking = {ask, script, folder, arena, sheet, FALSE};

    if (ask->file->faulty)
        return FALSE; /* that has been reported */
    *sheet = (Sheet){.name = ask->file->name, .paper = ask->paper};
    sheet->place = PLACE_FILE(script->source->name);
    g_autofree char *root = g_canonicalize_filename(engine->site->content->root, NULL);
    sheet->root = arena_strdup(arena, root);
    if (ask->page.kind == PAGE_EACH)
        sheet->place = (Place){.source = ask->page.entry->source};
    sheet_read_metadata(engine->site, ask, arena, sheet);
    return ask_run(engine, script->source, &page, ask, ask_sheet, &asking) && asking.done;
}
