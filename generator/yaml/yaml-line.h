/* SPDX-License-Identifier: MIT */
/* What is wrong on a line of YAML, where a look at the line tells more than libyaml does. */
#pragma once

#include "text/source.h"
#include "yaml/yaml-repair.h"

/*
 * Reports what is wrong at `place`, where libyaml stopped with the text `problem`, in the column `column`
 * (from 0) of what it read; the document begins on `first_line`. `repair`: what it read instead of the
 * source, or NULL. FALSE if the line shows nothing in particular.
 */
gboolean yaml_line_report(Place place, guint column, const char *problem, guint first_line,
                          const YamlRepair *repair, Diagnostics *diagnostics);

/* "write NAME: 'value'" for a line 'NAME: value' whose value belongs in quotes, newly allocated. */
char *yaml_line_quoted_hint(const char *line);

/* What is wrong with a line that should be 'name: value', or how to write one; newly allocated. */
char *yaml_line_hint(const Source *source, guint line);
