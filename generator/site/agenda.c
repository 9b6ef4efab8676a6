/* SPDX-License-Identifier: MIT */
#include "site/agenda.h"

#include "site/agenda-private.h"
#include "site/commitment.h"
#include "site/posting.h"
#include "site/visibility.h"

#include <glib/gi18n.h>
#include <string.h>

enum { WEEK = 7, MONTH = 30, QUARTER = 90, YEAR = 365 };

static const struct {
    const char *name, *heading;
} kinds[N_AGENDA_KINDS] = {
    [AGENDA_COMMITMENT_OVERDUE] = {"commitment-overdue", N_("Overdue commitments")},
    [AGENDA_REVIEW_ENDED] = {"review-ended", N_("Public reviews that ended without an outcome")},
    [AGENDA_BOARD_OVERDUE] = {"board-overdue", N_("Boards whose panel should have been changed")},
    [AGENDA_SLOGAN_OVER] = {"slogan-over", N_("Slogans that are over")},
    [AGENDA_CONSENT_MISSING] = {"consent-missing", N_("Photos that are not shown, for want of consent")},
    [AGENDA_IMAGE_WITHOUT_TEXT] = {"image-without-text", N_("Images without alternative text")},
    [AGENDA_REVIEW_ENDING] = {"review-ending", N_("Public reviews under way")},
    [AGENDA_EXPIRING_WEEK] = {"expiring-week", N_("Shown for 7 more days at most")},
    [AGENDA_EXPIRING_MONTH] = {"expiring-month", N_("Shown for 30 more days at most")},
    [AGENDA_COMMITMENT_DUE] = {"commitment-due", N_("Commitments due within 30 days")},
    [AGENDA_BOARD_DUE] = {"board-due", N_("Boards to be changed within 7 days")},
    [AGENDA_SLOGAN_BEGINS] = {"slogan-begins", N_("Slogans that begin within 7 days")},
    [AGENDA_HONOUR_ENDED] = {"honour-ended", N_("Honours that are no longer valid")},
    [AGENDA_HONOUR_ENDING] = {"honour-ending", N_("Honours valid for 90 more days at most")},
    [AGENDA_YEAR_DUE] = {"year-due", N_("Years to be archived by the end of June")},
    [AGENDA_EVENT_WITHOUT_NEWS] = {"event-without-news", N_("Events that no news tells of")},
    [AGENDA_DRAFT_OLD] = {"draft-old", N_("Drafts older than 30 days")},
    [AGENDA_PUBLISH_LATER] = {"publish-later", N_("To be shown from a later day")},
    [AGENDA_EXPIRED] = {"expired", N_("Expired in the last 30 days")},
};

const char *agenda_name(AgendaKind kind)
{
    return kinds[kind].name;
}

const char *agenda_heading(AgendaKind kind)
{
    return kinds[kind].heading;
}

AgendaItem *agenda_add(Agenda *agenda, AgendaKind kind, const char *file, const char *title, Date date)
{
    const AgendaItem item = {
        .kind = kind,
        .file = file,
        .title = title,
        .date = date,
        .days = date.day == DAY_NONE ? 0 : date.day - agenda->site->today.day,
    };

    g_array_append_val(agenda->items, item);
    return &g_array_index(agenda->items, AgendaItem, agenda->items->len - 1);
}

static AgendaItem *entry_add(Agenda *agenda, AgendaKind kind, const Entry *entry, Date date)
{
    AgendaItem *item = agenda_add(agenda, kind, entry->path, entry_title(entry), date);
    item->entry = entry;
    return item;
}

gboolean agenda_within(const Agenda *agenda, Date date, int from, int to)
{
    if (date.day == DAY_NONE)
        return FALSE;
    const int days = date.day - agenda->site->today.day;
    return days >= from && days <= to;
}

/* The day of a field that the type may not have, else none. */
static Date day_of(const Entry *entry, const char *field)
{
    const Value *value = entry_field(entry, field);

    if (value && value->kind == VALUE_DATE)
        return value->date;
    return (Date){.day = DAY_NONE, .minute = -1};
}

static gboolean is_set(const Entry *entry, const char *field)
{
    const Value *value = entry_field(entry, field);

    return value && value->kind != VALUE_NONE;
}

static gboolean is_true(const Entry *entry, const char *field)
{
    const Value *value = entry_field(entry, field);

    return value && value->kind == VALUE_BOOLEAN && value->boolean;
}

static void look_at_commitment(Agenda *agenda, const Entry *entry)
{
    AgendaItem *item = NULL;

    if (!entry_is_open(entry))
        return;
    const Date due = day_of(entry, "due");
    if (entry->overdue)
        item = entry_add(agenda, AGENDA_COMMITMENT_OVERDUE, entry, due);
    else if (agenda_within(agenda, due, 0, MONTH))
        item = entry_add(agenda, AGENDA_COMMITMENT_DUE, entry, due);
    if (item)
        item->who = entry_text(entry, "by");
}

