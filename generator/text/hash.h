/* SPDX-License-Identifier: MIT */
/* Hashes of several things, one after the other: each takes the hash of what was before it. XXH3, 64 bits. */
#pragma once

#include <glib.h>
#include <string.h>
#include <xxhash.h>

static inline guint64 hash_mix_bytes(guint64 hash, const void *bytes, gsize length)
{
    return XXH3_64bits_withSeed(bytes, length, hash);
}

static inline guint64 hash_mix(guint64 hash, guint64 word)
{
    return hash_mix_bytes(hash, &word, sizeof word);
}

/* With its end, so that texts that follow each other do not run together; NULL differs from each text. */
static inline guint64 hash_mix_text(guint64 hash, const char *text)
{
    return text ? hash_mix_bytes(hash, text, strlen(text) + 1) : hash_mix(hash, 1);
}
