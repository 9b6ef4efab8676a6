/* SPDX-License-Identifier: MIT */
/* A site to begin with. */
#pragma once

#include "text/calendar.h"

/*
 * Makes a small site in `folder`, which is made if it is missing and must otherwise be empty, in `language`
 * (zh-Hans or en), with a notice of `today`. BUILD_ERROR_USAGE where that cannot be done.
 */
gboolean starter_write(const char *folder, const char *language, Date today, GError **error);
