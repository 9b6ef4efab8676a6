/* SPDX-License-Identifier: MIT */
#include "serve/outcome.h"

#include "build/plan.h"
#include "serve/overlay.h"
#include "text/json.h"

#include <glib/gi18n.h>

void outcome_clear(Outcome *outcome)
{
    g_free(outcome->address);
    g_free(outcome->hidden);
    g_free(outcome->messages);
    *outcome = (Outcome){0};
}

GVariant *outcome_save(const Outcome *outcome)
{
    return g_variant_new(OUTCOME_VARIANT_TYPE, outcome->published, outcome->changed, outcome->said,
                         outcome->midnight, outcome->address, outcome->hidden, outcome->messages);
}

gboolean outcome_load(Outcome *outcome, GVariant *saved)
{
    if (!g_variant_is_normal_form(saved))
        return FALSE;
    g_variant_get(saved, OUTCOME_VARIANT_TYPE, &outcome->published, &outcome->changed, &outcome->said,
                  &outcome->midnight, &outcome->address, &outcome->hidden, &outcome->messages);
    return TRUE;
}

/* The end of the site's day. A day on which clocks are changed is as long as it is. */
static gint64 midnight_of(const Site *site)
{
    Date next = site->today;
    int year, month, day;

    if (!date_shift(&next, 1))
        return 0;
    date_get(next, &year, &month, &day);
    g_autoptr(GDateTime) moment = g_date_time_new(site->timezone, year, month, day, 0, 0, 0);
    return moment ? g_date_time_to_unix(moment) : 0;
}

/* Why readers will not see the page of an entry; or NULL. */
static char *hidden_why(const Site *site, const Entry *entry)
{
    const Value *publish = &entry->fields[COMMON_PUBLISH];

    if (entry_is_draft(entry))
        return g_strdup(_("draft"));
    if (publish->kind != VALUE_DATE || publish->date.day <= site->today.day)
        return NULL;
    g_autofree char *day = date_format_iso((Date){publish->date.day, -1});
    return g_strdup_printf(_("shown from %s"), day);
}

static char *hidden_of(const Plan *plan)
{
    GString *json = g_string_new("{");

    for (guint i = 0; i < plan->pages->len; i++) {
        const Page *page = plan->pages->pdata[i];
        g_autofree char *why = page->entry ? hidden_why(plan->site, page->entry) : NULL;
        if (why)
            json_append_member(json, page->path, why);
    }
    g_string_append_c(json, '}');
    return g_string_free(json, FALSE);
}

void outcome_note_plan(Outcome *outcome, const Plan *plan)
{
    outcome->midnight = midnight_of(plan->site);
    outcome->address = g_strdup(plan->site->base_url ? plan->site->base_url : "");
    outcome->hidden = hidden_of(plan);
}

void outcome_note_messages(Outcome *outcome, Diagnostics *diagnostics)
{
    g_autoptr(GString) text = g_string_new(NULL);

    diagnostics_print(diagnostics, MESSAGE_TEXT, FALSE, text);
    outcome->said = g_str_hash(text->str);
    g_free(outcome->messages);
    outcome->messages = overlay_json(diagnostics);
}
