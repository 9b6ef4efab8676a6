/* SPDX-License-Identifier: MIT */
/* The part of the agenda that is about years: which are over and have no record, or one of before their end.
 */
#include "site/agenda-private.h"
#include "site/span.h"

/* The due day is that of 城市社区档案管理办法: documents are filed by the end of June of the next year. */
enum { DUE_MONTH = 6, DUE_DAY = 30, YEAR = 365, LONG_AHEAD = 10000 * 365 };

static Date closed_on(const AgendaArchive *archive, int year)
{
    for (guint i = 0; i < archive->years->len; i++)
        if (g_array_index(archive->years, AgendaYear, i).year == year)
            return g_array_index(archive->years, AgendaYear, i).closed;
    return (Date){.day = DAY_NONE, .minute = -1};
}

/* `latest`: the day of the last entry that is filed in it. */
static void look_at_year(Agenda *agenda, const AgendaArchive *archive, int year, gint32 latest)
{
    const Date closed = closed_on(archive, year);
    Date due;

    if (year >= date_year(agenda->site->today) || !date_set(&due, year + 1, DUE_MONTH, DUE_DAY) ||
        (closed.day != DAY_NONE && latest <= closed.day) || !agenda_within(agenda, due, -YEAR, LONG_AHEAD))
        return;
    g_autofree char *title = g_strdup_printf("%d", year);
    g_autofree char *folder = g_build_filename(archive->folder, title, NULL);
    Arena *arena = agenda->site->content->arena;
    agenda_add(agenda, AGENDA_YEAR_DUE, arena_strdup(arena, folder), arena_strdup(arena, title), due);
}

void agenda_add_years(Agenda *agenda, const AgendaArchive *archive)
{
    const GPtrArray *entries = agenda->site->content->entries;
    g_autoptr(GHashTable) latest = g_hash_table_new(NULL, NULL);
    GHashTableIter iter;
    gpointer year, day;

    for (guint i = 0; i < entries->len; i++) {
        const Entry *entry = entries->pdata[i];
        const gpointer own = GINT_TO_POINTER(entry_year(entry));
        if (!own || entry_is_draft(entry))
            continue;
        const gint32 last = GPOINTER_TO_INT(g_hash_table_lookup(latest, own));
        g_hash_table_insert(latest, own, GINT_TO_POINTER(MAX(last, entry->day.day)));
    }
    g_hash_table_iter_init(&iter, latest);
    while (g_hash_table_iter_next(&iter, &year, &day))
        look_at_year(agenda, archive, GPOINTER_TO_INT(year), GPOINTER_TO_INT(day));
}
