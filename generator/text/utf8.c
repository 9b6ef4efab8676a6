/* SPDX-License-Identifier: MIT */
#include "text/utf8.h"

#include <string.h>

/* Bytes that are looked at together: the compiler makes what the machine has of it. */
typedef guint8 Block __attribute__((vector_size(16)));
/* Bytes before one that can tell whether it continues a character. */
#define REACH 3

static inline Block block_at(const guint8 *at)
{
    Block bytes;
    memcpy(&bytes, at, sizeof bytes);
    return bytes;
}

/*
 * Where the bytes at `at` are no text; the REACH bytes before them are looked at, too. Each character is
 * written in one way only, none is a half of UTF-16's, none lies beyond U+10FFFF.
 */
static inline Block block_find_wrong(const guint8 *at)
{
    const Block byte = block_at(at), before = block_at(at - 1);
    const Block continues = (Block)((byte & 0xc0) == 0x80);
    const Block must = (Block)((before >= 0xc0) | (block_at(at - 2) >= 0xe0) | (block_at(at - 3) >= 0xf0));
    const Block never = (Block)((byte == 0) | ((byte & 0xfe) == 0xc0) | (byte > 0xf4));
    const Block low = (Block)(byte < 0xa0), lower = (Block)(byte < 0x90);
    const Block three = ((Block)(before == 0xe0) & low) | ((Block)(before == 0xed) & ~low);
    const Block four = ((Block)(before == 0xf0) & lower) | ((Block)(before == 0xf4) & ~lower);

    return (continues ^ must) | never | three | four;
}

static gboolean is_any(Block bytes)
{
    guint64 words[2];
    memcpy(words, &bytes, sizeof words);
    return (words[0] | words[1]) != 0;
}

gboolean utf8_is_text(const char *bytes, gsize length)
{
    const guint8 *text = (const guint8 *)bytes;
    guint8 edge[REACH + 2 * sizeof(Block)];
    Block wrong = {0};
    gsize at = 0;

    /* Spaces stand for what is before the first byte and behind the last one. */
    memset(edge, ' ', sizeof edge);
    if (length > sizeof(Block)) {
        memcpy(edge + REACH, text, sizeof(Block));
        wrong = block_find_wrong(edge + REACH);
        for (at = sizeof(Block); length - at >= sizeof(Block); at += sizeof(Block))
            wrong |= block_find_wrong(text + at);
        memset(edge + REACH, ' ', sizeof(Block));
        memcpy(edge, text + at - REACH, REACH);
    }
    memcpy(edge + REACH, text + at, length - at);
    wrong |= block_find_wrong(edge + REACH) | block_find_wrong(edge + REACH + sizeof(Block));
    return !is_any(wrong);
}
