/* SPDX-License-Identifier: MIT */
/* Sheets made in worker processes: one that crashes or hangs costs its sheet, and no other. */
#pragma once

#include "build/stage.h"
#include "print/plan.h"
#include "print/typesetter.h"
#include "process/pool.h"

/* The files of one sheet, and what became of it. */
typedef struct {
    StagedFile files[N_FORMATS]; /* those without a path are not made */
    gboolean made;
} SheetMade;

typedef struct {
    const Site *site;
    const Theme *theme;
    GHashTable *paths;      /* of all outputs */
    const GPtrArray *pages; /* const Page * */
    const GArray *jobs;     /* SheetJob */
    SheetMade *made;        /* one for each job, with the paths of its files */
    SheetOptions options;
    gboolean published; /* for the website, which sources of entries do not leave with */
    Stage *stage;       /* NULL: made, but kept nowhere */
    void (*progress)(guint done, guint all, gpointer data); /* after each sheet; or NULL */
    gpointer data;
} SheetsJob;

/*
 * Makes all sheets in at most `workers` processes, and sets `made` of those that could be made; what is wrong
 * with the others goes to `diagnostics`. No other thread may be running. FALSE with `error` where the machine
 * fails, or at an interrupt.
 */
gboolean sheets_make(const SheetsJob *job, guint workers, const Interrupt *interrupt,
                     Diagnostics *diagnostics, GError **error);
