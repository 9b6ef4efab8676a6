/* SPDX-License-Identifier: MIT */
#include "cli/type-word.h"

#include "build/failure.h"
#include "text/strings.h"
#include "text/suggest.h"

#include <glib/gi18n.h>

/* "news (新闻), model (先进典型)" */
static char *types_list(const Types *types)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; i < types_count(types); i++) {
        const Type *type = types_at(types, i);
        const char *label = labels_get(type->labels, "zh-Hans");
        g_ptr_array_add(names,
                        label ? g_strdup_printf(_("%s (%s)"), type->name, label) : g_strdup(type->name));
    }
    g_ptr_array_add(names, NULL);
    return strings_list((const char *const *)names->pdata);
}

static gboolean refuse(const Types *types, const char *word, GError **error)
{
    g_autofree char *hint = suggest_hint(word, types_names(types));
    if (!hint)
        hint = suggest_hint(word, types_folders(types));
    g_autofree char *list = types_list(types);
    g_autofree char *all = g_strdup_printf(_("possible: %s"), list);

    /* Translators: the second %s is a sentence of its own: "did you mean 'notice'?" */
    g_set_error(error, BUILD_ERROR, BUILD_ERROR_USAGE, _("there is no type '%s'; %s"), word,
                hint ? hint : all);
    return FALSE;
}

gboolean type_word_find(const Types *types, const char *word, TypeWord *found, GError **error)
{
    found->type = types_by_word(types, word, &found->kind);
    return found->type || refuse(types, word, error);
}
