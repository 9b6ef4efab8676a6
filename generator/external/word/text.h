/* SPDX-License-Identifier: MIT */
/*
 * What readers of an Office document can find in it: of Word, Excel and PowerPoint (ISO/IEC 29500), of
 * OpenDocument (ISO/IEC 26300) and of OFD (GB/T 33190). Comments, notes and deletions that are tracked are
 * among it, since everybody has them who has the file.
 *
 * What is written are sections: a form feed, what it is ("page", "slide", "sheet", "table" or "text"), a tab,
 * its number or name, a line end; then its text. beside.h has further ones. Rows of tables are lines with "|"
 * between cells; the lines of a sheet are its rows.
 */
#pragma once

#include "external/word/events.h"

/* Appends all that the document says. `within`: how many documents are around it. Linear in what is
 * unpacked; documents within are unpacked as well, each within limits of its own.
 */
Status text_extract(const GPtrArray *parts, guint within, GString *into);

void text_begin_section(GString *into, const char *kind, const char *title);
/* The text without what has a meaning in the form. */
void text_append(GString *into, const char *text, gsize length);

/* A part of it (sheets.c): the sheets of a workbook; nothing of what is none. */
Status sheets_extract(const GPtrArray *parts, GString *into);
