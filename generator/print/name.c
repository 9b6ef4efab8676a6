/* SPDX-License-Identifier: MIT */
#include "print/name.h"

#include "text/path.h"

#include <string.h>

static char *entry_name(const Entry *entry, gboolean whole)
{
    const char *slash = strrchr(entry->id, '/');
    g_autofree char *id = g_strdup(whole || !slash ? entry->id : slash + 1);

    g_strdelimit(id, "/", '-');
    return path_part(id);
}

/* "honours-2025-city", of a list "where level = city". */
static char *list_name(const SheetJob *job, const SheetWish *wish)
{
    g_autoptr(GString) name = g_string_new(job->ask.file->name);

    if (job->ask.page.year)
        g_string_append_printf(name, "-%d", job->ask.page.year);
    for (guint i = 0; i < wish->n_where; i++)
        if (wish->where[i].value.kind == VALUE_TEXT)
            g_string_append_printf(name, "-%s", wish->where[i].value.text);
        else
            g_string_append_printf(name, "-%s", wish->where[i].field);
    return path_part(name->str);
}

/* Rows are counted from 1, with as many digits, so that a folder lists them in their order. */
static char *row_name(const SheetJob *job)
{
    return g_strdup_printf(job->ask.text ? "%s-text-%02u" : "%s-%02u", job->ask.file->name, job->ask.row + 1);
}

static char *subject_name(const SheetJob *job, const Sheets *sheets, const SheetWish *wish, gboolean whole)
{
    const SheetFile *file = job->ask.file;

    if (file->subject == SHEET_ROWS)
        return row_name(job);
    if (file->subject == SHEET_LIST)
        return list_name(job, wish);
    g_autofree char *name = entry_name(job->ask.page.entry, whole);
    if (sheets_of_entry(sheets, job->ask.page.entry) == file)
        return g_steal_pointer(&name);
    return g_strconcat(name, "-", file->name, NULL);
}

static char *job_name(const SheetJob *job, const Sheets *sheets, const SheetWish *wish, gboolean whole)
{
    g_autofree char *subject = subject_name(job, sheets, wish, whole);
    g_autofree char *paper = paper_name(job->ask.paper);

    return g_strconcat(subject, "-", paper, NULL);
}

/* How many jobs would have each name, were they named so. */
static GHashTable *names_count(const SheetPlan *plan, const Sheets *sheets, const SheetWish *wish)
{
    GHashTable *counts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < plan->jobs->len; i++) {
        g_autofree char *name = job_name(&g_array_index(plan->jobs, SheetJob, i), sheets, wish, FALSE);
        char *folded = path_fold(name);
        const guint count = GPOINTER_TO_UINT(g_hash_table_lookup(counts, folded));
        g_hash_table_replace(counts, folded, GUINT_TO_POINTER(count + 1));
    }
    return counts;
}

/* `name` as it is free: with a number where even that is taken. */
static const char *name_take(const SheetPlan *plan, GHashTable *taken, const char *name)
{
    g_autofree char *free = g_strdup(name);

    for (guint number = 2;; number++) {
        if (g_hash_table_add(taken, path_fold(free)))
            return arena_strdup(plan->arena, free);
        g_free(free);
        free = g_strdup_printf("%s-%u", name, number);
    }
}

void sheet_names_set(SheetPlan *plan, const Sheets *sheets, const SheetWish *wish)
{
    g_autoptr(GHashTable) counts = names_count(plan, sheets, wish);
    g_autoptr(GHashTable) taken = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < plan->jobs->len; i++) {
        SheetJob *job = &g_array_index(plan->jobs, SheetJob, i);
        g_autofree char *name = job_name(job, sheets, wish, FALSE);
        g_autofree char *folded = path_fold(name);
        if (GPOINTER_TO_UINT(g_hash_table_lookup(counts, folded)) > 1) {
            g_free(name);
            name = job_name(job, sheets, wish, TRUE);
        }
        job->name = name_take(plan, taken, name);
    }
}
