/* SPDX-License-Identifier: MIT */
/* The part of the agenda that only its own files use. */
#pragma once

#include "site/agenda.h"

typedef struct {
    const Site *site;
    GArray *items; /* AgendaItem */
    AgendaImages images;
} Agenda;

/* Borrowed until the next one is added. `file` and `title` must live as long as the site. */
AgendaItem *agenda_add(Agenda *agenda, AgendaKind kind, const char *file, const char *title, Date date);
/* Whether the day comes `from` to `to` days after today; FALSE for DAY_NONE. */
gboolean agenda_within(const Agenda *agenda, Date date, int from, int to);
/* Adds what data/boards and data/slogans say. */
void agenda_add_data(Agenda *agenda);
/* Adds the years whose record is due. */
void agenda_add_years(Agenda *agenda, const AgendaArchive *archive);
