/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

/* Whether the file open at `fd` is a sheet that Broadside made: a PDF, PNG or SVG that says so. */
gboolean ours_is(int fd);
