/* SPDX-License-Identifier: MIT */
#include "typeset/artwork-size.h"

#include <math.h>
#include <string.h>

/* In pixels: beyond these is nothing that could be printed. */
#define LENGTH_LEAST 1e-3
#define LENGTH_MOST 1e7

double artwork_length(const char *text)
{
    const double pixels = svg_length(text);

    return pixels >= LENGTH_LEAST && pixels <= LENGTH_MOST ? pixels * POINTS_PER_PIXEL : 0;
}

static gboolean is_place(double number)
{
    return fabs(number) <= LENGTH_MOST;
}

gboolean artwork_view(const char *text, SvgBox *view)
{
    SvgBox read;

    if (!svg_box(text, &read) || !is_place(read.x) || !is_place(read.y) || !is_place(read.width) ||
        !is_place(read.height) || read.width < LENGTH_LEAST || read.height < LENGTH_LEAST)
        return FALSE;
    *view = read;
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
