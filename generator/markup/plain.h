/* SPDX-License-Identifier: MIT */
#pragma once

/* A text without its mark-up. */

#include <cmark-gfm.h>
#include <glib.h>

/* As document_text. */
void plain_append(cmark_node *root, GString *into);
