/* SPDX-License-Identifier: MIT */
/* Which photos are nearly the same: bursts, and the same photo once more, as messengers make it smaller. */
#pragma once

#include "album/shot.h"

/*
 * Of `shots` (Shot *, with times), those that are SHOT_NEW and nearly the same as a better one become
 * SHOT_ALIKE.
 *
 * They are gone through from the best to the worst: what the entry has (SHOT_THERE, SHOT_OLD), then what
 * somebody has changed, as far as its name says so, the one of more points, with the surer time, sharper,
 * earlier, first by its name. Each is kept, unless it is nearly the same as one that is kept, and then left
 * out for the best such one, which takes over its time where that is surer. So nothing is left out for what
 * is left out itself: where a is like b, and b like c, but not a like c, b alone is kept if it is the best of
 * them, else a and c. The order in which they are given means nothing.
 */
void alike_find(const GPtrArray *shots);

/*
 * Whether two photos are: taken within two minutes, as cameras or names say, and the more alike the more time
 * is between them; or, whenever, the same to the eye, where a camera says of one of them when it was taken
 * and of the other none does, or none of either and they differ in size. Plain skies are only within seconds,
 * pictures of screens never.
 */
gboolean shots_are_alike(const Shot *a, const Shot *b);
