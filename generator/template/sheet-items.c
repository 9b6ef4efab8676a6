/* SPDX-License-Identifier: MIT */
/* Rows of tables, cards and rosters, and what their parts look like. */
#include "template/sheet-frame.h"

#include <glib/gi18n.h>
#include <string.h>

#define PARTS_MAX 20
#define ITEMS_MAX 5000

static const char *const PART_KEYS[] = {"align",    "bold",  "colour", "font",  "image",
                                        "markdown", "scale", "share",  "title", NULL};
static const char *const ITEM_KEYS[] = {"group", NULL};

static FramePart read_part(FrameReader *r, int table)
{
    FramePart part = {0};

    frame_check_keys(r, table, PART_KEYS, FALSE);
    part.title = frame_member(r, table, "title");
    part.share = frame_number(r, table, "share", 0, 1000, 0);
    part.align = frame_align(r, table);
    part.bold = frame_flag(r, table, "bold");
    part.image = frame_flag(r, table, "image");
    part.markdown = frame_flag(r, table, "markdown");
    part.scale = frame_number(r, table, "scale", 0.1, 10, 0);
    part.font = frame_font(r, table);
    part.has_colour = frame_colour(r, table, "colour", &part.colour);
    return part;
}

/* `parts` of the frame's table: how many there are. */
static guint read_parts(FrameReader *r, int table, FramePart *parts)
{
    lua_State *L = r->L;
    guint count = 0;

    lua_pushliteral(L, "parts");
    const int type = lua_rawget(L, table);
    if (type != LUA_TTABLE && type != LUA_TNIL)
        frame_fail(r, "parts", _("write parts = { { title = \"…\" }, { bold = true } }"),
                   _("'%s' must be a list of tables"), "parts");
    const int list = lua_gettop(L);
    while (type == LUA_TTABLE && lua_rawgeti(L, list, (lua_Integer)count + 1) != LUA_TNIL) {
        if (count == PARTS_MAX || !lua_istable(L, -1)) {
            frame_fail(r, "parts", _("write parts = { { title = \"…\" }, { bold = true } }"),
                       _("'parts' must be a list of at most %d tables"), PARTS_MAX);
            break;
        }
        parts[count++] = read_part(r, lua_gettop(L));
        lua_pop(L, 1);
    }
    lua_settop(L, list - 1);
    return count;
}

/* An item that is being read: its cells, as many as there are. */
typedef struct {
    const char *cells[PARTS_MAX];
    guint count;
    const char *group;
} Row;

static gboolean read_cells(FrameReader *r, int table, const char *key, const FramePart *parts, Row *row)
{
    lua_State *L = r->L;
    const lua_Integer length = (lua_Integer)lua_rawlen(L, table);

    if (length > PARTS_MAX) {
        frame_fail(r, NULL, NULL, _("a row has %d cells at the most"), PARTS_MAX);
        return FALSE;
    }
    /* What is nil at the end does not count for the length of a table, and is an empty cell. */
    for (lua_Integer i = 1; i <= PARTS_MAX; i++) {
        const int type = lua_rawgeti(L, table, i);
        const int index = lua_gettop(L);
        if (type != LUA_TNIL && !(type == LUA_TBOOLEAN && !lua_toboolean(L, index))) {
            row->cells[i - 1] = parts[i - 1].image ? frame_file(r, index, key) : frame_text(r, index, key);
            row->count = (guint)i;
        }
        lua_settop(L, index - 1);
    }
    return TRUE;
}

/* The item on top of the stack: a text, or a table of cells. */
static gboolean read_row(FrameReader *r, const char *key, const FramePart *parts, Row *row)
{
    const int item = lua_gettop(r->L);

    *row = (Row){0};
    if (!frame_push_table(r, item)) {
        row->cells[0] = frame_text(r, item, key);
        row->count = 1;
        return !r->failed;
    }
    const int table = lua_gettop(r->L);
    frame_check_keys(r, table, ITEM_KEYS, TRUE);
    row->group = frame_member(r, table, "group");
    const gboolean read = read_cells(r, table, key, parts, row);
    lua_settop(r->L, item);
    return read;
}

static gboolean count_item(FrameReader *r)
{
    if (r->items++ < ITEMS_MAX)
        return TRUE;
    if (r->items == ITEMS_MAX + 1)
        frame_fail(r, NULL, NULL, _("a sheet has %d rows and names at the most"), ITEMS_MAX);
    return FALSE;
}

static FrameItem keep_row(FrameReader *r, const Row *row)
{
    const char **cells = arena_new0(r->arena, const char *, PARTS_MAX);

    memcpy(cells, row->cells, sizeof row->cells);
    return (FrameItem){cells, row->group};
}

void frame_items(FrameReader *r, int table, int index, const char *key, Frame *frame)
{
    lua_State *L = r->L;
    FramePart parts[PARTS_MAX] = {0};
    const guint given = read_parts(r, table, parts);
    guint most = given;
    Row row;

    if (!frame_push_table(r, index)) {
        frame_fail(r, key,
                   lua_isuserdata(L, index)
                       ? _("make one: for entry in page.entries do rows[#rows + 1] = { entry.title } end")
                       : NULL,
                   _("'%s' must be a list"), key);
        return;
    }
    const int list = lua_gettop(L);
    const guint length = (guint)MIN(lua_rawlen(L, list), (lua_Unsigned)ITEMS_MAX + 1);
    FrameItem *items = arena_new0(r->arena, FrameItem, length + 1);
    while (frame->n_items < length && lua_rawgeti(L, list, (lua_Integer)frame->n_items + 1) != LUA_TNIL) {
        r->row = frame->n_items + 1;
        if (!count_item(r) || !read_row(r, key, parts, &row))
            break;
        for (guint i = 0; i < row.count; i++)
            if (parts[i].markdown)
                frame_pictures(r, frame_entry(r), row.cells[i], frame);
        items[frame->n_items++] = keep_row(r, &row);
        most = MAX(most, row.count);
        lua_settop(L, list);
    }
    r->row = 0;
    lua_settop(L, list - 1);
    if (given > 0 && most > given)
        frame_fail(r, "parts", NULL, _("a row has more cells than there are 'parts': %u and %u"), most,
                   given);
    FramePart *kept = arena_new0(r->arena, FramePart, MAX(most, 1));
    memcpy(kept, parts, sizeof *parts * most);
    frame->parts = kept;
    frame->n_parts = MAX(most, 1);
    frame->items = items;
}
