/* SPDX-License-Identifier: MIT */
/* What is shown of an entry on a given day. */
#pragma once

#include "content/entry.h"

/* What `entry->last_day` is. Its posting is set. */
Date entry_last_day(const Entry *entry);
/* `entry->last_day` is set. `drafts`: show drafts, and what is not to be shown yet. */
EntryState visibility_of(const Entry *entry, Date today, gboolean drafts);
/* What becomes of it after its last day: kept, a tombstone or hidden. */
EntryState entry_state_after(const Entry *entry);
/* Whether its text and its files may be seen today: it is listed, or kept. */
gboolean entry_is_shown(const Entry *entry);
/* Whether its last day, which is set, has passed. */
gboolean entry_has_ended(const Entry *entry, Date today);
/*
 * The value of the field at `index` as readers may see it today: of what has ended only title, dates and
 * kind; a person's photo only with `consent: true`. Never NULL; VALUE_NONE where there is nothing to see.
 */
const Value *entry_visible(const Entry *entry, guint index);
/* What is known of a person's word that the picture in the field at `index` may be shown. */
typedef enum { CONSENT_NOT_ASKED, CONSENT_GIVEN, CONSENT_MISSING, CONSENT_REFUSED } Consent;
Consent entry_consent(const Entry *entry, guint index);
/* Whether a field of the entry names that file (from the site's root), and readers may not see it. */
gboolean entry_withholds(const Entry *entry, const char *file);
