/* SPDX-License-Identifier: MIT */
#include "build/ours.h"

#include "text/file.h"

#include <string.h>

/* How a file of each kind begins, and how it says who made it: typeset/draw.h writes that. */
static const struct {
    const char *begins;
    const char *says;
    gsize says_length;
} kinds[] = {
    {"%PDF-", "/Broadside true", strlen("/Broadside true")},
    {"\x89PNG\r\n\x1a\n", "Software\0Broadside", sizeof "Software\0Broadside" - 1},
    {"<?xml", "<!-- Broadside", strlen("<!-- Broadside")},
    {"<svg", "<!-- Broadside", strlen("<!-- Broadside")},
};

gboolean ours_is(int fd)
{
    g_autoptr(GString) bytes = g_string_new(NULL);

    if (!file_read(fd, bytes))
        return FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (g_str_has_prefix(bytes->str, kinds[i].begins) &&
            memmem(bytes->str, bytes->len, kinds[i].says, kinds[i].says_length))
            return TRUE;
    return FALSE;
}
