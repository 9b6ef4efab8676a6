/* SPDX-License-Identifier: MIT */
/* What the Lua of a theme may spend: `limits` in broadside.yaml, and how messages speak of it. */
#pragma once

#include "content/content.h"
#include "process/limits.h"

/* For the task of a process, which is one output, or theme.lua. */
Limits allowance_read(const Content *content);
/* Whole megabytes. */
guint allowance_megabytes(const Limits *limits);

/* What would mend it; newly allocated. */
char *allowance_hint_time(const Limits *limits);
char *allowance_hint_memory(const Limits *limits);
