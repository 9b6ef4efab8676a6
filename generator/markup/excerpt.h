/* SPDX-License-Identifier: MIT */
#pragma once

/* The beginning of a text without its mark-up. */

#include <cmark-gfm.h>
#include <glib.h>

/* As document_excerpt. */
char *excerpt_make(cmark_node *root, guint characters);
