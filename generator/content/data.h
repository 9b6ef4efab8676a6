/* SPDX-License-Identifier: MIT */
/* The files in data/: what a site knows beside its entries. */
#pragma once

#include "content/value.h"
#include "text/source.h"

/*
 * The record of all data/NAME.yaml (free form) and data/NAME.csv (a list of records) of the site `root`, by
 * NAME. Their sources go into `sources` (NAME -> Source *), which owns them. FALSE with `error` where a file
 * cannot be read.
 */
gboolean data_load(const char *root, Arena *arena, Diagnostics *diagnostics, Value *data, GHashTable *sources,
                   GError **error);
