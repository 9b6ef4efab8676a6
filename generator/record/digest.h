/* SPDX-License-Identifier: MIT */
/* Digests by which it is known again whether something is what it was: the beginning of a SHA-256, in
 * hexadecimal digits. */
#pragma once

#include "content/entry.h"

/* Of a file, or of the Markdown of an entry; what `sha256sum` prints begins with it. */
#define DIGEST_LENGTH 16
/* Of a field, of which there are many. */
#define DIGEST_FIELD_LENGTH 8

/* Newly allocated. Line ends count as LF, whatever they are; blank space at the end does not count. */
char *digest_text(const char *text, gsize length);
/* Of what the value says, not of how it is written. Newly allocated. */
char *digest_value(const Value *value);
/* Of the bytes of a file, and their number. NULL with errno. */
char *digest_file(const char *path, guint64 *size);
