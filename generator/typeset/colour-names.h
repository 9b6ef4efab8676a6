/* SPDX-License-Identifier: MIT */
/* Private to typeset/: the names of colours in CSS (CSS Color 4, 6.1). */
#pragma once

#include "typeset/sheet.h"

/* FALSE if there is no such name; in whatever case. */
gboolean colour_named(const char *name, Colour *colour);
