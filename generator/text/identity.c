/* SPDX-License-Identifier: MIT */
#include "text/identity.h"

#include "text/calendar.h"
#include "text/digits.h"
#include "text/identity-context.h"

#include <string.h>

#define ID_LENGTH 18
#define OLD_ID_LENGTH 15
#define MOBILE_LENGTH 11
#define CARD_LEAST 16
#define CARD_MOST 19

/* GB/T 2260: the two digits that a resident ID begins with. */
static gboolean is_province(guint code)
{
    static const guint8 last[] = {0, 15, 23, 37, 46, 54, 65, 71, 83, 91};
    const guint zone = code / 10;

    return zone >= 1 && zone <= 9 && code <= last[zone] && (code % 10 >= 1 || code == 50);
}

static guint number_at(const Digits *digits, guint from, guint count)
{
    guint number = 0;

    for (guint i = from; i < from + count; i++)
        number = number * 10 + digits->items[i].value;
    return number;
}

static gboolean is_birth(guint year, guint month, guint day)
{
    Date date;

    return year >= 1900 && year <= 2100 && date_set(&date, (int)year, (int)month, (int)day);
}

/* Whether a number of `count` digits ends there: what follows is no digit of the same run. */
static gboolean ends_at(const Digits *digits, guint count)
{
    return digits->count == count || (digits->count > count && digits->items[count].gap != GAP_NONE);
}

/* The widest gap within the first `count` digits. */
static Gap widest_gap(const Digits *digits, guint from, guint count)
{
    Gap widest = GAP_NONE;

    for (guint i = from + 1; i < from + count; i++)
        widest = MAX(widest, (Gap)digits->items[i].gap);
    return widest;
}

