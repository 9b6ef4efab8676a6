/* SPDX-License-Identifier: MIT */
/* Staged files take their places in the destination. */
#pragma once

#include "build/stage.h"

/*
 * Moves the staged ones of `files` (StagedFile, ordered by path), and takes the stamps of all that are not
 * kept. The folders in `missing` (paths, in that order), which the destination has not, are moved whole if
 * nothing else is in them. FALSE with `error`.
 */
gboolean files_move(Destination *destination, Stage *stage, GArray *files, const GPtrArray *missing,
                    GError **error);
