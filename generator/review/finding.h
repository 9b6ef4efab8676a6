/* SPDX-License-Identifier: MIT */
/* What the rules of the review have in common: findings, and which of them an entry accepts. */
#pragma once

#include "review/review.h"

/* The values of `finding` in the field `accept`, in this order (content/types/common.yaml). */
typedef enum {
    FINDING_RESIDENT_ID,
    FINDING_BANK_CARD,
    FINDING_MOBILE,
    FINDING_PARTIAL_ID,
    FINDING_YEAR,
    FINDING_TOTAL,
    FINDING_PLACEHOLDER,
    FINDING_PARAGRAPH,
    FINDING_PUNCTUATION,
    FINDING_ZERO,
    FINDING_HONOUR,
    FINDING_NEWS,
    FINDING_UNREAD,
    FINDING_UNFIT,
    FINDING_PLACE,
    FINDING_IMAGE,
    N_FINDINGS,
} FindingKind;

/* One run over a site. */
typedef struct {
    const Site *site;
    const ReviewOptions *options;
    Diagnostics *diagnostics;
    GHashTable *accepted; /* entry -> GArray of what it accepts */
    GHashTable *contacts; /* set of the numbers (digits) that broadside.yaml gives as official */
} Review;

/*
 * Reports a finding unless `entry` (which may be NULL) accepts it. `subject` is what it is about, as `accept`
 * names it: a few words of the text, or all digits of a number, which are never shown. Whether it was
 * reported.
 */
gboolean finding_report(Review *review, Severity severity, FindingKind kind, const Entry *entry, Place place,
                        const char *subject, const char *hint, const char *format, ...) G_GNUC_PRINTF(8, 9);

/* Whether the entry accepts such a finding: one that is not to be reported. It counts as found. */
gboolean finding_is_accepted(const Review *review, FindingKind kind, const Entry *entry, Place place,
                             const char *subject);

/* Reads what the entries accept. */
GHashTable *acceptance_new(const Site *site);
/* Warns of everything accepted that was not found. */
void acceptance_report_unused(Review *review);
