/* SPDX-License-Identifier: MIT */
/* What `archive` of broadside.yaml holds beyond the form of its fields. */
#pragma once

#include "content/field.h"

/* Whether the text can be a fonds or the code of a department in a number: 1 to 16 letters and digits of
 * ASCII (DA/T 22-2015, 6.2). */
gboolean config_is_code(const char *text);
/*
 * Checks `archive`, of which `node` is the map in the file, and puts what `departments` (code -> name) and
 * `terms` (type or kind -> "Y", "D30" or "D10") say into its members. FALSE after a diagnostic.
 */
gboolean config_read_archive(const FieldReader *reader, const Types *types, const YamlNode *node,
                             Value *archive);
