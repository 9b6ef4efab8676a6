/* SPDX-License-Identifier: MIT */
/* Archives of strangers, read by a process that can do nothing else. */
#pragma once

#include "archive/bag-items.h"

/*
 * Lists the entries of the archive `fd`, which is `size` bytes long, into `entries` (BagItem; their paths as
 * they are in it; with the text of those that may be tag files of a bag). What is wrong with it goes to
 * `diagnostics` at `place`: then it is FALSE without `error`; with it, where the machine fails.
 */
gboolean package_list(int fd, guint64 size, GPtrArray *entries, Place place, Diagnostics *diagnostics,
                      GError **error);
/*
 * Computes the digests that the items of `items` want, by their index. Files that cannot be read are
 * reported, and have none.
 */
gboolean package_digest(const BagItems *items, guint64 all, ItemsProgress progress, Diagnostics *diagnostics,
                        GError **error);
