/* SPDX-License-Identifier: MIT */
#include "photo/private.h"

#include <string.h>

/* What libraries say when they have no memory, or refuse to ask for so much. */
static gboolean is_memory(const char *message)
{
    static const char *const said[] = {"out of memory", "Out of memory", "nsufficient memory",
                                       "emory allocation", "Maximum supported image dimension"};

    for (gsize i = 0; i < G_N_ELEMENTS(said); i++)
        if (strstr(message, said[i]))
            return TRUE;
    return FALSE;
}

/* What libheif says of a picture that it has no decoder for. */
static gboolean is_unknown_form(const char *message)
{
    static const char *const said[] = {"Unsupported codec", "Unsupported feature", "plugin",
                                       "\"heifload\" not found"};

    for (gsize i = 0; i < G_N_ELEMENTS(said); i++)
        if (strstr(message, said[i]))
            return TRUE;
    return FALSE;
}

PhotoEnd failure_end(char **why)
{
    char *message = g_strchomp(g_utf8_make_valid(vips_error_buffer(), -1));

    vips_error_clear();
    g_free(*why);
    *why = message;
    return is_memory(message) ? PHOTO_LARGE : is_unknown_form(message) ? PHOTO_UNREADABLE : PHOTO_DAMAGED;
}

PhotoEnd failure_written(int problem, char **why)
{
    vips_error_clear();
    g_free(*why);
    *why = g_strdup(g_strerror(problem));
    return PHOTO_UNWRITTEN;
}
