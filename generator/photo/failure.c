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
                                       "undefined bits per pixel", "\"heifload\" not found"};

    for (gsize i = 0; i < G_N_ELEMENTS(said); i++)
        if (strstr(message, said[i]))
            return TRUE;
    return FALSE;
}

/* Not that the end of a file was looked for, which is said of every HEIC. */
static char *message_take(void)
{
    g_autofree char *all = g_strchomp(g_utf8_make_valid(vips_error_buffer(), -1));
    g_auto(GStrv) lines = g_strsplit(all, "\n", -1);
    GString *text = g_string_new(NULL);

    vips_error_clear();
    for (guint i = 0; lines[i]; i++)
        if (*lines[i] && !strstr(lines[i], ": bad seek to "))
            g_string_append_printf(text, "%s%s", text->len > 0 ? " " : "", g_strstrip(lines[i]));
    return g_string_free(text, FALSE);
}

PhotoEnd failure_end(char **why)
{
    char *message = message_take();

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
