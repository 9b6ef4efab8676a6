/* SPDX-License-Identifier: MIT */
/*
 * The sheets of a theme: sheets/NAME/sheet.lua says for which entries a sheet is, on which paper, and what
 * goes into the frames of its artwork. The site's own theme/ may take the place of each of its files.
 */
#pragma once

#include "site/collection.h"
#include "template/engine.h"
#include "typeset/sheet.h"

/* What a sheet is made of. */
typedef enum {
    SHEET_EACH, /* one entry */
    SHEET_LIST, /* many entries of a type */
    SHEET_ROWS, /* one row of a data file */
} SheetSubject;

/* What sheet.lua says without being asked about an entry. Strings live as long as the sheets. */
typedef struct {
    const char *name;  /* of its folder: "notice" */
    const char *file;  /* sheet.lua, as messages name it */
    const char *title; /* in the site's language: "通知" */
    SheetSubject subject;
    gboolean faulty;          /* its mistakes have been reported: nothing can be made of it */
    const char *const *types; /* EACH, LIST: folders of types, NULL-terminated; LIST: one */
    const char *rows;         /* ROWS: name of the data file: "slogans" */
    const Condition *where;   /* EACH, LIST: all must be met; values of one field are alternatives */
    guint n_where;
    gboolean every_year; /* LIST: it is of all years, unless one is asked for */
    const Paper *sizes;  /* it was drawn for; the first is the default */
    guint n_sizes;
} SheetFile;

typedef struct Sheets Sheets;

/*
 * Reads sheet.lua of each folder below sheets/ in a process of its own. Mistakes go to `diagnostics`; NULL
 * with `error` where the machine fails. A theme without sheets has none.
 */
Sheets *sheets_load(const Theme *theme, const Site *site, Diagnostics *diagnostics, GError **error);
void sheets_free(Sheets *sheets);
/* Those without mistakes. */
guint sheets_count(const Sheets *sheets);
const SheetFile *sheets_at(const Sheets *sheets, guint index);
/* NULL if there is none of that name. */
const SheetFile *sheets_find(const Sheets *sheets, const char *name);
/* Whether there is one of that name (NULL: of any) that has mistakes. */
gboolean sheets_have_faulty(const Sheets *sheets, const char *name);
/*
 * The sheet of an entry: of those that are for it the one with the most conditions, then the first by name;
 * NULL if there is none. It may be one with mistakes, in whose place no other is to be taken.
 */
const SheetFile *sheets_of_entry(const Sheets *sheets, const Entry *entry);

/* What a sheet is about. */
typedef struct {
    const SheetFile *file;
    Page page; /* EACH: PAGE_EACH with its entry; LIST: PAGE_LIST with type, entries, year (0: all); ROWS:
                  PAGE_SINGLE */
    guint row; /* ROWS: from 0 */
    const char *text; /* ROWS: words of the command line, page.row.text, instead of a row; or NULL */
    Paper paper;
    gboolean grey;
} SheetAsk;

/*
 * Asks sheet.lua what goes into the frames. Everything that `sheet` points at lives in `arena`, or as long as
 * the engine's site. FALSE after diagnostics.
 */
gboolean engine_sheet(Engine *engine, const SheetAsk *ask, Arena *arena, Sheet *sheet);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Sheets, sheets_free)
