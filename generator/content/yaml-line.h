/* SPDX-License-Identifier: MIT */
/* What is wrong on a line of YAML, where a look at the line tells more than libyaml does. */
#pragma once

#include "text/source.h"

/*
 * Reports what is wrong at `place`, where libyaml stopped with the text `problem`; the document begins on
 * `first_line`. FALSE if the line shows nothing in particular.
 */
gboolean yaml_line_report(Place place, const char *problem, guint first_line, Diagnostics *diagnostics);

/* What is wrong with a line that should be 'name: value', or how to write one; static. */
const char *yaml_line_hint(const Source *source, guint line);
