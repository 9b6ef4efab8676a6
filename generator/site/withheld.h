/* SPDX-License-Identifier: MIT */
/*
 * Files that go when their entry does. What lies in the folder of an entry is that entry's (site_owner()); of
 * a file that lies in none, the fields say whose it is: once such an entry has ended and is no longer shown,
 * the file is withheld, unless an entry that is shown names it as well. So is the picture of a person who has
 * not agreed to be shown, wherever a text shows it; where entries differ, one that says no decides, then one
 * that says yes.
 */
#pragma once

#include "site/site.h"

/*
 * The files to withhold today: path from the site's root -> the Entry that has ended, or lacks the consent.
 * The states of all entries are set. A file in static/, which is always published, is warned of as soon as an
 * entry names it that will go, or as the picture of a person who has not agreed.
 */
GHashTable *withheld_find(const Site *site, Diagnostics *diagnostics);
