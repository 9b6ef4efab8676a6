/* SPDX-License-Identifier: MIT */
/* Private to typeset/: as much CSS as an SVG has: rules, declarations, and what their values refer to. */
#pragma once

#include <glib.h>

/* `property` and `value` without white space around them. */
typedef void (*StyleDeclaration)(const char *property, const char *value, gpointer data);
/* Calls `each` for every declaration of a style attribute, or of what stands between the braces of a rule. */
void style_declarations(const char *text, gsize length, StyleDeclaration each, gpointer data);

typedef void (*StyleRule)(const char *selectors, const char *body, gsize length, gpointer data);
/*
 * Calls `each` for every rule of a style sheet. Rules that begin with @ are left out. Comments must be gone
 * (style_uncomment()). FALSE: it imports another.
 */
gboolean style_rules(const char *text, StyleRule each, gpointer data);
/* A copy without comments. */
char *style_uncomment(const char *text);

typedef void (*StyleReference)(const char *id, gpointer data);
/* Calls `each` for every url(#id) in a value. FALSE: one refers to something else, or there are escapes,
 * which nobody writes who has nothing to hide. */
gboolean style_references(const char *value, StyleReference each, gpointer data);
