/* SPDX-License-Identifier: MIT */
#include "text/digits.h"

#include "text/block.h"

#include <string.h>

/* Characters of one gap: more of them part two numbers. */
#define GAP_MAX 6
/* How far a tag or an address may reach within one number, in bytes. */
#define HIDDEN_MAX 200

enum { BYTE_PLAIN, BYTE_DIGIT, BYTE_WIDE, BYTE_REFERENCE };

/* The bytes that can begin a digit. */
static const guint8 begins[256] = {
    ['0'] = BYTE_DIGIT, ['1'] = BYTE_DIGIT, ['2'] = BYTE_DIGIT, ['3'] = BYTE_DIGIT,
    ['4'] = BYTE_DIGIT, ['5'] = BYTE_DIGIT, ['6'] = BYTE_DIGIT, ['7'] = BYTE_DIGIT,
    ['8'] = BYTE_DIGIT, ['9'] = BYTE_DIGIT, [0xef] = BYTE_WIDE, ['&'] = BYTE_REFERENCE,
};

/* A character that HTML knows by name and that may stand within a number: its end, or 0. */
static gsize named_read(const char *text, gsize length, gsize at, gunichar *character)
{
    static const struct {
        const char *name;
        gunichar character;
    } names[] = {{"&nbsp;", 0xa0},    {"&ensp;", 0x2002}, {"&emsp;", 0x2003},   {"&thinsp;", 0x2009},
                 {"&shy;", 0xad},     {"&zwj;", 0x200d},  {"&zwnj;", 0x200c},   {"&hyphen;", 0x2010},
                 {"&ndash;", 0x2013}, {"&lrm;", 0x200e},  {"&NoBreak;", 0x2060}};

    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        const gsize size = strlen(names[i].name);
        if (length - at >= size && memcmp(text + at, names[i].name, size) == 0) {
            *character = names[i].character;
            return at + size;
        }
    }
    return 0;
}

/* A character of the text: as it stands there, or named by a reference ("&#49;", "&#x31;", "&nbsp;"). Its
 * end, or 0 where the text ends. */
static gsize character_read(const char *text, gsize length, gsize at, gunichar *character)
{
    char *end;

    if (at >= length)
        return 0;
    if ((guchar)text[at] < 0x80 && text[at] != '&') {
        *character = (guchar)text[at];
        return at + 1;
    }
    const gsize named = text[at] == '&' ? named_read(text, length, at, character) : 0;
    if (named)
        return named;
    if (text[at] != '&' || at + 2 >= length || text[at + 1] != '#') {
        const gsize size = (gsize)(g_utf8_next_char(text + at) - text) - at;
        *character = at + size <= length ? g_utf8_get_char(text + at) : 0xfffd;
        return MIN(at + size, length);
    }
    char form[12] = {0};
    memcpy(form, text + at + 2, MIN(sizeof form - 1, length - at - 2));
    const gboolean hex = g_ascii_tolower(form[0]) == 'x';
    const char *first = form + hex;
    const guint64 value = g_ascii_isxdigit(*first) ? g_ascii_strtoull(first, &end, hex ? 16 : 10) : 0;
    if (!value || value > 0x10ffff || *end != ';') {
        *character = '&';
        return at + 1;
    }
    *character = (gunichar)value;
    return at + 2 + (gsize)(end - form) + 1;
}

gsize digit_end(const char *text, gsize length, gsize at, guint8 *value)
{
    gunichar c = 0;

    if (at >= length || begins[(guchar)text[at]] == BYTE_PLAIN)
        return 0;
    if (g_ascii_isdigit(text[at])) {
        *value = (guint8)(text[at] - '0');
        return at + 1;
    }
    /* ０ to ９ are ef bc 90 to ef bc 99. */
    if (begins[(guchar)text[at]] == BYTE_WIDE &&
        (at + 2 >= length || (guchar)text[at + 1] != 0xbc || ((guchar)text[at + 2] & 0xf0) != 0x90))
        return 0;
    const gsize end = character_read(text, length, at, &c);
    const int digit = g_unichar_digit_value(c);
    if (digit < 0)
        return 0;
    *value = (guint8)digit;
    return end;
}

gsize digits_run_end(const char *text, gsize length, gsize at)
{
    guint8 value;

    do {
        while (at < length && begins[(guchar)text[at]] == BYTE_DIGIT)
            at++;
        if (at >= length || begins[(guchar)text[at]] == BYTE_PLAIN)
            return at;
        const gsize end = digit_end(text, length, at, &value);
        if (!end)
            return at;
        at = end;
    } while (TRUE);
}

/* Bytes behind a block that can tell what its last ones begin. */
#define BEHIND 2

