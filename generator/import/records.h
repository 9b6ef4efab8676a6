/* SPDX-License-Identifier: MIT */
#pragma once

#include "import/paper.h"
#include "text/diagnostic.h"

/*
 * Adds to `paper` what reader.lua has written in `folder`. Pictures of a web page are looked for in `beside`.
 * FALSE after a diagnostic.
 */
gboolean records_read(const char *folder, Paper *paper, const char *beside, Diagnostics *diagnostics);
