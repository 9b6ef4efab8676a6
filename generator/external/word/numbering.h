/* SPDX-License-Identifier: MIT */
/* What a Word document says of its numbers, and how far it has counted (ISO/IEC 29500-1, 17.9). */
#pragma once

#include <glib.h>
#include <libxml/tree.h>

typedef struct Numbering Numbering;

/* The elements w:numbering and w:styles, which outlive it; each may be NULL. */
Numbering *numbering_new(const xmlNode *numbering, const xmlNode *styles);
void numbering_free(Numbering *numbering);

/*
 * Counts the next paragraph of the document, whose w:pPr may be NULL. Its number as text, newly allocated, if
 * pandoc would lose that, else NULL.
 */
char *numbering_count(Numbering *numbering, const xmlNode *properties);
/* Takes the lists out of styles whose numbers have become text: they would be numbered twice. Whether there
 * were any. */
gboolean numbering_strip_styles(Numbering *numbering);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Numbering, numbering_free)
