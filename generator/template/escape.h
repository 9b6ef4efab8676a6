/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

/* What a value is made harmless for. The layout's extension decides. */
typedef enum {
    ESCAPE_MARKUP, /* text and quoted attributes of HTML and SVG */
    ESCAPE_XML,    /* the same, and HTML is a text like any other: so feeds want it (RFC 4287, 4.1.3.3) */
    ESCAPE_NONE,   /* plain text */
} EscapeMode;

/*
 * By the file name of the layout: XML for .xml, .atom, .rss, .opml; nothing for .txt, .ics, .csv, .vcf,
 * .json, .webmanifest; markup for everything else, since forgetting to escape is what does harm.
 */
EscapeMode escape_mode_of(const char *layout);
/*
 * Appends `length` bytes of `text`, escaped. What is not UTF-8 becomes U+FFFD; in markup, control characters
 * that XML 1.0 does not allow are left out.
 */
void escape_append(GString *into, EscapeMode mode, const char *text, gsize length);
