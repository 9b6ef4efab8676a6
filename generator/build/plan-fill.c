/* SPDX-License-Identifier: MIT */
#include "build/plan-fill.h"

#include "build/copies.h"
#include "build/each.h"
#include "build/icon.h"
#include "build/permalink.h"
#include "build/redirect.h"
#include "build/search-files.h"
#include "build/series.h"

#include <glib/gi18n.h>

/* Rows of a theme multiply entries: what no community needs, no theme may ask for. */
#define PAGES_MAX 300000

static void single_plan(Plan *plan, const ThemeOutput *row, Diagnostics *diagnostics)
{
    const char *const texts[N_WORDS] = {0};
    const Origin origin = row_origin(plan, row);
    guint words;

    if (!row_words(plan, row, row->path, 0, &words, diagnostics))
        return;
    Page *page = arena_new0(plan->arena, Page, 1);
    page->kind = PAGE_SINGLE;
    page->path = row_expand(plan, row->path, texts);
    page->layout = row->layout;
    page->title = row->title;
    page->number = page->count = 1;
    row_add_page(plan, page, &origin, diagnostics);
}

static void rows_plan(Plan *plan, Diagnostics *diagnostics)
{
    g_autoptr(GHashTable) permalinks = permalinks_read(plan->site, WORDS_OF_ENTRY, diagnostics);
    guint count;
    const ThemeOutput *rows = theme_outputs(plan->theme, &count);

    for (guint i = 0; i < count; i++) {
        if (plan->pages->len > PAGES_MAX) {
            diagnostics_error(diagnostics, PLACE_FILE(plan->rows_file), NULL,
                              _("its outputs are more than %u pages"), PAGES_MAX);
            return;
        }
        if (rows[i].record)
            continue; /* records_plan() */
        if (rows[i].icon)
            icon_plan(plan, &rows[i], diagnostics);
        else if (rows[i].search)
            search_files_plan(plan, &rows[i], diagnostics);
        else if (rows[i].kind == PAGE_SINGLE)
            single_plan(plan, &rows[i], diagnostics);
        else if (rows[i].kind == PAGE_EACH)
            each_plan(plan, &rows[i], permalinks, diagnostics);
        else
            series_plan(plan, &rows[i], diagnostics);
    }
}

/* Of all pages with one layout the first leads. The pages of a row stand together. */
static void leaders_name(Plan *plan)
{
    g_autoptr(GHashTable) layouts = g_hash_table_new(g_str_hash, g_str_equal);
    const char *last = NULL;

    for (guint i = 0; i < plan->pages->len; i++) {
        Page *page = plan->pages->pdata[i];
        if (page->layout != last)
            page->leads = g_hash_table_add(layouts, (gpointer)page->layout);
        last = page->layout;
    }
}

gboolean plan_fill(Plan *plan, Diagnostics *diagnostics, GError **error)
{
    rows_plan(plan, diagnostics);
    leaders_name(plan);
    redirects_plan(plan, diagnostics);
    if (!copies_plan(plan, diagnostics, error))
        return FALSE;
    search_files_check(plan, diagnostics);
    return TRUE;
}
