/* SPDX-License-Identifier: MIT */
/*
 * Private to template/: the tables that frames() of sheet.lua and book() of book.lua give. Metatables count
 * for nothing; errors of Lua are those of memory alone. Mistakes are diagnostics, with the name of the frame.
 */
#pragma once

#include "template/pictures.h"
#include "template/sheet-private.h"
#include "template/state.h"
#include "typeset/book.h"

/* What all texts, rows and names of a sheet or book may come to. */
typedef struct {
    gsize bytes;
    guint items;
    gboolean book; /* how messages name it */
} FrameLimits;

typedef struct {
    lua_State *L;
    Engine *engine;
    const Source *source; /* sheet.lua or book.lua; */
    guint first_line;     /* of the function in it that gave the tables, */
    gsize begin, end;     /* and its bytes */
    const FrameLimits *limits;
    Arena *arena;
    const Entry *entry; /* that all is about, or NULL */
    guint piece;        /* of a book, from 1, */
    const char *kind;   /* and what it is: "table"; NULL: no piece, or of none */
    const char *id;     /* of the frame at hand, or NULL */
    guint row;          /* of it, from 1; 0: none */
    gsize bytes;        /* of text so far, */
    guint items;        /* and rows and names */
    gboolean full;      /* that there is too much text was said */
    gboolean failed;
} FrameReader;

/* Of what the function on those lines of the script that is asked has given. */
FrameReader frame_reader(lua_State *L, AskLines lines, const FrameLimits *limits, Arena *arena);
/* The function as a whole. */
Place frame_place(const FrameReader *r);

/*
 * Reads what frames() gave, a table at `table`, into `sheet`: mistakes are diagnostics, with places in the
 * function. FALSE after such.
 */
gboolean sheet_read_frames(FrameReader *r, int table, Sheet *sheet);

/* Reports a mistake in the frame or piece at hand, near `key` (NULL: its name). */
void frame_fail(FrameReader *r, const char *key, const char *hint, const char *format, ...)
    G_GNUC_PRINTF(4, 5);

/* Of the table at `table`, by key; where there is nothing, or a mistake, `fallback`. */
double frame_number(FrameReader *r, int table, const char *key, double from, double to, double fallback);
guint frame_count(FrameReader *r, int table, const char *key, guint from, guint to, guint fallback);
gboolean frame_flag(FrameReader *r, int table, const char *key);
/* FALSE where there is no colour. */
gboolean frame_colour(FrameReader *r, int table, const char *key, Colour *colour);
/* The index of a word among `words`, NULL-terminated. */
int frame_choice(FrameReader *r, int table, const char *key, const char *const *words, int fallback);
/* A role of the theme's fonts, or NULL. */
const char *frame_font(FrameReader *r, int table, const char *key);
FrameAlign frame_align(FrameReader *r, int table);

/*
 * The value at `index`, which `key` names, as text in the arena: valid, without control characters. NULL for
 * nil, for what is empty, and after a mistake.
 */
const char *frame_text(FrameReader *r, int index, const char *key);
/* The same of a member. */
const char *frame_member(FrameReader *r, int table, const char *key);
/* A file of the site at `index`, as an absolute path; NULL for nil, and after a mistake. */
const char *frame_file(FrameReader *r, int index, const char *key);
/*
 * The Markdown at `index`, which `key` names: a text, or an entry for its body; NULL where there is none, as
 * of a tombstone. Its pictures are added to `pictures`.
 */
const char *frame_markdown(FrameReader *r, int index, const char *key, Pictures *pictures);
/* Adds the pictures of a Markdown text (or NULL), which is, or goes with, that of `entry` (NULL: of none). */
void frame_pictures(FrameReader *r, const Entry *entry, const char *text, Pictures *pictures);
/* Two numbers from 0 to 1, or the middle. */
void frame_focus(FrameReader *r, int table, double *x, double *y);
/* Pushes the table that stands at `index`, also that of a list of the site's; FALSE, and nothing, if it is
 * none. */
gboolean frame_push_table(FrameReader *r, int index);

/* Every key of the table at `table` is one of `keys`, NULL-terminated, or (`list`) a place of a list. */
void frame_check_keys(FrameReader *r, int table, const char *const *keys, gboolean list);

/* What a row can have besides its cells. */
typedef enum {
    ROWS_FRAME, /* `group` */
    ROWS_BOOK,  /* `anchor` and `target` as well */
} FrameRowKeys;

/* Rows, cards, names … and what their parts look like. */
typedef struct {
    const FramePart *parts;
    guint n_parts;
    const BookItem *items;
    guint n_items;
    Pictures pictures;
} FrameRows;

/*
 * The rows at `index`, which `key` names, and `parts` of the table at `table`. `cells`: how many each has; 0:
 * as `parts` says, or the longest row.
 */
void frame_rows(FrameReader *r, int table, int index, const char *key, FrameRowKeys keys, guint cells,
                FrameRows *rows);
/* FALSE, after a mistake, where there are too many. */
gboolean frame_count_item(FrameReader *r);
/* The anchor at `index`, a name or an entry for its id; NULL for nil, and after a mistake. */
const char *frame_anchor(FrameReader *r, int index, const char *key);
