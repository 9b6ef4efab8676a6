/* SPDX-License-Identifier: MIT */
#include "site/change.h"

#include "site/commitment.h"
#include "site/running.h"
#include "site/visibility.h"

#include <string.h>

typedef struct {
    const Site *site;
    guint watched;
    GArray *changes; /* of the earliest day so far */
} Search;

const char *change_name(ChangeKind kind)
{
    static const char *const names[] = {"shown", "expired", "due", "overdue", "run"};
    return names[kind];
}

static void change_add(Search *search, ChangeKind kind, const Entry *entry, gint32 day)
{
    const Change change = {kind, entry, {.day = day, .minute = -1}};
    const gint32 earliest =
        search->changes->len > 0 ? g_array_index(search->changes, Change, 0).day.day : G_MAXINT32;

    if (day <= search->site->today.day || day > earliest)
        return;
    if (day < earliest)
        g_array_set_size(search->changes, 0);
    g_array_append_val(search->changes, change);
}

static EntryState state_on(const Entry *entry, gint32 day)
{
    return visibility_of(entry, (Date){.day = day, .minute = -1}, FALSE);
}

/* An entry that begins or ends while it is hidden for another reason changes nothing. */
static void look_at_state(Search *search, const Entry *entry)
{
    const Value *publish = &entry->fields[COMMON_PUBLISH];
    const gint32 begin = publish->kind == VALUE_DATE ? publish->date.day : DAY_NONE;
    const gint32 end = entry->last_day.day == DAY_NONE ? DAY_NONE : entry->last_day.day + 1;

    if (begin != DAY_NONE && state_on(entry, begin) != state_on(entry, begin - 1))
        change_add(search, CHANGE_SHOWN, entry, begin);
    if (end != DAY_NONE && end != begin && state_on(entry, end) != state_on(entry, end - 1))
        change_add(search, CHANGE_EXPIRED, entry, end);
}

static void look_at_commitment(Search *search, const Entry *entry)
{
    const Value *due = entry_is_open(entry) ? entry_get(entry, "due") : NULL;

    if (!due || due->kind != VALUE_DATE)
        return;
    const gint32 day = due->date.day;
    if ((search->watched & WATCH_COUNTED) && state_on(entry, day) != ENTRY_HIDDEN)
        change_add(search, CHANGE_DUE, entry, day);
    if ((search->watched & WATCH_OVERDUE) && state_on(entry, day + 1) != ENTRY_HIDDEN)
        change_add(search, CHANGE_OVERDUE, entry, day + 1);
}

static void look_at_run(Search *search, const Entry *entry)
{
    const gint32 until = entry_runs_until(entry);

    if ((search->watched & WATCH_RUNNING) && until != DAY_NONE && state_on(entry, until + 1) == ENTRY_LISTED)
        change_add(search, CHANGE_RUN, entry, until + 1);
}

GArray *changes_next(const Site *site, guint watched)
{
    Search search = {site, watched, g_array_new(FALSE, TRUE, sizeof(Change))};

    for (guint i = 0; i < site->content->entries->len; i++) {
        const Entry *entry = site->content->entries->pdata[i];
        look_at_state(&search, entry);
        look_at_commitment(&search, entry);
        look_at_run(&search, entry);
    }
    return search.changes;
}

gboolean changes_daily(const Site *site, guint watched)
{
    if (watched & WATCH_TODAY)
        return TRUE;
    if (!(watched & WATCH_DAYS_LEFT))
        return FALSE;
    for (guint i = 0; i < collection_count(site->entries); i++)
        if (collection_at(site->entries, i)->days_left > 0)
            return TRUE;
    return FALSE;
}
