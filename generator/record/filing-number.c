/* SPDX-License-Identifier: MIT */
#include "record/filing-number.h"

#include "content/config-archive.h"

#include <string.h>

#define CLASS "WS·" /* 文书, with U+00B7, as in the standard */
#define ITEM_DIGITS 4
#define ITEM_DIGITS_MAX 8

const char *const filing_terms[] = {"Y", "D30", "D10", NULL};

int filing_term(const char *retention)
{
    for (int i = 0; filing_terms[i]; i++)
        if (strcmp(filing_terms[i], retention) == 0)
            return i;
    return -1;
}

void filing_number_clear(FilingNumber *number)
{
    g_clear_pointer(&number->fonds, g_free);
    g_clear_pointer(&number->department, g_free);
}

/* Digits without zeros in front beyond the four that are always there. */
static gboolean item_parse(const char *text, guint *item)
{
    const gsize length = strspn(text, G_CSET_DIGITS);

    if (text[length] || length < ITEM_DIGITS || length > ITEM_DIGITS_MAX ||
        (length > ITEM_DIGITS && *text == '0'))
        return FALSE;
    *item = (guint)g_ascii_strtoull(text, NULL, 10);
    return *item > 0;
}

static gboolean year_parse(const char *text, int *year)
{
    *year = (int)g_ascii_strtoull(text, NULL, 10);
    return strlen(text) == 4 && strspn(text, G_CSET_DIGITS) == 4 && *year > 0;
}

gboolean filing_number_parse(const char *text, FilingNumber *number)
{
    const char *mark = strstr(text, CLASS);
    g_auto(FilingNumber) read = {0};

    if (!mark || (mark > text && mark[-1] != '-'))
        return FALSE;
    g_auto(GStrv) parts = g_strsplit(mark + strlen(CLASS), "-", -1);
    if (g_strv_length(parts) != 4)
        return FALSE;
    const int term = filing_term(parts[1]);
    if (!year_parse(parts[0], &read.year) || term < 0 || !config_is_code(parts[2]) ||
        !item_parse(parts[3], &read.item))
        return FALSE;
    read.fonds = mark > text ? g_strndup(text, (gsize)(mark - text) - 1) : NULL;
    if (read.fonds && !config_is_code(read.fonds))
        return FALSE;
    read.retention = filing_terms[term];
    read.department = g_strdup(parts[2]);
    *number = read;
    read = (FilingNumber){0};
    return TRUE;
}

char *filing_number_format(const char *fonds, int year, const char *retention, const char *department,
                           guint item)
{
    return g_strdup_printf("%s%s" CLASS "%04d-%s-%s-%04u", fonds ? fonds : "", fonds ? "-" : "", year,
                           retention, department, item);
}
