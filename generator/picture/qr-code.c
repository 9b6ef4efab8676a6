/* SPDX-License-Identifier: MIT */
#include "picture/qr-code.h"

#include <stdlib.h>
#include <string.h>

#define VERSIONS 40
#define CODEWORDS_MAX 3706
#define ECC_MAX 30
/* A module that is no part of the message. */
#define FIXED 2

typedef enum { LEVEL_M, LEVEL_Q, LEVEL_H } Level;

/* Bits of the levels in the format information (ISO/IEC 18004, table 12). */
static const guint8 level_bits[] = {[LEVEL_M] = 0, [LEVEL_Q] = 3, [LEVEL_H] = 2};

/* Codewords for errors in each block, and blocks, by version from 1 (table 9). */
static const guint8 ecc_lengths[][VERSIONS] = {
    [LEVEL_M] = {10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26,
                 26, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28},
    [LEVEL_Q] = {13, 22, 18, 26, 18, 24, 18, 22, 20, 24, 28, 26, 24, 20, 30, 24, 28, 28, 26, 30,
                 28, 30, 30, 30, 30, 28, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30},
    [LEVEL_H] = {17, 28, 22, 16, 22, 28, 26, 26, 24, 28, 24, 28, 22, 24, 24, 30, 28, 28, 26, 28,
                 30, 24, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30},
};
static const guint8 block_counts[][VERSIONS] = {
    [LEVEL_M] = {1,  1,  1,  2,  2,  4,  4,  4,  5,  5,  5,  8,  9,  9,  10, 10, 11, 13, 14, 16,
                 17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31, 33, 35, 37, 38, 40, 43, 45, 47, 49},
    [LEVEL_Q] = {1,  1,  2,  2,  4,  4,  6,  6,  8,  8,  8,  10, 12, 16, 12, 17, 16, 18, 21, 20,
                 23, 23, 25, 27, 29, 34, 34, 35, 38, 40, 43, 45, 48, 51, 53, 56, 59, 62, 65, 68},
    [LEVEL_H] = {1,  1,  2,  4,  4,  4,  5,  6,  8,  8,  11, 11, 16, 16, 18, 16, 19, 21, 25, 25,
                 25, 34, 30, 32, 35, 37, 40, 42, 45, 48, 51, 54, 57, 60, 63, 66, 70, 74, 77, 81},
};

/* All codewords of a version: what its modules hold but for patterns and information. */
static guint count_codewords(guint version)
{
    guint modules = (16 * version + 128) * version + 64;

    if (version >= 2) {
        const guint aligned = version / 7 + 2;
        modules -= (25 * aligned - 10) * aligned - 55;
    }
    return (version >= 7 ? modules - 36 : modules) / 8;
}

static guint count_data(guint version, Level level)
{
    return count_codewords(version) -
           (guint)ecc_lengths[level][version - 1] * block_counts[level][version - 1];
}

/* The bits of the count of a segment's letters (table 3). */
static guint count_bits(enum qrcodegen_Mode mode, guint version)
{
    const guint size = version < 10 ? 0 : version < 27 ? 1 : 2;

    if (mode == qrcodegen_Mode_NUMERIC)
        return 10 + 2 * size;
    if (mode == qrcodegen_Mode_ALPHANUMERIC)
        return 9 + 2 * size;
    return size == 0 ? 8 : 16;
}

/* The bits of all segments, or G_MAXUINT where a count has no room. */
static guint total_bits(const struct qrcodegen_Segment *segments, gsize count, guint version)
{
    guint total = 0;

    for (gsize i = 0; i < count; i++) {
        const guint bits = count_bits(segments[i].mode, version);
        if (segments[i].numChars >= 1 << bits)
            return G_MAXUINT;
        total += 4 + bits + (guint)segments[i].bitLength;
    }
    return total;
}

/* The data codewords */

typedef struct {
    guint8 bytes[CODEWORDS_MAX];
    guint used; /* bits */
} Bits;

static void append_bits(Bits *bits, guint value, guint count)
{
    while (count-- > 0) {
        bits->bytes[bits->used >> 3] |= (guint8)((value >> count & 1) << (7 - (bits->used & 7)));
        bits->used++;
    }
}

static void append_segment(Bits *bits, const struct qrcodegen_Segment *segment, guint version)
{
    const guint whole = (guint)segment->bitLength / 8, rest = (guint)segment->bitLength % 8;

    append_bits(bits, segment->mode, 4);
    append_bits(bits, (guint)segment->numChars, count_bits(segment->mode, version));
    for (guint i = 0; i < whole; i++)
        append_bits(bits, segment->data[i], 8);
    if (rest > 0)
        append_bits(bits, segment->data[whole] >> (8 - rest), rest);
}

