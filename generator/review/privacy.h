/* SPDX-License-Identifier: MIT */
/* Numbers of people, wherever a site holds text: a whole resident ID or bank card is an error, a mobile
 * number a warning. */
#pragma once

#include "review/finding.h"
#include "text/identity.h"

/* Findings of one kind in one file that are worth their places. Each kind has its own: a roster of mobile
 * numbers, which are warnings, must not hide an ID at its end. */
#define PRIVACY_FINDINGS_MAX 200

/* The set of numbers in `contacts` of broadside.yaml. */
GHashTable *privacy_contacts(const Site *site);
/* The whole file of an entry, and its name. */
void privacy_review_entry(Review *review, const Entry *entry);
/* broadside.yaml, the data files, and what lies in content/ and static/ beside the entries. */
void privacy_review_files(Review *review);

/* Whether broadside.yaml lists the number, which is then allowed everywhere. */
gboolean privacy_is_official(const Review *review, const Identity *found);
/* Reports a number, with notes on its place (diagnostics_add()), unless it is official or accepted. Whether
 * it did. */
gboolean privacy_report(Review *review, const Entry *entry, Place place, const Identity *found,
                        const char *notes);
