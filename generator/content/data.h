/* SPDX-License-Identifier: MIT */
/* The files in data/: what a site knows beside its entries. */
#pragma once

#include "content/type.h"
#include "content/value.h"
#include "text/source.h"

/*
 * The record of all data/NAME.yaml and data/NAME.csv of the site `root`, by NAME: checked where `types` knows
 * a data file of that name, else in free form (a table: a list of records of texts). Their sources go into
 * `sources` (NAME -> Source *), which owns them. FALSE with `error` where a file cannot be read.
 */
gboolean data_load(const char *root, const Types *types, Arena *arena, Diagnostics *diagnostics, Value *data,
                   GHashTable *sources, GError **error);
