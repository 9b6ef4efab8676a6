/* SPDX-License-Identifier: MIT */
#include "import/number.h"

#include "import/character.h"
#include "text/space.h"

#include <string.h>

#define VALUE_MOST 999

/* Numbers that are one character: ① to ⑳, ⑴ to ⒇, ⒈ to ⒛, ㈠ to ㈩. */
static const struct {
    gunichar one;
    guint most;
    NumberKind kind;
} characters[] = {{0x2460, 20, NUMBER_CIRCLE},
                  {0x2474, 20, NUMBER_ROUND},
                  {0x2488, 20, NUMBER_DIGIT},
                  {0x3220, 10, NUMBER_HAN_ROUND}};

static guint read_digits(const char **text)
{
    guint value = 0;

    for (; g_unichar_digit_value(g_utf8_get_char(*text)) >= 0; *text = g_utf8_next_char(*text))
        value = MIN(value * 10 + (guint)g_unichar_digit_value(g_utf8_get_char(*text)), VALUE_MOST + 1);
    return value <= VALUE_MOST ? value : 0;
}

/* 十二 is 12, 二十 20, 一百零三 103. */
static guint read_han(const char **text)
{
    guint value = 0, digit = 0;
    int next;

    for (; (next = han_digit_value(g_utf8_get_char(*text))) >= 0; *text = g_utf8_next_char(*text)) {
        if (next >= 10) {
            value += (digit ? digit : 1) * (guint)next;
            digit = 0;
        } else {
            digit = digit * 10 + (guint)next;
        }
        if (value + digit > VALUE_MOST)
            value = digit = VALUE_MOST;
    }
    value += digit;
    return value < VALUE_MOST ? value : 0;
}

guint number_value(const char **text)
{
    return g_unichar_digit_value(g_utf8_get_char(*text)) >= 0 ? read_digits(text) : read_han(text);
}

static gboolean take_one(const char **text, const char *set)
{
    const gunichar c = g_utf8_get_char(*text);

    if (!c || !g_utf8_strchr(set, -1, c))
        return FALSE;
    *text = g_utf8_next_char(*text);
    return TRUE;
}

static Number number_end(NumberKind kind, guint value, const char *start, const char *end)
{
    const char *rest = space_skip(end);
    Number number = {kind, value, (gsize)(rest - start), (gsize)(end - start), TRUE};

    return value > 0 ? number : (Number){0};
}

/* （一）、 and ①、 are slips that many make; （1）、（2）are two numbers of the text. */
static void take_slip(const char **text)
{
    const char *p = *text;

    if (take_one(&p, "、") && !g_utf8_strchr("（(", -1, g_utf8_get_char(p)))
        *text = p;
}

static Number read_character(const char *text)
{
    const gunichar c = g_utf8_get_char(text);
    const char *p = g_utf8_next_char(text);

    take_slip(&p);
    for (guint i = 0; i < G_N_ELEMENTS(characters); i++)
        if (c >= characters[i].one && c < characters[i].one + characters[i].most)
            return number_end(characters[i].kind, c - characters[i].one + 1, text, p);
    return (Number){0};
}

/* （一） or （1）, also with one full-width bracket, and 1） without the first. */
static Number read_round(const char *text)
{
    const char *p = text;
    const gboolean opened = take_one(&p, "（(");

    p = space_skip(p);
    const gboolean digits = g_unichar_digit_value(g_utf8_get_char(p)) >= 0;
    const guint value = number_value(&p);
    p = space_skip(p);
    if (!(opened || digits) || !take_one(&p, "）)"))
        return (Number){0};
    if (opened)
        take_slip(&p);
    return number_end(digits ? NUMBER_ROUND : NUMBER_HAN_ROUND, value, text, p);
}

/* Whether what follows "1." or "一、" can be the text it numbers: "1.5万元" and "3、4号楼" are none. */
static gboolean is_certain(const char *rest, gboolean blank, gboolean digits)
{
    const gunichar c = g_utf8_get_char(rest);

    return blank || (digits ? g_unichar_digit_value(c) < 0 : han_digit_value(c) < 0);
}

/* 一、 or 1. */
static Number read_plain(const char *text)
{
    const char *p = text;
    const gboolean digits = g_unichar_digit_value(g_utf8_get_char(p)) >= 0;
    const guint value = number_value(&p);

    if (value == 0)
        return (Number){0};
    const gboolean point = !take_one(&p, "、");
    if (point && !take_one(&p, ".．"))
        return (Number){0};
    Number number = number_end(digits ? NUMBER_DIGIT : NUMBER_HAN, value, text, p);
    number.certain = is_certain(text + number.length, number.length > number.marked, digits);
    if (digits && point && !number.certain)
        return (Number){0};
    return number;
}

static Number read_part(const char *text)
{
    static const char *const parts[] = {"部分", "章", "节", NULL};
    const char *p = text + strlen("第");
    const guint value = number_value(&p);

    for (guint i = 0; value && parts[i]; i++) {
        if (!g_str_has_prefix(p, parts[i]))
            continue;
        p += strlen(parts[i]);
        take_one(&p, "、：:");
        return number_end(NUMBER_PART, value, text, p);
    }
    return (Number){0};
}

Number number_read(const char *text)
{
    if (g_str_has_prefix(text, "第"))
        return read_part(text);
    Number number = *text ? read_character(text) : (Number){0};
    if (!number.kind)
        number = read_round(text);
    return number.kind ? number : read_plain(text);
}
