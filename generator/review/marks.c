/* SPDX-License-Identifier: MIT */
#include "review/marks.h"

#include "text/block.h"

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

/* Bytes before and behind a block that are looked at with it. */
#define BEFORE 1
#define BEHIND 2

/* All that wide_rules() knows, and a little more. */
static inline guint8 wants_wide(guint8 byte, guint8 next, guint8 last)
{
    const guint8 full = (next == 0xbd) | ((next == 0xbc) & ((last == 0x90) | (last >= 0xa0)));

    return ((byte == 0xe5) & (next == 0xbe)) | ((byte == 0xe6) & (next == 0x9f)) |
           ((byte == 0xe9) & (next == 0x9b)) | ((byte == 0xe2) & (next == 0x97)) | ((byte == 0xef) & full);
}

/* A nought: of a Chinese year only behind another digit of it, of "0余份" only before that. */
static inline guint8 wants_nought(guint8 before, guint8 byte, guint8 next)
{
    const guint8 year = (before >= 0x80) | (before == '0') | ((before | 0x20) == 'o');

    return (byte == '0') & (year | (next == ' ') | (next == 0xe4));
}

/* ASCII punctuation, and a little more: only where Chinese can stand on both sides of it, emphasis ("*_~")
 * and a space aside. Ranges, for the compiler makes no vectors of single characters. */
static inline guint8 wants_mark(guint8 before, guint8 byte, guint8 next)
{
    const guint8 mark = (byte > ' ') & (byte <= '?') & ((byte < '0') | (byte > '9'));

    return mark & ((before >= '_') | (before == '*')) & ((next >= '_') | (next <= '*'));
}

/* The bytes of a block at which some rule could find something; of any other none would. */
static guint64 marks_in_block(const guint8 *at)
{
    guint8 flags[BLOCK];

    for (gsize i = 0; i < BLOCK; i++) {
        const guint8 byte = at[i], small = byte | 0x20;
        flags[i] = (small == 'x') | (small == 'o') | (byte == '_') | (byte == 'T') | (byte == 0xc3) |
                   wants_wide(byte, at[i + 1], at[i + 2]) | wants_nought(at[i - 1], byte, at[i + 1]) |
                   wants_mark(at[i - 1], byte, at[i + 1]);
    }
    return block_bits(flags);
}

/* Asks the rules of the byte at `at`; where to go on. */
static gsize mark_review(Prose *prose, gsize at, guint8 mask)
{
    const guchar *text = (const guchar *)prose->text->str;
    const gboolean wide = text[at] >= 0xe0;
    const guint8 rules = (wide ? wide_rules(text + at) : wanted[text[at]]) & mask;
    gsize end = at;

    if (rules & PLACEHOLDER)
        end = placeholder_look(prose, at);
    if (end == at && rules & ZERO)
        end = zero_look(prose, at);
    if (end == at && rules & PUNCTUATION)
        end = punctuation_look(prose, at);
    return MAX(end, at + (wide ? 3 : 1));
}

void marks_review(Prose *prose, gboolean front)
{
    const guint8 mask = front ? PLACEHOLDER | ZERO : PLACEHOLDER | PUNCTUATION | ZERO;
    const guchar *text = (const guchar *)prose->text->str;
    const gsize length = prose->text->len;
    gsize at = 0, block = BEFORE;

    while (at < MIN(block, length))
        at = mark_review(prose, at, mask);
    for (; block + BLOCK + BEHIND <= length; block += BLOCK)
        for (guint64 found = marks_in_block(text + block); found; found &= found - 1)
            if (block + block_first(found) >= at)
                at = mark_review(prose, block + block_first(found), mask);
    for (at = MAX(at, block); at < length;)
        at = mark_review(prose, at, mask);
}
