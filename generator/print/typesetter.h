/* SPDX-License-Identifier: MIT */
/* Loads the typesetter, which is a module: who prints nothing does not wait for it. */
#pragma once

#include "typeset/module.h"

/* The module, which stays loaded; NULL with PROCESS_ERROR_MACHINE where it is not installed, or not of this
 * version. */
const TypesetModule *typesetter_load(GError **error);
