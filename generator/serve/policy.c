/* SPDX-License-Identifier: MIT */
#include "serve/policy.h"

#include "serve/address.h"

#include <string.h>

/* What is allowed in the first of these that a policy has: each falls back to those behind it. */
static const struct {
    const char *names[4];
    const char *scheme, *path;
} needs[] = {
    {{"script-src-elem", "script-src", "default-src"}, "http", ADDRESS_SCRIPT},
    {{"style-src-elem", "style-src", "default-src"}, "http", ADDRESS_STYLE},
    {{"connect-src", "default-src"}, "ws", ADDRESS_SOCKET},
};

/* The words of a directive, NULL-terminated, or NULL: of several of a name only the first counts. */
static char **directive_find(const GPtrArray *directives, const char *name)
{
    for (guint i = 0; i < directives->len; i++) {
        char **words = directives->pdata[i];
        if (words[0] && g_ascii_strcasecmp(words[0], name) == 0)
            return words;
    }
    return NULL;
}

static gboolean is_none(const char *word)
{
    return g_ascii_strcasecmp(word, "'none'") == 0;
}

/* The directive `name` with the sources of `words` and one more. */
static char **directive_extend(const char *name, char **words, const char *source)
{
    g_autoptr(GStrvBuilder) extended = g_strv_builder_new();

    g_strv_builder_add(extended, name);
    for (char **word = words + 1; *word; word++)
        if (!is_none(*word))
            g_strv_builder_add(extended, *word);
    g_strv_builder_add(extended, source);
    return g_strv_builder_end(extended);
}

static void allow(GPtrArray *directives, const char *const *names, const char *source)
{
    char **words = NULL;
    guint at = 0;

    for (; !words && names[at]; at++)
        words = directive_find(directives, names[at]);
    if (!words)
        return;
    char **extended = directive_extend(names[0], words, source);
    if (at == 1) {
        guint index = 0;
        g_ptr_array_find(directives, words, &index);
        g_strfreev(words);
        directives->pdata[index] = extended;
        return;
    }
    g_ptr_array_add(directives, extended);
}

static GPtrArray *directives_read(const char *policy)
{
    GPtrArray *directives = g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);
    g_auto(GStrv) parts = g_strsplit(policy, ";", -1);

    for (char **part = parts; *part; part++) {
        g_auto(GStrv) words = g_strsplit_set(*part, " \t\n\f\r", -1);
        g_autoptr(GStrvBuilder) kept = g_strv_builder_new();
        for (char **word = words; *word; word++)
            if (**word)
                g_strv_builder_add(kept, *word);
        g_ptr_array_add(directives, g_strv_builder_end(kept));
    }
    return directives;
}

char *policy_allow(const char *policy, const char *authority)
{
    g_autoptr(GPtrArray) directives = directives_read(policy);
    GString *text = g_string_new(NULL);

    for (gsize i = 0; i < G_N_ELEMENTS(needs); i++) {
        /* A source cannot name a host as IPv6 does (section 2.3.1, host-char). */
        g_autofree char *source = *authority == '['
                                      ? g_strdup("'self'")
                                      : g_strconcat(needs[i].scheme, "://", authority, needs[i].path, NULL);
        allow(directives, needs[i].names, source);
    }
    for (guint i = 0; i < directives->len; i++) {
        g_autofree char *words = g_strjoinv(" ", directives->pdata[i]);
        if (*words)
            g_string_append_printf(text, "%s%s", text->len > 0 ? "; " : "", words);
    }
    return g_string_free(text, FALSE);
}
