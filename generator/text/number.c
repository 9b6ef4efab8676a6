/* SPDX-License-Identifier: MIT */
#include "text/number.h"

#include <string.h>

#define DECIMALS_SHORTEST 6

static void format_digits(char *digits, double number, int decimals)
{
    char form[8];

    g_snprintf(form, sizeof form, "%%.%df", decimals);
    g_ascii_formatd(digits, NUMBER_SIZE, form, number);
    if (digits[0] == '-' && !strpbrk(digits, "123456789"))
        memmove(digits, digits + 1, strlen(digits));
}

static void drop_zeros(char *digits)
{
    if (!strchr(digits, '.'))
        return;
    char *end = digits + strlen(digits);
    while (end[-1] == '0')
        *--end = '\0';
    if (end[-1] == '.')
        end[-1] = '\0';
}

void number_format_plain(char text[static NUMBER_SIZE], double number, int most)
{
    format_digits(text, number, most);
    drop_zeros(text);
}

void number_format(char text[static NUMBER_SIZE], double number, int decimals)
{
    char digits[NUMBER_SIZE], *at = text;

    if (decimals < 0)
        number_format_plain(digits, number, DECIMALS_SHORTEST);
    else
        format_digits(digits, number, decimals);
    const char *first = digits;
    if (*first == '-')
        *at++ = *first++;
    const gsize whole = strspn(first, "0123456789");
    for (gsize i = 0; i < whole; i++) {
        if (i > 0 && (whole - i) % 3 == 0)
            *at++ = ',';
        *at++ = first[i];
    }
    strcpy(at, first + whole);
}
