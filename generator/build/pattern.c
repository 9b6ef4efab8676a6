/* SPDX-License-Identifier: MIT */
#include "build/pattern.h"

#include <string.h>

static const char *const word_names[N_WORDS] = {
    [WORD_YEAR] = "year",   [WORD_MONTH] = "month", [WORD_DAY] = "day",
    [WORD_SLUG] = "slug",   [WORD_ID] = "id",       [WORD_TYPE] = "type",
    [WORD_VALUE] = "value", [WORD_TERM] = "term",   [WORD_PAGE] = "page",
};

/* The length of the name after a colon. */
static gsize name_length(const char *name)
{
    gsize length = 0;

    while (g_ascii_isalpha(name[length]))
        length++;
    return length;
}

static int word_find(const char *name, gsize length)
{
    for (int i = 0; i < N_WORDS; i++)
        if (word_names[i][0] == *name && strlen(word_names[i]) == length &&
            memcmp(word_names[i], name, length) == 0)
            return i;
    return -1;
}

guint pattern_words(const char *pattern, char **unknown)
{
    guint bits = 0;

    *unknown = NULL;
    for (const char *p = pattern; (p = strchr(p, ':')); p++) {
        const gsize length = name_length(p + 1);
        const int word = word_find(p + 1, length);
        if (word >= 0)
            bits |= WORD_FLAG(word);
        else if (!*unknown)
            *unknown = g_strndup(p + 1, length);
    }
    return bits;
}

void pattern_expand(GString *path, const char *pattern, const char *const texts[N_WORDS])
{
    for (const char *p = pattern, *colon;; p = colon) {
        colon = strchr(p, ':');
        g_string_append_len(path, p, colon ? colon - p : -1);
        if (!colon)
            return;
        const gsize length = name_length(++colon);
        const int word = word_find(colon, length);
        g_assert(word >= 0 && texts[word]);
        g_string_append(path, texts[word]);
        colon += length;
    }
}

const char **pattern_names(guint bits)
{
    GPtrArray *names = g_ptr_array_new();

    for (int i = 0; i < N_WORDS; i++)
        if (bits & WORD_FLAG(i))
            g_ptr_array_add(names, (gpointer)word_names[i]);
    g_ptr_array_add(names, NULL);
    return (const char **)g_ptr_array_free(names, FALSE);
}
