/* SPDX-License-Identifier: MIT */
/* The parts of scalar.c: each reads one kind. */
#pragma once

#include "content/field.h"

/* "write WHAT", or `otherwise` where WHAT is NULL. Newly allocated. */
char *scalar_hint(const char *what, const char *otherwise);

/* Each as scalar_read(): FALSE after a diagnostic. */
gboolean scalar_read_integer(const FieldReader *reader, const Field *field, const YamlNode *node,
                             Value *value);
gboolean scalar_read_number(const FieldReader *reader, const Field *field, const YamlNode *node,
                            Value *value);
gboolean scalar_read_boolean(const FieldReader *reader, const Field *field, const YamlNode *node,
                             Value *value);
gboolean scalar_read_date(const FieldReader *reader, const Field *field, const YamlNode *node, Value *value);
gboolean scalar_read_year(const FieldReader *reader, const Field *field, const YamlNode *node, Value *value);
gboolean scalar_read_period(const FieldReader *reader, const Field *field, const YamlNode *node,
                            Value *value);
