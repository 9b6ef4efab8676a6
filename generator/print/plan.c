/* SPDX-License-Identifier: MIT */
#include "print/plan.h"

#include "print/name.h"
#include "site/query.h"
#include "site/running.h"
#include "site/where.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct {
    const Site *site;
    const Sheets *sheets;
    const SheetWish *wish;
    SheetPlan *plan;
    Diagnostics *diagnostics;
} Planning;

void sheet_plan_free(SheetPlan *plan)
{
    if (!plan)
        return;
    g_array_unref(plan->jobs);
    g_ptr_array_unref(plan->collections);
    arena_free(plan->arena);
    g_free(plan);
}

static SheetPlan *plan_empty(void)
{
    SheetPlan *plan = g_new0(SheetPlan, 1);

    plan->arena = arena_new();
    plan->jobs = g_array_new(FALSE, TRUE, sizeof(SheetJob));
    plan->collections = g_ptr_array_new_with_free_func((GDestroyNotify)collection_free);
    return plan;
}

/* On each paper that is wanted, once on each: "A4,210x297" is one. */
static void job_add(const Planning *planning, SheetJob job)
{
    const SheetWish *wish = planning->wish;
    const SheetFile *file = job.ask.file;
    GArray *jobs = planning->plan->jobs;
    const Paper *papers = wish->n_papers ? wish->papers : file->sizes;
    const guint count = wish->n_papers ? wish->n_papers : MIN(file->n_sizes, 1);
    const guint first = jobs->len;

    job.ask.grey = wish->grey;
    for (guint i = 0; i < count; i++) {
        gboolean known = FALSE;
        job.ask.paper = wish->landscape ? paper_turn(papers[i], TRUE) : papers[i];
        for (guint j = first; j < jobs->len; j++)
            known = known || paper_equal(g_array_index(jobs, SheetJob, j).ask.paper, job.ask.paper);
        if (!known)
            g_array_append_val(jobs, job);
    }
}

static void entry_add(const Planning *planning, const SheetFile *file, const Entry *entry)
{
    job_add(planning, (SheetJob){.ask = {.file = file,
                                         .page = {.kind = PAGE_EACH,
                                                  .path = entry->output ? entry->output : "index.html",
                                                  .layout = file->name,
                                                  .title = entry_title(entry),
                                                  .entry = entry,
                                                  .number = 1,
                                                  .count = 1}},
                                 .shown = entry->path});
}

/* The listed entries of a list that meet all there is to meet, but of any year. */
static GPtrArray *list_entries(const Planning *planning, const SheetFile *file, const Type *type)
{
    const Collection *all = site_collection(planning->site, type);
    GPtrArray *entries = g_ptr_array_new();

    for (guint i = 0; i < collection_count(all); i++) {
        Entry *entry = collection_at(all, i);
        if (where_holds(entry, file->where, file->n_where) &&
            where_holds(entry, planning->wish->where, planning->wish->n_where))
            g_ptr_array_add(entries, entry);
    }
    return entries;
}

/* The year that it is of, or 0: of a report the one that it is about. */
static int year_of(const Entry *entry)
{
    Value value;

    return entry_query(entry, "year", &value) && value.kind == VALUE_INTEGER ? (int)value.integer : 0;
}

/* The newest year of an entry that is not after `last`; 0 if there is none. */
static int newest_year(const GPtrArray *entries, int last)
{
    int newest = 0;

    for (guint i = 0; i < entries->len; i++) {
        const int year = year_of(entries->pdata[i]);
        if (year <= last)
            newest = MAX(newest, year);
    }
    return newest;
}

static void entries_keep_year(GPtrArray *entries, int year)
{
    guint kept = 0;

    for (guint i = 0; i < entries->len; i++)
        if (year_of(entries->pdata[i]) == year)
            entries->pdata[kept++] = entries->pdata[i];
    g_ptr_array_set_size(entries, (int)kept);
}

