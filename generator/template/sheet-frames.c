/* SPDX-License-Identifier: MIT */
/* The table that frames() gives. */
#include "template/sheet-frame.h"
#include "text/strings.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

#define FRAMES_MAX 200

/* In points, of any text. */
#define POINTS_MIN 1
#define POINTS_MAX 5000
#define SMALLEST_DEFAULT 9

/* By FrameKind. */
static const char *const KINDS[] = {"text", "markdown", "image", "qr", "roster", "table", "cards", NULL};

static const char *const KEYS[] = {
    "text",     "markdown", "image",   "qr",       "roster",  "table",     "cards", "accent",
    "align",    "alt",      "bold",    "colour",   "columns", "fit",       "focus", "font",
    "gap",      "indent",   "largest", "leading",  "lines",   "otherwise", "part",  "parts",
    "smallest", "tracking", "valign",  "vertical", NULL,
};

/* The kind of the table at `table`, pushing what it is to hold; -1, and nothing, for an empty frame. */
static int push_kind(FrameReader *r, int table)
{
    int kind = -1;

    for (int i = 0; KINDS[i]; i++) {
        lua_pushstring(r->L, KINDS[i]);
        /* `site.base_url and permalink(page)` may be false or nil. */
        const int type = lua_rawget(r->L, table);
        const gboolean none = type == LUA_TNIL || (type == LUA_TBOOLEAN && !lua_toboolean(r->L, -1));
        if (!none && kind < 0) {
            kind = i;
            continue;
        }
        if (!none)
            frame_fail(r, KINDS[i], NULL, _("it cannot hold both '%s' and '%s'"), KINDS[kind], KINDS[i]);
        lua_pop(r->L, 1);
    }
    return kind;
}

static void read_style(FrameReader *r, int table, Frame *frame)
{
    static const char *const valigns[] = {"top", "middle", "bottom", NULL};
    const gboolean line = frame->kind == FRAME_TEXT;
    FrameStyle *style = &frame->style;
    const char *font = frame_font(r, table, "font");

    style->font = font ? font : "sans";
    style->bold = frame_flag(r, table, "bold");
    frame_colour(r, table, "colour", &style->colour);
    if (!frame_colour(r, table, "accent", &style->accent))
        style->accent = style->colour;
    style->smallest = frame_number(r, table, "smallest", POINTS_MIN, POINTS_MAX, SMALLEST_DEFAULT);
    style->largest = frame_number(r, table, "largest", POINTS_MIN, POINTS_MAX, 0);
    style->leading = frame_number(r, table, "leading", 0.8, 5, 0);
    style->indent = frame_number(r, table, "indent", 0, 20, -1);
    style->tracking = frame_number(r, table, "tracking", -0.2, 5, 0);
    style->align = frame_align(r, table);
    style->valign =
        (FrameVertical)frame_choice(r, table, "valign", valigns, line ? VALIGN_MIDDLE : VALIGN_TOP);
    /* A limit below the default of the other moves that with it. */
    lua_pushliteral(r->L, "smallest");
    const gboolean said = lua_rawget(r->L, table) != LUA_TNIL;
    lua_pop(r->L, 1);
    if (style->largest > 0 && style->largest < style->smallest) {
        if (said)
            frame_fail(r, "largest", NULL, _("'largest' is less than 'smallest'"));
        style->smallest = style->largest;
    }
}

static void read_settings(FrameReader *r, int table, Frame *frame)
{
    static const char *const fits[] = {"contain", "cover", NULL};
    static const char *const parts[] = {"whole", "text", "signature", NULL};

    read_style(r, table, frame);
    frame->lines = frame_count(r, table, "lines", 1, 50, 1);
    frame->vertical = frame_flag(r, table, "vertical");
    frame->columns = frame_count(r, table, "columns", 0, 50, 0);
    frame->gap = frame_number(r, table, "gap", 0, 50, 0);
    frame->fit = (FrameFit)frame_choice(r, table, "fit", fits, FIT_CONTAIN);
    frame_focus(r, table, &frame->focus_x, &frame->focus_y);
    frame->alt = frame_member(r, table, "alt");
    frame->part = (MarkdownPart)frame_choice(r, table, "part", parts, MARKDOWN_WHOLE);
    frame->otherwise = frame_member(r, table, "otherwise");
}

static gboolean is_blank(const char *text)
{
    for (const char *p = text; p && *p; p = g_utf8_next_char(p))
        if (!g_unichar_isspace(g_utf8_get_char(p)))
            return FALSE;
    return TRUE;
}

