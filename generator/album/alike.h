/* SPDX-License-Identifier: MIT */
/* Which photos are nearly the same: bursts, and the same photo once more, as messengers make it smaller. */
#pragma once

#include "album/shot.h"

/*
 * Of `shots` (Shot *, with times), those that are SHOT_NEW and nearly the same as a better one become
 * SHOT_ALIKE: as one of more points, or sharper, or one that the entry has (SHOT_THERE). Each is nearly the
 * same as the one that it is left out for, which never is left out itself, and which takes over the surest
 * time.
 */
void alike_find(const GPtrArray *shots);

/*
 * Whether two photos are: taken within two minutes, as cameras or names say, and alike, the closer the more
 * so; at any time, where not both cameras say when, only if they are the same to the eye, and show more than
 * a plain sky.
 */
gboolean shots_are_alike(const Shot *a, const Shot *b);
