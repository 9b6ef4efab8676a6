/* SPDX-License-Identifier: MIT */
/* Whether files in the destination are still what was written there: by their stamps, mostly. */
#pragma once

#include "build/stage.h"

/*
 * Looks at `count` files, best in the order of their paths, of which digest and stamp are known. Those that
 * are proven have the stamp, or else are read and have the digest; their stamp is set anew then. A link is no
 * file. By at most `threads` threads, which are gone when it is done.
 */
void proof_check(const Destination *destination, StagedFile *files, guint count, guint threads);
/*
 * Takes the stamps of those that have none, the staged ones as they were written by us, the others as they
 * were compared after `since` (stamp.h). What was changed too shortly before to be proof keeps none. NULL, or
 * the path of one that is not there.
 */
const char *proof_take(const Destination *destination, StagedFile *files, guint count, gint64 since,
                       guint threads);