static void read_markdown(FrameReader *r, int index, Frame *frame)
{
    Pictures pictures = {0};
    const char *text = frame_markdown(r, index, "markdown", &pictures);

    frame->text = text ? text : "";
    frame->pictures = pictures.pictures;
    frame->n_pictures = pictures.count;
}

static void read_items(FrameReader *r, int table, int index, Frame *frame)
{
    FrameRows rows = {0};

    frame_rows(r, table, index, KINDS[frame->kind], ROWS_FRAME, 0, &rows);
    FrameItem *items = arena_new0(r->arena, FrameItem, MAX(rows.n_items, 1));
    for (guint i = 0; i < rows.n_items; i++)
        items[i] = (FrameItem){rows.items[i].cells, rows.items[i].group};
    frame->parts = rows.parts;
    frame->n_parts = rows.n_parts;
    frame->items = items;
    frame->n_items = rows.n_items;
    frame->pictures = rows.pictures.pictures;
    frame->n_pictures = rows.pictures.count;
}

/* What the frame holds, which stands at `index`. FALSE if that is nothing. */
static gboolean read_content(FrameReader *r, int table, int index, Frame *frame)
{
    switch (frame->kind) {
    case FRAME_TEXT:
    case FRAME_QR: frame->text = frame_text(r, index, KINDS[frame->kind]); return !is_blank(frame->text);
    case FRAME_MARKDOWN:
        read_markdown(r, index, frame);
        return !is_blank(frame->text) || (frame->part == MARKDOWN_SIGNATURE && !is_blank(frame->otherwise));
    case FRAME_IMAGE: frame->file = frame_file(r, index, "image"); return frame->file != NULL;
    default: read_items(r, table, index, frame); return frame->n_items > 0;
    }
}

/* The frame of the table at `table`. FALSE if it stays empty. */
static gboolean read_frame(FrameReader *r, int table, Frame *frame)
{
    *frame = (Frame){.id = r->id};
    frame_check_keys(r, table, KEYS, FALSE);
    const int kind = push_kind(r, table);
    if (kind >= 0)
        frame->kind = (FrameKind)kind;
    read_settings(r, table, frame);
    const gboolean filled = kind >= 0 && read_content(r, table, lua_gettop(r->L), frame);
    lua_settop(r->L, table);
    return filled;
}

/* Which frame it is that is too many, or has no name, depends on Lua's own order, which differs from run to
 * run. */
static void fail_whole(FrameReader *r, gboolean many)
{
    r->failed = TRUE;
    if (many)
        diagnostics_error(r->engine->diagnostics, frame_place(r), NULL,
                          _("a sheet has %d frames at the most"), FRAMES_MAX);
    else
        diagnostics_error(r->engine->diagnostics, frame_place(r), _("write title = { text = page.title }"),
                          _("each frame must have a name"));
}

/* The names in the table at `table`, sorted, in the arena. */
static const char **read_ids(FrameReader *r, int table, guint *count)
{
    lua_State *L = r->L;
    const char **ids = arena_new0(r->arena, const char *, FRAMES_MAX);

    *count = 0;
    for (lua_pushnil(L); lua_next(L, table); lua_pop(L, 1)) {
        const gboolean text =
            lua_type(L, -2) == LUA_TSTRING && g_utf8_validate(lua_tostring(L, -2), -1, NULL);
        if (text && *count < FRAMES_MAX) {
            ids[(*count)++] = arena_strdup(r->arena, lua_tostring(L, -2));
            continue;
        }
        fail_whole(r, text);
        lua_pop(L, 2);
        break;
    }
    qsort(ids, *count, sizeof *ids, strings_compare);
    return ids;
}

gboolean sheet_read_frames(FrameReader *r, int table, Sheet *sheet)
{
    lua_State *L = r->L;
    guint count;
    const char **ids = read_ids(r, table, &count);
    Frame *frames = arena_new0(r->arena, Frame, MAX(count, 1));

    sheet->n_frames = 0;
    for (guint i = 0; i < count; i++) {
        r->id = ids[i];
        lua_pushstring(L, ids[i]);
        /* `page.level == "national" and { … }` may be false. */
        const int type = lua_rawget(L, table);
        if (type == LUA_TTABLE)
            sheet->n_frames += read_frame(r, lua_gettop(L), &frames[sheet->n_frames]);
        else if (type != LUA_TBOOLEAN || lua_toboolean(L, -1))
            frame_fail(r, NULL, _("write title = { text = page.title }"), _("it must be a table"));
        lua_pop(L, 1);
    }
    r->id = NULL;
    sheet->frames = frames;
    return !r->failed;
}
