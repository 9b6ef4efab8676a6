/* SPDX-License-Identifier: MIT */
/* Private to template/: sheet.lua, from the file to the frames of one sheet. */
#pragma once

#include "template/sheet.h"
#include "text/source.h"

#include <lua.h>

/* Files of artwork that a sheet may have. */
#define SHEET_ARTWORKS_MAX 20

/* All of a sheet.lua. */
typedef struct {
    SheetFile file; /* the first member: what engine_sheet() is given is one of these */
    const Source *source;
    const char *const *artwork; /* files in the sheet's folder, NULL-terminated; at least one */
    double stretch;
} SheetScript;

struct Sheets {
    Arena *arena;
    GPtrArray *sources; /* Source *; owned */
    GPtrArray *scripts; /* SheetScript *, in the arena, by name */
    GPtrArray *faulty;  /* the same of those with mistakes, whatever could be read of them */
};

static inline const SheetScript *sheet_script(const SheetFile *file)
{
    return (const SheetScript *)(const void *)file;
}

/* Of what sheet_read_members() gives: the members of the table and, if it is a table, those of `where`. */
#define SHEET_VARIANT_TYPE "(" MEMBERS_VARIANT_TYPE "m" MEMBERS_VARIANT_TYPE ")"
GVariant *sheet_read_members(lua_State *L, const Source *source, Diagnostics *diagnostics);

/* What reading needs. */
typedef struct {
    const Theme *theme;
    const Site *site;
    Arena *arena;
    Diagnostics *diagnostics;
} SheetReading;

/* The sheet of the folder `name` from what sheet_read_members() gave, or NULL. Faulty after a diagnostic. */
SheetScript *sheet_read(const SheetReading *reading, const char *name, const Source *source,
                        GVariant *members);

/* The path of `file` in the folder of the sheet, as the theme names it; newly allocated. */
char *sheet_path(const char *sheet, const char *file);
/* "did you mean …" for an artwork that there is not in that folder; newly allocated, or NULL. */
char *sheet_suggest_file(const Theme *theme, const char *sheet, const char *file);

/* The lines of the function frames(), first and last. */
typedef struct {
    guint first, last;
} SheetLines;

/*
 * Reads what frames() gave, a table at `table`, into `sheet`: mistakes are diagnostics, with places in the
 * function. FALSE after such. Raises errors of memory only.
 */
gboolean sheet_read_frames(lua_State *L, int table, const SheetScript *script, SheetLines lines, Arena *arena,
                           Sheet *sheet);
/* The artworks at `index` (nil: those of sheet.lua); the nearest one in proportion to the paper is read. */
gboolean sheet_read_artwork(lua_State *L, int index, const SheetScript *script, Place place, Arena *arena,
                            Sheet *sheet);
/* Title, author and the like, from what the sheet is about. */
void sheet_read_metadata(const Site *site, const SheetAsk *ask, Arena *arena, Sheet *sheet);
