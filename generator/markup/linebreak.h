/* SPDX-License-Identifier: MIT */
#pragma once

/* Chinese has no spaces between words, so a line that goes on below is no space either. */

#include <cmark-gfm.h>

/* Takes the soft line breaks out of the tree that stand between two characters character_is_joined, whatever
 * inline markup is around them. Hard breaks stay. */
void linebreak_join(cmark_node *root);
