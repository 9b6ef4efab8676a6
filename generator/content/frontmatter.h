/* SPDX-License-Identifier: MIT */
/* Where the front matter of an entry lies, and where its Markdown begins. */
#pragma once

#include "text/source.h"

/* Offsets in the text of a source. */
typedef struct {
    gsize start;     /* of the YAML, after the line '---' */
    gsize end;       /* of the YAML, before the closing line */
    gsize body;      /* of the Markdown, after the closing line */
    guint body_line; /* the line on which it begins */
} FrontMatter;

/*
 * The front matter stands between a first line '---' and a line '---' or '...'; spaces after the dashes and
 * empty lines before the first do no harm. FALSE after a diagnostic; then the whole text is the body.
 */
gboolean frontmatter_find(const Source *source, FrontMatter *matter, Diagnostics *diagnostics);

/* Warns where another entry begins in the body that starts at `body`: a file holds one. */
void frontmatter_check_body(const Source *source, gsize body, Diagnostics *diagnostics);
