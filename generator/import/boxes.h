/* SPDX-License-Identifier: MIT */
/* Text boxes of a Word document, which pandoc passes over. */
#pragma once

/*
 * A copy of the document part `xml` in which what text boxes hold stands as paragraphs behind the paragraph
 * that they hang on (ISO/IEC 29500-1, 17.17 and 29500-3, 10.2: the same box may be there twice, the second
 * time as a fallback). Newly allocated; NULL where there are none.
 */
char *boxes_lift(const char *xml);
