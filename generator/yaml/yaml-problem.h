/* SPDX-License-Identifier: MIT */
/* Why a text is no YAML, in the words of somebody who has to mend it. */
#pragma once

#include "text/source.h"
#include "yaml/yaml-repair.h"

#include <yaml.h>

/* The position of a mark of libyaml in the source: lines count from `first_line`. `repair`: what it read, or
 * NULL.
 */
Place yaml_problem_place(const Source *source, guint first_line, const YamlRepair *repair, yaml_mark_t mark);

/* Reports why `parser` stopped. `bracket` is where the last '[' or '{' stands that is still open, if one is.
 */
void yaml_problem_report(const yaml_parser_t *parser, const Source *source, guint first_line,
                         const YamlRepair *repair, Place bracket, Diagnostics *diagnostics);
