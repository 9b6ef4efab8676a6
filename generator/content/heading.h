/* SPDX-License-Identifier: MIT */
/* The first row of a table: which column holds which field. */
#pragma once

#include "content/table.h"
#include "content/type.h"

/* What a column holds: a field, or a field within the record, or list of records, that a field is. */
typedef struct {
    const Field *field;  /* NULL: nothing that is read, or the parent */
    const Field *within; /* a field of `field`, or NULL */
    gboolean parent;     /* the key of the record that this one lies below */
} Column;

/*
 * The columns of a table whose first row names fields, by name or by label in any language: "户数",
 * "户数（户）", "households", "years.visits". One for each cell of the first row, in the arena; NULL after
 * diagnostics that leave nothing to be read: a column that must be there is not.
 */
Column *headings_read(const Table *table, const Type *type, Arena *arena, Diagnostics *diagnostics);
