/* SPDX-License-Identifier: MIT */
/* What Excel and WPS make of a value. */
#pragma once

#include "content/field.h"

/* Whether a value is what a program shows in place of one: ####, #REF!, 1.39E+10. `*hint` is the mend. */
gboolean cell_is_ruined(const char *text, const char **hint);

/*
 * What is certainly meant by a value for `field`, in the form that YAML has: "1,200" and "12.00" for a whole
 * number are 1200 and 12, a label is its choice, 是 is true. NULL: it is as it should be. In the arena.
 */
const char *cell_mend(const Field *field, const char *text, Arena *arena);

/* Reports what cannot have been meant; FALSE then. For the reader of a table only. */
gboolean cell_check(const FieldReader *reader, const Field *field, const YamlNode *node);
