/* SPDX-License-Identifier: MIT */
/* Types and fields from YAML: the built-in ones, and those of the site's own. */
#pragma once

#include "content/field.h"

/* Fields as they are gathered. */
typedef struct {
    FieldReader reader; /* of the file that describes them */
    gboolean own;       /* the site's own: names that templates use are refused */
    gboolean data;      /* of a data file: only words of Lua are */
    GArray *fields;     /* Field */
} FieldList;

/*
 * Adds the fields that `map` describes (name: { kind: … }). One that is there already is redefined: what the
 * description says of `required`, `default`, `label` and `help` replaces what was there.
 */
void type_read_fields(FieldList *list, const YamlNode *map);

/* A label: a text, or a map from language to text. */
Labels type_read_labels(const FieldReader *reader, const YamlNode *node);

/* Whether `name` may name a type, or a folder of content; reports it at `node` otherwise. */
gboolean type_read_name(const FieldReader *reader, const YamlNode *node);
