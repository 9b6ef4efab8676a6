/* SPDX-License-Identifier: MIT */
/* The part of types that only their loader uses. */
#pragma once

#include "content/type-read.h"

/*
 * Adds the fields of a site's own to its types: `map` is the value of `fields` in broadside.yaml
 * ({type: {field: {kind: …}}}), which `source` holds.
 */
void types_add_fields(Types *types, const YamlNode *map, const Source *source, Diagnostics *diagnostics);

/*
 * The built-in description "NAME.yaml" of something that is no entry, such as "holidays". It lives in the
 * arena, but for what type_free() frees.
 */
Type *type_load_built_in(const char *name, Arena *arena);
void type_free(gpointer type);

/* The fields of `base` (or NULL) and those of `map` become the type's; `list` says how to read them. */
void type_set_fields(Type *type, FieldList list, const Type *base, const YamlNode *map);

/* What becomes of a file that describes a type. `top` is a map. */
typedef void (*TypeTake)(gpointer types, const FieldReader *reader, const YamlNode *top);
/* Gives the built-in file types/PATH to `take`. A mistake in it is one of ours. */
void types_read_built_in(gpointer types, Arena *arena, const char *path, TypeTake take);
/* Gives each FOLDER/NAME.yaml of the site to `take`, by name. FALSE with `error` if one cannot be read. */
gboolean types_read_folder(gpointer types, const char *root, const char *folder, Arena *arena,
                           Diagnostics *diagnostics, TypeTake take, GError **error);
