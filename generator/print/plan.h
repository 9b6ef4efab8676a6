/* SPDX-License-Identifier: MIT */
/* Which sheets a command makes: each of one subject, on one paper. */
#pragma once

#include "template/sheet.h"

#define YEAR_DEFAULT 0  /* this one, if there is anything of it, else the last one of which there is */
#define YEAR_EVERY (-1) /* all of them on one sheet */

/* What is wanted. Everything is borrowed. */
typedef struct {
    Entry *const *entries; /* each by itself */
    guint n_entries;
    guint n_refused;        /* how many were named besides, and cannot be printed */
    gboolean running;       /* all that is running, and the lists and rows of today */
    const SheetFile *sheet; /* instead of that of the type; or NULL */
    const Type *list;       /* the sheet of many entries of this type; or NULL */
    int year;               /* of a list */
    const Condition *where; /* of a list, besides those of sheet.lua */
    guint n_where;
    const char *const *texts; /* for a sheet of rows, instead of the rows; NULL-terminated, or NULL */
    const Paper *papers;      /* none: the first that each sheet was drawn for */
    guint n_papers;
    gboolean landscape; /* the wide side across */
    gboolean grey;
} SheetWish;

/* One sheet that is to be made. */
typedef struct {
    SheetAsk ask;
    const char *name;  /* of its file, without an ending: "2025-11-03-water-A3"; unique, on any system */
    const char *shown; /* how messages call its subject: the file of the entry, the sheet's otherwise */
} SheetJob;

typedef struct {
    Arena *arena;
    GArray *jobs;           /* SheetJob */
    GPtrArray *collections; /* owned */
    guint refused;          /* entries for which there is no sheet */
} SheetPlan;

/*
 * The sheets that `wish` stands for, in the order of what was named, then of the site. An entry for which
 * there is none is reported to `diagnostics`. NULL with SITE_ERROR_OPTION where that cannot be. A plan may be
 * empty.
 */
SheetPlan *sheet_plan_new(const Site *site, const Sheets *sheets, const SheetWish *wish,
                          Diagnostics *diagnostics, GError **error);
void sheet_plan_free(SheetPlan *plan);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(SheetPlan, sheet_plan_free)
