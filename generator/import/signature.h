/* SPDX-License-Identifier: MIT */
#pragma once

#include "import/matter.h"

/*
 * Finds who signed the paper, and when, in its last lines (落款): an office and a day below each other or on
 * one line. They are taken out of the paper. A day that there is not is reported.
 */
void signature_find(Paper *paper, Matter *matter, Diagnostics *diagnostics);

/* Reads a line that is a day and nothing else, also in brackets. */
gboolean signature_read_date(const char *text, Date *date);
gboolean signature_is_date(const char *text);
/* Whether `text` is the name of an office, a committee or the like. */
gboolean signature_is_office(const char *text);
