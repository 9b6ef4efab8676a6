/* SPDX-License-Identifier: MIT */
#include "text/suggest.h"

#include "text/strings.h"

#include <glib/gi18n.h>
#include <string.h>

#define WORD_MAX 64

/* Damerau–Levenshtein distance by optimal string alignment, over three rows. */
static guint distance(const char *a, gsize a_length, const char *b, gsize b_length)
{
    guint rows[3][WORD_MAX + 1];

    for (gsize j = 0; j <= b_length; j++)
        rows[0][j] = (guint)j;
    for (gsize i = 1; i <= a_length; i++) {
        guint *row = rows[i % 3];
        const guint *above = rows[(i - 1) % 3];
        row[0] = (guint)i;
        for (gsize j = 1; j <= b_length; j++) {
            const guint replace = above[j - 1] + (a[i - 1] != b[j - 1]);
            row[j] = MIN(MIN(above[j], row[j - 1]) + 1, replace);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = MIN(row[j], rows[(i - 2) % 3][j - 2] + 1);
        }
    }
    return rows[a_length % 3][b_length];
}

const char *suggest_nearest(const char *word, const char *const *names)
{
    const gsize length = strlen(word);
    const char *nearest = NULL;
    guint best = MAX(1, (guint)length / 3) + 1;

    if (length > WORD_MAX)
        return NULL;
    g_autofree char *lower = g_ascii_strdown(word, -1);
    for (; *names; names++) {
        const gsize name_length = strlen(*names);
        const gsize apart = length > name_length ? length - name_length : name_length - length;
        if (name_length > WORD_MAX || apart >= best)
            continue; /* it takes at least as many letters more or less */
        g_autofree char *name = g_ascii_strdown(*names, -1);
        const guint d = distance(lower, length, name, name_length);
        if (d < best && d < name_length) {
            best = d;
            nearest = *names;
        }
    }
    return nearest;
}

char *suggest_hint(const char *word, const char *const *names)
{
    const char *nearest = suggest_nearest(word, names);
    return nearest ? g_strdup_printf(_("did you mean '%s'?"), nearest) : NULL;
}

char *suggest_hint_key(const char *word, GHashTable *names)
{
    g_autoptr(GPtrArray) sorted = g_ptr_array_new(); /* of several as near, always the same one */
    GHashTableIter iter;
    gpointer name;

    g_hash_table_iter_init(&iter, names);
    while (g_hash_table_iter_next(&iter, &name, NULL))
        g_ptr_array_add(sorted, name);
    g_ptr_array_sort(sorted, strings_compare);
    g_ptr_array_add(sorted, NULL);
    return suggest_hint(word, (const char *const *)sorted->pdata);
}
