/* SPDX-License-Identifier: MIT */
#include "build/failure.h"

#include <glib/gi18n.h>

G_DEFINE_QUARK(broadside - build - error, build_error)

gboolean failure_usage(GError **error, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    g_propagate_error(error, g_error_new_valist(BUILD_ERROR, BUILD_ERROR_USAGE, format, arguments));
    va_end(arguments);
    return FALSE;
}

gboolean failure_set(GError **error, int number, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    /* Translators: what could not be done, then why: "cannot write 'a.html': No space left on device" */
    g_set_error(error, BUILD_ERROR, BUILD_ERROR_MACHINE, _("%s: %s"), message, g_strerror(number));
    return FALSE;
}
