/* SPDX-License-Identifier: MIT */
#include "cli/years-word.h"

#include "build/failure.h"
#include "text/chinese-date.h"
#include "text/chinese-number.h"

#include <glib/gi18n.h>
#include <string.h>

static int year_compare(gconstpointer a, gconstpointer b)
{
    return *(const int *)a - *(const int *)b;
}

static void year_add(GArray *years, int year)
{
    for (guint i = 0; i < years->len; i++)
        if (g_array_index(years, int, i) == year)
            return;
    g_array_append_val(years, year);
}

static gboolean word_read(const char *word, GArray *years, GError **error)
{
    const int year = chinese_year_parse(word);

    if (year == 0)
        return failure_usage(error, _("'%s' is no year: write it as 2025, or several as --years 2016-2025"),
                             word);
    year_add(years, year);
    return TRUE;
}

/* "2016-2025", "2016至2025": where the second begins, and the first ends. */
static const char *range_split(const char *text, gsize *first)
{
    static const char *const signs[] = {"-", "~", "至", "到"};

    for (gsize i = 0; i < G_N_ELEMENTS(signs); i++) {
        const char *sign = strstr(text, signs[i]);
        if (!sign)
            continue;
        *first = (gsize)(sign - text);
        return sign + strlen(signs[i]);
    }
    return NULL;
}

static gboolean range_read(const char *text, GArray *years, GError **error)
{
    gsize length;
    const char *second = range_split(text, &length);

    if (!second)
        return word_read(text, years, error);
    g_autofree char *first = g_strndup(text, length);
    const int from = chinese_year_parse(first), to = chinese_year_parse(second);
    if (from == 0 || to == 0 || from > to)
        return failure_usage(error, _("--years takes years such as 2016-2025 or 2016,2018, not '%s'"), text);
    for (int year = from; year <= to; year++)
        year_add(years, year);
    return TRUE;
}

static gboolean ranges_read(const char *ranges, GArray *years, GError **error)
{
    g_autofree char *plain = chinese_plain(ranges);
    /* An enumeration comma, which no one form of plain text stands for. */
    g_auto(GStrv) commas = g_strsplit(plain, "、", -1);
    g_autofree char *joined = g_strjoinv(",", commas);
    g_auto(GStrv) parts = g_strsplit(joined, ",", -1);

    for (char **part = parts; *part; part++)
        if (!range_read(g_strstrip(*part), years, error))
            return FALSE;
    return TRUE;
}

GArray *years_read(char *const *words, const char *ranges, GError **error)
{
    g_autoptr(GArray) years = g_array_new(FALSE, FALSE, sizeof(int));

    for (; *words; words++)
        if (!word_read(*words, years, error))
            return NULL;
    if (ranges && !ranges_read(ranges, years, error))
        return NULL;
    g_array_sort(years, year_compare);
    return g_steal_pointer(&years);
}
