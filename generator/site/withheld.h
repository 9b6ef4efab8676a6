/* SPDX-License-Identifier: MIT */
/*
 * Files that go when their entry does. What lies in its own folder is only its own (site_owner()); of a file
 * elsewhere in content/ its fields say so: once it has ended and is no longer shown, the file is withheld,
 * unless an entry that is shown names it as well.
 */
#pragma once

#include "content/content.h"

/*
 * The files to withhold today: path from the site's root -> the Entry that has ended. The states of all
 * entries are set. A file in static/, which is always published, is warned of as soon as an entry names it
 * that will go.
 */
GHashTable *withheld_find(const Content *content, Diagnostics *diagnostics);
