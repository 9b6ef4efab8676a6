/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

/* Puts an error of GLib's on reading `path` into our words, in the language of messages; its code stays. */
void file_error_explain(GError **error, const char *path);
