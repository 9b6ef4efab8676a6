/* SPDX-License-Identifier: MIT */
/*
 * Private to template/: the tables that frames() of sheet.lua gives. Metatables count for nothing; errors of
 * Lua are those of memory alone. Mistakes are diagnostics, with the name of the frame.
 */
#pragma once

#include "template/sheet-private.h"
#include "template/state.h"

typedef struct {
    lua_State *L;
    Engine *engine;
    const SheetScript *script;
    guint first_line; /* of the function frames(), */
    gsize begin, end; /* and its bytes in sheet.lua */
    Arena *arena;
    const char *id; /* of the frame at hand */
    guint row;      /* of it, from 1; 0: none */
    gsize bytes;    /* of text so far, */
    guint items;    /* and rows and names */
    gboolean failed;
} FrameReader;

/* Reports a mistake in the frame at hand, near `key` (NULL: its name). */
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
const char *frame_font(FrameReader *r, int table);
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
/* The absolute path of a file of the site, in the arena. */
const char *frame_path(FrameReader *r, const char *file);
/* The entry that the sheet is about, or NULL. */
const Entry *frame_entry(const FrameReader *r);
/* Adds the pictures of a Markdown text (or NULL) of the frame, which is, or goes with, that of `entry` (NULL:
 * of none). */
void frame_pictures(FrameReader *r, const Entry *entry, const char *text, Frame *frame);
/* Pushes the table that stands at `index`, also that of a list of the site's; FALSE, and nothing, if it is
 * none. */
gboolean frame_push_table(FrameReader *r, int index);

/* Every key of the table at `table` is one of `keys`, NULL-terminated, or (`list`) a place of a list. */
void frame_check_keys(FrameReader *r, int table, const char *const *keys, gboolean list);

/* The rows at `index`, which `key` names, and `parts` of the table at `table`, into `frame`. */
void frame_items(FrameReader *r, int table, int index, const char *key, Frame *frame);
