/* SPDX-License-Identifier: MIT */
#include "site/visibility.h"

#include "site/posting.h"

#include <string.h>

static const Value none;

static gboolean is_set(const Entry *entry, guint field)
{
    return entry->fields[field].kind == VALUE_BOOLEAN && entry->fields[field].boolean;
}

static gboolean stays_on_tombstone(const Field *field, guint index)
{
    return index == COMMON_TITLE || field->kind == FIELD_DATE || field->kind == FIELD_CHOICE ||
           field->kind == FIELD_YEAR;
}

/* A person's picture is shown only with that person's word. */
Consent entry_consent(const Entry *entry, guint index)
{
    const char *name = entry->type->fields[index].name;
    const int consent = strcmp(name, "photo") == 0 ? type_field(entry->type, "consent") : -1;

    if (consent < 0)
        return CONSENT_NOT_ASKED;
    if (entry->fields[consent].kind == VALUE_NONE)
        return CONSENT_MISSING;
    return is_set(entry, (guint)consent) ? CONSENT_GIVEN : CONSENT_REFUSED;
}

const Value *entry_visible(const Entry *entry, guint index)
{
    if (entry->fields[index].kind == VALUE_NONE)
        return &none;
    if (entry_consent(entry, index) >= CONSENT_MISSING)
        return &none;
    if (entry->state == ENTRY_TOMBSTONE && !stays_on_tombstone(&entry->type->fields[index], index))
        return &none;
    return &entry->fields[index];
}

/* A public review has served its purpose when it ends: only a sign that it took place is left. */
EntryState entry_state_after(const Entry *entry)
{
    const Value *after = &entry->fields[COMMON_AFTER];

    if (after->kind != VALUE_TEXT)
        return entry_is_review(entry) ? ENTRY_TOMBSTONE : ENTRY_KEPT;
    if (strcmp(after->text, "remove") == 0)
        return ENTRY_HIDDEN;
    return strcmp(after->text, "tombstone") == 0 ? ENTRY_TOMBSTONE : ENTRY_KEPT;
}

gboolean entry_is_shown(const Entry *entry)
{
    return entry->state == ENTRY_LISTED || entry->state == ENTRY_KEPT;
}

gboolean entry_has_ended(const Entry *entry, Date today)
{
    return entry->last_day.day != DAY_NONE && entry->last_day.day < today.day;
}

Date entry_last_day(const Entry *entry)
{
    const Value *expires = &entry->fields[COMMON_EXPIRES];
    return expires->kind == VALUE_DATE ? expires->date : entry->posting_until;
}

EntryState visibility_of(const Entry *entry, Date today, gboolean drafts)
{
    const Value *publish = &entry->fields[COMMON_PUBLISH];

    if (entry_is_draft(entry) && !drafts)
        return ENTRY_HIDDEN;
    if (publish->kind == VALUE_DATE && publish->date.day > today.day && !drafts)
        return ENTRY_HIDDEN;
    if (entry_has_ended(entry, today))
        return entry_state_after(entry);
    return ENTRY_LISTED;
}

gboolean entry_withholds(const Entry *entry, const char *file)
{
    for (guint i = 0; i < entry->type->n_files; i++) {
        const guint at = entry->type->files[i];
        if (entry->fields[at].kind == VALUE_FILE && strcmp(entry->fields[at].text, file) == 0 &&
            entry_visible(entry, at)->kind == VALUE_NONE)
            return TRUE;
    }
    return FALSE;
}
