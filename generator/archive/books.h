/* SPDX-License-Identifier: MIT */
/* The books of a record, and the tables beside them: yearbook, catalogue, evidence. */
#pragma once

#include "archive/bag.h"
#include "archive/year.h"
#include "process/interrupt.h"
#include "process/limits.h"

typedef struct {
    ArchiveYear *year;        /* whose `record` is brought up to date when pages have been counted */
    Record *record;           /* gets the pages of entries that do not say how many they have */
    GHashTable *paths;        /* of the website's outputs, for url() */
    const GPtrArray *outputs; /* const Page *: the same, for site.outputs */
    Bag *bag;
    guint workers;
    void (*progress)(int year, const char *part, guint done, guint all); /* or NULL */
} BooksJob;

/*
 * Makes them in at most `workers` confined processes, into the bag. A theme without a yearbook is a warning.
 * What is wrong goes to `diagnostics`: after an error something is missing. No other thread may be running.
 * FALSE with `error` where the machine fails, or at an interrupt.
 */
gboolean books_make(const BooksJob *job, const Interrupt *interrupt, Diagnostics *diagnostics,
                    GError **error);
/* What each of them may spend: as much as the site allows, or more for a long year or one with many photos.
 */
Limits books_limits(const ArchiveYear *year);
