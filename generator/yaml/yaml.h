/* SPDX-License-Identifier: MIT */
/*
 * YAML as authors write it: a tree of nodes that know their line and column. Anchors, aliases and tags are
 * refused, so that no document is larger than it looks.
 */
#pragma once

#include "text/arena.h"
#include "text/source.h"

/* Limits of one document; what exceeds them is reported. */
#define YAML_DEPTH_MAX 64
#define YAML_NODES_MAX 1000000
#define YAML_SIZE_MAX (8 * 1024 * 1024)

typedef enum { YAML_SCALAR, YAML_LIST, YAML_MAP } YamlKind;

/*
 * The nodes of a document lie in one array, each followed by the nodes below it. A map is followed by key,
 * value, key, value; its keys are scalars, each different from the others unless that was reported.
 */
typedef struct {
    YamlKind kind;
    gboolean plain;   /* YAML_SCALAR: written without quotes */
    guint line;       /* in the source, from 1 */
    guint column;     /* in characters, from 1 */
    guint span;       /* nodes that belong to it, itself included */
    guint count;      /* items of a list, pairs of a map */
    const char *text; /* YAML_SCALAR: NUL-terminated UTF-8 in the arena; keys are interned */
    gsize length;     /* bytes */
} YamlNode;

/* What may stand at the top of a document. */
typedef enum {
    YAML_TOP_ANY, /* an empty document is an empty scalar */
    YAML_TOP_MAP, /* an empty document is an empty map */
} YamlTop;

/*
 * Reads the bytes from `start` up to `end` of the source. Full-width colons behind names are taken for what
 * they mean where it could not be read otherwise. Returns the node at the top, to be given to g_free when the
 * tree is no longer needed, or NULL after a diagnostic.
 */
YamlNode *yaml_parse(const Source *source, gsize start, gsize end, YamlTop top, Arena *arena,
                     Diagnostics *diagnostics);

/*
 * The fields that `node` holds where it is a text whose lines are names with full-width colons ("days：5"):
 * who knows that fields belong there can ask. `map` is the map among the nodes returned, which are to be
 * given to g_free; NULL where there are none, maybe after a diagnostic.
 */
YamlNode *yaml_parse_fields(const Source *source, const YamlNode *node, Arena *arena,
                            Diagnostics *diagnostics, const YamlNode **map);

/* The first item of a list, or key of a map: only where `count` is not 0. */
static inline const YamlNode *yaml_first(const YamlNode *node)
{
    return node + 1;
}

/* What follows `node` in its list or map: only where something follows. The value of a key is the next one.
 */
static inline const YamlNode *yaml_next(const YamlNode *node)
{
    return node + node->span;
}

/* The value of a key in a map, or NULL. */
const YamlNode *yaml_get(const YamlNode *map, const char *key);

static inline Place yaml_place(const Source *source, const YamlNode *node)
{
    return (Place){.source = source, .line = node->line, .column = node->column};
}
