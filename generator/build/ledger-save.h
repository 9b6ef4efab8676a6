/* SPDX-License-Identifier: MIT */
/* Writes the ledger of a build (ledger.h). */
#pragma once

#include "build/facts.h"
#include "build/ledger.h"
#include "build/stage.h"
#include "text/sink.h"

/* A page, in the order of the plan. */
typedef struct {
    GVariant *said; /* or NULL */
    gboolean left_out;
} LedgerSavePage;

/* Writes `what`, as it is asked for. NULL: there is nothing. */
typedef struct {
    void (*save)(gconstpointer what, const Sink *into);
    gconstpointer what;
} LedgerSavePart;

typedef struct {
    LedgerHead head;
    const char *names[N_LEDGER_NAMES];
    LedgerSavePart parts[N_LEDGER_PARTS];
    GVariant *said; /* all messages; or NULL */
    const Plan *plan;
    const SlotTable *slots;
    const Readings *readings;
    const guint64 *answers;    /* by key of the readings: facts_ask() when the pages had been rendered */
    const guint64 *identities; /* by page: facts_page() */
    const GArray *files;       /* StagedFile: what was published, in the order of the paths */
    const LedgerSavePage *pages;
} LedgerSave;

/*
 * Replaces the ledger for `destination` in the folder `work`. It is a cache: where it cannot be written it is
 * removed, and the next build does everything.
 */
void ledger_save(const LedgerSave *save, const char *work, const char *destination);