/* The bytes of a block that begin a digit, or could: 0 to 9, ef bc 9x, &. */
static guint64 digits_in_block(const guchar *at)
{
    guint8 flags[BLOCK];

    for (gsize i = 0; i < BLOCK; i++) {
        const guint8 ascii = (guint8)(at[i] - '0') <= 9;
        const guint8 wide = (at[i] == 0xef) & (at[i + 1] == 0xbc) & ((at[i + 2] & 0xf0) == 0x90);
        flags[i] = ascii | wide | (at[i] == '&');
    }
    return block_bits(flags);
}

/* The next byte at or after `at` that could begin a digit; near the end any is returned. */
static gsize digits_skip(const char *text, gsize length, gsize at, DigitWalk *walk)
{
    while (TRUE) {
        const guint64 found = at < walk->end ? walk->block >> (at + BLOCK - walk->end) : 0;
        if (found)
            return at + block_first(found);
        at = MAX(at, walk->end);
        if (at + BLOCK + BEHIND > length)
            return at;
        walk->block = digits_in_block((const guchar *)text + at);
        walk->end = at + BLOCK;
    }
}

gsize digits_next(const char *text, gsize length, gsize from, DigitWalk *walk)
{
    guint8 value;

    for (gsize at = from; at < length; at++) {
        at = digits_skip(text, length, at, walk);
        while (at < length && begins[(guchar)text[at]] == BYTE_PLAIN)
            at++;
        if (at < length && (begins[(guchar)text[at]] == BYTE_DIGIT || digit_end(text, length, at, &value)))
            return at;
    }
    return length;
}

/* What a character is between two digits; -1: it parts two numbers. */
static int gap_of(gunichar c)
{
    switch (c) {
    case '*':
    case '_':
    case '~':
    case '`':
    case '[': /* of a link */
    case '\\':
    case 0xad:   /* soft hyphen */
    case 0x180e: /* zero width, joiners, marks of direction */
    case 0x200b:
    case 0x200c:
    case 0x200d:
    case 0x200e:
    case 0x200f:
    case 0x2060:
    case 0xfeff: return GAP_INVISIBLE;
    case ' ':
    case '\t':
    case 0xa0:
    case 0x202f:
    case 0x3000: return GAP_SPACE;
    case '-':
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2212:
    case 0xff0d: return GAP_HYPHEN;
    case '\n':
    case '\r': return GAP_LINE;
    default: break;
    }
    if ((c >= 0x202a && c <= 0x202e) || (c >= 0x2061 && c <= 0x206f) || (c >= 0xfe00 && c <= 0xfe0f))
        return GAP_INVISIBLE;
    return c >= 0x2000 && c <= 0x200a ? GAP_SPACE : -1;
}

/* Whether a tag that begins at `name` belongs into a line, so that what it parts is read as one. */
static gboolean is_inline(const char *name)
{
    static const char *const names[] = {"a", "b",     "code", "del",    "em",  "font", "i", "ins", "mark",
                                        "s", "small", "span", "strong", "sub", "sup",  "u", "wbr", NULL};

    name += *name == '/';
    for (const char *const *known = names; *known; known++) {
        const gsize size = strlen(*known);
        if (g_ascii_strncasecmp(name, *known, size) == 0 && !g_ascii_isalnum(name[size]))
            return TRUE;
    }
    return FALSE;
}

/* What a browser shows nothing of: a tag, a comment, the address of a link. Its end, or 0. */
static gsize hidden_end(const char *text, gsize length, gsize at, Gap *gap)
{
    const char *most = text + MIN(length, at + HIDDEN_MAX);
    const char *start = text + at;
    const char *end = NULL;

    *gap = GAP_INVISIBLE;
    if (most - start < 3)
        return 0;
    if (start[0] == ']' && start[1] == '(') {
        end = memchr(start, ')', (gsize)(most - start));
    } else if (start[0] == '<' && start[1] == '!') {
        end = g_strstr_len(start, most - start, "-->");
        end = end ? end + 2 : NULL;
    } else if (start[0] == '<' && (start[1] == '/' || g_ascii_isalpha(start[1]))) {
        end = memchr(start, '>', (gsize)(most - start));
        *gap = end && is_inline(start + 1) ? GAP_INVISIBLE : GAP_LINE;
    }
    return end && !memchr(start, '\n', (gsize)(end - start)) ? (gsize)(end - text) + 1 : 0;
}

