/* SPDX-License-Identifier: MIT */
/* Photos, charts and whole pages with artwork. */
#include "template/book-private.h"
#include "template/chart-rows.h"
#include "template/chunk.h"
#include "template/host.h"
#include "template/memory.h"

#include <glib/gi18n.h>
#include <string.h>

/* Of one piece. */
#define PHOTOS_MAX 10000
#define STRETCH_MAX 3

/* A file, or a table of one with its caption, on top of the stack. */
static gboolean read_photo(FrameReader *r, BookPhoto *photo)
{
    static const char *const keys[] = {"caption", "focus", NULL};
    const int item = lua_gettop(r->L);

    *photo = (BookPhoto){.focus_x = 0.5, .focus_y = 0.5};
    if (lua_istable(r->L, item)) {
        frame_check_keys(r, item, keys, TRUE);
        photo->caption = frame_member(r, item, "caption");
        frame_focus(r, item, &photo->focus_x, &photo->focus_y);
        lua_rawgeti(r->L, item, 1);
    }
    photo->file = frame_file(r, lua_gettop(r->L), "pictures");
    lua_settop(r->L, item);
    return photo->file != NULL;
}

gboolean book_read_photos(BookReader *b, G_GNUC_UNUSED int table, int index, BookPiece *piece)
{
    FrameReader *r = &b->reader;
    lua_State *L = r->L;

    if (!frame_push_table(r, index)) {
        frame_fail(r, "pictures", _("write pictures = { { entry.cover, caption = entry.title } }"),
                   _("'%s' must be a list"), "pictures");
        return FALSE;
    }
    const int list = lua_gettop(L);
    const guint length = (guint)MIN(lua_rawlen(L, list), (lua_Unsigned)PHOTOS_MAX);
    BookPhoto *photos = arena_new0(r->arena, BookPhoto, length + 1);
    for (guint i = 0; i < length; i++) {
        const int type = lua_rawgeti(L, list, (lua_Integer)i + 1);
        r->row = i + 1;
        if (type != LUA_TNIL && frame_count_item(r))
            piece->n_photos += read_photo(r, &photos[piece->n_photos]);
        lua_settop(L, list);
    }
    r->row = 0;
    lua_settop(L, list - 1);
    piece->photos = photos;
    return piece->n_photos > 0;
}

/* A chart that is being read within a protected call. */
typedef struct {
    Arena *arena;
    Chart *chart;
} ChartInto;

static const char *keep(Arena *arena, const char *text)
{
    return text ? arena_strdup(arena, text) : NULL;
}

/* What Lua holds goes with the call. */
static void keep_chart(const ChartInto *into)
{
    Arena *arena = into->arena;
    Chart *chart = into->chart;
    ChartRow *rows = arena_new0(arena, ChartRow, MAX(chart->n_rows, 1));
    const char **series = arena_new0(arena, const char *, MAX(chart->n_series, 1));

    for (guint i = 0; chart->series && i < chart->n_series; i++)
        series[i] = keep(arena, chart->series[i]);
    for (guint i = 0; i < chart->n_rows; i++) {
        double *values = arena_new0(arena, double, chart->n_series);
        memcpy(values, chart->rows[i].values, chart->n_series * sizeof *values);
        rows[i] = (ChartRow){keep(arena, chart->rows[i].name), NULL, values};
    }
    chart->title = keep(arena, chart->title);
    chart->unit = keep(arena, chart->unit);
    chart->label = keep(arena, chart->label);
    chart->total = keep(arena, chart->total);
    chart->series = chart->series ? series : NULL;
    chart->rows = rows;
}

static int read_chart(lua_State *L)
{
    const ChartInto *into = lua_touserdata(L, 2);

    lua_settop(L, CHART_ARGUMENT);
    chart_read(L, into->chart);
    keep_chart(into);
    return 0;
}

/* Pushes the table at `table` without what is the book's own. */
static void push_chart(lua_State *L, int table)
{
    static const char *const own[] = {"anchor", "chart", "height", "note", "of", NULL};

    lua_newtable(L);
    for (lua_pushnil(L); lua_next(L, table); lua_pop(L, 1)) {
        if (lua_type(L, -2) == LUA_TSTRING && g_strv_contains(own, lua_tostring(L, -2)))
            continue;
        lua_pushvalue(L, -2);
        lua_pushvalue(L, -2);
        lua_rawset(L, -5);
    }
}

gboolean book_read_chart(BookReader *b, int table, BookPiece *piece)
{
    /* A timeline is a picture of its own height, which a page may not have. */
    const char *kinds[] = {CHART_LIMITS[CHART_BAR].name, CHART_LIMITS[CHART_STACKED].name,
                           CHART_LIMITS[CHART_LINE].name, CHART_LIMITS[CHART_DONUT].name, NULL};
    FrameReader *r = &b->reader;
    lua_State *L = r->L;
    const int kind = frame_choice(r, table, "chart", kinds, -1);

    if (kind < 0)
        return FALSE;
    Chart *chart = arena_new0(r->arena, Chart, 1);
    ChartInto into = {r->arena, chart};
    chart->kind = (ChartKind)kind;
    lua_pushcfunction(L, read_chart);
    push_chart(L, table);
    lua_pushlightuserdata(L, &into);
    const int status = lua_pcall(L, 2, 0, 0);
    if (memory_failed(L, status))
        memory_raise(L);
    if (status != LUA_OK) {
        const char *plain = lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1) : "";
        const char *words = host_words(L, plain);
        frame_fail(r, NULL, host_hint(L, plain), "%s", words ? words : plain);
        lua_pop(L, 1);
        return FALSE;
    }
    piece->chart = chart;
    return chart->n_rows > 0;
}

/* Pushes the member, a table: an empty one where there is none. */
static void push_frames(FrameReader *r, int table)
{
    lua_pushliteral(r->L, "frames");
    const int type = lua_rawget(r->L, table);
    if (type == LUA_TTABLE)
        return;
    if (type != LUA_TNIL)
        frame_fail(r, "frames", _("write frames = { title = { text = page.title } }"),
                   _("'%s' must be a table"), "frames");
    lua_pop(r->L, 1);
    lua_newtable(r->L);
}

gboolean book_read_sheet(BookReader *b, int table, int index, BookPiece *piece)
{
    static const char folder[] = "yearbook/";
    FrameReader *r = &b->reader;
    const Book *book = b->book;
    const SheetArtwork artwork = {folder, NULL, frame_number(r, table, "stretch", 0, STRETCH_MAX, 0.15)};
    Sheet *sheet = arena_new0(r->arena, Sheet, 1);
    const gssize frames = chunk_find_key(r->source, "frames", 0, r->source->length);

    *sheet = (Sheet){.name = book->name,
                     .paper = book->style.paper,
                     .root = book->root,
                     .place = frame_place(r),
                     .title = book->title,
                     .author = book->author,
                     .language = book->language,
                     .created = book->created};
    r->begin = (gsize)MAX(frames, 0);
    r->end = r->source->length;
    if (!sheet_read_artwork(r->L, index, &artwork, frame_place(r), r->arena, sheet))
        r->failed = TRUE;
    push_frames(r, table);
    sheet_read_frames(r, lua_gettop(r->L), sheet);
    lua_pop(r->L, 1);
    piece->sheet = sheet;
    return TRUE;
}
