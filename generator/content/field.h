/* SPDX-License-Identifier: MIT */
/* From YAML to typed values: what an author wrote is checked by the fields of a type. */
#pragma once

#include "content/type.h"
#include "content/value.h"
#include "yaml/yaml.h"

/* What reading the fields of one file needs. Everything is borrowed. */
typedef struct {
    const Source *source;
    Arena *arena; /* owns the values */
    Diagnostics *diagnostics;
    const char *root; /* the site's folder; NULL: files are not looked for */
    const char *path; /* of the source from the site's root: files are named from its folder */
    gboolean table;   /* the source is a table: a value is a cell that Excel may have changed */
} FieldReader;

/* The value of `node` by `field`; VALUE_NONE for a null. FALSE after a diagnostic. */
gboolean field_read(const FieldReader *reader, const Field *field, const YamlNode *node, Value *value);

/*
 * Reads `map` by `fields` into `values`, one for each field in their order. A field that is absent or
 * cannot be read keeps what stands in `values` before, else gets its default. Unknown keys and missing fields
 * are reported, the latter at `missing`.
 */
void fields_read(const FieldReader *reader, const Field *fields, guint n_fields, const YamlNode *map,
                 Place missing, Value *values);

/*
 * The index of the field that a key names: by its name, or by its label in some language, which is what a
 * clerk sees on the page. -1 if there is none.
 */
int field_by_key(const Field *fields, guint n_fields, const char *key);
/* The value in `map` of the field called `name`, however the key names it; or NULL. */
const YamlNode *fields_find(const Field *fields, guint n_fields, const YamlNode *map, const char *name);

/* Reports an error at `node`, with the mend as `hint`; FALSE, for who refuses a value. */
gboolean field_refuse(const FieldReader *reader, const YamlNode *node, const char *hint, const char *format,
                      ...) G_GNUC_PRINTF(4, 5);

/* The default of a field, or VALUE_NONE. */
Value field_default(const Field *field);

/* What to type for a field, as in "date: 2025-06-29"; newly allocated. */
char *field_example(const Field *field);
/* One value that the field takes, as YAML; of a list, one item. Its own example in `language`, if it has one;
 * NULL: nothing that could pass for the truth. Newly allocated. */
char *field_sample(const Field *field, const char *language);
