/* SPDX-License-Identifier: MIT */
/* Which photos are nearly the same: bursts, and the same photo once more, as messengers make it smaller. */
#pragma once

#include "album/shot.h"

/*
 * Of `shots` (Shot *, with times), those that are SHOT_NEW and nearly the same as a better one become
 * SHOT_ALIKE: as one of more points, or sharper, or one that the entry has (SHOT_THERE, SHOT_OLD). Each is
 * nearly the same as the one that it is left out for, which never is left out itself, and which takes over
 * the surest time.
 */
void alike_find(const GPtrArray *shots);

/*
 * Whether two photos are: taken within two minutes, as cameras or names say, and the more alike the more time
 * is between them; or, whenever, the same to the eye, where a camera says of one of them when it was taken
 * and of the other none does, or none of either and they differ in size. Plain skies are only within seconds,
 * pictures of screens never.
 */
gboolean shots_are_alike(const Shot *a, const Shot *b);
