/* SPDX-License-Identifier: MIT */
#include "text/chinese-number.h"

#include <string.h>

#define DIGITS_MAX 9
#define NUMERALS "〇一二三四五六七八九"
#define FULL_WIDTH_FIRST 0xff01 /* ！ to ～ stand as ! to ~ do in ASCII */
#define FULL_WIDTH_LAST 0xff5e
#define FULL_WIDTH_OFFSET 0xfee0

typedef enum { SIGN_NONE, SIGN_ARABIC, SIGN_HAN, SIGN_CIRCLE, SIGN_TENS } SignKind;

typedef struct {
    SignKind kind;
    int value;
} Sign;

static gunichar plain_of(gunichar c)
{
    if (c >= FULL_WIDTH_FIRST && c <= FULL_WIDTH_LAST)
        return c - FULL_WIDTH_OFFSET;
    if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212)
        return '-';
    return g_unichar_isspace(c) ? ' ' : c;
}

char *chinese_plain(const char *text)
{
    GString *plain = g_string_new(NULL);

    for (const char *p = text; *p; p = g_utf8_next_char(p))
        if (g_unichar_type(g_utf8_get_char(p)) != G_UNICODE_FORMAT) /* what a paste leaves, and nobody sees */
            g_string_append_unichar(plain, plain_of(g_utf8_get_char(p)));
    return g_strstrip(g_string_free(plain, FALSE));
}

/* A numeral, its value being its place in `numerals`. */
static gboolean sign_find(const char *numerals, gunichar c, int *value)
{
    const char *found = g_utf8_strchr(numerals, -1, c);

    if (!found)
        return FALSE;
    *value = (int)g_utf8_pointer_to_offset(numerals, found);
    return TRUE;
}

int chinese_numeral_value(gunichar c)
{
    int value;

    if (c == 0x25cb || c == 0x96f6) /* ○ 零 */
        return 0;
    return c >= 0x3007 && sign_find(NUMERALS, c, &value) ? value : -1;
}

static Sign sign_of(gunichar c)
{
    Sign sign = {SIGN_HAN, 0};

    if (c < 0x80 && g_ascii_isdigit((char)c))
        return (Sign){SIGN_ARABIC, g_ascii_digit_value((char)c)};
    if (c == 0x25cb || c == 0x25ef || c == 'O' || c == 'o')
        return (Sign){SIGN_CIRCLE, 0};
    if (c < 0x80)
        return (Sign){SIGN_NONE, 0};
    if (sign_find(NUMERALS, c, &sign.value) || sign_find("零壹贰叁肆伍陆柒捌玖", c, &sign.value))
        return sign;
    sign.kind = SIGN_TENS;
    if (sign_find("　十廿卅", c, &sign.value) && c != 0x3000)
        return sign;
    return c == 0x62fe /* 拾 */ ? (Sign){SIGN_TENS, 1} : (Sign){SIGN_NONE, 0};
}

/* 十, 十五, 二十, 二十五, 廿五: FALSE for what is not so formed. */
static gboolean tens_take(ChineseNumber *number, guint *tens, Sign sign)
{
    if (*tens > 0 || number->digits > 1 || (number->digits == 1 && (number->value == 0 || sign.value > 1)))
        return FALSE;
    *tens = (guint)(number->digits == 1 ? number->value : sign.value);
    number->value = 0;
    number->digits = 0;
    return TRUE;
}

gboolean chinese_number_take(const char **text, ChineseNumber *number)
{
    gboolean arabic = FALSE, zero = FALSE;
    const char *at = *text + strspn(*text, " ");
    guint tens = 0;

    *number = (ChineseNumber){0};
    for (;; at = g_utf8_next_char(at)) {
        const Sign sign = sign_of(g_utf8_get_char(at));
        if (sign.kind == SIGN_NONE)
            break;
        number->han |= sign.kind == SIGN_HAN || sign.kind == SIGN_TENS;
        number->circle |= sign.kind == SIGN_CIRCLE;
        zero |= sign.kind == SIGN_ARABIC && sign.value == 0;
        arabic |= sign.kind == SIGN_ARABIC && sign.value > 0;
        if (sign.kind == SIGN_TENS) {
            if (!tens_take(number, &tens, sign))
                return FALSE;
            continue;
        }
        if (number->digits++ == DIGITS_MAX)
            return FALSE;
        number->value = number->value * 10 + sign.value;
    }
    if ((tens == 0 && number->digits == 0) || (number->han && arabic) ||
        (tens > 0 && (number->digits > 1 || (number->digits == 1 && number->value == 0))))
        return FALSE;
    number->circle |= number->han && zero;
    if (tens > 0)
        number->digits = 0;
    number->value += (int)tens * 10;
    *text = at;
    return TRUE;
}

gboolean chinese_take(const char **text, const char *word)
{
    const char *at = *text + strspn(*text, " ");

    if (!g_str_has_prefix(at, word))
        return FALSE;
    *text = at + strlen(word);
    return TRUE;
}
