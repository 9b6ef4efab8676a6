/* SPDX-License-Identifier: MIT */
/* The pieces of a book. */
#include "template/book-private.h"
#include "template/push.h"
#include "text/suggest.h"

#include <glib/gi18n.h>
#include <string.h>

/* Lists in lists of pieces, as functions of book.lua give them. */
#define DEPTH_MAX 16
#define NAMES_COLUMNS_MAX 20

/* What each kind of piece is called, and the members that it can have besides `anchor` and `of`. */
typedef struct {
    const char *name; /* of the member that says what it is */
    BookPieceKind kind;
    const char *const *keys; /* with that, and those that all have */
} PieceKind;

#define ALL "anchor", "of"

static const PieceKind KINDS[] = {
    {"artwork", BOOK_SHEET, (const char *const[]){ALL, "artwork", "frames", "stretch", NULL}},
    {"chapter", BOOK_CHAPTER, (const char *const[]){ALL, "chapter", "note", "unlisted", NULL}},
    {"heading", BOOK_HEADING, (const char *const[]){ALL, "heading", "level", "note", "unlisted", NULL}},
    {"text", BOOK_TEXT, (const char *const[]){ALL, "scale", "text", NULL}},
    {"table", BOOK_TABLE,
     (const char *const[]){ALL, "least", "note", "parts", "ruled", "scale", "table", NULL}},
    {"chart", BOOK_CHART,
     (const char *const[]){ALL, "chart", "height", "label", "note", "rows", "series", "title", "total",
                           "unit", NULL}},
    {"pictures", BOOK_PICTURES, (const char *const[]){ALL, "columns", "height", "pictures", NULL}},
    {"figures", BOOK_FIGURES, (const char *const[]){ALL, "columns", "figures", NULL}},
    {"names", BOOK_NAMES, (const char *const[]){ALL, "columns", "names", "scale", NULL}},
    {"contents", BOOK_CONTENTS, (const char *const[]){ALL, "contents", "levels", NULL}},
    {"index", BOOK_INDEX, (const char *const[]){ALL, "columns", "index", "title", NULL}},
    {"page", BOOK_PAGE, (const char *const[]){ALL, "page", NULL}},
};

/* The kind of the table at `table`, pushing what names it; NULL, and nothing, if it is none, or two. */
static const PieceKind *push_kind(FrameReader *r, int table, gboolean *two)
{
    const PieceKind *kind = NULL;
    const int top = lua_gettop(r->L);

    for (guint i = 0; i < G_N_ELEMENTS(KINDS); i++) {
        lua_pushstring(r->L, KINDS[i].name);
        const gboolean there = lua_rawget(r->L, table) != LUA_TNIL;
        if (there && kind) {
            frame_fail(r, KINDS[i].name, NULL, _("it cannot be both '%s' and '%s'"), kind->name,
                       KINDS[i].name);
            lua_settop(r->L, top);
            *two = TRUE;
            return NULL;
        }
        if (there)
            kind = &KINDS[i];
        else
            lua_pop(r->L, 1);
    }
    return kind;
}

/* Which kind may be meant by the first of its names, in the order of their bytes. */
static void report_kind(FrameReader *r, int table)
{
    const char *names[G_N_ELEMENTS(KINDS) + 1] = {NULL};
    const char *first = NULL, *near = NULL;

    for (guint i = 0; i < G_N_ELEMENTS(KINDS); i++)
        names[i] = KINDS[i].name;
    for (lua_pushnil(r->L); lua_next(r->L, table); lua_pop(r->L, 1)) {
        const char *name = lua_type(r->L, -2) == LUA_TSTRING ? lua_tostring(r->L, -2) : NULL;
        if (name && g_utf8_validate(name, -1, NULL) && (!first || strcmp(name, first) < 0))
            first = name;
    }
    g_autofree char *hint = first ? suggest_hint(first, names) : NULL;
    if (hint)
        near = first;
    frame_fail(r, near, hint ? hint : _("write { chapter = \"…\" }, { text = \"…\" } or { table = rows }"),
               _("it does not say what it is"));
}

/* A title of a contents or an index; TRUE says that it has none. */
static const char *read_title(FrameReader *r, int index, const char *key)
{
    return lua_isboolean(r->L, index) ? NULL : frame_text(r, index, key);
}

static gboolean read_text(FrameReader *r, int table, int index, BookPiece *piece)
{
    Pictures pictures = {0};

    piece->text = frame_markdown(r, index, "text", &pictures);
    piece->pictures = pictures.pictures;
    piece->n_pictures = pictures.count;
    piece->scale = frame_number(r, table, "scale", 0.5, 2, 0);
    const Entry *entry = to_entry(r->L, index);
    if (entry)
        piece->place = (Place){.source = entry->source};
    return piece->text != NULL;
}

/* An anchor that is taken leads to where it was first. */
static void take_anchor(BookReader *b, const char **anchor)
{
    if (*anchor && !g_hash_table_add(b->anchors, (gpointer)*anchor))
        *anchor = NULL;
}

static gboolean read_items(BookReader *b, int table, int index, const PieceKind *kind, BookPiece *piece)
{
    static const guint cells[] = {[BOOK_FIGURES] = 3, [BOOK_NAMES] = 2, [BOOK_INDEX] = 2};
    FrameReader *r = &b->reader;
    FrameRows rows = {0};

    frame_rows(r, table, index, kind->name, ROWS_BOOK, kind->kind == BOOK_TABLE ? 0 : cells[kind->kind],
               &rows);
    BookItem *items = (BookItem *)rows.items;
    for (guint i = 0; i < rows.n_items; i++)
        take_anchor(b, &items[i].anchor);
    piece->parts = rows.parts;
    piece->n_parts = rows.n_parts;
    piece->items = items;
    piece->n_items = rows.n_items;
    piece->pictures = rows.pictures.pictures;
    piece->n_pictures = rows.pictures.count;
    if (kind->kind == BOOK_INDEX) {
        piece->text = frame_member(r, table, "title");
        book_sort_index(b, piece);
    }
    return rows.n_items > 0;
}

