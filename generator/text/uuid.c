/* SPDX-License-Identifier: MIT */
#include "text/uuid.h"

#include <glib.h>

char *uuid_of_name(const char *name, unsigned long length)
{
    static const guchar space[] = {0x6b, 0xa7, 0xb8, 0x11, 0x9d, 0xad, 0x11, 0xd1,
                                   0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8};
    g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA1);
    g_autoptr(GString) text = g_string_sized_new(36);
    guchar bytes[20];
    gsize size = sizeof bytes;

    g_checksum_update(checksum, space, sizeof space);
    g_checksum_update(checksum, (const guchar *)name, (gssize)length);
    g_checksum_get_digest(checksum, bytes, &size);
    bytes[6] = (guchar)((bytes[6] & 0x0f) | 0x50); /* version */
    bytes[8] = (guchar)((bytes[8] & 0x3f) | 0x80); /* variant */
    for (guint i = 0; i < 16; i++)
        g_string_append_printf(text, i == 4 || i == 6 || i == 8 || i == 10 ? "-%02x" : "%02x", bytes[i]);
    return g_string_free(g_steal_pointer(&text), FALSE);
}