/* The bytes that can begin a gap. */
static const guint8 gaps[256] = {
    [' '] = 1,  ['\t'] = 1, ['\n'] = 1, ['\r'] = 1, ['-'] = 1,  ['*'] = 1, ['_'] = 1,
    ['~'] = 1,  ['`'] = 1,  ['['] = 1,  [']'] = 1,  ['<'] = 1,  ['&'] = 1, ['\\'] = 1,
    [0xc2] = 1, [0xe1] = 1, [0xe2] = 1, [0xe3] = 1, [0xef] = 1,
};

/* Passes over a gap: where it ends and how wide it is; FALSE where no number can go on. */
static gboolean gap_pass(const char *text, gsize length, gsize *at, Gap *gap)
{
    guint lines = 0;

    *gap = GAP_NONE;
    for (guint i = 0; *at < length; i++) {
        gunichar c = 0;
        Gap hidden;
        const gboolean marked = text[*at] == '<' || text[*at] == ']';
        const gsize skipped = marked ? hidden_end(text, length, *at, &hidden) : 0;
        const gsize end = skipped ? skipped : character_read(text, length, *at, &c);
        const int kind = skipped ? (int)hidden : c == '>' && lines ? GAP_LINE : gap_of(c);
        if (kind < 0)
            return TRUE;
        lines += c == '\n';
        if (i == GAP_MAX || lines > 1)
            return FALSE;
        *gap = MAX(*gap, (Gap)kind);
        *at = end;
    }
    return TRUE;
}

gboolean digits_go_on(const char *text, gsize length, gsize at)
{
    Gap gap;
    guint8 value;

    if (at >= length || (!gaps[(guchar)text[at]] && begins[(guchar)text[at]] == BYTE_PLAIN))
        return FALSE;
    return gap_pass(text, length, &at, &gap) && digit_end(text, length, at, &value) != 0;
}

/* What a byte behind a digit says by itself of where the number goes on. */
enum { STEP_STOP, STEP_DIGIT, STEP_GAP, STEP_UNKNOWN };
static const guint8 steps[256] = {
    ['0' ... '9'] = STEP_DIGIT,
    [' '] = STEP_GAP,
    ['\t'] = STEP_GAP,
    ['-'] = STEP_GAP,
    ['*'] = STEP_GAP,
    ['_'] = STEP_GAP,
    ['~'] = STEP_GAP,
    ['`'] = STEP_GAP,
    ['['] = STEP_GAP,
    ['\\'] = STEP_GAP,
    ['\n'] = STEP_UNKNOWN,
    ['\r'] = STEP_UNKNOWN,
    ['&'] = STEP_UNKNOWN,
    ['<'] = STEP_UNKNOWN,
    [']'] = STEP_UNKNOWN,
    [0x80 ... 0xe3] = STEP_UNKNOWN,
    [0xea ... 0xff] = STEP_UNKNOWN, /* 0xe4 to 0xe9: Han */
};

/* Whether a character that begins with 0xe3 or 0xef is none but a mark of Chinese: it is no digit and no gap.
 */
static gboolean is_mark(const guchar *p)
{
    if (p[0] == 0xe3)
        return p[1] == 0x80 && p[2] != 0x80;
    return p[0] == 0xef && p[1] == 0xbc && p[2] != 0x8d && (p[2] < 0x90 || p[2] > 0x99);
}

gboolean digits_reach(const char *text, gsize length, gsize at, gsize count, gsize least)
{
    for (; at < length; at++) {
        switch (steps[(guchar)text[at]]) {
        case STEP_STOP: return FALSE;
        case STEP_DIGIT:
            if (++count >= least)
                return TRUE;
            break;
        case STEP_GAP: break;
        default: return at + 2 >= length || !is_mark((const guchar *)text + at);
        }
    }
    return FALSE;
}

static gboolean is_x(gunichar c)
{
    return c == 'x' || c == 'X' || c == 0xff38 || c == 0xff58 || c == 0x2169 || c == 0xd7;
}

void digits_read(const char *text, gsize length, gsize start, Digits *digits)
{
    gsize at = start;

    digits->count = 0;
    while (digits->count < DIGITS_MAX) {
        Gap gap;
        gunichar c = 0;
        if (at < length && begins[(guchar)text[at]] == BYTE_DIGIT) {
            digits->items[digits->count++] = (Digit){at, at + 1, (guint8)(text[at] - '0'), GAP_NONE};
            at++;
            continue;
        }
        if (!gap_pass(text, length, &at, &gap))
            return;
        const gsize end = character_read(text, length, at, &c);
        int value = end ? g_unichar_digit_value(c) : -1;
        if (value < 0 && digits->count == 17 && end && is_x(c))
            value = DIGIT_X;
        if (value < 0)
            return;
        digits->items[digits->count++] = (Digit){at, end, (guint8)value, (guint8)gap};
        at = end;
        if (value == DIGIT_X)
            return;
    }
}
