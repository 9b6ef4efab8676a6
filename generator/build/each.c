/* SPDX-License-Identifier: MIT */
#include "build/each.h"

#include "build/permalink.h"
#include "text/path.h"

#include <glib/gi18n.h>
#include <string.h>

static gboolean is_html(const char *path)
{
    return g_str_has_suffix(path, ".html");
}

/* An id with each of its parts fit for a path. */
static char *id_path(const char *id)
{
    g_auto(GStrv) parts = g_strsplit(id, "/", -1);

    for (char **part = parts; *part; part++) {
        char *fit = path_part(*part);
        g_free(*part);
        *part = fit;
    }
    return g_strjoinv("/", parts);
}

/* The entries of a row come by date: what a day is in figures serves for all of it. */
typedef struct {
    gint32 number;
    char year[8], month[4], day[4];
} Day;

static void figures_write(char *text, guint count, int number)
{
    text[count] = '\0';
    for (; count > 0; number /= 10)
        text[--count] = (char)('0' + number % 10);
}

static void day_write(Day *day, gint32 number)
{
    int year, month, of_month;

    if (day->number == number && *day->year)
        return;
    day->number = number;
    date_get((Date){number, -1}, &year, &month, &of_month);
    figures_write(day->year, 4, year);
    figures_write(day->month, 2, month);
    figures_write(day->day, 2, of_month);
}

static const char *entry_expand(Plan *plan, const Entry *entry, const char *pattern, guint words, Day *day)
{
    const gboolean fits = path_is_part(entry->slug);
    g_autofree char *slug = !fits && (words & WORD_FLAG(WORD_SLUG)) ? path_part(entry->slug) : NULL;
    g_autofree char *id = words & WORD_FLAG(WORD_ID) ? id_path(entry->id) : NULL;
    const char *const texts[N_WORDS] = {
        [WORD_YEAR] = day->year, [WORD_MONTH] = day->month,
        [WORD_DAY] = day->day,   [WORD_SLUG] = fits ? entry->slug : slug,
        [WORD_ID] = id,          [WORD_TYPE] = entry->type->folder,
    };

    if (words & WORDS_OF_DAY)
        day_write(day, entry->day.day);
    return row_expand(plan, pattern, texts);
}

static void entry_plan(Plan *plan, const ThemeOutput *row, Entry *entry, const char *pattern, guint words,
                       Day *day, Diagnostics *diagnostics)
{
    const Origin origin = {entry->path, PLACE_FILE(entry->path), TRUE};

    if ((words & WORDS_OF_DAY) && !entry_has_day(entry)) {
        if (entry->faulty)
            return; /* its date may be what is at fault */
        diagnostics_error(diagnostics, origin.place, _("give it a 'date'"),
                          _("no day is known of it, and its path '%s' needs one"), pattern);
        return;
    }
    Page *page = arena_new0(plan->arena, Page, 1);
    page->kind = PAGE_EACH;
    page->path = entry_expand(plan, entry, pattern, words, day);
    page->layout = row->layout;
    page->title = entry_title(entry);
    page->entry = entry;
    page->number = page->count = 1;
    if (!entry->output && is_html(pattern))
        entry->output = page->path;
    row_add_page(plan, page, &origin, diagnostics);
}

void each_plan(Plan *plan, const ThemeOutput *row, GHashTable *permalinks, Diagnostics *diagnostics)
{
    const Collection *entries = plan->site->pages;
    const gboolean html = is_html(row->path);
    const Type *type = NULL; /* of the last entry */
    gboolean takes = FALSE;
    Day day = {0};
    guint words;

    if (!row_words(plan, row, row->path, WORDS_OF_ENTRY, &words, diagnostics))
        return;
    for (guint i = 0; i < collection_count(entries); i++) {
        Entry *entry = collection_at(entries, i);
        if (entry->type != type)
            takes = row_takes(row, entry->type);
        type = entry->type;
        /* Calendars and the like of what is no longer listed would only mislead. */
        if (!takes || (!html && entry->state != ENTRY_LISTED))
            continue;
        const Permalink *own = html && !entry->output ? g_hash_table_lookup(permalinks, entry->type) : NULL;
        entry_plan(plan, row, entry, own ? own->pattern : row->path, own ? own->words : words, &day,
                   diagnostics);
    }
}
