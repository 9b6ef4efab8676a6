/* SPDX-License-Identifier: MIT */
/*
 * Bytes that are looked for, 64 at once. A loop over a block that writes 0 or 1 for each byte, by comparisons
 * and bitwise operators only, becomes vectors; what is found is then walked bit by bit.
 */
#pragma once

#include <glib.h>
#include <string.h>

#define BLOCK 64

/* Bit i is set where flags[i] is 1 and not 0. */
static inline guint64 block_bits(const guint8 *flags)
{
    guint64 bits = 0;

    for (guint i = 0; i < BLOCK; i += 8) {
        guint64 word;
        memcpy(&word, flags + i, sizeof word);
        /* Puts bit 8n at 56 + n; no two of the products share a place. */
        bits |= (GUINT64_FROM_LE(word) * G_GUINT64_CONSTANT(0x0102040810204080)) >> 56 << i;
    }
    return bits;
}

/* The place of the lowest bit that is set; there must be one. */
static inline guint block_first(guint64 bits)
{
    return (guint)__builtin_ctzll(bits);
}
