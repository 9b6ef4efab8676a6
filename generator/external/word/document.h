/* SPDX-License-Identifier: MIT */
#pragma once

#include "external/word/numbering.h"

/*
 * Types the numbers that pandoc would lose into the paragraphs of the document, and takes those out of their
 * lists. Paragraphs whose removal is tracked do not count. Whether that changed anything.
 */
gboolean document_number(xmlDoc *document, Numbering *numbering);
