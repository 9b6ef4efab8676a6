/* SPDX-License-Identifier: MIT */
#pragma once

#include "template/theme.h"

/*
 * The theme that a site names, and its folder in *folder, newly allocated. NULL after a diagnostic where
 * there is none of that name (`error` is not set), or with `error`. `known`: see theme_load().
 */
Theme *theme_find(const Site *site, const char *root, const char *installed, GBytes *known, char **folder,
                  Diagnostics *diagnostics, GError **error);
