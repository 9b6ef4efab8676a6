/* SPDX-License-Identifier: MIT */
/* Characters that nobody sees, and that YAML does not take or takes for the end of a line. */
#pragma once

#include "text/source.h"

/* Reports the first such character from `start` up to `end`. FALSE if there is one. */
gboolean yaml_character_check(const Source *source, gsize start, gsize end, Diagnostics *diagnostics);
