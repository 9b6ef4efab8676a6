/* SPDX-License-Identifier: MIT */
/* The rows of a table as the records of a type. */
#pragma once

#include "content/field.h"
#include "content/table.h"

/*
 * What YAML would say of the same: a list of maps, to be given to g_free, for data_read(). Rows that have the
 * key of a row before them, or none and nothing but fields within a list, belong to its record; of a tree,
 * the column 'parent' names what a record lies below. NULL after diagnostics, or for a table without any row.
 */
YamlNode *table_nodes(const Table *table, const Type *type, Arena *arena, Diagnostics *diagnostics);
