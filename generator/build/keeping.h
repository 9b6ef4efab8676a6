/* SPDX-License-Identifier: MIT */
/*
 * Which pages need not be rendered again: those that are what they were, and of which nothing that they read
 * has changed. Nothing is guessed: each page was rendered once with everything that it read being noted.
 */
#pragma once

#include "build/facts.h"
#include "build/ledger.h"
#include "build/stage.h"

typedef struct {
    const Ledger *before;
    const Plan *plan;
    Facts *facts;
    const SlotTable *slots;
    const StagedFile *known; /* the files of the ledger: those that are proven are as they were */
} KeepingJob;

typedef struct Keeping Keeping;

Keeping *keeping_new(const KeepingJob *job);
void keeping_free(Keeping *keeping);

/* The number of the page in the ledger, + 1; 0: it is to be rendered. */
guint keeping_page(const Keeping *keeping, guint page);
/* What was made of a page that is to be rendered, but could be mended, as nothing has changed but fragments
 * in it: its number in the ledger, + 1; 0: there is nothing of use. */
guint keeping_old_page(const Keeping *keeping, guint page);
/* Its spans; which fragments of the ledger have changed, by number; and what was said of it, referenced or
 * NULL. */
PageReads keeping_old_reads(const Keeping *keeping, guint page);
const guint8 *keeping_changed(const Keeping *keeping);
GVariant *keeping_old_said(const Keeping *keeping, guint page);
/* What facts_page() says of a page. */
guint64 keeping_identity(const Keeping *keeping, guint page);
/* Gives the new readings what the pages that are kept, or could be mended, have read. */
void keeping_carry(const Keeping *keeping, Readings *readings);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Keeping, keeping_free)
