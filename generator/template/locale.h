/* SPDX-License-Identifier: MIT */
/* The words of a theme in one language. */
#pragma once

#include "content/value.h"
#include "text/diagnostic.h"

/*
 * Adds the texts of the YAML file at `path`, which messages call `name`, to `texts` (char * -> char *,
 * owned), where they are not there yet. Keys of maps within maps are joined by dots.
 */
void locale_read(GHashTable *texts, const char *path, const char *name, Arena *arena,
                 Diagnostics *diagnostics);