/* `year`: YEAR_DEFAULT and YEAR_EVERY as well. FALSE where no entry is of it. */
static gboolean list_add(const Planning *planning, const SheetFile *file, int year)
{
    const Site *site = planning->site;
    const Type *type = types_by_folder(site->content->types, file->types[0]);
    g_autoptr(GPtrArray) entries = list_entries(planning, file, type);

    if (year == YEAR_DEFAULT && file->every_year)
        year = YEAR_EVERY;
    else if (year == YEAR_DEFAULT)
        year = newest_year(entries, date_year(site->today));
    if (year != YEAR_EVERY)
        entries_keep_year(entries, year);
    if (entries->len == 0)
        return FALSE;
    Collection *collection = collection_new(g_steal_pointer(&entries), type, site->collation);
    g_ptr_array_add(planning->plan->collections, collection);
    job_add(planning, (SheetJob){.ask = {.file = file,
                                         .page = {.kind = PAGE_LIST,
                                                  .path = "index.html",
                                                  .layout = file->name,
                                                  .title = file->title,
                                                  .entries = collection,
                                                  .type = type,
                                                  .year = MAX(year, 0),
                                                  .number = 1,
                                                  .count = 1,
                                                  .total = collection_count(collection)}},
                                 .shown = file->file});
    return TRUE;
}

static void row_add(const Planning *planning, const SheetFile *file, guint row, const char *text)
{
    job_add(planning, (SheetJob){.ask = {.file = file,
                                         .page = {.kind = PAGE_SINGLE,
                                                  .path = "index.html",
                                                  .layout = file->name,
                                                  .title = file->title,
                                                  .number = 1,
                                                  .count = 1},
                                         .row = row,
                                         .text = text},
                                 .shown = file->file});
}

/* FALSE where no row is current. */
static gboolean rows_add(const Planning *planning, const SheetFile *file)
{
    const Site *site = planning->site;
    const Value *rows = value_get(&site->content->data, file->rows);
    const guint before = planning->plan->jobs->len;

    for (guint i = 0; rows && rows->kind == VALUE_LIST && i < rows->list.count; i++)
        if (row_is_current(&rows->list.items[i], site->today))
            row_add(planning, file, i, NULL);
    return planning->plan->jobs->len > before;
}

static gboolean refuse(GError **error, const char *format, ...) G_GNUC_PRINTF(2, 3);

static gboolean refuse(GError **error, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    g_propagate_error(error, g_error_new_valist(SITE_ERROR, SITE_ERROR_OPTION, format, arguments));
    va_end(arguments);
    return FALSE;
}

static void entry_plan(const Planning *planning, const Entry *entry)
{
    const SheetFile *wanted = planning->wish->sheet;
    const SheetFile *file = wanted ? wanted : sheets_of_entry(planning->sheets, entry);
    const Place place = PLACE_FILE(entry->path);

    if (file && file->subject == SHEET_EACH && g_strv_contains(file->types, entry->type->folder)) {
        entry_add(planning, file, entry);
        return;
    }
    planning->plan->refused++;
    if (file)
        diagnostics_error(planning->diagnostics, place, NULL, _("the sheet '%s' is not for entries of '%s'"),
                          file->name, entry->type->folder);
    else if (sheets_count(planning->sheets) == 0)
        diagnostics_error(planning->diagnostics, place, NULL, _("the theme has no sheets"));
    else
        diagnostics_error(planning->diagnostics, place, _("choose one with --sheet"),
                          _("the theme has no sheet for it"));
}

static gboolean is_for_running(const Planning *planning, const SheetFile *file, const Entry *entry)
{
    if (!entry_is_running(entry, planning->site->today))
        return FALSE;
    if (!planning->wish->sheet)
        return sheets_of_entry(planning->sheets, entry) == file;
    return g_strv_contains(file->types, entry->type->folder) &&
           where_holds(entry, file->where, file->n_where);
}

/* The list of this year; that of all events as long as one is to come. */
static void list_add_running(const Planning *planning, const SheetFile *file)
{
    const Site *site = planning->site;
    const Type *type = types_by_folder(site->content->types, file->types[0]);
    const Collection *entries = site_collection(site, type);
    gboolean running = !file->every_year || !type_has_events(type);

    for (guint i = 0; !running && i < collection_count(entries); i++)
        running = entry_is_running(collection_at(entries, i), site->today);
    if (running)
        list_add(planning, file, file->every_year ? YEAR_EVERY : date_year(site->today));
}

