/* SPDX-License-Identifier: MIT */
#pragma once

/* Characters as a reader counts them. */

#include <glib.h>

/* The end of the grapheme cluster that starts at `text`, which is UTF-8 and not at its end. UAX #29 but for
 * the conjuncts of Indic scripts: marks, joined emoji, flags, Hangul syllables of single letters, CR LF. */
const char *cluster_end(const char *text);
