/* SPDX-License-Identifier: MIT */
/* The encodings in which Windows, Excel and WPS save text in China. */
#pragma once

#include <glib.h>

typedef enum { ENCODING_UTF8, ENCODING_UTF16LE, ENCODING_UTF16BE, ENCODING_GB18030 } Encoding;

/*
 * What the bytes are: by a byte order mark, else UTF-8 where they are valid in it, or would be but for a few,
 * else GB 18030 (with it GBK and GB 2312).
 */
Encoding encoding_guess(const char *bytes, gsize length);
/*
 * The text in UTF-8 without a byte order mark, newly allocated and NUL-terminated. `*whole` is FALSE where
 * bytes do not belong to the encoding: the text ends before them.
 */
char *encoding_read(const char *bytes, gsize length, Encoding encoding, gsize *written, gboolean *whole);
/* As people call it. */
const char *encoding_name(Encoding encoding);
