/* SPDX-License-Identifier: MIT */
#include "typeset/artwork-size.h"

#include <math.h>
#include <string.h>

/* Points. CSS Values 3, 6.2. */
static const struct {
    const char *name;
    double points;
} units[] = {
    {"", 0.75}, {"px", 0.75},      {"pt", 1},          {"pc", 12},
    {"in", 72}, {"mm", 72 / 25.4}, {"cm", 720 / 25.4}, {"q", 18 / 25.4},
};

/* Beyond these, in any unit, is nothing that could be printed. */
#define LENGTH_LEAST 1e-3
#define LENGTH_MOST 1e7

double artwork_length(const char *text)
{
    char *end;
    const double number = g_ascii_strtod(text, &end);
    g_autofree char *unit = g_strstrip(g_strdup(end));

    if (end == text || !(number >= LENGTH_LEAST && number <= LENGTH_MOST))
        return 0;
    for (guint i = 0; i < G_N_ELEMENTS(units); i++)
        if (g_ascii_strcasecmp(unit, units[i].name) == 0)
            return number * units[i].points;
    return 0;
}

gboolean artwork_view(const char *text, ArtworkSize *size)
{
    double numbers[4];

    for (guint i = 0; i < G_N_ELEMENTS(numbers); i++) {
        char *end;
        while (g_ascii_isspace(*text) || *text == ',')
            text++;
        numbers[i] = g_ascii_strtod(text, &end);
        if (end == text || !isfinite(numbers[i]) || fabs(numbers[i]) > LENGTH_MOST)
            return FALSE;
        text = end;
    }
    if (numbers[2] < LENGTH_LEAST || numbers[3] < LENGTH_LEAST)
        return FALSE;
    size->x = numbers[0];
    size->y = numbers[1];
    size->w = numbers[2];
    size->h = numbers[3];
    return TRUE;
}

/* A number at *text, which moves past it and what separates it from the next; 0 if there is none. */
static double number_read(const char **text)
{
    char *end;

    *text += strspn(*text, " ,\t\r\n");
    const double number = g_ascii_strtod(*text, &end);
    *text = end;
    return number;
}

gboolean artwork_is_upright(const char *transform)
{
    const double little = 1e-6;

    for (const char *open; (open = strchr(transform, '(')); transform = open) {
        g_autofree char *name = g_strstrip(g_strndup(transform, (gsize)(open - transform)));
        const char *last = strrchr(name, ')');
        const char *function = (last ? last + 1 : name) + strspn(last ? last + 1 : name, " ,\t\r\n");
        const char *at = ++open;
        const double a = number_read(&at), b = number_read(&at), c = number_read(&at), d = number_read(&at);
        if (strcmp(function, "rotate") == 0 && fabs(remainder(a, 90)) > little)
            return FALSE;
        if (g_str_has_prefix(function, "skew") && fabs(a) > little)
            return FALSE;
        if (strcmp(function, "matrix") == 0 && fabs(b) + fabs(c) > little && fabs(a) + fabs(d) > little)
            return FALSE;
    }
    return TRUE;
}
