/* SPDX-License-Identifier: MIT */
/* Files that should not be published as they are: programs, which readers cannot open, and videos that say
 * where they were taken. */
#pragma once

#include "review/finding.h"

/* Of `paths` (char *), those in content/ and static/ are looked at. */
void fitness_review(Review *review, const GPtrArray *paths);

/*
 * Whether a video (MP4 or QuickTime, ISO/IEC 14496-12) tells in its metadata where it was taken, as phones
 * and cameras write it: ©xyz, loci (3GPP TS 26.244, 8), com.apple.quicktime.location.*, a place in XMP, or a
 * track of places (gpmd, camm, djmd). Reads some megabytes at most.
 */
gboolean video_tells_place(const char *path);
