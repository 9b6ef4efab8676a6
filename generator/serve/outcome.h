/* SPDX-License-Identifier: MIT */
/* What a build came to, as one process tells the next: from the build to who ordered it, from there to the
 * server.
 */
#pragma once

#include "build/build.h"

typedef struct {
    gboolean published; /* without an error: the folder holds the site as it is now */
    gboolean changed;   /* a file of the folder is another one, or gone */
    guint said;         /* a hash of all messages */
    gint64 midnight;    /* when the site's day ends, in seconds since 1970; 0: it is not known, or stays */
    char
        *address; /* where the site will be: "https://example.org/board/"; "": it has none; NULL: not known */
    char *hidden; /* JSON: the pages that readers will not see yet, path -> why; NULL: not known */
    char *messages; /* JSON: what the pages show of the messages; never NULL */
} Outcome;

/* Frees what it owns. */
void outcome_clear(Outcome *outcome);
/* A new floating variant, and back: FALSE where it is none. */
GVariant *outcome_save(const Outcome *outcome);
gboolean outcome_load(Outcome *outcome, GVariant *saved);
#define OUTCOME_VARIANT_TYPE "(bbuxmsmss)"

/* Takes of a plan what an outcome tells. */
void outcome_note_plan(Outcome *outcome, const Plan *plan);
/* The same of the messages, which come into their order. */
void outcome_note_messages(Outcome *outcome, Diagnostics *diagnostics);
