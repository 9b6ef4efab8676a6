/* SPDX-License-Identifier: MIT */
/* What is laid over a page by its script (page/live.js): messages, and the words around them. */
#pragma once

#include "text/diagnostic.h"

/*
 * The messages as a JSON object, as many as anybody reads in a page, in the order that printing has brought
 * them into. Newly allocated.
 */
char *overlay_json(const Diagnostics *diagnostics);
/* All other words that the script needs, as a JSON object. Newly allocated. */
char *overlay_words(void);
