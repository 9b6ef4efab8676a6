/* SPDX-License-Identifier: MIT */
/* Modules of the program: shared libraries beside it, for what only some commands need. */
#pragma once

#include <glib.h>

/*
 * Loads the module `file` ("broadside-typeset.so"), which stays loaded, and gives what it exports as
 * `symbol`: a struct that begins with a guint, its version. NULL with PROCESS_ERROR_MACHINE where it is not
 * installed, or not of this version; `failure` is its message, translated, with a %s for the reason. To be
 * called before a process confines itself.
 */
const void *module_load(const char *file, const char *symbol, guint version, const char *failure,
                        GError **error);
