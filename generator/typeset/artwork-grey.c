/* SPDX-License-Identifier: MIT */
#include "typeset/artwork-grey.h"

#include <math.h>

/* sRGB (IEC 61966-2-1). */
static double channel_linear(double value)
{
    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
}

static double channel_encoded(double linear)
{
    return linear <= 0.0031308 ? linear * 12.92 : 1.055 * pow(linear, 1 / 2.4) - 0.055;
}

double colour_grey_level(double red, double green, double blue)
{
    return channel_encoded(0.2126 * channel_linear(red) + 0.7152 * channel_linear(green) +
                           0.0722 * channel_linear(blue));
}

Colour colour_grey(Colour colour)
{
    const double level = colour_grey_level((colour >> 16 & 0xFF) / 255.0, (colour >> 8 & 0xFF) / 255.0,
                                           (colour & 0xFF) / 255.0);
    const Colour grey = (Colour)lround(level * 255);

    return grey << 16 | grey << 8 | grey;
}

char *grey_value(const char *property, const char *value)
{
    (void)property;
    return g_strdup(value);
}
