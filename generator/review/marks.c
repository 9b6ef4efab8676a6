/* SPDX-License-Identifier: MIT */
#include "review/marks.h"

enum { PLACEHOLDER = 1, PUNCTUATION = 2, ZERO = 4 };

/* The bytes at which each rule wants to look; of a wide character see wide_rules(). */
static const guint8 wanted[0xe0] = {
    ['x'] = PLACEHOLDER,
    ['X'] = PLACEHOLDER,
    ['_'] = PLACEHOLDER,
    ['T'] = PLACEHOLDER,
    ['0'] = PLACEHOLDER | ZERO,
    [0xc3] = PLACEHOLDER, /* × */
    ['O'] = ZERO,
    ['o'] = ZERO,
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

/* The wide characters that are looked for, by each of their bytes: 待 某 零, ○ ◯, full-width ０ Ｏ Ｘ ｘ. */
enum { PENDING = 1, SOMEBODY = 2, NOUGHT = 4, CIRCLE = 8, FULL = 16 };
static const guint8 first[256] = {
    [0xe2] = CIRCLE, [0xe5] = PENDING, [0xe6] = SOMEBODY, [0xe9] = NOUGHT, [0xef] = FULL};
static const guint8 second[256] = {
    [0x97] = CIRCLE, [0xbe] = PENDING, [0x9f] = SOMEBODY, [0x9b] = NOUGHT, [0xbc] = FULL, [0xbd] = FULL};
static const guint8 third[256] = {
    [0x85] = PENDING, [0x90] = SOMEBODY | FULL, [0xb6] = NOUGHT, [0x8b] = CIRCLE,
    [0x98] = FULL,    [0xaf] = CIRCLE | FULL,   [0xb8] = FULL};

/* Without a branch, since what comes next in a Chinese text cannot be guessed. A NUL ends the text. */
static guint8 wide_rules(const guchar *p)
{
    return first[p[0]] & second[p[1]] & third[p[2]] ? PLACEHOLDER | ZERO : 0;
}

void marks_review(Prose *prose, gboolean front)
{
    const guint8 mask = front ? PLACEHOLDER | ZERO : PLACEHOLDER | PUNCTUATION | ZERO;
    const guchar *text = (const guchar *)prose->text->str;
    const gsize length = prose->text->len;

    for (gsize at = 0; at < length;) {
        const gboolean wide = text[at] >= 0xe0;
        const guint8 rules = (wide ? wide_rules(text + at) : wanted[text[at]]) & mask;
        const gsize next = at + (wide ? 3 : 1);
        gsize end = at;
        if (rules & PLACEHOLDER)
            end = placeholder_look(prose, at);
        if (end == at && rules & ZERO)
            end = zero_look(prose, at);
        if (end == at && rules & PUNCTUATION)
            end = punctuation_look(prose, at);
        at = MAX(end, next);
    }
}
