/* SPDX-License-Identifier: MIT */
/*
 * Files that go when their entry does. What lies in the folder of an entry is that entry's (site_owner()); of
 * a file that lies in none, the fields say whose it is: once such an entry has ended and is no longer shown,
 * the file is withheld, unless an entry that is shown names it as well.
 */
#pragma once

#include "site/site.h"

/*
 * The files to withhold today: path from the site's root -> the Entry that has ended. The states of all
 * entries are set. A file in static/, which is always published, is warned of as soon as an entry names it
 * that will go.
 */
GHashTable *withheld_find(const Site *site, Diagnostics *diagnostics);
