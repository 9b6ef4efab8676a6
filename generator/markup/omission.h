/* SPDX-License-Identifier: MIT */
#pragma once

/* Raw HTML that is left out of a text. */

#include "markup/document.h"

#include <cmark-gfm.h>

/* Warns of each place below `root` with HTML in it. A comment alone is no loss. */
void omission_warn(cmark_node *root, const MarkupTarget *target);
