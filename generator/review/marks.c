/* SPDX-License-Identifier: MIT */
#include "review/marks.h"

enum { PLACEHOLDER = 1, PUNCTUATION = 2, ZERO = 4 };

/* The bytes at which each rule wants to look; of a character of several bytes one that is rare in Chinese. */
static const guint8 wanted[256] = {
    ['x'] = PLACEHOLDER,
    ['X'] = PLACEHOLDER,
    ['_'] = PLACEHOLDER,
    ['T'] = PLACEHOLDER,
    ['0'] = PLACEHOLDER | ZERO,
    [0xc3] = PLACEHOLDER, /* × */
    [0x9f] = PLACEHOLDER, /* 某 */
    [0xbe] = PLACEHOLDER, /* 待 */
    ['O'] = ZERO,
    ['o'] = ZERO,
    [0xe2] = ZERO,               /* ○ ◯ */
    [0xe9] = ZERO,               /* 零 */
    [0xef] = PLACEHOLDER | ZERO, /* full width */
    [','] = PUNCTUATION,
    [';'] = PUNCTUATION,
    [':'] = PUNCTUATION,
    ['!'] = PUNCTUATION,
    ['?'] = PUNCTUATION,
    ['.'] = PUNCTUATION,
    ['('] = PUNCTUATION,
    [')'] = PUNCTUATION,
    ['"'] = PUNCTUATION,
};

void marks_review(Prose *prose, gboolean front)
{
    const guint8 mask = front ? PLACEHOLDER | ZERO : PLACEHOLDER | PUNCTUATION | ZERO;
    const guchar *text = (const guchar *)prose->text->str;
    const gsize length = prose->text->len;

    for (gsize at = 0; at < length; at++) {
        const guint8 rules = wanted[text[at]] & mask;
        gsize end = at;
        if (!rules)
            continue;
        if (rules & PLACEHOLDER)
            end = placeholder_look(prose, at);
        if (end == at && rules & ZERO)
            end = zero_look(prose, at);
        if (end == at && rules & PUNCTUATION)
            end = punctuation_look(prose, at);
        at = MAX(end, at + 1) - 1;
    }
}
