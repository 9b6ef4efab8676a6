/* SPDX-License-Identifier: MIT */
/* Private to template/: sheet.lua, from the file to the frames of one sheet. */
#pragma once

#include "template/ask.h"
#include "template/sheet.h"

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

/* The folder of the sheet of that name, as the theme names it: "sheets/notice/"; newly allocated. */
char *sheet_folder(const char *sheet);
/* "did you mean …" for an artwork that there is not in that folder; newly allocated, or NULL. */
char *sheet_suggest_file(const Theme *theme, const char *folder, const char *file);

/* Which files of the theme can stand behind the frames of a sheet. */
typedef struct {
    const char *folder;       /* that they lie in: "sheets/notice/" */
    const char *const *names; /* where nothing else is said, NULL-terminated; or NULL */
    double stretch;
} SheetArtwork;

/* The artworks at `index` (nil: `artwork->names`); the nearest one in proportion to the paper is read. */
gboolean sheet_read_artwork(lua_State *L, int index, const SheetArtwork *artwork, Place place, Arena *arena,
                            Sheet *sheet);
/* Title, author and the like, from what the sheet is about. */
void sheet_read_metadata(const Site *site, const SheetAsk *ask, Arena *arena, Sheet *sheet);
