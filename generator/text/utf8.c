/* SPDX-License-Identifier: MIT */
#include "text/utf8.h"

#include <string.h>

/* A length that is known to the compiler, which makes vectors of it. */
#define BLOCK 64
/* Bytes before one that can tell whether it continues a character. */
#define REACH 3

/* Whether the byte cannot stand behind the one before it, or nowhere: each character in one way only, none
 * of UTF-16's halves, none beyond U+10FFFF. */
static inline guint8 is_wrong(guint8 byte, guint8 before)
{
    const guint8 alone = (byte == 0) | (byte == 0xc0) | (byte == 0xc1) | (byte > 0xf4);
    const guint8 three = ((before == 0xe0) & (byte < 0xa0)) | ((before == 0xed) & (byte > 0x9f));
    const guint8 four = ((before == 0xf0) & (byte < 0x90)) | ((before == 0xf4) & (byte > 0x8f));

    return alone | three | four;
}

/* Whether the BLOCK bytes at `at` are no text; the REACH bytes before them are looked at, too. */
static guint8 block_is_wrong(const guint8 *at)
{
    guint8 wrong = 0;

    for (gsize i = 0; i < BLOCK; i++) {
        const guint8 continues = (at[i] & 0xc0) == 0x80;
        const guint8 must = (at[i - 1] >= 0xc0) | (at[i - 2] >= 0xe0) | (at[i - 3] >= 0xf0);
        wrong |= (continues ^ must) | is_wrong(at[i], at[i - 1]);
    }
    return wrong;
}

gboolean utf8_is_text(const char *bytes, gsize length)
{
    const guint8 *text = (const guint8 *)bytes;
    guint8 edge[REACH + 2 * BLOCK];
    guint8 wrong = 0;
    gsize at = 0;

    /* Spaces stand for what is before the first byte and behind the last one. */
    memset(edge, ' ', sizeof edge);
    if (length > BLOCK) {
        memcpy(edge + REACH, text, BLOCK);
        wrong = block_is_wrong(edge + REACH);
        for (at = BLOCK; length - at >= BLOCK; at += BLOCK)
            wrong |= block_is_wrong(text + at);
        memset(edge + REACH, ' ', BLOCK);
        memcpy(edge, text + at - REACH, REACH);
    }
    memcpy(edge + REACH, text + at, length - at);
    wrong |= block_is_wrong(edge + REACH) | block_is_wrong(edge + REACH + BLOCK);
    return !wrong;
}
