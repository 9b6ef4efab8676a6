/* SPDX-License-Identifier: MIT */
#include "archive/algorithm.h"

static const struct {
    const char *name, *title;
    GChecksumType type;
} algorithms[N_ALGORITHMS] = {
    {"md5", "MD5", G_CHECKSUM_MD5},           {"sha1", "SHA-1", G_CHECKSUM_SHA1},
    {"sha256", "SHA-256", G_CHECKSUM_SHA256}, {"sha384", "SHA-384", G_CHECKSUM_SHA384},
    {"sha512", "SHA-512", G_CHECKSUM_SHA512},
};

Algorithm algorithm_find(const char *name)
{
    guint i = 0;

    while (i < N_ALGORITHMS && !g_str_equal(algorithms[i].name, name))
        i++;
    return i;
}

const char *algorithm_name(Algorithm algorithm)
{
    return algorithms[algorithm].name;
}

const char *algorithm_title(Algorithm algorithm)
{
    return algorithms[algorithm].title;
}

gsize algorithm_digits(Algorithm algorithm)
{
    return (gsize)g_checksum_type_get_length(algorithms[algorithm].type) * 2;
}

void checksums_init(Checksums *checksums, guint wanted)
{
    for (guint i = 0; i < N_ALGORITHMS; i++)
        checksums->each[i] = wanted & 1u << i ? g_checksum_new(algorithms[i].type) : NULL;
}

void checksums_update(Checksums *checksums, const void *bytes, gsize length)
{
    for (guint i = 0; i < N_ALGORITHMS; i++)
        if (checksums->each[i])
            g_checksum_update(checksums->each[i], bytes, (gssize)length);
}

const char *checksums_text(const Checksums *checksums, Algorithm algorithm)
{
    return checksums->each[algorithm] ? g_checksum_get_string(checksums->each[algorithm]) : NULL;
}

void checksums_clear(Checksums *checksums)
{
    for (guint i = 0; i < N_ALGORITHMS; i++)
        g_clear_pointer(&checksums->each[i], g_checksum_free);
}