/* What the kinds have in common; of a kind that does not know them, they are not there. */
static void read_common(BookReader *b, int table, BookPiece *piece)
{
    FrameReader *r = &b->reader;

    piece->unlisted = frame_flag(r, table, "unlisted");
    piece->columns = frame_count(r, table, "columns", 0, NAMES_COLUMNS_MAX, 0);
    piece->note = frame_member(r, table, "note");
    piece->ruled = frame_flag(r, table, "ruled");
    piece->rows_least = frame_count(r, table, "least", 0, 200, 0);
    piece->height = frame_number(r, table, "height", 0, 400, 0);
    if (piece->kind != BOOK_TEXT)
        piece->scale = frame_number(r, table, "scale", 0.5, 2, 0);
}

/* FALSE if there is nothing to show. */
static gboolean read_kind(BookReader *b, int table, int index, const PieceKind *kind, BookPiece *piece)
{
    FrameReader *r = &b->reader;

    read_common(b, table, piece);
    switch (kind->kind) {
    case BOOK_SHEET: return book_read_sheet(b, table, index, piece);
    case BOOK_HEADING: piece->level = frame_count(r, table, "level", 2, 4, 2); G_GNUC_FALLTHROUGH;
    case BOOK_CHAPTER: piece->text = frame_text(r, index, kind->name); return piece->text != NULL;
    case BOOK_TEXT: return read_text(r, table, index, piece);
    case BOOK_CHART: return book_read_chart(b, table, piece);
    case BOOK_PICTURES: return book_read_photos(b, table, index, piece);
    case BOOK_CONTENTS:
        piece->text = read_title(r, index, kind->name);
        piece->level = frame_count(r, table, "levels", 1, 4, 2);
        return TRUE;
    case BOOK_PAGE: return lua_toboolean(r->L, index);
    default: return read_items(b, table, index, kind, piece);
    }
}

/* `of`: the entry that it is about, for its pictures and for messages. */
static const Entry *read_of(FrameReader *r, int table)
{
    lua_pushliteral(r->L, "of");
    lua_rawget(r->L, table);
    const Entry *entry = to_entry(r->L, -1);

    if (!entry && !lua_isnil(r->L, -1))
        frame_fail(r, "of", NULL, _("'%s' must be an entry"), "of");
    lua_pop(r->L, 1);
    return entry;
}

static void read_piece(BookReader *b, int table)
{
    FrameReader *r = &b->reader;
    gboolean two = FALSE;
    const PieceKind *kind = push_kind(r, table, &two);
    const int index = lua_gettop(r->L);
    BookPiece piece = {0};

    if (!kind) {
        if (!two)
            report_kind(r, table);
        return;
    }
    r->kind = kind->name;
    piece.kind = kind->kind;
    frame_check_keys(r, table, kind->keys, FALSE);
    r->entry = read_of(r, table);
    if (r->entry)
        piece.place = (Place){.source = r->entry->source};
    lua_pushliteral(r->L, "anchor");
    lua_rawget(r->L, table);
    piece.anchor = frame_anchor(r, lua_gettop(r->L), "anchor");
    lua_settop(r->L, index);
    if (read_kind(b, table, index, kind, &piece)) {
        take_anchor(b, &piece.anchor);
        g_array_append_val(b->pieces, piece);
    }
    lua_settop(r->L, index - 1);
    r->entry = NULL;
    r->kind = NULL;
}

/* Whether the table at `table` has no names: what a function of book.lua gives may be empty. */
static gboolean is_list(lua_State *L, int table)
{
    for (lua_pushnil(L); lua_next(L, table); lua_pop(L, 1)) {
        if (lua_type(L, -2) != LUA_TSTRING)
            continue;
        lua_pop(L, 2);
        return FALSE;
    }
    return TRUE;
}

static void read_nested(BookReader *b, int table)
{
    if (b->depth == DEPTH_MAX) {
        frame_fail(&b->reader, NULL, NULL, _("lists of pieces lie %d deep at the most"), DEPTH_MAX);
        return;
    }
    luaL_checkstack(b->reader.L, 16, NULL);
    b->depth++;
    book_read_pieces(b, table);
    b->depth--;
}

/* The piece on top of the stack, or a list of such; false is none. */
static void read_one(BookReader *b, int type)
{
    FrameReader *r = &b->reader;
    const int index = lua_gettop(r->L);

    if (type == LUA_TTABLE && is_list(r->L, index)) {
        read_nested(b, index);
        return;
    }
    r->piece++;
    if (type == LUA_TTABLE)
        read_piece(b, index);
    else
        frame_fail(r, NULL, _("write { chapter = \"…\" }, { text = \"…\" } or { table = rows }"),
                   _("it must be a table"));
}

void book_read_pieces(BookReader *b, int table)
{
    FrameReader *r = &b->reader;
    lua_State *L = r->L;
    const lua_Integer length = (lua_Integer)lua_rawlen(L, table);

    for (lua_Integer i = 1; i <= length; i++) {
        const int type = lua_rawgeti(L, table, i);
        /* `#honours > 0 and { … }` may be false; nil is a place that nothing stands in. */
        if (type != LUA_TNIL && !(type == LUA_TBOOLEAN && !lua_toboolean(L, -1))) {
            if (!frame_count_item(r)) {
                lua_pop(L, 1);
                return;
            }
            read_one(b, type);
        }
        lua_pop(L, 1);
    }
}
