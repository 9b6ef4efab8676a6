/* SPDX-License-Identifier: MIT */
/*
 * What an Office document holds besides what is seen when it is opened: its properties, what a pivot table
 * remembers of the rows that it was made of, documents within it, addresses of links. Everybody has it who
 * has the file.
 */
#pragma once

#include "external/word/package.h"

/*
 * Appends it in sections as those of text.h: "properties", "pivot", "beside" (what is said of pictures, and
 * where links lead), "inside" (a document within, by its name). `within`: how many documents are around it.
 */
Status beside_extract(const GPtrArray *parts, guint within, GString *into);
