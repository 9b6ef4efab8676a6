/* SPDX-License-Identifier: MIT */
#include "text/encoding.h"

#include <string.h>

static const struct {
    const char *name;
    const char *mark; /* the byte order mark */
} encodings[] = {
    [ENCODING_UTF8] = {"UTF-8", "\xef\xbb\xbf"},
    [ENCODING_UTF16LE] = {"UTF-16LE", "\xff\xfe"},
    [ENCODING_UTF16BE] = {"UTF-16BE", "\xfe\xff"},
    [ENCODING_GB18030] = {"GB18030", "\x84\x31\x95\x33"},
};

static gsize mark_length(const char *bytes, gsize length, Encoding encoding)
{
    const gsize size = strlen(encodings[encoding].mark);
    return length >= size && memcmp(bytes, encodings[encoding].mark, size) == 0 ? size : 0;
}

/*
 * UTF-8 with a few broken bytes: Chinese in it takes three bytes a character, and three such bytes are rare
 * in GB 18030, where they would be the second half of a rare character and the first of another.
 */
static gboolean is_broken_utf8(const char *bytes, gsize length)
{
    gsize good = 0, bad = 0;

    for (gsize i = 0; i < length;) {
        const gunichar c = g_utf8_get_char_validated(bytes + i, (gssize)(length - i));
        const gboolean valid = c != (gunichar)-1 && c != (gunichar)-2 && c != 0;
        good += valid && c >= 0x800;
        bad += !valid;
        i += valid ? (gsize)g_unichar_to_utf8(c, NULL) : 1;
    }
    return good > bad;
}

Encoding encoding_guess(const char *bytes, gsize length)
{
    for (guint i = 0; i < G_N_ELEMENTS(encodings); i++)
        if (mark_length(bytes, length, (Encoding)i) > 0)
            return (Encoding)i;
    if (g_utf8_validate(bytes, (gssize)length, NULL) || memchr(bytes, '\0', length) ||
        is_broken_utf8(bytes, length))
        return ENCODING_UTF8;
    return ENCODING_GB18030;
}

static char *utf8_read(const char *bytes, gsize length, gsize *written, gboolean *whole)
{
    const char *end;

    *whole = g_utf8_validate(bytes, (gssize)length, &end);
    *written = (gsize)(end - bytes);
    return g_strndup(bytes, *written);
}

static char *other_read(const char *bytes, gsize length, const char *name, gsize *written, gboolean *whole)
{
    gsize read = 0;
    g_autofree char *text = g_convert(bytes, (gssize)length, "UTF-8", name, &read, written, NULL);
    const char *end;

    if (!text) /* up to what is wrong; nothing at all if the machine does not know the encoding */
        text = g_convert(bytes, (gssize)read, "UTF-8", name, NULL, written, NULL);
    if (!text)
        *written = 0;
    *whole = read == length && text;
    if (text && !g_utf8_validate(text, (gssize)*written, &end)) { /* a NUL */
        *whole = FALSE;
        *written = (gsize)(end - text);
    }
    return text ? g_strndup(text, *written) : g_strdup("");
}

char *encoding_read(const char *bytes, gsize length, Encoding encoding, gsize *written, gboolean *whole)
{
    const gsize mark = mark_length(bytes, length, encoding);

    if (encoding == ENCODING_UTF8)
        return utf8_read(bytes + mark, length - mark, written, whole);
    return other_read(bytes + mark, length - mark, encodings[encoding].name, written, whole);
}

const char *encoding_name(Encoding encoding)
{
    return encodings[encoding].name;
}