/* A review may end before its page is taken down. Whether it is on the list. */
static gboolean look_at_review(Agenda *agenda, const Entry *entry)
{
    const Date end = entry->posting_until.day == DAY_NONE ? entry->last_day : entry->posting_until;

    if (!entry_is_review(entry))
        return FALSE;
    if (agenda_within(agenda, end, 0, MONTH))
        entry_add(agenda, AGENDA_REVIEW_ENDING, entry, end);
    else if (!is_set(entry, "outcome") && agenda_within(agenda, end, -YEAR, -1))
        entry_add(agenda, AGENDA_REVIEW_ENDED, entry, end);
    else
        return FALSE;
    return TRUE;
}

/* What is shown, and will not be for long. */
static void look_at_end(Agenda *agenda, const Entry *entry)
{
    const Date last = entry->last_day;

    if (look_at_review(agenda, entry))
        return;
    if (agenda_within(agenda, last, 0, WEEK))
        entry_add(agenda, AGENDA_EXPIRING_WEEK, entry, last);
    else if (agenda_within(agenda, last, WEEK + 1, MONTH))
        entry_add(agenda, AGENDA_EXPIRING_MONTH, entry, last);
}

static const char *what_became_of(const Entry *entry)
{
    return entry->state == ENTRY_HIDDEN ? "remove" : entry->state == ENTRY_TOMBSTONE ? "tombstone" : "keep";
}

/* What has expired; the state tells what has become of it. */
static void look_at_expired(Agenda *agenda, const Entry *entry)
{
    if (!look_at_review(agenda, entry) && agenda_within(agenda, entry->last_day, -MONTH, -1))
        entry_add(agenda, AGENDA_EXPIRED, entry, entry->last_day)->after = what_became_of(entry);
}

static void look_at_honour(Agenda *agenda, const Entry *entry)
{
    const Date until = day_of(entry, "valid_until");

    if (agenda_within(agenda, until, -YEAR, -1))
        entry_add(agenda, AGENDA_HONOUR_ENDED, entry, until);
    else if (agenda_within(agenda, until, 0, QUARTER))
        entry_add(agenda, AGENDA_HONOUR_ENDING, entry, until);
}

static void look_at_event(Agenda *agenda, const Entry *entry)
{
    if (strcmp(entry->type->name, "event") != 0)
        return;
    for (guint i = 0; entry->backlinks && i < entry->backlinks->len; i++)
        if (strcmp(((Entry *)entry->backlinks->pdata[i])->type->name, "news") == 0)
            return;
    const Date end = is_set(entry, "end") ? day_of(entry, "end") : day_of(entry, "start");
    if (agenda_within(agenda, end, -YEAR, -WEEK))
        entry_add(agenda, AGENDA_EVENT_WITHOUT_NEWS, entry, end);
}

static void look_at_consent(Agenda *agenda, const Entry *entry)
{
    if (type_field(entry->type, "consent") < 0 || !is_set(entry, "photo") || is_true(entry, "consent"))
        return;
    const Place place = entry_place(entry, entry_get(entry, "photo"));
    entry_add(agenda, AGENDA_CONSENT_MISSING, entry, (Date){.day = DAY_NONE})->line = place.line;
}

static void look_at_images(Agenda *agenda, const Entry *entry)
{
    const guint line = agenda->images ? agenda->images(entry) : 0;

    if (line > 0)
        entry_add(agenda, AGENDA_IMAGE_WITHOUT_TEXT, entry, (Date){.day = DAY_NONE})->line = line;
}

static void look_at_hidden(Agenda *agenda, const Entry *entry)
{
    const Date publish = day_of(entry, "publish");

    if (entry_is_draft(entry) && agenda_within(agenda, entry->day, -10000 * YEAR, -MONTH - 1))
        entry_add(agenda, AGENDA_DRAFT_OLD, entry, entry->day);
    else if (!entry_is_draft(entry) && agenda_within(agenda, publish, 1, 10000 * YEAR))
        entry_add(agenda, AGENDA_PUBLISH_LATER, entry, publish);
}

static void look_at_entry(Agenda *agenda, const Entry *entry)
{
    static void (*const looks[])(Agenda *, const Entry *) = {
        look_at_commitment, look_at_end, look_at_honour, look_at_event, look_at_consent, look_at_images,
    };
    const Date publish = day_of(entry, "publish");
    const gboolean begun = publish.day == DAY_NONE || publish.day <= agenda->site->today.day;

    if (entry_is_draft(entry) || !begun)
        look_at_hidden(agenda, entry);
    else if (entry_has_ended(entry, agenda->site->today))
        look_at_expired(agenda, entry);
    else
        for (guint i = 0; i < G_N_ELEMENTS(looks); i++)
            looks[i](agenda, entry);
}

static int item_compare(gconstpointer a, gconstpointer b)
{
    const AgendaItem *x = a, *y = b;

    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    const int order = date_compare(x->date, y->date);
    const int file = order ? order : strcmp(x->file, y->file);
    return file ? file : (x->line > y->line) - (x->line < y->line);
}

GArray *agenda_new(const Site *site, AgendaImages images, const AgendaArchive *archive)
{
    Agenda agenda = {site, g_array_new(FALSE, TRUE, sizeof(AgendaItem)), images};

    for (guint i = 0; i < site->content->entries->len; i++)
        look_at_entry(&agenda, site->content->entries->pdata[i]);
    agenda_add_data(&agenda);
    if (archive)
        agenda_add_years(&agenda, archive);
    g_array_sort(agenda.items, item_compare);
    return agenda.items;
}
