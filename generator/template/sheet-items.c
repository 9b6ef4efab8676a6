/* SPDX-License-Identifier: MIT */
/* Rows of tables, cards and rosters, and what their parts look like. */
#include "template/sheet-frame.h"

#include <glib/gi18n.h>
#include <string.h>

#define PARTS_MAX 20
#define TARGETS_MAX 1000

static const char *const PART_KEYS[] = {"align",    "bold",  "colour", "font",  "image",
                                        "markdown", "scale", "share",  "title", NULL};
static const char *const BOOK_PART_KEYS[] = {"align", "bold",  "colour", "font",  "image", "markdown",
                                             "page",  "scale", "share",  "title", NULL};
static const char *const *const ROW_KEYS[] = {
    [ROWS_FRAME] = (const char *const[]){"group", NULL},
    [ROWS_BOOK] = (const char *const[]){"anchor", "group", "target", NULL},
};

static FramePart read_part(FrameReader *r, int table)
{
    FramePart part = {0};

    frame_check_keys(r, table, r->limits->book ? BOOK_PART_KEYS : PART_KEYS, FALSE);
    part.page = r->limits->book && frame_flag(r, table, "page");
    part.title = frame_member(r, table, "title");
    part.share = frame_number(r, table, "share", 0, 1000, 0);
    part.align = frame_align(r, table);
    part.bold = frame_flag(r, table, "bold");
    part.image = frame_flag(r, table, "image");
    part.markdown = frame_flag(r, table, "markdown");
    part.scale = frame_number(r, table, "scale", 0.1, 10, 0);
    part.font = frame_font(r, table, "font");
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
    const char *anchor;
    const char *const *targets;
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

/* `target`: a name or an entry, or a list of these. */
static const char *const *read_targets(FrameReader *r, int table)
{
    lua_State *L = r->L;
    const int top = lua_gettop(L);

    lua_pushliteral(L, "target");
    const int type = lua_rawget(L, table);
    if (type == LUA_TNIL || (type == LUA_TBOOLEAN && !lua_toboolean(L, -1))) {
        lua_settop(L, top);
        return NULL;
    }
    const gboolean list = frame_push_table(r, top + 1);
    const guint count = list ? (guint)MIN(lua_rawlen(L, -1), (lua_Unsigned)TARGETS_MAX) : 1;
    const char **targets = arena_new0(r->arena, const char *, count + 1);
    for (guint i = 0, kept = 0; i < count; i++) {
        if (list)
            lua_rawgeti(L, top + 2, (lua_Integer)i + 1);
        const char *target = frame_anchor(r, lua_gettop(L), "target");
        if (target)
            targets[kept++] = target;
        if (list)
            lua_pop(L, 1);
    }
    lua_settop(L, top);
    return targets;
}

static void read_row_keys(FrameReader *r, int table, Row *row)
{
    lua_pushliteral(r->L, "anchor");
    lua_rawget(r->L, table);
    row->anchor = frame_anchor(r, lua_gettop(r->L), "anchor");
    lua_pop(r->L, 1);
    row->targets = read_targets(r, table);
}

/* The item on top of the stack: a text, or a table of cells. */
static gboolean read_row(FrameReader *r, const char *key, FrameRowKeys keys, const FramePart *parts, Row *row)
{
    const int item = lua_gettop(r->L);

    *row = (Row){0};
    if (!frame_push_table(r, item)) {
        row->cells[0] = frame_text(r, item, key);
        row->count = 1;
        return !r->failed;
    }
    const int table = lua_gettop(r->L);
    frame_check_keys(r, table, ROW_KEYS[keys], TRUE);
    row->group = frame_member(r, table, "group");
    if (keys == ROWS_BOOK)
        read_row_keys(r, table, row);
    const gboolean read = read_cells(r, table, key, parts, row);
    lua_settop(r->L, item);
    return read;
}

gboolean frame_count_item(FrameReader *r)
{
    const guint most = r->limits->items;

    if (r->items++ < most)
        return TRUE;
    if (r->items == most + 1)
        frame_fail(r, NULL, NULL,
                   r->limits->book ? _("a book has %d pieces, rows and names at the most")
                                   : _("a sheet has %d rows and names at the most"),
                   (int)most);
    return FALSE;
}

/* Cells that are not there are empty. */
static BookItem keep_row(FrameReader *r, const Row *row, guint room)
{
    const char **cells = arena_new0(r->arena, const char *, room);

    memcpy(cells, row->cells, sizeof *cells * MIN(room, row->count));
    return (BookItem){cells, row->group, row->anchor, row->targets};
}

/* The longest row, or what is said: how many cells each has. */
static guint check_cells(FrameReader *r, guint most, guint given, guint cells)
{
    if (cells > 0 && most > cells)
        frame_fail(r, NULL, NULL, _("a row has %u cells at the most here"), cells);
    else if (cells == 0 && given > 0 && most > given)
        frame_fail(r, "parts", NULL, _("a row has more cells than there are 'parts': %u and %u"), most,
                   given);
    return cells > 0 ? cells : MAX(most, 1);
}

void frame_rows(FrameReader *r, int table, int index, const char *key, FrameRowKeys keys, guint cells,
                FrameRows *rows)
{
    lua_State *L = r->L;
    FramePart parts[PARTS_MAX] = {0};
    const guint given = cells > 0 ? 0 : read_parts(r, table, parts);
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
    const guint room = cells > 0 ? cells : given > 0 ? given : PARTS_MAX;
    const guint length = (guint)MIN(lua_rawlen(L, list), (lua_Unsigned)r->limits->items + 1);
    BookItem *items = arena_new0(r->arena, BookItem, length + 1);
    while (rows->n_items < length && lua_rawgeti(L, list, (lua_Integer)rows->n_items + 1) != LUA_TNIL) {
        r->row = rows->n_items + 1;
        if (!frame_count_item(r) || !read_row(r, key, keys, parts, &row))
            break;
        for (guint i = 0; i < row.count; i++)
            if (parts[i].markdown)
                frame_pictures(r, r->entry, row.cells[i], &rows->pictures);
        items[rows->n_items++] = keep_row(r, &row, room);
        most = MAX(most, row.count);
        lua_settop(L, list);
    }
    r->row = 0;
    lua_settop(L, list - 1);
    rows->n_parts = check_cells(r, most, given, cells);
    FramePart *kept = arena_new0(r->arena, FramePart, rows->n_parts);
    memcpy(kept, parts, sizeof *parts * MIN(rows->n_parts, PARTS_MAX));
    rows->parts = kept;
    rows->items = items;
}
