/* SPDX-License-Identifier: MIT */
/* Values in files that are made of lines: iCalendar and vCard, and CSV. */
#pragma once

#include "escape/markup.h"

/* FALSE with scan->problem. */
gboolean lines_scan_calendar(Scan *scan);
/* FALSE if no value may stand there. */
gboolean lines_append_calendar(GString *out, Where *at, const char *text, gsize length);
/* Content lines end in CR LF and are at most 75 bytes long; longer ones go on after a space (RFC 5545, 3.1).
 */
void lines_fold(GString *out);

void lines_scan_table(Scan *scan);
/* `number`: the value is one, and no text that a spreadsheet would take for a formula. FALSE if a part of the
 * value was left out. */
gboolean lines_append_table(GString *out, Where *at, const char *text, gsize length, gboolean number);
