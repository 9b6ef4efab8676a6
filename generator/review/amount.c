/* SPDX-License-Identifier: MIT */
#include "review/amount.h"

#include <string.h>

#define CELL_MAX 60
#define DIGITS_WHOLE 11

/* In ASCII what is full-width; without spaces and marks of emphasis. */
static void plain(const char *text, gsize length, char *into)
{
    for (const char *p = text; p < text + length; p = g_utf8_next_char(p)) {
        if (g_ascii_isalnum(*p)) {
            *into++ = *p;
            continue;
        }
        gunichar c = g_utf8_get_char(p);
        if (c >= 0xff01 && c <= 0xff5e)
            c -= 0xfee0;
        if (c == 0xffe5)
            c = 0xa5;
        if (c == 0x2212)
            c = '-';
        if (c > ' ' && c != '*' && c != '~' && c != '\\' && c != 0xa0 && c != 0x3000)
            into += g_unichar_to_utf8(c, into);
    }
    *into = '\0';
}

static gboolean is_nothing(const char *text)
{
    static const char *const words[] = {"", "-", "--", "—", "——", "–", "/", "无", "_", NULL};
    return !g_ascii_isdigit(*text) && g_strv_contains(words, text);
}

/* Digits with thousands parted, and their decimals. FALSE for what is no plain number. */
static gboolean read_digits(const char **at, Amount *amount)
{
    const char *p = *at;
    guint digits = 0, since_comma = 0;
    gboolean comma = FALSE;

    if (p[0] == '0' && g_ascii_isdigit(p[1]))
        return FALSE; /* a code */
    for (; g_ascii_isdigit(*p) || (*p == ',' && g_ascii_isdigit(p[1])); p++) {
        if (*p == ',') {
            if ((comma && since_comma != 3) || digits == 0)
                return FALSE;
            comma = TRUE;
            since_comma = 0;
            continue;
        }
        amount->value = amount->value * 10 + (*p - '0');
        since_comma++;
        if (++digits > DIGITS_WHOLE)
            return FALSE;
    }
    if (digits == 0 || (comma && since_comma != 3))
        return FALSE;
    amount->value *= AMOUNT_ONE;
    if (*p == '.')
        for (gint64 place = AMOUNT_ONE / 10; g_ascii_isdigit(*++p); place /= 10, amount->decimals++)
            amount->value += place * (*p - '0');
    *at = p;
    return amount->decimals <= AMOUNT_DECIMALS && p[-1] != '.';
}

/* A unit is a word; anything that makes the number another one is none. */
static gboolean is_unit(const char *text)
{
    static const char *const others[] = {"%", "(", ")",  "余", "多", "约", "/",
                                         "-", "~", "年", "月", "日", ":",  NULL};

    if (*text == '\0')
        return TRUE;
    for (const char *p = text; *p; p++)
        if (g_ascii_isdigit(*p) || *p == '.' || *p == ',')
            return FALSE;
    for (const char *const *other = others; *other; other++)
        if (strstr(text, *other))
            return FALSE;
    return strlen(text) < sizeof((Amount *)NULL)->unit;
}

Amount amount_read(const char *text, gsize length)
{
    static const char *const currencies[] = {"\xc2\xa5", "$", "€", NULL};
    char cell[CELL_MAX + 8];
    Amount amount = {.kind = AMOUNT_OTHER};
    const char *at = cell;
    const char *currency = "";

    if (length > CELL_MAX)
        return amount;
    plain(text, length, cell);
    if (is_nothing(cell))
        return (Amount){.kind = AMOUNT_BLANK};
    const gboolean negative = *at == '-';
    at += negative || *at == '+';
    for (const char *const *sign = currencies; *sign; sign++)
        if (g_str_has_prefix(at, *sign)) {
            currency = *sign;
            at += strlen(*sign);
        }
    if (!read_digits(&at, &amount) || !is_unit(at) || (*currency && *at && strcmp(at, "元") != 0))
        return (Amount){.kind = AMOUNT_OTHER};
    amount.kind = AMOUNT_NUMBER;
    amount.value = negative ? -amount.value : amount.value;
    g_strlcpy(amount.unit, *currency ? "元" : at, sizeof amount.unit);
    return amount;
}

char *amount_format(gint64 value, guint decimals)
{
    const guint64 size = (guint64)(value < 0 ? -value : value);
    g_autofree char *whole = g_strdup_printf("%" G_GUINT64_FORMAT, size / AMOUNT_ONE);
    g_autofree char *part = g_strdup_printf("%06u", (guint)(size % AMOUNT_ONE));
    const gsize length = strlen(whole);
    GString *text = g_string_new(value < 0 ? "-" : "");

    for (gsize i = 0; i < length; i++) {
        if (i > 0 && (length - i) % 3 == 0)
            g_string_append_c(text, ',');
        g_string_append_c(text, whole[i]);
    }
    if (decimals > 0)
        g_string_append_printf(text, ".%.*s", (int)MIN(decimals, AMOUNT_DECIMALS), part);
    return g_string_free(text, FALSE);
}
