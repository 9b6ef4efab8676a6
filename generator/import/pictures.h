/* SPDX-License-Identifier: MIT */
#pragma once

#include "import/paper.h"
#include "text/diagnostic.h"

/*
 * Adds the picture `name` to the paper: the file of that name in `folder`, or, with a `source`, what that
 * names: a data: address, or a file at or below `beside`. One that is not there is reported.
 */
void picture_take(Paper *paper, const char *folder, const char *beside, const char *name, const char *source,
                  Diagnostics *diagnostics);