static void fill_up(Bits *bits, guint codewords)
{
    append_bits(bits, 0, MIN(4, codewords * 8 - bits->used));
    append_bits(bits, 0, (8 - bits->used % 8) % 8);
    for (guint pad = 0xec; bits->used < codewords * 8; pad ^= 0xec ^ 0x11)
        append_bits(bits, pad, 8);
}

/* Correction of errors: Reed-Solomon over GF(2^8) modulo 0x11d (7.5.2). */

typedef struct {
    guint8 powers[510]; /* of 2; twice, so that sums of logarithms need no remainder */
    guint8 logarithms[256];
    guint8 divisor[ECC_MAX]; /* logarithms of the coefficients, the highest first, without the leading 1 */
    guint degree;
} Field;

static guint8 multiply(const Field *field, guint8 a, guint8 b)
{
    return a && b ? field->powers[field->logarithms[a] + field->logarithms[b]] : 0;
}

static void field_init(Field *field, guint degree)
{
    guint8 divisor[ECC_MAX] = {0};

    for (guint i = 0, power = 1; i < 255; i++) {
        field->powers[i] = field->powers[i + 255] = (guint8)power;
        field->logarithms[power] = (guint8)i;
        power = power << 1 ^ (power >> 7) * 0x11d;
    }
    field->degree = degree;
    divisor[degree - 1] = 1;
    for (guint i = 0; i < degree; i++)
        for (guint j = 0; j < degree; j++)
            divisor[j] =
                multiply(field, divisor[j], field->powers[i]) ^ (j + 1 < degree ? divisor[j + 1] : 0);
    for (guint i = 0; i < degree; i++)
        field->divisor[i] = field->logarithms[divisor[i]];
}

static void find_remainder(const Field *field, const guint8 *data, guint length, guint8 *remainder)
{
    memset(remainder, 0, field->degree);
    for (guint i = 0; i < length; i++) {
        const guint8 factor = data[i] ^ remainder[0];
        memmove(remainder, remainder + 1, field->degree - 1);
        remainder[field->degree - 1] = 0;
        for (guint j = 0; factor && j < field->degree; j++)
            remainder[j] ^= field->powers[field->divisor[j] + field->logarithms[factor]];
    }
}

/* Parts the data into blocks, and puts these and what corrects them one into another (7.6). */
static void interleave(const guint8 *data, guint version, Level level, guint8 *all)
{
    const guint blocks = block_counts[level][version - 1], ecc = ecc_lengths[level][version - 1];
    const guint total = count_codewords(version), shorts = blocks - total % blocks;
    const guint length = total / blocks - ecc;
    guint8 remainder[ECC_MAX];
    Field field;

    field_init(&field, ecc);
    for (guint i = 0; i < blocks; i++) {
        const guint own = length + (i < shorts ? 0 : 1);
        for (guint j = 0; j < own; j++)
            all[i + j * blocks - (j == length ? shorts : 0)] = data[j];
        find_remainder(&field, data, own, remainder);
        for (guint j = 0; j < ecc; j++)
            all[total - ecc * blocks + i + j * blocks] = remainder[j];
        data += own;
    }
}

/* Drawing */

static void set_fixed(QrCode *code, guint x, guint y, gboolean dark)
{
    code->modules[y * code->side + x] = (guint8)(FIXED | (dark ? QR_DARK : 0));
}

/* Squares around (x, y), up to `reach` modules away: those at the distances `light1` and `light2` are light.
 */
static void draw_squares(QrCode *code, int x, int y, int reach, int light1, int light2)
{
    const int side = (int)code->side;

    for (int dy = -reach; dy <= reach; dy++)
        for (int dx = -reach; dx <= reach; dx++) {
            const int distance = MAX(abs(dx), abs(dy));
            if (x + dx >= 0 && x + dx < side && y + dy >= 0 && y + dy < side)
                set_fixed(code, (guint)(x + dx), (guint)(y + dy), distance != light1 && distance != light2);
        }
}

