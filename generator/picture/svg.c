/* SPDX-License-Identifier: MIT */
#include "picture/svg.h"

#include <math.h>
#include <string.h>

/* A number at *at, which is left behind it; NAN if there is none. */
static double number_take(const char **at)
{
    char *end;
    const char *start = *at;
    const gboolean begins = g_ascii_isdigit(*start) || (*start && strchr("+-.", *start));
    const double number = begins ? g_ascii_strtod(start, &end) : 0;

    if (!begins || end == start || !isfinite(number))
        return NAN;
    *at = end;
    return number;
}

double svg_length(const char *text)
{
    static const struct {
        const char *unit;
        double pixels;
    } units[] = {{"", 1},           {"px", 1},         {"pt", 96.0 / 72}, {"pc", 16},
                 {"mm", 96 / 25.4}, {"cm", 96 / 2.54}, {"q", 96 / 101.6}, {"in", 96}};
    g_autofree char *stripped = g_strstrip(g_strdup(text));
    const char *at = stripped;
    const double number = number_take(&at);

    for (guint i = 0; number > 0 && i < G_N_ELEMENTS(units); i++)
        if (g_ascii_strcasecmp(at, units[i].unit) == 0)
            return number * units[i].pixels;
    return 0;
}

gboolean svg_box(const char *text, SvgBox *box)
{
    double numbers[4];

    for (guint i = 0; i < G_N_ELEMENTS(numbers); i++) {
        text += strspn(text, " \t\r\n,");
        numbers[i] = number_take(&text);
        if (isnan(numbers[i]))
            return FALSE;
    }
    if (text[strspn(text, " \t\r\n")] || numbers[2] <= 0 || numbers[3] <= 0)
        return FALSE;
    *box = (SvgBox){numbers[0], numbers[1], numbers[2], numbers[3]};
    return TRUE;
}
