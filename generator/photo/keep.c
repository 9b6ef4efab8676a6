/* SPDX-License-Identifier: MIT */
#include "photo/keep.h"

#include <string.h>

/* How often each byte may be kept: pages of a TIFF may show the same points. */
#define TIMES_MAX 16

void keep_begin(Keep *keep, const guint8 *bytes, gsize length, GByteArray *out)
{
    g_byte_array_set_size(out, (guint)length);
    *keep = (Keep){.bytes = bytes, .length = length, .out = out->data};
    memset(out->data, BARE_FILL, length);
}

/* FALSE where it does not lie in the file. */
static gboolean part_keep(Keep *keep, guint64 at, guint64 length)
{
    if (at > keep->length || length > keep->length - at)
        return FALSE;
    keep->copied += length;
    if (length > 0)
        keep->end = MAX(keep->end, at + length);
    return keep->copied / TIMES_MAX <= keep->length;
}

gboolean keep_range(Keep *keep, guint64 at, guint64 length)
{
    if (!part_keep(keep, at, length))
        return FALSE;
    memcpy(keep->out + at, keep->bytes + at, (gsize)length);
    return TRUE;
}

gboolean keep_put(Keep *keep, guint64 at, guint64 length, const void *value)
{
    if (!part_keep(keep, at, length))
        return FALSE;
    if (value)
        memcpy(keep->out + at, value, (gsize)length);
    else
        memset(keep->out + at, 0, (gsize)length);
    return TRUE;
}
