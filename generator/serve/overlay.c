/* SPDX-License-Identifier: MIT */
#include "serve/overlay.h"

#include "text/json.h"

#include <glib/gi18n.h>
#include <string.h>

/* Of each severity. Who has more to mend looks at the terminal. */
#define SHOWN_MAX 30

typedef struct {
    GString *items; /* JSON */
    guint count;
} List;

static void append_optional(GString *into, const char *name, const char *text)
{
    if (text)
        json_append_member(into, name, text);
}

static void list_add(List *list, const Diagnostic *one)
{
    if (list->count++ >= SHOWN_MAX)
        return;
    g_string_append(list->items, list->items->len > 1 ? ",{" : "{");
    append_optional(list->items, "file", one->file);
    json_append_name(list->items, "line");
    g_string_append_printf(list->items, "%u", one->line);
    json_append_name(list->items, "column");
    g_string_append_printf(list->items, "%u", one->column);
    append_optional(list->items, "message", one->message);
    append_optional(list->items, "hint", one->hint);
    append_optional(list->items, "notes", one->notes);
    append_optional(list->items, "quote", one->quote);
    g_string_append_c(list->items, '}');
}

static void lists_fill(List *lists, const Diagnostics *diagnostics)
{
    g_autoptr(GVariant) saved = g_variant_ref_sink(diagnostics_save(diagnostics));
    GVariantIter iter;
    guchar severity;
    Diagnostic one;

    g_variant_iter_init(&iter, saved);
    while (g_variant_iter_next(&iter, "(ym&suum&sm&sm&sm&s)", &severity, &one.file, &one.line, &one.column,
                               &one.message, &one.hint, &one.notes, &one.quote))
        list_add(&lists[severity == SEVERITY_ERROR ? SEVERITY_ERROR : SEVERITY_WARNING], &one);
}

/* "errors": {"title": …, "items": […], "more": …}, unless there is none. */
static void append_list(GString *into, const char *name, const List *list, const char *title)
{
    if (list->count == 0)
        return;
    const guint more = list->count > SHOWN_MAX ? list->count - SHOWN_MAX : 0;
    json_append_name(into, name);
    g_string_append_c(into, '{');
    json_append_member(into, "title", title);
    json_append_name(into, "items");
    g_string_append_printf(into, "%s]", list->items->str);
    if (more > 0) {
        g_autofree char *rest = g_strdup_printf(
            ngettext("%u more is in the terminal", "%u more are in the terminal", more), more);
        json_append_member(into, "more", rest);
    }
    g_string_append_c(into, '}');
}

char *overlay_json(const Diagnostics *diagnostics)
{
    List lists[] = {{g_string_new("["), 0}, {g_string_new("["), 0}};
    List *errors = &lists[SEVERITY_ERROR], *warnings = &lists[SEVERITY_WARNING];
    GString *json = g_string_new("{");

    lists_fill(lists, diagnostics);
    g_autofree char *wrong = g_strdup_printf(ngettext("%u error", "%u errors", errors->count), errors->count);
    g_autofree char *warned =
        g_strdup_printf(ngettext("%u warning", "%u warnings", warnings->count), warnings->count);
    append_list(json, "errors", errors, wrong);
    append_list(json, "warnings", warnings, warned);
    g_string_append_c(json, '}');
    g_string_free(errors->items, TRUE);
    g_string_free(warnings->items, TRUE);
    return g_string_free(json, FALSE);
}

char *overlay_words(void)
{
    const struct {
        const char *name, *text;
    } words[] = {
        /* Translators: the language of this translation, as HTML names it: zh-Hans */
        {"language", C_("language tag", "en")},
        {"label", _("Preview by Broadside")},
        {"kept", _("The page is as it was before. It comes anew once this is mended.")},
        {"fold", _("fold")},
        {"unfold", _("unfold")},
        {"gone", _("There is no page here, or none any more. Once there is one, it shows by itself.")},
        {"lost", _("The preview has ended: what is shown may be old.")},
        {"waiting", _("The pages are being made.")},
    };
    GString *json = g_string_new("{");

    for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
        json_append_member(json, words[i].name, words[i].text);
    g_string_append_c(json, '}');
    return g_string_free(json, FALSE);
}
