/* SPDX-License-Identifier: MIT */
#pragma once

/* The headings of a text and their ids. */

#include "markup/document.h"

#include <cmark-gfm.h>
#include <glib.h>

typedef struct Outline Outline;

/* Collects the headings below `root` and stores each one's index in its user data. */
Outline *outline_new(cmark_node *root);
void outline_free(Outline *outline);

/* The headings in the order of the text. */
const Heading *outline_get_headings(const Outline *outline, guint *count);

/* The heading of a node of the tree that the outline was made from. */
const Heading *outline_get_heading(const Outline *outline, cmark_node *node);

/* Whether a heading has the id `fragment`, percent-encoded or not. */
gboolean outline_has_id(const Outline *outline, const char *fragment);

/* The id for a heading of this text, as GitHub makes them: letters and digits of any script in lower case,
 * hyphens and underscores kept, spaces to hyphens, the rest dropped; "section" when nothing is left. NFC. */
char *outline_slug(const char *text);
