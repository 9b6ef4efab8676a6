/* SPDX-License-Identifier: MIT */
/* Numbers of people, wherever a site holds text: a whole resident ID or bank card is an error, a mobile
 * number a warning. */
#pragma once

#include "review/finding.h"

/* The set of numbers in `contacts` of broadside.yaml. */
GHashTable *privacy_contacts(const Site *site);
/* The whole file of an entry, and its name. */
void privacy_review_entry(Review *review, const Entry *entry);
/* broadside.yaml, the data files, and what lies in content/ and static/ beside the entries. */
void privacy_review_files(Review *review);
