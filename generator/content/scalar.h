/* SPDX-License-Identifier: MIT */
/* The forms of single values: text, date, year, choice and so on (docs/content-types.md describes them). */
#pragma once

#include "content/field.h"

/* The value of a scalar that is not null, by the kind of the field. FALSE after a diagnostic. */
gboolean scalar_read(const FieldReader *reader, const Field *field, const YamlNode *node, Value *value);
