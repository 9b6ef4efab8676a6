/* SPDX-License-Identifier: MIT */
/* The items of a bag that is an archive; and what both kinds of bags need to make theirs. */
#pragma once

#include "archive/bag-items.h"

/*
 * The bag in the archive `path`: the items below its top folder. What is wrong with the archive goes to
 * `diagnostics`; NULL without `error` if it holds no bag.
 */
BagItems *items_of_package(const char *path, Diagnostics *diagnostics, GError **error);
/* None yet; `fd` is the items'. */
BagItems *items_new(const char *path, int fd);
/* All are there: they can be found. */
void items_order(BagItems *items);
void bag_item_free(gpointer item);
