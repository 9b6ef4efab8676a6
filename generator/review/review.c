/* SPDX-License-Identifier: MIT */
#include "review/review.h"

#include "review/finding.h"
#include "review/privacy.h"

static int day_compare(gconstpointer a, gconstpointer b)
{
    const Entry *x = *(Entry *const *)a, *y = *(Entry *const *)b;
    const int order = date_compare(x->day, y->day);

    return order ? order : g_strcmp0(x->id, y->id);
}

/* Oldest first: what is said twice was said first there. */
static GPtrArray *entries_by_day(const Content *content)
{
    GPtrArray *entries = g_ptr_array_sized_new(content->entries->len);

    g_ptr_array_extend(entries, content->entries, NULL, NULL);
    g_ptr_array_sort(entries, day_compare);
    return entries;
}

void review_run(const ReviewOptions *options, Diagnostics *diagnostics)
{
    const Site *site = options->site;
    g_autoptr(GPtrArray) entries = entries_by_day(site->content);
    g_autoptr(GHashTable) accepted = acceptance_new(site);
    g_autoptr(GHashTable) contacts = privacy_contacts(site);
    Review review = {site, options, diagnostics, accepted, contacts};

    for (guint i = 0; i < entries->len; i++)
        privacy_review_entry(&review, entries->pdata[i]);
    privacy_review_files(&review);
    acceptance_report_unused(&review);
}
