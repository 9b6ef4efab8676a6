/* SPDX-License-Identifier: MIT */
/* Texts that take long to make, kept in a folder of a site's .broadside/ under names that say of what. */
#pragma once

#include <glib.h>

/*
 * Writes `texts` (name of a file -> char *) to the folder, and removes what else is in it. What cannot be
 * written is not: it is made anew the next time.
 */
void cache_keep(const char *folder, GHashTable *texts);
