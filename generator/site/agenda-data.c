/* SPDX-License-Identifier: MIT */
/*
 * The part of the agenda that stands in data files. Their form is checked where they are loaded: what is not
 * as expected here is passed over.
 */
#include "site/agenda-private.h"
#include "text/chinese-date.h"

enum { WEEK = 7, YEAR = 365, LONG_AGO = 10000 * 365 };

static const Date no_day = {.day = DAY_NONE, .minute = -1};

static const char *text_of(const Value *record, const char *name)
{
    const Value *value = value_get(record, name);
    return value && value->kind == VALUE_TEXT && value->length > 0 ? value->text : NULL;
}

static Date day_of(const Value *record, const char *name)
{
    const Value *value = value_get(record, name);
    Date date;

    if (value && value->kind == VALUE_DATE)
        return value->date;
    if (!value || value->kind != VALUE_TEXT)
        return no_day;
    return chinese_date_parse(value->text, &date) == CHINESE_DATE_GOOD ? date : no_day;
}

static int number_of(const Value *record, const char *name)
{
    const Value *value = value_get(record, name);
    gint64 number = 0;

    if (value && value->kind == VALUE_INTEGER)
        number = value->integer;
    else if (value && value->kind == VALUE_TEXT)
        number = g_ascii_strtoll(value->text, NULL, 10);
    return (int)CLAMP(number, 0, LONG_AGO);
}

/* The day by which the panel is to be changed: the one given, or the end of the interval, which comes first.
 */
static Date board_deadline(const Value *record)
{
    const Date due = day_of(record, "due"), changed = day_of(record, "changed");
    const int interval = number_of(record, "interval");

    if (changed.day == DAY_NONE || interval == 0)
        return due;
    const Date worn = {.day = changed.day + interval, .minute = -1};
    return due.day == DAY_NONE || worn.day < due.day ? worn : due;
}

static void record_add(Agenda *agenda, AgendaKind kind, const Source *source, const Value *record,
                       const char *title, Date date)
{
    AgendaItem *item = agenda_add(agenda, kind, source ? source->name : "data", title, date);
    item->line = record->line;
    item->who = text_of(record, "keeper");
}

static void look_at_board(Agenda *agenda, const Source *source, const Value *record)
{
    const char *name = text_of(record, "name");
    const Date deadline = board_deadline(record);

    if (!name)
        name = text_of(record, "place");
    if (!name)
        return;
    if (agenda_within(agenda, deadline, -LONG_AGO, -1))
        record_add(agenda, AGENDA_BOARD_OVERDUE, source, record, name, deadline);
    else if (agenda_within(agenda, deadline, 0, WEEK))
        record_add(agenda, AGENDA_BOARD_DUE, source, record, name, deadline);
}

static void look_at_slogan(Agenda *agenda, const Source *source, const Value *record)
{
    const char *text = text_of(record, "text");
    const Date from = day_of(record, "from"), to = day_of(record, "to");

    if (!text)
        return;
    if (agenda_within(agenda, to, -YEAR, -1))
        record_add(agenda, AGENDA_SLOGAN_OVER, source, record, text, to);
    else if (agenda_within(agenda, from, 0, WEEK))
        record_add(agenda, AGENDA_SLOGAN_BEGINS, source, record, text, from);
}

static void each_record(Agenda *agenda, const char *name,
                        void (*look)(Agenda *, const Source *, const Value *))
{
    const Content *content = agenda->site->content;
    const Value *list = value_get(&content->data, name);
    const Source *source = g_hash_table_lookup(content->data_sources, name);

    for (guint i = 0; list && list->kind == VALUE_LIST && i < list->list.count; i++)
        look(agenda, source, &list->list.items[i]);
}

void agenda_add_data(Agenda *agenda)
{
    each_record(agenda, "boards", look_at_board);
    each_record(agenda, "slogans", look_at_slogan);
}
