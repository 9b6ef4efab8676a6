/* SPDX-License-Identifier: MIT */
#include "build/row.h"

#include "text/suggest.h"

#include <glib/gi18n.h>

gboolean row_words(Plan *plan, const ThemeOutput *row, const char *pattern, guint allowed, guint *words,
                   Diagnostics *diagnostics)
{
    g_autofree char *unknown = NULL;
    *words = pattern_words(pattern, &unknown);
    g_autofree const char **wrong = pattern_names(*words & ~allowed);
    const char *word = unknown ? unknown : wrong[0];

    if (!word)
        return TRUE;
    g_autofree const char **names = pattern_names(allowed);
    g_autofree char *hint = suggest_hint(word, names);
    diagnostics_error(diagnostics, PLACE_FILE(plan->rows_file), hint,
                      _("output %u: ':%s' means nothing in '%s'"), row->row, word, pattern);
    return FALSE;
}

gboolean row_takes(const ThemeOutput *row, const Type *type)
{
    return !row->types || g_strv_contains(row->types, type->folder);
}

Origin row_origin(Plan *plan, const ThemeOutput *row)
{
    g_autofree char *name = g_strdup_printf(_("output %u of theme.lua"), row->row);
    return (Origin){arena_strdup(plan->arena, name), PLACE_FILE(plan->rows_file), FALSE};
}

const char *row_expand(Plan *plan, const char *pattern, const char *const texts[N_WORDS])
{
    g_string_truncate(plan->text, 0);
    pattern_expand(plan->text, pattern, texts);
    return arena_strndup(plan->arena, plan->text->str, plan->text->len);
}

void row_add_page(Plan *plan, const Page *page, const Origin *origin, Diagnostics *diagnostics)
{
    const Output output = {.path = page->path, .page = page, .origin = *origin};

    if (outputs_add(plan->outputs, &output, diagnostics))
        g_ptr_array_add(plan->pages, (gpointer)page);
}
