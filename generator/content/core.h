/* SPDX-License-Identifier: MIT */
/* The core schema of YAML 1.2 (10.3.2): what a plain scalar is where no field says so. */
#pragma once

#include "content/value.h"
#include "yaml/yaml.h"

typedef enum {
    CORE_OTHER, /* not of that form */
    CORE_MATCH,
    CORE_RANGE, /* of that form, but too large */
} CoreMatch;

/* Empty, ~, null. */
gboolean core_null(const YamlNode *node);
/* true, false, in the three usual spellings. */
CoreMatch core_boolean(const char *text, gboolean *value);
/* Decimal, 0o octal, 0x hexadecimal. */
CoreMatch core_integer(const char *text, gint64 *value);
/* Decimal with fraction and exponent, .inf, .nan; whole numbers too. */
CoreMatch core_number(const char *text, double *value);

/*
 * The value of a whole tree by the core schema. A number that does not fit stays text; one whose leading
 * zeros get lost (a telephone number) is warned of.
 */
Value core_value(const YamlNode *node, const Source *source, Arena *arena, Diagnostics *diagnostics);
