/* SPDX-License-Identifier: MIT */
/* What pandoc passes over in a Word document together with all that it holds. */
#pragma once

/*
 * A copy of the document part `xml` (ISO/IEC 29500-1, 17) in which fields, custom XML, marks of direction and
 * characters below a reading (拼音指南) are text like any other, without the reading, and in which text boxes
 * and WordArt are paragraphs behind the paragraph that they hang on. (29500-3, 10.2: a box may be there
 * twice, the second time as a fallback.) Newly allocated.
 */
char *unwrap_document(const char *xml);
