/* SPDX-License-Identifier: MIT */
#include "photo/profile.h"

#include "photo/keep.h"

#include <string.h>

#define HEAD 128
#define ENTRY 12
#define TAGS_MAX 200

static guint32 big32(const guint8 *at)
{
    return (guint32)at[0] << 24 | (guint32)at[1] << 16 | (guint32)at[2] << 8 | at[3];
}

/* 9.2: what conversions are computed from. */
static gboolean is_colour(const guint8 *tag)
{
    static const char tags[][5] = {"rXYZ", "gXYZ", "bXYZ", "rTRC", "gTRC", "bTRC", "kTRC",
                                   "wtpt", "bkpt", "chad", "A2B0", "A2B1", "A2B2", "A2B3",
                                   "B2A0", "B2A1", "B2A2", "B2A3", "gamt", "cicp"};

    for (gsize i = 0; i < G_N_ELEMENTS(tags); i++)
        if (memcmp(tag, tags[i], 4) == 0)
            return TRUE;
    return FALSE;
}

/* A text in no language, 10.15: such a tag has to be there. */
static void text_clear(guint8 *value, gsize length)
{
    static const guint8 none[] = {'m', 'l', 'u', 'c', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 12};

    memset(value, BARE_FILL, length);
    if (length >= sizeof none)
        memcpy(value, none, sizeof none);
}

static gboolean is_profile(const guint8 *profile, gsize length)
{
    return length >= HEAD + 4 && memcmp(profile + 36, "acsp", 4) == 0 &&
           big32(profile + HEAD) <= MIN(TAGS_MAX, (length - HEAD - 4) / ENTRY);
}

/* 7.2: which program wrote it and when, for which machine, who made it, and its digest. */
static void head_clear(guint8 *profile)
{
    static const guint parts[][2] = {{4, 4}, {24, 12}, {40, 4}, {48, 8}, {80, 48}};

    for (gsize i = 0; i < G_N_ELEMENTS(parts); i++)
        memset(profile + parts[i][0], 0, parts[i][1]);
}

void profile_bare(guint8 *profile, gsize length)
{
    if (!is_profile(profile, length)) {
        memset(profile, BARE_FILL, length);
        return;
    }
    const guint32 tags = big32(profile + HEAD);
    const gsize values = HEAD + 4 + (gsize)tags * ENTRY;
    g_autofree guint8 *bare = g_malloc(length);
    memset(bare, BARE_FILL, length);
    memcpy(bare, profile, values);
    head_clear(bare);
    /* The texts first: some share their bytes with each other, none with colours. */
    for (guint colours = 0; colours < 2; colours++)
        for (guint i = 0; i < tags; i++) {
            const guint8 *tag = profile + HEAD + 4 + (gsize)i * ENTRY;
            const gsize at = big32(tag + 4), size = big32(tag + 8);
            if (is_colour(tag) != (colours == 1) || at < values || at > length || size > length - at)
                continue;
            if (colours)
                memcpy(bare + at, profile + at, size);
            else
                text_clear(bare + at, size);
        }
    memcpy(profile, bare, length);
}
