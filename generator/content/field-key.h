/* SPDX-License-Identifier: MIT */
/* Which field a key means, as authors type it. */
#pragma once

#include "content/field.h"

/*
 * The index of the field that a key names: by its name, or by its label in some language, which is what a
 * clerk sees on the page. -1 if there is none.
 */
int field_by_key(const Field *fields, guint n_fields, const char *key);
/* The value in `map` of the field called `name`, however the key names it; or NULL. */
const YamlNode *fields_find(const Field *fields, guint n_fields, const YamlNode *map, const char *name);

/* Reports a key that is no field, with what may have been meant. The index of that field, or -1. */
int field_key_refuse(const FieldReader *reader, const Field *fields, guint n_fields, const YamlNode *key);
