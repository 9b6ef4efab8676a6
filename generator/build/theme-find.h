/* SPDX-License-Identifier: MIT */
#pragma once

#include "template/theme.h"

/*
 * The theme that a site names, and its folder in *folder, newly allocated. NULL after a diagnostic where
 * there is none of that name (`error` is not set), or with `error`.
 */
Theme *theme_find(const Site *site, const char *root, const char *installed, char **folder,
                  Diagnostics *diagnostics, GError **error);
