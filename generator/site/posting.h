/* SPDX-License-Identifier: MIT */
/*
 * How long a public review (公示) is posted: `posting: { days, unit, start }`, counted from the notice's
 * `date`.
 *
 * start: same-day     that day is the first one
 *        next-day     the day after it is, as periods of civil law are counted (民法典 第二百零一条)
 * unit:  day          every day counts, weekends and holidays too
 *        working-day  only the days on which people work (content/holidays.h): where the first day is none,
 * the first working day after it takes its place
 *
 * The last day is included, and is never moved. That a period of civil law which ends on a holiday lasts
 * until the day after it (第二百零三条) does not hold for every review: where it does, the author writes the
 * day as `expires`.
 */
#pragma once

#include "content/entry.h"
#include "content/holidays.h"

/* More is no review, but a slip of the pen. */
#define POSTING_DAYS_MAX 3650

gboolean entry_is_review(const Entry *entry);

/*
 * Sets `posting_from` and `posting_until` of the entry. Where the working days of a year are not known, its
 * end is `expires` if that is written, else it is counted from Monday to Friday. Reported are a review
 * without an end, one that is taken down before its end or shown after its beginning, a year that is not
 * known, and a posting of what is no review.
 */
void posting_set(Entry *entry, Holidays *holidays, Diagnostics *diagnostics);
