/* SPDX-License-Identifier: MIT */
#include "record/traits.h"

#include "record/digest.h"

#include <string.h>

static int trait_compare(gconstpointer a, gconstpointer b)
{
    return strcmp(((const Trait *)a)->name, ((const Trait *)b)->name);
}

/* What the review asks for later is not what the entry says, but how it is looked at. */
static gboolean is_about_it(const char *name)
{
    return strcmp(name, "accept") == 0 || strcmp(name, "alt") == 0 || strcmp(name, "focus") == 0;
}

const Trait *traits_of(const Entry *entry, Arena *arena, guint *count)
{
    Trait *traits = arena_new0(arena, Trait, entry->type->n_fields);

    *count = 0;
    for (guint i = 0; i < entry->type->n_fields; i++) {
        const char *name = entry->type->fields[i].name;
        const Value *value = &entry->fields[i];
        /* A default is no word of the author's. */
        if (value->kind == VALUE_NONE || value->line == 0 || is_about_it(name))
            continue;
        g_autofree char *digest = digest_value(value);
        traits[(*count)++] = (Trait){arena_intern(arena, name, strlen(name)), arena_strdup(arena, digest), 0};
    }
    if (*count > 1)
        qsort(traits, *count, sizeof *traits, trait_compare);
    return traits;
}

const char **traits_differ(const Trait *before, guint n_before, const Trait *now, guint n_now)
{
    const char **names = g_new0(const char *, n_before + n_now + 1);
    guint count = 0, i = 0, j = 0;

    while (i < n_before || j < n_now) {
        int order = i == n_before ? 1 : -1;
        if (i < n_before && j < n_now)
            order = strcmp(before[i].name, now[j].name);
        if (order < 0)
            names[count++] = before[i++].name;
        else if (order > 0)
            names[count++] = now[j++].name;
        else {
            if (strcmp(before[i].digest, now[j].digest) != 0)
                names[count++] = before[i].name;
            i++, j++;
        }
    }
    return names;
}
