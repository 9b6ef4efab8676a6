/* SPDX-License-Identifier: MIT */
#include "typeset/paper.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* ISO 216: upright, in millimetres. */
static const struct {
    const char *name;
    Paper paper;
} sizes[] = {
    {"A0", {841, 1189}}, {"A1", {594, 841}}, {"A2", {420, 594}}, {"A3", {297, 420}},
    {"A4", {210, 297}},  {"A5", {148, 210}}, {"A6", {105, 148}},
};

static gboolean is_side(double side)
{
    return side >= PAPER_MM_MIN && side <= PAPER_MM_MAX;
}

/* A decimal number at *text, which moves past it: no exponent, no sign, no other base. */
static gboolean read_side(const char **text, double *side)
{
    const gsize length = strspn(*text, "0123456789.");
    g_autofree char *digits = g_strndup(*text, length);
    char *end;

    *side = g_ascii_strtod(digits, &end);
    *text += length;
    return length > 0 && !*end && is_side(*side);
}

gboolean paper_parse(const char *text, Paper *paper)
{
    Paper read;

    for (guint i = 0; i < G_N_ELEMENTS(sizes); i++)
        if (g_ascii_strcasecmp(text, sizes[i].name) == 0) {
            *paper = sizes[i].paper;
            return TRUE;
        }
    if (!read_side(&text, &read.width))
        return FALSE;
    if (g_str_has_prefix(text, "×"))
        text += strlen("×");
    else if (*text == 'x' || *text == 'X' || *text == '*')
        text++;
    else
        return FALSE;
    if (!read_side(&text, &read.height) || *text)
        return FALSE;
    *paper = read;
    return TRUE;
}

Paper paper_turn(Paper paper, gboolean landscape)
{
    const gboolean turn = landscape != (paper.width > paper.height) && paper.width != paper.height;

    return turn ? (Paper){paper.height, paper.width} : paper;
}

static gboolean is_same(double a, double b)
{
    return fabs(a - b) < 0.01;
}

gboolean paper_equal(Paper one, Paper other)
{
    return is_same(one.width, other.width) && is_same(one.height, other.height);
}

char *paper_name(Paper paper)
{
    char width[G_ASCII_DTOSTR_BUF_SIZE], height[G_ASCII_DTOSTR_BUF_SIZE];

    for (guint i = 0; i < G_N_ELEMENTS(sizes); i++) {
        const Paper size = sizes[i].paper;
        if (is_same(paper.width, size.width) && is_same(paper.height, size.height))
            return g_strdup(sizes[i].name);
        if (is_same(paper.width, size.height) && is_same(paper.height, size.width))
            return g_strconcat(sizes[i].name, "-landscape", NULL);
    }
    g_ascii_formatd(width, sizeof width, "%.6g", paper.width);
    g_ascii_formatd(height, sizeof height, "%.6g", paper.height);
    return g_strconcat(width, "x", height, NULL);
}
