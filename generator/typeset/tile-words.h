/* SPDX-License-Identifier: MIT */
/* Private to typeset/: what is said on pages to be glued, in the language of the sheet, not of the machine.
 */
#pragma once

typedef struct {
    const char *page;  /* %1$s: its label; %2$u, %3$u: row and column */
    const char *title; /* of the plan */
    const char *pages; /* %1$u: pages; %2$u: rows; %3$u: columns; %4$s: paper */
    const char *steps[4];
    const char *rule; /* at the line of 100 mm */
} TileWords;

/* `language`: BCP 47. */
const TileWords *tile_language(const char *language);
