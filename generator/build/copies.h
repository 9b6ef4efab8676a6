/* SPDX-License-Identifier: MIT */
/* Files that are published as they are. */
#pragma once

#include "build/plan.h"

/* Adds the theme's assets, static/, the folders that shown entries own, and the files their fields name. */
gboolean copies_plan(Plan *plan, Diagnostics *diagnostics, GError **error);
/*
 * Adds the file at `path` (from the site's root), which `origin` shows or links to. One that belongs to an
 * entry which is not shown is not published; that is a warning.
 */
void copies_request(Plan *plan, const char *path, const Origin *origin, Diagnostics *diagnostics);
