/* SPDX-License-Identifier: MIT */
/* The checksum algorithms of manifests (RFC 8493, 2.4), the weakest first. */
#pragma once

#include <glib.h>

typedef enum {
    ALGORITHM_MD5,
    ALGORITHM_SHA1,
    ALGORITHM_SHA256,
    ALGORITHM_SHA384,
    ALGORITHM_SHA512,
    N_ALGORITHMS
} Algorithm;

/* The algorithm of a normalised name ("sha512"); N_ALGORITHMS: it is not known. */
Algorithm algorithm_find(const char *name);
/* "sha512" */
const char *algorithm_name(Algorithm algorithm);
/* As people write it: "SHA-512" */
const char *algorithm_title(Algorithm algorithm);
/* The number of hexadecimal digits of a checksum. */
gsize algorithm_digits(Algorithm algorithm);

/* Several of them, a set of 1 << Algorithm, over the same bytes. */
typedef struct {
    GChecksum *each[N_ALGORITHMS]; /* NULL: not wanted */
} Checksums;

void checksums_init(Checksums *checksums, guint wanted);
void checksums_update(Checksums *checksums, const void *bytes, gsize length);
/* The checksum in hexadecimal digits, borrowed; NULL: not wanted. It is over. */
const char *checksums_text(const Checksums *checksums, Algorithm algorithm);
void checksums_clear(Checksums *checksums);
