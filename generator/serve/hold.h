/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

/*
 * Holds the preview of the site at `root` for this process until it ends, and leaves `address` there for who
 * comes second: BUILD_ERROR_USAGE names it. FALSE with an error where the site cannot be written in.
 */
gboolean preview_hold(const char *root, const char *address, GError **error);
