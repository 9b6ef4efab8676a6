/* SPDX-License-Identifier: MIT */
/* The contents of files, by descriptor. What fails returns FALSE with errno. */
#pragma once

#include <glib.h>
#include <xxhash.h>

typedef XXH128_hash_t Digest; /* XXH3, 128 bits */

Digest digest_bytes(const char *bytes, gsize length);

/* The hash of what is left to read. */
gboolean file_digest(int fd, Digest *digest);
/* Whether the file has exactly these bytes. */
gboolean file_equals(int fd, const char *bytes, gsize length);
/* Appends what is left to read. */
gboolean file_read(int fd, GString *into);
/* Writes what is left to read of `from`, and gives its hash. */
gboolean file_copy(int from, int to, Digest *digest);

/*
 * Gives what is left to read of `from` to `take`, unless that is NULL, and writes it to `to`, unless that is
 * -1. EINTR where a signal waits that would end the program.
 */
typedef void (*FileTake)(gpointer data, const char *bytes, gsize length);
gboolean file_pass(int from, int to, FileTake take, gpointer data);