/* All that is running of one sheet. */
static void sheet_plan(const Planning *planning, const SheetFile *file)
{
    const Collection *entries = planning->site->entries;

    if (file->subject == SHEET_LIST)
        list_add_running(planning, file);
    else if (file->subject == SHEET_ROWS)
        rows_add(planning, file);
    for (guint i = 0; file->subject == SHEET_EACH && i < collection_count(entries); i++)
        if (is_for_running(planning, file, collection_at(entries, i)))
            entry_add(planning, file, collection_at(entries, i));
}

static void running_plan(const Planning *planning)
{
    if (planning->wish->sheet)
        sheet_plan(planning, planning->wish->sheet);
    for (guint i = 0; !planning->wish->sheet && i < sheets_count(planning->sheets); i++)
        sheet_plan(planning, sheets_at(planning->sheets, i));
}

/* The sheet whose list is of `type`: the one of its name before the others. */
static const SheetFile *sheet_of_list(const Planning *planning, const Type *type)
{
    const SheetFile *found = NULL;

    for (guint i = 0; i < sheets_count(planning->sheets); i++) {
        const SheetFile *file = sheets_at(planning->sheets, i);
        if (file->subject == SHEET_LIST && strcmp(file->types[0], type->folder) == 0 &&
            (!found || strcmp(file->name, type->folder) == 0))
            found = file;
    }
    return found;
}

static gboolean list_plan(const Planning *planning, GError **error)
{
    const SheetWish *wish = planning->wish;
    const SheetFile *file = wish->sheet ? wish->sheet : sheet_of_list(planning, wish->list);

    if (!file)
        return refuse(error, _("the theme has no sheet that lists '%s'"), wish->list->folder);
    if (file->subject != SHEET_LIST || (wish->list && strcmp(file->types[0], wish->list->folder) != 0))
        return refuse(error, _("the sheet '%s' does not list '%s'"), file->name, wish->list->folder);
    if (list_add(planning, file, wish->year))
        return TRUE;
    if (wish->year > 0)
        return refuse(error, _("there is nothing of %d in '%s' for the sheet '%s'"), wish->year,
                      file->types[0], file->name);
    return refuse(error, _("there is nothing in '%s' for the sheet '%s'"), file->types[0], file->name);
}

static gboolean rows_plan(const Planning *planning, const SheetFile *file, GError **error)
{
    const char *const *texts = planning->wish->texts;

    for (guint i = 0; texts && texts[i]; i++)
        row_add(planning, file, i, texts[i]);
    if (texts || rows_add(planning, file))
        return TRUE;
    return refuse(error, _("no row of 'data/%s' is of today, for the sheet '%s'; give it words with --text"),
                  file->rows, file->name);
}

static gboolean wish_plan(const Planning *planning, GError **error)
{
    const SheetWish *wish = planning->wish;

    if (wish->running)
        running_plan(planning);
    else if (wish->list || (wish->sheet && wish->sheet->subject == SHEET_LIST && wish->n_entries == 0))
        return list_plan(planning, error);
    else if (wish->sheet && wish->sheet->subject == SHEET_ROWS && wish->n_entries == 0)
        return rows_plan(planning, wish->sheet, error);
    else if (wish->n_entries == 0)
        return refuse(error, _("the sheet '%s' is for one entry: say for which, or give --all"),
                      wish->sheet ? wish->sheet->name : "");
    for (guint i = 0; i < wish->n_entries; i++)
        entry_plan(planning, wish->entries[i]);
    return TRUE;
}

SheetPlan *sheet_plan_new(const Site *site, const Sheets *sheets, const SheetWish *wish,
                          Diagnostics *diagnostics, GError **error)
{
    g_autoptr(SheetPlan) plan = plan_empty();
    const Planning planning = {site, sheets, wish, plan, diagnostics};

    if (!wish_plan(&planning, error))
        return NULL;
    sheet_names_set(plan, sheets, wish);
    return g_steal_pointer(&plan);
}
