/* SPDX-License-Identifier: MIT */
#include "build/search-files.h"

#include "text/path.h"

#include <glib/gi18n.h>
#include <string.h>

void search_files_plan(Plan *plan, const ThemeOutput *row, Diagnostics *diagnostics)
{
    guint words;

    if (!row_words(plan, row, row->path, 0, &words, diagnostics))
        return;
    if (plan->search_folder) {
        diagnostics_error(diagnostics, PLACE_FILE(plan->rows_file), NULL,
                          _("output %u: only one row can have 'search'"), row->row);
        return;
    }
    g_autofree char *path = g_strconcat(row->path, SEARCH_INDEX, NULL);
    const Output output = {
        .path = arena_strdup(plan->arena, path), .text = "", .origin = row_origin(plan, row)};
    if (outputs_add(plan->outputs, &output, diagnostics)) {
        plan->search_folder = row->path;
        plan->search_origin = output.origin;
    }
}

/* "t0.js", "r12.js" (search/search.c) */
static gboolean is_of_index(const char *name)
{
    const gsize digits = *name == 't' || *name == 'r' ? strspn(name + 1, "0123456789") : 0;
    return digits > 0 && strcmp(name + 1 + digits, ".js") == 0;
}

void search_files_check(const Plan *plan, Diagnostics *diagnostics)
{
    g_autofree char *folder = plan->search_folder ? path_fold(plan->search_folder) : NULL;

    for (guint i = 0; folder && i < outputs_count(plan->outputs); i++) {
        const Output *output = outputs_at(plan->outputs, i);
        if (g_str_has_prefix(output->key, folder) && is_of_index(output->key + strlen(folder)))
            outputs_refuse(output, _("the search index has files of that name"), diagnostics);
    }
}

void search_files_add(Plan *plan, guint threads, Diagnostics *diagnostics)
{
    search_build(plan->search, threads);
    for (guint i = 0; i < search_count(plan->search); i++) {
        const SearchFile file = search_file(plan->search, i);
        g_autofree char *path = g_strconcat(plan->search_folder, file.name, NULL);
        Output output = {.path = path, .text = file.text, .origin = plan->search_origin};
        if (strcmp(file.name, SEARCH_INDEX) == 0) {
            outputs_set_text(plan->outputs, path, file.text);
            continue;
        }
        output.path = arena_strdup(plan->arena, path);
        outputs_add(plan->outputs, &output, diagnostics);
    }
}
