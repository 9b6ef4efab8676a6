/* SPDX-License-Identifier: MIT */
/* What may be asked for: names that are declared somewhere, and near misses. */
#include "site/query.h"
#include "template/host.h"
#include "template/views.h"
#include "text/strings.h"
#include "text/suggest.h"

#include <glib/gi18n.h>
#include <string.h>

/* In their order, which view-entry.c knows. */
const char *const VIEW_ENTRY_NAMES[] = {
    "backlinks", "content",   "counted", "day",     "days_left", "expired",      "folder",        "id",
    "last_day",  "late",      "next",    "outline", "overdue",   "posting_from", "posting_until", "previous",
    "slug",      "tombstone", "type",    "year",    NULL};
const char *const VIEW_PAGE_NAMES[] = {"entries", "output", "pager", "path", "term", "value", NULL};

static void add_names(GHashTable *set, const char *const *names)
{
    for (; *names; names++)
        g_hash_table_add(set, (gpointer)*names);
}

static GHashTable *field_names(const Types *types)
{
    GHashTable *set = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < types_count(types); i++)
        for (guint j = 0; j < types_at(types, i)->n_fields; j++)
            g_hash_table_add(set, (gpointer)types_at(types, i)->fields[j].name);
    return set;
}

static GPtrArray *sorted_names(GHashTable *set)
{
    GPtrArray *names = g_ptr_array_new();
    g_autofree gpointer *keys = g_hash_table_get_keys_as_array(set, NULL);

    for (guint i = 0; i < g_hash_table_size(set); i++)
        g_ptr_array_add(names, keys[i]);
    g_ptr_array_sort(names, strings_compare);
    g_ptr_array_add(names, NULL);
    return names;
}

GPtrArray *view_names(const Types *types)
{
    g_autoptr(GHashTable) set = field_names(types);

    add_names(set, VIEW_ENTRY_NAMES);
    add_names(set, VIEW_PAGE_NAMES);
    return sorted_names(set);
}

GPtrArray *view_fields(const Types *types)
{
    g_autoptr(GHashTable) set = field_names(types);

    add_names(set, QUERY_NAMES);
    return sorted_names(set);
}

gboolean view_has(const GPtrArray *names, const char *name)
{
    return bsearch(&name, names->pdata, names->len - 1, sizeof(gpointer), strings_compare) != NULL;
}

/* A name that some type declares is nil where this one has none; any other is a slip of the pen. */
/* What other generators call it. Newly allocated, or NULL. */
static char *habit_hint(const char *name)
{
    static const char *const addresses[] = {"href", "link", "permalink", "relpermalink", "uri", "url", NULL};

    return view_is_one_of(name, addresses) ? g_strdup(_("write url(entry), or permalink(entry)")) : NULL;
}

int view_push_unknown(lua_State *L, const char *name, const char *of)
{
    const GPtrArray *names = engine_of(L)->names;

    if (view_has(names, name)) {
        lua_pushnil(L);
        return 1;
    }
    char *hint = habit_hint(name);
    if (!hint)
        hint = suggest_hint(name, (const char *const *)names->pdata);
    if (of)
        /* Translators: the name of a type, then that of a field: "news has no 'titel'" */
        host_error(L, hint, N_("%s has no '%s'"), of, name);
    else
        host_error(L, hint, N_("this page has no '%s'"), name);
    return lua_error(L);
}

gboolean view_is_one_of(const char *name, const char *const *names)
{
    for (; *names; names++)
        if (strcmp(*names, name) == 0)
            return TRUE;
    return FALSE;
}
