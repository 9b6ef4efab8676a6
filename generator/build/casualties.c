/* SPDX-License-Identifier: MIT */
#include "build/casualties.h"

#include "template/allowance.h"

#include <glib/gi18n.h>

/* Each may have cost the limit of time: it is enough to see what is wrong. */
#define LAYOUTS_MAX 4

struct Casualties {
    const RenderJob *job;
    Limits limits;
    GArray *deaths;   /* Death: of each layout the one with the first page, in the order of pages */
    gboolean unbegun; /* a worker died before it had a page */
    Death first_unbegun;
};

Casualties *casualties_new(const RenderJob *job, const Limits *limits)
{
    Casualties *casualties = g_new0(Casualties, 1);

    casualties->job = job;
    casualties->limits = *limits;
    casualties->deaths = g_array_new(FALSE, TRUE, sizeof(Death));
    return casualties;
}

void casualties_free(Casualties *casualties)
{
    if (!casualties)
        return;
    g_array_unref(casualties->deaths);
    g_free(casualties);
}

static const char *layout_of(const Casualties *casualties, guint page)
{
    const Page *at = casualties->job->pages->pdata[page];
    return at->layout;
}

static int death_compare(gconstpointer a, gconstpointer b)
{
    const Death *x = a, *y = b;
    return (x->task > y->task) - (x->task < y->task);
}

void casualties_add(Casualties *casualties, const Death *death)
{
    if (!death->at_task) {
        casualties->unbegun = TRUE;
        casualties->first_unbegun = *death;
        return;
    }
    const char *layout = layout_of(casualties, death->task);
    for (guint i = 0; i < casualties->deaths->len; i++) {
        const Death *known = &g_array_index(casualties->deaths, Death, i);
        if (!g_str_equal(layout_of(casualties, known->task), layout))
            continue;
        if (known->task <= death->task)
            return;
        g_array_remove_index(casualties->deaths, i);
        break;
    }
    g_array_append_vals(casualties->deaths, death, 1);
    g_array_sort(casualties->deaths, death_compare);
}

static guint last_page(const Casualties *casualties)
{
    if (casualties->deaths->len < LAYOUTS_MAX)
        return G_MAXUINT;
    return g_array_index(casualties->deaths, Death, LAYOUTS_MAX - 1).task;
}

gboolean casualties_exclude(const Casualties *casualties, guint page)
{
    if (page > last_page(casualties))
        return TRUE;
    for (guint i = 0; i < casualties->deaths->len; i++) {
        const Death *death = &g_array_index(casualties->deaths, Death, i);
        if (page > death->task &&
            g_str_equal(layout_of(casualties, death->task), layout_of(casualties, page)))
            return TRUE;
    }
    return FALSE;
}

guint casualties_count(const Casualties *casualties)
{
    return casualties->deaths->len + casualties->unbegun;
}

static void report_death(const Casualties *casualties, const Death *death, Diagnostics *diagnostics)
{
    const Page *page = casualties->job->pages->pdata[death->task];
    const Theme *theme = casualties->job->theme;
    g_autofree char *layout = g_strconcat("layouts/", page->layout, NULL);
    g_autofree char *file = theme_file(theme, layout);
    g_autofree char *time = allowance_hint_time(&casualties->limits);
    g_autofree char *memory = allowance_hint_memory(&casualties->limits);
    g_autofree char *how = death_describe(death);
    const Place place = PLACE_FILE(file ? theme_file_name(theme, file) : layout);

    if (death->cause == DEATH_TIME)
        diagnostics_error(diagnostics, place, time,
                          _("the layout needed more than %u s of processor time for '%s'"),
                          casualties->limits.seconds, page->path);
    else if (death->cause == DEATH_MEMORY)
        diagnostics_error(diagnostics, place, memory,
                          _("the layout needed more than %u MB of memory for '%s'"),
                          allowance_megabytes(&casualties->limits), page->path);
    else
        diagnostics_error(diagnostics, place, NULL,
                          _("the process that rendered '%s' with the layout '%s' died (%s)"), page->path,
                          page->layout, how);
}

void casualties_report(const Casualties *casualties, Diagnostics *diagnostics)
{
    const guint count = MIN(casualties->deaths->len, LAYOUTS_MAX);
    const guint pages = casualties->job->pages->len;

    for (guint i = 0; i < count; i++)
        report_death(casualties, &g_array_index(casualties->deaths, Death, i), diagnostics);
    if (casualties->unbegun) {
        g_autofree char *how = death_describe(&casualties->first_unbegun);
        diagnostics_error(diagnostics, PLACE_NONE, NULL,
                          _("a process that renders pages died before its first one (%s)"), how);
    }
    if (count == LAYOUTS_MAX && last_page(casualties) + 1 < pages)
        diagnostics_error(
            diagnostics, PLACE_NONE, _("mend these layouts first"),
            _("rendering was given up after %u layouts: the pages after '%s' were not looked at"),
            LAYOUTS_MAX, ((const Page *)casualties->job->pages->pdata[last_page(casualties)])->path);
}
