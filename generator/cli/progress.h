/* SPDX-License-Identifier: MIT */
/* What a command says on a terminal while it is at work. */
#pragma once

#include "cli/options.h"

/* Whether somebody looks on, who has not asked for quiet. */
gboolean progress_is_shown(const Options *options);
/* Clears the line on which progress is told over and over. */
void progress_clear(void);
/* The same, if it was told at all. */
void progress_end(const Options *options);
/* That another process has to end first; its `pid`, or 0: it is not known. For BuildOptions and the like. */
void progress_waiting(int pid);
