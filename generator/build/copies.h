/* SPDX-License-Identifier: MIT */
/* Files that are published as they are; and photos, as far as it is known who shows them. */
#pragma once

#include "build/plan.h"

/* Adds the theme's assets, static/, the folders that shown entries own, and the files their fields name. */
gboolean copies_plan(Plan *plan, Diagnostics *diagnostics, GError **error);
/*
 * Adds what `origin` shows or links to: a file by its path (from the site's root), or of a photo what `wish`
 * says (picture/photo.h). One that belongs to an entry which is not shown is not published; that is a
 * warning.
 */
void copies_request(Plan *plan, const char *wish, const Origin *origin, Diagnostics *diagnostics);