static void draw_alignment(QrCode *code, guint version)
{
    const guint count = version / 7 + 2;
    const guint step = (version * 8 + count * 3 + 5) / (count * 4 - 4) * 2;
    guint places[7] = {6};

    for (guint i = count - 1, place = code->side - 7; i >= 1; i--, place -= step)
        places[i] = place;
    for (guint i = 0; i < count; i++)
        for (guint j = 0; j < count; j++)
            if (!(i == 0 && j == 0) && !(i == 0 && j == count - 1) && !(i == count - 1 && j == 0))
                draw_squares(code, (int)places[i], (int)places[j], 2, 1, -1);
}

/* `data` followed by `count` bits that correct it, the remainder of a division by `divisor`. */
static guint with_correction(guint data, guint count, guint divisor)
{
    guint rest = data;

    for (guint i = 0; i < count; i++)
        rest = rest << 1 ^ (rest >> (count - 1)) * divisor;
    return data << count | rest;
}

/* The level, and mask 2 (7.9). */
static void draw_format(QrCode *code, Level level)
{
    const guint side = code->side;
    const guint bits = with_correction((guint)level_bits[level] << 3 | 2, 10, 0x537) ^ 0x5412;

    for (guint i = 0; i < 15; i++) {
        const gboolean dark = bits >> i & 1;
        const guint along = i < 6 ? i : i < 8 ? i + 1 : i == 8 ? 7 : 14 - i; /* past the timing pattern */
        set_fixed(code, i < 8 ? 8 : along, i < 8 ? along : 8, dark);
        set_fixed(code, i < 8 ? side - 1 - i : 8, i < 8 ? 8 : side - 15 + i, dark);
    }
    set_fixed(code, 8, side - 8, TRUE);
}

static void draw_version(QrCode *code, guint version)
{
    const guint bits = with_correction(version, 12, 0x1f25);

    for (guint i = 0; i < 18; i++) {
        set_fixed(code, code->side - 11 + i % 3, i / 3, bits >> i & 1);
        set_fixed(code, i / 3, code->side - 11 + i % 3, bits >> i & 1);
    }
}

static void draw_fixed(QrCode *code, guint version, Level level)
{
    const guint side = code->side;

    for (guint i = 0; i < side; i++) {
        set_fixed(code, 6, i, i % 2 == 0);
        set_fixed(code, i, 6, i % 2 == 0);
    }
    draw_squares(code, 3, 3, 4, 2, 4);
    draw_squares(code, (int)side - 4, 3, 4, 2, 4);
    draw_squares(code, 3, (int)side - 4, 4, 2, 4);
    if (version >= 2)
        draw_alignment(code, version);
    draw_format(code, level);
    if (version >= 7)
        draw_version(code, version);
}

/* Up and down in columns of two, from the right (7.7.3), under mask 2: every third column is turned over. */
static void draw_data(QrCode *code, const guint8 *data, guint length)
{
    const guint side = code->side;
    guint at = 0;

    for (guint right = side - 1; right >= 1 && right < side; right -= 2) {
        if (right == 6)
            right = 5; /* the timing pattern */
        const gboolean upward = ((right + 1) & 2) == 0;
        for (guint step = 0; step < side; step++)
            for (guint x = right + 1; x-- > right - 1;) {
                guint8 *module = &code->modules[(upward ? side - 1 - step : step) * side + x];
                if (*module & FIXED)
                    continue;
                const guint bit = at < length * 8 ? data[at >> 3] >> (7 - (at & 7)) & 1 : 0;
                *module = (guint8)(bit ^ (x % 3 == 0));
                at++;
            }
    }
}

/* The smallest version at level M; 0 if there is none. */
static guint choose_version(const struct qrcodegen_Segment *segments, gsize count)
{
    for (guint version = 1; version <= VERSIONS; version++)
        if (total_bits(segments, count, version) <= count_data(version, LEVEL_M) * 8)
            return version;
    return 0;
}

gboolean qr_encode(QrCode *code, const struct qrcodegen_Segment *segments, gsize count)
{
    const guint version = choose_version(segments, count);
    guint8 all[CODEWORDS_MAX];
    Bits bits = {0};
    Level level = LEVEL_M;

    if (version == 0)
        return FALSE;
    const guint total = total_bits(segments, count, version);
    while (level < LEVEL_H && total <= count_data(version, level + 1) * 8)
        level++;
    for (gsize i = 0; i < count; i++)
        append_segment(&bits, &segments[i], version);
    fill_up(&bits, count_data(version, level));
    interleave(bits.bytes, version, level, all);
    code->side = version * 4 + 17;
    memset(code->modules, 0, (gsize)code->side * code->side);
    draw_fixed(code, version, level);
    draw_data(code, all, count_codewords(version));
    return TRUE;
}
