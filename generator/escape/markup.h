/* SPDX-License-Identifier: MIT */
/* The tokenizer of HTML (WHATWG, 13.2.5) and XML, as far as it decides what a value becomes. */
#pragma once

#include "escape/scan.h"

/* FALSE with scan->problem. */
gboolean markup_scan(Scan *scan);
/* The same for some bytes within declarations, comments, instructions and CDATA; … */
gboolean markup_scan_aside(Scan *scan);
/* … within elements that only their end tag ends; */
gboolean markup_scan_raw(Scan *scan);
/* … and within script elements of HTML. */
gboolean markup_scan_script(Scan *scan);

/* Whether the text belongs to a script or style element. */
gboolean markup_is_inner(Where at);
/* Follows a byte of such a text. */
gboolean markup_feed(Scan *scan, char c);
