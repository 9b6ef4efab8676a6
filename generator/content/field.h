/* SPDX-License-Identifier: MIT */
/* From YAML to typed values: what an author wrote is checked by the fields of a type. */
#pragma once

#include "content/folder.h"
#include "content/type.h"
#include "content/value.h"
#include "yaml/yaml.h"

/* What reading the fields of one file needs. Everything is borrowed. */
typedef struct {
    const Source *source;
    Arena *arena; /* owns the values */
    Diagnostics *diagnostics;
    const char *root;     /* the site's folder; NULL: files are not looked for */
    const char *path;     /* of the source from the site's root: files are named from its folder */
    gboolean table;       /* the source is a table: a value is a cell that Excel may have changed */
    const Folder *folder; /* or NULL: what lies in content/, so that files there need not be looked for */
    gboolean *respelt;    /* or NULL: set where a file has another spelling than is written */
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

/* Reports an error at `node`, with the mend as `hint`; FALSE, for who refuses a value. */
gboolean field_refuse(const FieldReader *reader, const YamlNode *node, const char *hint, const char *format,
                      ...) G_GNUC_PRINTF(4, 5);
/* The same of a text that has been read; `message` has %s for it. */
gboolean field_refuse_text(const FieldReader *reader, const Value *text, const char *hint,
                           const char *message);

/* The default of a field, or VALUE_NONE. */
Value field_default(const Field *field);
