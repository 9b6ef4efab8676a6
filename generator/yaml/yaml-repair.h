/* SPDX-License-Identifier: MIT */
/*
 * Full-width colons (U+FF1A), which a Chinese keyboard types, and wide spaces behind a colon, where a name
 * ends: "title：停水". A text may hold such a colon too, so only what YAML cannot read is mended.
 */
#pragma once

#include <glib.h>

/* YAML in which names end in ": ". */
typedef struct {
    GString *text;
    GArray *added; /* where a space was added */
} YamlRepair;

/* Whether there is anything that might be mended; costs a look at each byte. */
gboolean yaml_repair_needed(const char *text, gsize length);
/* NULL where no name ends so. With `fields` it is known that the first line begins with the name of a field.
 */
YamlRepair *yaml_repair_new(const char *text, gsize length, gboolean fields);
void yaml_repair_free(YamlRepair *repair);
/* The column in the author's text of one in the mended text. Lines and columns count from 0. */
guint yaml_repair_column(const YamlRepair *repair, guint line, guint column);
/* A line of the mended text; newly allocated. */
char *yaml_repair_line(const YamlRepair *repair, guint line);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(YamlRepair, yaml_repair_free)
