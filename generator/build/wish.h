/* SPDX-License-Identifier: MIT */
/* Words of the command line into what they stand for in a site. */
#pragma once

#include "build/posters.h"

/*
 * Fills `wish` from the words in `options`. Everything it points at lives in `arena`, or as long as the site
 * and its sheets. Entries that are not shown are left out and reported to `diagnostics`, as are words for
 * entries that stand for none, or for several. FALSE with BUILD_ERROR_USAGE for another word that stands for
 * nothing there.
 */
gboolean wish_read(const PostersOptions *options, const Site *site, const Sheets *sheets, Arena *arena,
                   SheetWish *wish, Diagnostics *diagnostics, GError **error);
