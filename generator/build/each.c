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

static const char *entry_expand(Plan *plan, const Entry *entry, const char *pattern, guint words)
{
    char year_text[16] = "", month_text[16] = "", day_text[16] = "";
    int year, month, day;

    if (words & WORDS_OF_DAY) {
        date_get(entry->day, &year, &month, &day);
        g_snprintf(year_text, sizeof year_text, "%04d", year);
        g_snprintf(month_text, sizeof month_text, "%02d", month);
        g_snprintf(day_text, sizeof day_text, "%02d", day);
    }
    g_autofree char *slug = words & WORD_FLAG(WORD_SLUG) ? path_part(entry->slug) : NULL;
    g_autofree char *id = words & WORD_FLAG(WORD_ID) ? id_path(entry->id) : NULL;
    const char *const texts[N_WORDS] = {
        [WORD_YEAR] = year_text, [WORD_MONTH] = month_text,         [WORD_DAY] = day_text, [WORD_SLUG] = slug,
        [WORD_ID] = id,          [WORD_TYPE] = entry->type->folder,
    };
    return row_expand(plan, pattern, texts);
}

static void entry_plan(Plan *plan, const ThemeOutput *row, Entry *entry, const char *pattern, guint words,
                       Diagnostics *diagnostics)
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
    page->path = entry_expand(plan, entry, pattern, words);
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
    guint words;

    if (!row_words(plan, row, row->path, WORDS_OF_ENTRY, &words, diagnostics))
        return;
    for (guint i = 0; i < collection_count(entries); i++) {
        Entry *entry = collection_at(entries, i);
        /* Calendars and the like of what is no longer listed would only mislead. */
        if (!row_takes(row, entry->type) || (!html && entry->state != ENTRY_LISTED))
            continue;
        const Permalink *own = html && !entry->output ? g_hash_table_lookup(permalinks, entry->type) : NULL;
        entry_plan(plan, row, entry, own ? own->pattern : row->path, own ? own->words : words, diagnostics);
    }
}
