/* SPDX-License-Identifier: MIT */
#include "external/word/label.h"

#include <string.h>
#include <unicode/unum.h>

#define LETTERS 26
#define CIRCLES 20
#define CIRCLE_ONE 0x2460
#define LABEL_UNITS 64
/* Beyond that, Chinese counts in words that differ from format to format. */
#define HAN_MOST 9999

struct Labels {
    GHashTable *counters; /* the numbering system of ICU -> UNumberFormat * */
};

static const struct {
    const char *format, *system;
} systems[] = {
    {"chineseCounting", "zh@numbers=hans"},
    {"chineseCountingThousand", "zh@numbers=hans"},
    {"chineseLegalSimplified", "zh@numbers=hansfin"},
    {"ideographDigital", "zh@numbers=hanidec"},
    {"ideographLegalTraditional", "zh@numbers=hantfin"},
    {"japaneseCounting", "zh@numbers=jpan"},
    {"japaneseDigitalTenThousand", "zh@numbers=hanidec"},
    {"koreanDigital2", "zh@numbers=hanidec"},
    {"taiwaneseCounting", "zh@numbers=hant"},
    {"taiwaneseCountingThousand", "zh@numbers=hant"},
    {"taiwaneseDigital", "zh@numbers=hanidec"},
    {"upperRoman", "en@numbers=roman"},
    {"lowerRoman", "en@numbers=romanlow"},
};

Labels *labels_new(void)
{
    Labels *labels = g_new(Labels, 1);

    labels->counters = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)unum_close);
    return labels;
}

void labels_free(Labels *labels)
{
    g_hash_table_unref(labels->counters);
    g_free(labels);
}

static const char *system_of(const char *format)
{
    for (gsize i = 0; i < G_N_ELEMENTS(systems); i++)
        if (strcmp(format, systems[i].format) == 0)
            return systems[i].system;
    return NULL;
}

/* NULL where ICU has no such numbering system. */
static UNumberFormat *counter(Labels *labels, const char *name)
{
    UNumberFormat *found = g_hash_table_lookup(labels->counters, name);
    UErrorCode status = U_ZERO_ERROR;

    if (found)
        return found;
    found = unum_open(UNUM_DEFAULT, NULL, 0, name, NULL, &status);
    if (U_FAILURE(status))
        return NULL;
    unum_setAttribute(found, UNUM_GROUPING_USED, FALSE);
    g_hash_table_insert(labels->counters, (gpointer)name, found);
    return found;
}

static gboolean append_counted(Labels *labels, GString *into, const char *name, int value)
{
    UNumberFormat *format = counter(labels, name);
    UErrorCode status = U_ZERO_ERROR;
    UChar units[LABEL_UNITS];

    if (!format)
        return FALSE;
    const gint32 length = unum_format(format, value, units, G_N_ELEMENTS(units), NULL, &status);
    g_autofree char *text = U_SUCCESS(status) ? g_utf16_to_utf8(units, length, NULL, NULL, NULL) : NULL;
    if (text)
        g_string_append(into, text);
    return text != NULL;
}

/* a … z, aa, bb … */
static void append_letters(GString *into, char first, int value)
{
    for (int i = 0; i <= (value - 1) / LETTERS && i < LABEL_UNITS; i++)
        g_string_append_c(into, (char)(first + (value - 1) % LETTERS));
}

static gboolean is_circle(const char *format)
{
    return g_str_has_prefix(format, "decimalEnclosedCircle");
}

void labels_append(Labels *labels, GString *into, const char *format, int value)
{
    const char *name = system_of(format);

    if (name && value > 0 && value <= HAN_MOST && append_counted(labels, into, name, value))
        return;
    if (is_circle(format) && value >= 1 && value <= CIRCLES)
        g_string_append_unichar(into, CIRCLE_ONE + (gunichar)value - 1);
    else if (strcmp(format, "lowerLetter") == 0 && value > 0)
        append_letters(into, 'a', value);
    else if (strcmp(format, "upperLetter") == 0 && value > 0)
        append_letters(into, 'A', value);
    else
        g_string_append_printf(into, strcmp(format, "decimalZero") == 0 ? "%02d" : "%d", value);
}

gboolean label_is_lost(const char *format, const char *text)
{
    const char *name = system_of(format);

    return (name && g_str_has_prefix(name, "zh")) || is_circle(format) ||
           (g_str_has_prefix(format, "decimal") &&
            (strstr(text, "（") || strstr(text, "）") || strstr(text, "、") || strchr(text, ')')));
}
