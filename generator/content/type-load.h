/* SPDX-License-Identifier: MIT */
/* The part of types that only the loader uses. */
#pragma once

#include "content/field.h"

/*
 * Adds the fields of a site's own to its types: `map` is the value of `fields` in broadside.yaml
 * ({type: {field: {kind: …}}}), which `source` holds.
 */
void types_add_fields(Types *types, const YamlNode *map, const Source *source, Diagnostics *diagnostics);

/*
 * The built-in description "NAME.yaml" of something that is no entry, such as "data/holidays". It lives in
 * the arena, but for what type_free() frees.
 */
Type *type_load_built_in(const char *name, Arena *arena);
void type_free(gpointer type);
