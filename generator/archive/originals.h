/* SPDX-License-Identifier: MIT */
/*
 * What the year was made of, byte for byte as authors wrote it, at the paths that it has in the site: the
 * entries and all files that go with them (named by fields, in folders of entries, shown or linked to in
 * their texts), and what the site needs to be built of them: broadside.yaml, data/, types/, theme/ and the
 * theme, where that is the site's own.
 */
#pragma once

#include "archive/bag.h"
#include "site/site.h"

/*
 * Copies them into the bag, in at most `threads` threads, which are gone when it is done. A file that a
 * symbolic link outside the site stands for is a warning and left out.
 */
gboolean originals_copy(const Site *site, const Collection *entries, guint threads, Bag *bag,
                        Diagnostics *diagnostics, GError **error);
