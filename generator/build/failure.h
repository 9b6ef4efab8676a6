/* SPDX-License-Identifier: MIT */
/* What ends a build without being the author's mistake. */
#pragma once

#include <glib.h>

#define BUILD_ERROR (build_error_quark())
GQuark build_error_quark(void);
typedef enum {
    BUILD_ERROR_USAGE,   /* what was asked for cannot be done: exit status 2 */
    BUILD_ERROR_MACHINE, /* disk full, no permission, …: exit status 3 */
} BuildError;

/* Sets BUILD_ERROR_USAGE. Returns FALSE. */
gboolean failure_usage(GError **error, const char *format, ...) G_GNUC_PRINTF(2, 3);
/* Sets BUILD_ERROR_MACHINE: the formatted text, a colon, and what `number` of errno means. Returns FALSE. */
gboolean failure_set(GError **error, int number, const char *format, ...) G_GNUC_PRINTF(3, 4);
