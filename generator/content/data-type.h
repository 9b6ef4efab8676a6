/* SPDX-License-Identifier: MIT */
/* The types of data files: the built-in ones, and those of the site's own types/data/ folder. */
#pragma once

#include "content/field.h"

typedef struct DataTypes DataTypes;

/* The built-in ones. */
DataTypes *data_types_new(Arena *arena);
void data_types_free(DataTypes *types);

/* Adds the type that `top` describes: name, shape, children, key, unique, sums, label, fields. */
void data_types_define(gpointer types, const FieldReader *reader, const YamlNode *top);
/* Adds the fields of a site's own that `map` describes to `type`, one of `types`. */
void data_types_extend(DataTypes *types, Type *type, const FieldReader *reader, const YamlNode *map);

/* Type *, by name. */
const GPtrArray *data_types_all(const DataTypes *types);
const Type *data_types_find(const DataTypes *types, const char *name);
/* See types_data_names() and types_data_field(). */
const char *const *data_types_names(const DataTypes *types);
const Field *data_types_field(const DataTypes *types);
