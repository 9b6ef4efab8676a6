/* SPDX-License-Identifier: MIT */
#include "content/entry-check.h"

#include "text/chinese-date.h"

#include <glib/gi18n.h>
#include <string.h>

/* What comes first, and what cannot be before it. Both are fields of the kind date. */
static const struct {
    const char *first, *then;
} orders[] = {
    {"start", "end"}, {"made", "due"}, {"made", "closed"}, {"awarded", "valid_until"}, {"publish", "expires"},
};

static const Value *date_of(const Entry *entry, const char *name)
{
    const int index = type_field(entry->type, name);
    const Value *value = index < 0 ? NULL : &entry->fields[index];

    return value && value->kind == VALUE_DATE ? value : NULL;
}

/* A day without a time is the whole day, so no time on it is before or after it. */
static gboolean is_before(Date a, Date b)
{
    if (a.day != b.day)
        return a.day < b.day;
    return a.minute >= 0 && b.minute >= 0 && a.minute < b.minute;
}

static char *date_write(Date date)
{
    char *text = date_format_iso(date);
    return g_strdelimit(text, "T", ' ');
}

static gboolean stands_behind(const Value *a, const Value *b)
{
    return a->line != b->line ? a->line > b->line : a->column > b->column;
}

/* Reports `then` before `first`, where the second of them stands: there the author contradicted himself. A
 * date of the file's name stands nowhere. */
static void order_check(const Entry *entry, const char *first_name, const Value *first, const char *then_name,
                        const Value *then, Diagnostics *diagnostics)
{
    if (!first || !then || !is_before(then->date, first->date))
        return;
    g_autofree char *early = date_write(then->date);
    g_autofree char *late = date_write(first->date);
    if (stands_behind(first, then)) {
        g_autofree char *hint = g_strdup_printf(
            _("one of the two is wrong: write %s or earlier here, or mend '%s'"), early, then_name);
        diagnostics_error(diagnostics, entry_place(entry, first), hint,
                          _("'%s' is %s, after '%s', which is %s"), first_name, late, then_name, early);
    } else {
        g_autofree char *hint = g_strdup_printf(
            _("one of the two is wrong: write %s or later here, or mend '%s'"), late, first_name);
        diagnostics_error(diagnostics, entry_place(entry, then), hint,
                          _("'%s' is %s, before '%s', which is %s"), then_name, early, first_name, late);
    }
}

/* The field that gives the entry its day. */
static const char *day_name(const Entry *entry)
{
    static const char *const names[] = {"date", "start", "awarded", "made"};

    for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
        if (date_of(entry, names[i]))
            return names[i];
    return NULL;
}

static void progress_check(const Entry *entry, Diagnostics *diagnostics)
{
    const int index = type_field(entry->type, "progress");
    const Value *made = date_of(entry, "made");

    if (index < 0 || !made || entry->fields[index].kind != VALUE_LIST)
        return;
    const Value *list = &entry->fields[index];
    for (guint i = 0; i < list->list.count; i++) {
        const Value *item = &list->list.items[i];
        const Value *date = item->kind == VALUE_RECORD ? value_get(item, "date") : NULL;
        if (date && date->kind == VALUE_DATE)
            order_check(entry, "made", made, "date", date, diagnostics);
    }
}

static void closing_check(const Entry *entry, Diagnostics *diagnostics)
{
    static const char *const closed_words[] = {"fulfilled", "unfulfilled", "withdrawn", NULL};
    const Value *closed = entry_get(entry, "closed");
    const Value *status = entry_get(entry, "status");

    if (status->kind != VALUE_TEXT)
        return;
    const gboolean over = g_strv_contains(closed_words, status->text);
    const char *label =
        choice_label(&entry->type->fields[type_field(entry->type, "status")], status->text, "zh-Hans");
    /* What is missing may be there and wrong, which has been said. */
    if (over && closed->kind == VALUE_NONE && !entry->faulty)
        diagnostics_warning(
            diagnostics, entry_place(entry, status), _("add a line such as: closed: 2025-06-29"),
            _("the status is '%s' (%s), but 'closed' does not say since when"), status->text, label);
    if (!over && closed->kind == VALUE_DATE)
        diagnostics_warning(diagnostics, entry_place(entry, closed),
                            _("write status: fulfilled, unfulfilled or withdrawn; or remove this line"),
                            _("it is closed, but its status is '%s' (%s)"), status->text, label);
}

static void title_check(const Entry *entry, Diagnostics *diagnostics)
{
    const Value *title = &entry->fields[COMMON_TITLE];
    Date date;

    if (title->kind == VALUE_TEXT && chinese_date_parse(title->text, &date) == CHINESE_DATE_GOOD)
        diagnostics_warning(diagnostics, entry_place(entry, title),
                            _("write what it is about; the day belongs to 'date'"),
                            _("the title '%s' is nothing but a date"), title->text);
}

/* In percent of the picture. */
static void focus_check(const Entry *entry, Diagnostics *diagnostics)
{
    static const char *const names[] = {"x", "y"};
    const Value *focus = &entry->fields[COMMON_FOCUS];

    for (gsize i = 0; focus->kind == VALUE_RECORD && i < G_N_ELEMENTS(names); i++) {
        const Value *value = value_get(focus, names[i]);
        if (value && value->kind == VALUE_INTEGER && (value->integer < 0 || value->integer > 100))
            diagnostics_error(diagnostics, entry_place(entry, value),
                              _("write focus: { x: 50, y: 30 }, in percent from the left and from the top"),
                              _("'%s' of 'focus' is not from 0 to 100"), names[i]);
    }
}

void entry_check(const Entry *entry, Diagnostics *diagnostics)
{
    const char *day = day_name(entry);

    title_check(entry, diagnostics);
    focus_check(entry, diagnostics);

    if (day)
        order_check(entry, day, date_of(entry, day), "expires", date_of(entry, "expires"), diagnostics);
    for (gsize i = 0; i < G_N_ELEMENTS(orders); i++)
        order_check(entry, orders[i].first, date_of(entry, orders[i].first), orders[i].then,
                    date_of(entry, orders[i].then), diagnostics);
    progress_check(entry, diagnostics);
    if (strcmp(entry->type->name, "commitment") == 0)
        closing_check(entry, diagnostics);
}
