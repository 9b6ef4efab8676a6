/* SPDX-License-Identifier: MIT */
/* Which photos are in a folder already, by their bytes, and how the others are called there. */
#pragma once

#include "album/shot.h"

/*
 * Of `shots` (Shot *, SHOT_NEW), those whose very bytes a photo in `folder` has become SHOT_THERE, with
 * its name as `target`, and those that are equal to an earlier one SHOT_TWIN. `prefix` (or NULL): only photos
 * are looked at whose names are as names_give() makes them of that stem.
 */
void known_mark(const GPtrArray *shots, const char *folder, const char *prefix);

/* Adds those of them that none of `shots` equals, as SHOT_OLD: others may be nearly the same. */
void known_add(GPtrArray *shots, const char *folder, const char *prefix);

/*
 * Names those of `shots` that are SHOT_NEW, in order: STEM-01.jpg, STEM-02.heic …, the numbers following
 * those that there are in `folder`.
 */
void names_give(const GPtrArray *shots, const char *folder, const char *stem);
