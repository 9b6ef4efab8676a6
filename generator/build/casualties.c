/* SPDX-License-Identifier: MIT */
#include "build/casualties.h"

#include "template/allowance.h"

#include <glib/gi18n.h>

/* Each may have cost the limit of time: it is enough to see what is wrong. */
#define LAYOUTS_MAX 4

typedef struct {
    guint page;
    Death death;
    gboolean told; /* there is a message of the page's own */
} Casualty;

struct Casualties {
    const RenderJob *job;
    Limits limits;
    GArray *all;      /* Casualty: of each layout the one with the first page, in the order of pages */
    gboolean unbegun; /* a worker died before it had a page */
    Death first_unbegun;
};

Casualties *casualties_new(const RenderJob *job, const Limits *limits)
{
    Casualties *casualties = g_new0(Casualties, 1);

    casualties->job = job;
    casualties->limits = *limits;
    casualties->all = g_array_new(FALSE, TRUE, sizeof(Casualty));
    return casualties;
}

void casualties_free(Casualties *casualties)
{
    if (!casualties)
        return;
    g_array_unref(casualties->all);
    g_free(casualties);
}

static const char *layout_of(const Casualties *casualties, guint page)
{
    const Page *at = casualties->job->pages->pdata[page];
    return at->layout;
}

static int casualty_compare(gconstpointer a, gconstpointer b)
{
    const Casualty *x = a, *y = b;
    return (x->page > y->page) - (x->page < y->page);
}

static void add(Casualties *casualties, const Casualty *casualty)
{
    const char *layout = layout_of(casualties, casualty->page);

    for (guint i = 0; i < casualties->all->len; i++) {
        const guint known = g_array_index(casualties->all, Casualty, i).page;
        if (!g_str_equal(layout_of(casualties, known), layout))
            continue;
        if (known <= casualty->page)
            return;
        g_array_remove_index(casualties->all, i);
        break;
    }
    g_array_append_vals(casualties->all, casualty, 1);
    g_array_sort(casualties->all, casualty_compare);
}

void casualties_add(Casualties *casualties, const Death *death)
{
    const Casualty casualty = {death->task, *death, FALSE};

    if (death->at_task) {
        add(casualties, &casualty);
        return;
    }
    casualties->unbegun = TRUE;
    casualties->first_unbegun = *death;
}

void casualties_add_told(Casualties *casualties, guint page)
{
    const Casualty casualty = {.page = page, .told = TRUE};
    add(casualties, &casualty);
}

/* After it no other is rendered. */
static guint last_page(const Casualties *casualties)
{
    if (casualties->all->len < LAYOUTS_MAX)
        return G_MAXUINT;
    return g_array_index(casualties->all, Casualty, LAYOUTS_MAX - 1).page;
}

gboolean casualties_exclude(const Casualties *casualties, guint page)
{
    if (page > last_page(casualties))
        return TRUE;
    for (guint i = 0; i < casualties->all->len; i++) {
        const guint known = g_array_index(casualties->all, Casualty, i).page;
        if (page > known && g_str_equal(layout_of(casualties, known), layout_of(casualties, page)))
            return TRUE;
    }
    return FALSE;
}

guint casualties_count(const Casualties *casualties)
{
    return casualties->all->len + casualties->unbegun;
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
    const guint count = MIN(casualties->all->len, LAYOUTS_MAX);
    const guint pages = casualties->job->pages->len;

    for (guint i = 0; i < count; i++) {
        const Casualty *casualty = &g_array_index(casualties->all, Casualty, i);
        if (!casualty->told)
            report_death(casualties, &casualty->death, diagnostics);
    }
    if (casualties->unbegun) {
        g_autofree char *how = death_describe(&casualties->first_unbegun);
        diagnostics_error(diagnostics, PLACE_NONE, NULL,
                          _("a process that renders pages died between two of them (%s)"), how);
    }
    if (count == LAYOUTS_MAX && last_page(casualties) + 1 < pages)
        diagnostics_error(
            diagnostics, PLACE_NONE, _("mend these layouts first"),
            _("rendering was given up after %u layouts: the pages after '%s' were not looked at"),
            LAYOUTS_MAX, ((const Page *)casualties->job->pages->pdata[last_page(casualties)])->path);
}
