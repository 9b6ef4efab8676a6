/* SPDX-License-Identifier: MIT */
/* What `page` is, and its pager. */
#include "template/host.h"
#include "template/kept.h"
#include "template/push.h"
#include "template/views.h"

#include <glib/gi18n.h>
#include <string.h>

static const HostClass page_class;

const Page *view_page_at(lua_State *L, int index)
{
    const Page **page = host_test(L, index, &page_class);
    return page ? *page : NULL;
}

/* What becomes of it, nobody watches. */
const Page *to_page(lua_State *L, int index)
{
    const Page *page = view_page_at(L, index);

    if (page && page == engine_of(L)->page)
        kept_spoil(engine_of(L));
    return page;
}

static const char *output_name(PageKind kind)
{
    static const char *const names[] = {[PAGE_SINGLE] = "single", [PAGE_EACH] = "each", [PAGE_LIST] = "list",
                                        [PAGE_GROUP] = "group",   [PAGE_YEAR] = "year", [PAGE_TERM] = "term"};
    return names[kind];
}

/* What the page that is rendered is counts by itself. */
static void note_page(const Engine *engine, const Page *page)
{
    if (page != engine->page)
        reads_key(engine->reads, READ_PAGE, page->path);
}

static void push_page_path(lua_State *L, const Page *page)
{
    push_text(L, page ? page->path : NULL);
}

/* pager:path(n) */
static int pager_path(lua_State *L)
{
    const Page *page = lua_touserdata(L, lua_upvalueindex(1));
    const lua_Integer number = luaL_checkinteger(L, lua_isuserdata(L, 1) ? 2 : 1);

    const Page *other = number >= 1 && number <= page->count ? &page->first[number - 1] : NULL;

    if (other)
        note_page(engine_of(L), other);
    push_page_path(L, other);
    return 1;
}

static void push_pager(lua_State *L, const Page *page)
{
    static const char *const optional[] = {"next", "previous", NULL};

    if (!page->first) {
        lua_pushnil(L);
        return;
    }
    lua_createtable(L, 0, 7);
    lua_pushinteger(L, page->number);
    lua_setfield(L, -2, "number");
    lua_pushinteger(L, page->count);
    lua_setfield(L, -2, "count");
    lua_pushinteger(L, page->total);
    lua_setfield(L, -2, "total");
    push_page_path(L, page->first);
    lua_setfield(L, -2, "first");
    push_page_path(L, page->previous);
    lua_setfield(L, -2, "previous");
    push_page_path(L, page->next);
    lua_setfield(L, -2, "next");
    lua_pushlightuserdata(L, (void *)page);
    lua_pushcclosure(L, pager_path, 1);
    lua_setfield(L, -2, "path");
    host_protect(L, N_("the pager has no '%s'"), optional);
}

static gboolean is_row(const SheetAsk *ask)
{
    return ask && ask->file->subject == SHEET_ROWS;
}

/* page.row of a sheet for each row of a data file. */
static void push_row(lua_State *L, const SheetAsk *ask)
{
    const Site *site = engine_of(L)->site;
    const Value *rows = value_get(&site->content->data, ask->file->rows);
    const Field *fields = types_data_field(site->content->types);
    const Field *field = NULL;

    if (ask->text) {
        lua_createtable(L, 0, 1);
        lua_pushstring(L, ask->text);
        lua_setfield(L, -2, "text");
        return;
    }
    for (guint i = 0; i < fields->n_fields; i++)
        if (strcmp(fields->fields[i].name, ask->file->rows) == 0)
            field = &fields->fields[i];
    if (rows && rows->kind == VALUE_LIST && ask->row < rows->list.count)
        push_value(L, &rows->list.items[ask->row], field);
    else
        lua_pushnil(L);
}

/* Of a page that has none, the site's. */
static void push_title(lua_State *L, const Page *page)
{
    if (!page->title)
        reads_key(engine_of(L)->reads, READ_CONFIG, "title");
    lua_pushstring(L, page->title ? page->title : engine_of(L)->site->title);
}

static gboolean push_page_name(lua_State *L, const Page *page, const char *name)
{
    const gboolean each = page->kind == PAGE_EACH;

    if (strcmp(name, "output") == 0)
        lua_pushstring(L, output_name(page->kind));
    else if (strcmp(name, "path") == 0)
        lua_pushstring(L, page->path);
    else if (each)
        return FALSE;
    else if (strcmp(name, "title") == 0)
        push_title(L, page);
    else if (strcmp(name, "entries") == 0 && page->entries)
        push_collection(L, page->entries);
    else if (strcmp(name, "pager") == 0)
        push_pager(L, page);
    else if (strcmp(name, "year") == 0 && page->year != 0)
        lua_pushinteger(L, page->year);
    else if (strcmp(name, "term") == 0)
        push_text(L, page->term);
    else if (strcmp(name, "value") == 0)
        push_text(L, page->value);
    else if (strcmp(name, "type") == 0)
        push_text(L, page->type ? page->type->name : NULL);
    else if (strcmp(name, "row") == 0 && is_row(engine_of(L)->sheet))
        push_row(L, engine_of(L)->sheet);
    else
        return FALSE;
    return TRUE;
}

int view_push_page_name(lua_State *L, const Page *page, const char *name)
{
    if (push_page_name(L, page, name))
        return 1;
    if (page->kind == PAGE_EACH && !view_is_one_of(name, VIEW_PAGE_NAMES))
        return view_push_entry_name(L, page->entry, name, page == engine_of(L)->page);
    return view_push_unknown(L, name, NULL);
}

static int page_index(lua_State *L)
{
    const Page *page = *(const Page **)host_check(L, 1, &page_class);
    const char *name = luaL_checkstring(L, 2);

    note_page(engine_of(L), page);
    view_push_page_name(L, page, name);
    if (page == engine_of(L)->page)
        kept_ask(L, name);
    return 1;
}

static int page_tostring(lua_State *L)
{
    push_page_path(L, to_page(L, 1));
    return 1;
}

static const HostClass page_class = {"page", (const luaL_Reg[]){{"__index", page_index},
                                                                {"__eq", view_entry_eq},
                                                                {"__tostring", page_tostring},
                                                                {NULL, NULL}}};

void push_page(lua_State *L, const Page *page)
{
    *(const Page **)lua_newuserdatauv(L, sizeof page, 0) = page;
    host_set_class(L, &page_class);
}
