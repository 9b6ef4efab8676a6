/* SPDX-License-Identifier: MIT */
/* Private to photo/: profiles of colours. */
#pragma once

#include <glib.h>

/* Overwrites what a profile (ICC.1:2022, 7) says besides how colours are converted: whose it is, of which
 * screen or camera, and when it was made. Whatever is no profile is overwritten. */
void profile_bare(guint8 *profile, gsize length);