/* GB 11643-1999, 4: ISO 7064, MOD 11-2. */
static gboolean id_checks(const Digits *digits)
{
    static const guint8 weights[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    guint sum = 0;

    for (guint i = 0; i < G_N_ELEMENTS(weights); i++)
        sum += weights[i] * digits->items[i].value;
    const char check = "10X98765432"[sum % 11];
    const guint8 last = digits->items[ID_LENGTH - 1].value;
    return last == (check == 'X' ? DIGIT_X : check - '0');
}

static gboolean is_id(const IdentityScan *scan, const Digits *digits)
{
    return ends_at(digits, ID_LENGTH) && is_province(number_at(digits, 0, 2)) &&
           is_birth(number_at(digits, 6, 4), number_at(digits, 10, 2), number_at(digits, 12, 2)) &&
           (scan->lenient || id_checks(digits));
}

static gboolean is_old_id(const Digits *digits)
{
    for (guint i = 1; i < OLD_ID_LENGTH; i++)
        if (digits->items[i].gap == GAP_LINE || (digits->items[i].gap > GAP_INVISIBLE && i != 6 && i != 12))
            return FALSE;
    return ends_at(digits, OLD_ID_LENGTH) && is_province(number_at(digits, 0, 2)) &&
           is_birth(1900 + number_at(digits, 6, 2), number_at(digits, 8, 2), number_at(digits, 10, 2));
}

static gboolean luhn_checks(const Digits *digits, guint count)
{
    guint sum = 0;

    for (guint i = 0; i < count; i++) {
        guint value = digits->items[count - 1 - i].value;
        if (i % 2)
            value = value * 2 > 9 ? value * 2 - 9 : value * 2;
        sum += value;
    }
    return sum % 10 == 0;
}

/* Groups of four, or a bank's own six and the rest. */
static gboolean is_card_grouping(const Digits *digits, guint count)
{
    for (guint i = 1; i < count; i++) {
        const Gap gap = digits->items[i].gap;
        if (gap == GAP_LINE || (gap > GAP_INVISIBLE && i % 4 != 0 && i != 6))
            return FALSE;
    }
    return TRUE;
}

/* Its length, or 0. */
static guint card_length(const Digits *digits)
{
    for (guint count = CARD_MOST; count >= CARD_LEAST; count--)
        if (digits->count >= count && ends_at(digits, count) && digits->items[count - 1].value != DIGIT_X &&
            digits->items[0].value != 0 && is_card_grouping(digits, count) && luhn_checks(digits, count))
            return count;
    return 0;
}

/* 13812345678, 138-1234-5678, 138 12345678, 1381234 5678, 1381 234 5678. */
static gboolean is_mobile(const Digits *digits, guint from)
{
    if (digits->count < from + MOBILE_LENGTH || !ends_at(digits, from + MOBILE_LENGTH) ||
        digits->items[from].value != 1 || digits->items[from + 1].value < 3)
        return FALSE;
    for (guint i = 1; i < MOBILE_LENGTH; i++) {
        const Gap gap = digits->items[from + i].gap;
        if (gap == GAP_LINE || (gap > GAP_INVISIBLE && i != 3 && i != 4 && i != 7))
            return FALSE;
    }
    const gboolean grouped = widest_gap(digits, from, MOBILE_LENGTH) > GAP_INVISIBLE;
    const guint next = from + MOBILE_LENGTH;
    return !grouped || digits->count == next || digits->items[next].gap != GAP_HYPHEN;
}

/* How many digits of a country code stand before a mobile: +86, 0086. */
static guint country_code(const IdentityScan *scan, const Digits *digits)
{
    const gboolean plus = digits->items[0].start > 0 && scan->text[digits->items[0].start - 1] == '+';

    if (plus && digits->count >= 2 && number_at(digits, 0, 2) == 86)
        return 2;
    return digits->count >= 4 && number_at(digits, 0, 4) == 86 ? 4 : 0;
}

static void take(Identity *found, IdentityKind kind, const Digits *digits, guint from, guint count)
{
    *found = (Identity){kind, digits->items[from].start, digits->items[from + count - 1].end, ""};
    for (guint i = 0; i < count; i++) {
        const guint8 value = digits->items[from + i].value;
        found->digits[i] = value == DIGIT_X ? 'X' : (char)('0' + value);
    }
}

static gboolean match_id(IdentityScan *scan, const Digits *digits, Identity *found)
{
    guint count = 0;

    if (digits->count >= ID_LENGTH && is_id(scan, digits))
        count = ID_LENGTH;
    else if (digits->count >= OLD_ID_LENGTH && is_old_id(digits))
        count = OLD_ID_LENGTH;
    if (!count)
        return FALSE;
    take(found, IDENTITY_RESIDENT_ID, digits, 0, count);
    if (scan->lenient)
        return TRUE;
    return count == ID_LENGTH ? !context_is_code(scan, found->start) : context_is_id(scan, found->start);
}

static gboolean match_card(IdentityScan *scan, const Digits *digits, Identity *found)
{
    const guint count = digits->count >= CARD_LEAST ? card_length(digits) : 0;

    if (!count)
        return FALSE;
    take(found, IDENTITY_BANK_CARD, digits, 0, count);
    return scan->lenient || context_is_card(scan, found);
}

static gboolean match_mobile(const IdentityScan *scan, const Digits *digits, Identity *found)
{
    if (digits->count < MOBILE_LENGTH)
        return FALSE;
    const guint code = country_code(scan, digits);
    if (!is_mobile(digits, 0) && !(code && is_mobile(digits, code)))
        return FALSE;
    const guint from = is_mobile(digits, 0) ? 0 : code;
    take(found, IDENTITY_MOBILE, digits, from, MOBILE_LENGTH);
    return scan->lenient || context_is_mobile(scan, found);
}

/* The bytes that can begin what mask_end() knows. */
static const guint8 can_mask[256] = {
    ['*'] = 1, ['x'] = 1, ['X'] = 1, ['#'] = 1, ['\\'] = 1, [0xc3] = 1, [0xe2] = 1, [0xef] = 1,
};

/* A character that stands for a hidden digit (* x X # × ＊ ● ■ •); its end, or 0. A backslash before it is
 * Markdown's. */
static gsize mask_end(const IdentityScan *scan, gsize at)
{
    static const char *const wide[] = {"＊", "×", "●", "■", "•"};

    at += at < scan->length && scan->text[at] == '\\';
    if (at >= scan->length)
        return 0;
    switch ((guchar)scan->text[at]) {
    case '*':
    case 'x':
    case 'X':
    case '#': return at + 1;
    case 0xc3:
    case 0xe2:
    case 0xef: break;
    default: return 0;
    }
    for (gsize i = 0; i < G_N_ELEMENTS(wide); i++) {
        const gsize size = strlen(wide[i]);
        if (scan->length - at >= size && memcmp(scan->text + at, wide[i], size) == 0)
            return at + size;
    }
    return 0;
}

/* Eighteen digits and masks with digits before the masks: a resident ID that shows too much. */
static gboolean match_partial(const IdentityScan *scan, gsize start, gsize end, Identity *found)
{
    guint count = 0, hidden = 0;
    gsize at = start;

    if (!mask_end(scan, end))
        return FALSE;
    *found = (Identity){IDENTITY_PARTIAL, start, start, ""};
    while (count < ID_LENGTH + 1) {
        guint8 value = 0;
        const gsize digit = digit_end(scan->text, scan->length, at, &value);
        const gsize next = digit ? digit : mask_end(scan, at);
        if (!next)
            break;
        found->digits[count++] = digit ? (char)('0' + value) : '*';
        hidden += digit == 0;
        found->end = at = next;
    }
    /* A last X shows the check character, whether or not it was meant as a mask. */
    return count == ID_LENGTH && hidden >= 3 && g_ascii_isdigit(found->digits[1]) &&
           is_province((guint)(found->digits[0] - '0') * 10 + (guint)(found->digits[1] - '0'));
}

/* Looks at the number that begins at `start`, whose first digits end at `end`. */
static gboolean match(IdentityScan *scan, gsize start, gsize end, Identity *found)
{
    Digits digits;

    /* Most numbers are short, and nothing follows that they could go on with: of those that have fewer bytes
     * than a mobile has digits, only those that could reach as many are read. */
    if (end - start >= MOBILE_LENGTH ||
        (digits_reach(scan->text, scan->length, end, end - start, MOBILE_LENGTH) &&
         digits_go_on(scan->text, scan->length, end))) {
        digits_read(scan->text, scan->length, start, &digits);
        if (match_id(scan, &digits, found) || match_card(scan, &digits, found) ||
            match_mobile(scan, &digits, found))
            return TRUE;
    }
    return !scan->lenient && end < scan->length && can_mask[(guchar)scan->text[end]] &&
           match_partial(scan, start, end, found);
}

gboolean identity_next(IdentityScan *scan, Identity *found)
{
    while ((scan->at = digits_next(scan->text, scan->length, scan->at, &scan->digits)) < scan->length) {
        const gsize start = scan->at;
        const gsize end = digits_run_end(scan->text, scan->length, start);
        const gboolean matched = match(scan, start, end, found);
        scan->at = matched ? MAX(found->end, end) : end;
        if (matched)
            return TRUE;
    }
    return FALSE;
}

/* Whether the digit at `index` of a number may be shown. */
static gboolean is_shown(IdentityKind kind, gsize index, gsize count)
{
    return index + 4 >= count || (kind == IDENTITY_MOBILE && index < 3);
}

char *identity_masked(const Identity *identity)
{
    char *masked = g_strdup(identity->digits);
    const gsize count = strlen(masked);

    for (gsize i = 0; i < count; i++)
        if (!is_shown(identity->kind, i, count))
            masked[i] = '*';
    return masked;
}

/* Masks the digit that stands from `start` to `end`, by as many columns as it takes. */
static void digit_mask(GString *into, const char *text, gsize start, gsize end)
{
    if ((guchar)text[start] == 0xef)
        g_string_append(into, "＊");
    else
        for (gsize i = start; i < end; i++)
            g_string_append_c(into, '*');
}

/* What stands between two digits: in a tag or an address there may be more numbers. */
static void gap_mask(GString *into, const char *text, gsize start, gsize end)
{
    for (gsize i = start; i < end; i++)
        g_string_append_c(into, g_ascii_isdigit(text[i]) && end - start > 1 ? '*' : text[i]);
}

/* Masks the digits of one number. */
static void mask_append(GString *into, const char *text, const Identity *found)
{
    const gsize count = strlen(found->digits);
    gsize at = found->start;
    Digits digits;

    digits_read(text, found->end, found->start, &digits);
    for (gsize i = 0; i < digits.count; at = digits.items[i++].end) {
        const Digit *digit = &digits.items[i];
        gap_mask(into, text, at, digit->start);
        if (is_shown(found->kind, i, count))
            g_string_append_len(into, text + digit->start, (gssize)(digit->end - digit->start));
        else
            digit_mask(into, text, digit->start, digit->end);
    }
}

char *identity_mask(const char *text)
{
    const char *valid_end;
    g_autofree char *repaired = NULL;
    g_autoptr(GString) masked = NULL;
    Identity found;
    gsize done = 0;

    if (!g_utf8_validate(text, -1, &valid_end))
        text = repaired = g_utf8_make_valid(text, -1);
    IdentityScan scan = {.text = text, .length = strlen(text), .lenient = TRUE};
    while (identity_next(&scan, &found)) {
        if (!masked)
            masked = g_string_sized_new(scan.length);
        g_string_append_len(masked, text + done, (gssize)(found.start - done));
        mask_append(masked, text, &found);
        done = found.end;
    }
    if (!masked)
        return NULL;
    g_string_append(masked, text + done);
    return g_string_free(g_steal_pointer(&masked), FALSE);
}

char *identity_hide(const char *text)
{
    char *masked = identity_mask(text);

    return masked ? masked : g_strdup(text);
}
