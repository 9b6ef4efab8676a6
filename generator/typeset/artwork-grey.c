/* SPDX-License-Identifier: MIT */
#include "typeset/artwork-grey.h"

#include "typeset/colour-names.h"

#include <math.h>
#include <string.h>

/* sRGB (IEC 61966-2-1), 0 to 1. */
static double channel_linear(double value)
{
    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
}

static double channel_encoded(double linear)
{
    return linear <= 0.0031308 ? linear * 12.92 : 1.055 * pow(linear, 1 / 2.4) - 0.055;
}

#define RED 0.2126
#define GREEN 0.7152
#define BLUE 0.0722

/* Channels from 0 to 255. */
static guint grey_level(double red, double green, double blue)
{
    const double luminance = RED * channel_linear(CLAMP(red, 0, 255) / 255) +
                             GREEN * channel_linear(CLAMP(green, 0, 255) / 255) +
                             BLUE * channel_linear(CLAMP(blue, 0, 255) / 255);

    return (guint)lround(channel_encoded(luminance) * 255);
}

Colour colour_grey(Colour colour)
{
    return 0x010101 * grey_level(colour >> 16 & 0xFF, colour >> 8 & 0xFF, colour & 0xFF);
}

void grey_pixels(guint8 *pixels, int width, int height, int stride, int channels)
{
    enum { STEPS = 8192 };
    g_autofree guint8 *encoded = g_malloc(STEPS + 1);
    float linear[256];

    for (guint i = 0; i < 256; i++)
        linear[i] = (float)channel_linear(i / 255.0) * STEPS;
    for (guint i = 0; i <= STEPS; i++)
        encoded[i] = (guint8)lround(channel_encoded((double)i / STEPS) * 255);
    for (int y = 0; y < height; y++) {
        guint8 *pixel = pixels + (gsize)y * (gsize)stride;
        for (int x = 0; x < width; x++, pixel += channels) {
            const float luminance = (float)RED * linear[pixel[0]] + (float)GREEN * linear[pixel[1]] +
                                    (float)BLUE * linear[pixel[2]];
            pixel[0] = pixel[1] = pixel[2] = encoded[MIN((guint)(luminance + 0.5F), STEPS)];
        }
    }
}

static gboolean is_colour(const char *property)
{
    static const char *const properties[] = {"fill",           "stroke", "stop-color", "flood-color",
                                             "lighting-color", "color",  "solid-color"};

    for (guint i = 0; i < G_N_ELEMENTS(properties); i++)
        if (g_ascii_strcasecmp(property, properties[i]) == 0)
            return TRUE;
    return FALSE;
}

static void grey_append(GString *out, double red, double green, double blue, const char *alpha)
{
    const guint level = grey_level(red, green, blue);

    if (alpha)
        g_string_append_printf(out, "rgba(%u,%u,%u,%s)", level, level, level, alpha);
    else
        g_string_append_printf(out, "#%02x%02x%02x", level, level, level);
}

/* "#f00", "#f008", "#ff0000", "#ff000080". */
static gsize hex_append(GString *out, const char *text)
{
    gsize length = 0;
    guint channels[4] = {0};
    char alpha[G_ASCII_DTOSTR_BUF_SIZE];

    while (g_ascii_isxdigit(text[1 + length]))
        length++;
    const gsize digits = length > 4 ? 2 : 1;
    if (length != 3 && length != 4 && length != 6 && length != 8) {
        g_string_append_len(out, text, (gssize)length + 1);
        return length + 1;
    }
    for (gsize i = 0; i < length; i++) {
        guint *channel = &channels[i / digits];
        *channel = *channel * 16 + (guint)g_ascii_xdigit_value(text[1 + i]);
    }
    for (guint i = 0; i < 4 && digits == 1; i++)
        channels[i] *= 17;
    g_ascii_formatd(alpha, sizeof alpha, "%.3f", channels[3] / 255.0);
    grey_append(out, channels[0], channels[1], channels[2], length / digits == 4 ? alpha : NULL);
    return length + 1;
}

/* CSS Color 4, 7.1; each of red, green and blue is this with another `n`. */
static double hsl_channel(double hue, double saturation, double lightness, double n)
{
    const double k = fmod(n + hue / 30, 12);
    const double a = saturation * MIN(lightness, 1 - lightness);

    return 255 * (lightness - a * MAX(-1, MIN(MIN(k - 3, 9 - k), 1)));
}

/* The arguments of rgb(), rgba(), hsl(), hsla(), of which the fourth is alpha. */
static void function_append(GString *out, gboolean hsl, const char *arguments, gsize length)
{
    g_autofree char *text = g_strndup(arguments, length);
    g_auto(GStrv) words = g_strsplit_set(text, ", /\t\r\n", -1);
    double numbers[3] = {0};
    const char *alpha = NULL;

    for (guint i = 0, n = 0; words[i]; i++) {
        const double number = g_ascii_strtod(words[i], NULL);
        const gboolean share = g_str_has_suffix(words[i], "%");
        if (!*words[i])
            continue;
        if (n < 3)
            numbers[n] = share ? number / 100 * (hsl ? 1 : 255) : number;
        else if (n == 3)
            alpha = words[i];
        n++;
    }
    if (hsl) {
        const double hue = fmod(fmod(numbers[0], 360) + 360, 360);
        const double s = CLAMP(numbers[1], 0, 1), l = CLAMP(numbers[2], 0, 1);
        grey_append(out, hsl_channel(hue, s, l, 0), hsl_channel(hue, s, l, 8), hsl_channel(hue, s, l, 4),
                    alpha);
    } else
        grey_append(out, numbers[0], numbers[1], numbers[2], alpha);
}

/* A name, or a function with its arguments. */
static gsize word_append(GString *out, const char *text)
{
    gsize length = 0;
    Colour colour;

    while (g_ascii_isalnum(text[length]) || text[length] == '-')
        length++;
    g_autofree char *name = g_ascii_strdown(text, (gssize)length);
    if (text[length] == '(') {
        const gsize inside = strcspn(text + length, ")");
        const gsize whole = length + inside + (text[length + inside] == ')');
        if (g_str_has_prefix(name, "rgb") || g_str_has_prefix(name, "hsl"))
            function_append(out, *name == 'h', text + length + 1, inside - 1);
        else
            g_string_append_len(out, text, (gssize)whole);
        return whole;
    }
    if (colour_named(name, &colour))
        grey_append(out, colour >> 16 & 0xFF, colour >> 8 & 0xFF, colour & 0xFF, NULL);
    else
        g_string_append_len(out, text, (gssize)length);
    return length;
}

char *grey_value(const char *property, const char *value)
{
    GString *out = g_string_new(NULL);

    if (!is_colour(property)) {
        g_string_append(out, value);
        return g_string_free(out, FALSE);
    }
    while (*value) {
        if (*value == '#')
            value += hex_append(out, value);
        else if (g_ascii_isalpha(*value))
            value += word_append(out, value);
        else
            g_string_append_c(out, *value++);
    }
    return g_string_free(out, FALSE);
}
