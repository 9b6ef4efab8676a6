/* SPDX-License-Identifier: MIT */
/* What `build` and `check` have in common. */
#pragma once

#include "cli/options.h"

#define BUILDING_OPTIONS                                                                                     \
    (OPTION_BASE_URL | OPTION_DATE | OPTION_DRAFTS | OPTION_JOBS | OPTION_MESSAGES | OPTION_STRICT |         \
     OPTION_VERBOSE | OPTION_POSTERS)

/* Builds the site in the present folder; with `write` FALSE it writes nothing. The exit status. */
int building_run(const Options *options, gboolean write);
