/* SPDX-License-Identifier: MIT */
#include "build/failure.h"

G_DEFINE_QUARK(broadside - build - error, build_error)

gboolean failure_set(GError **error, int number, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_set_error(error, BUILD_ERROR, BUILD_ERROR_MACHINE, "%s: %s", message, g_strerror(number));
    return FALSE;
}
