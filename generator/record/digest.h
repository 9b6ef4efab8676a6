/* SPDX-License-Identifier: MIT */
/*
 * Digests by which it is known again whether something is what it was: XXH3 of 128 bits, or its beginning, in
 * hexadecimal digits. It keeps nobody from forging anything, for which a record has SHA-512; but each check
 * reads the photos of many years.
 */
#pragma once

#include "content/entry.h"

/* Of a field, of which there are many. */
#define DIGEST_FIELD_LENGTH 8
/* Of the text of an entry. */
#define DIGEST_TEXT_LENGTH 16

/* Newly allocated. Line ends count as LF, whatever they are; blank space at the end does not count. */
char *digest_text(const char *text, gsize length);
/* Of what the value says, not of how it is written. Newly allocated. */
char *digest_value(const Value *value);
/* Of the bytes of a file, all 128 bits (as `xxhsum -H2` prints it), and their number. NULL with errno. */
char *digest_file(const char *path, guint64 *size);
