/* SPDX-License-Identifier: MIT */
/* The files in data/: what a site knows beside its entries. */
#pragma once

#include "content/content.h"

/*
 * Fills `data`, `data_sources` and `workbooks` of `content` from all data/NAME.yaml, NAME.csv and NAME.xlsx
 * of the site: checked where its types know a data file of that name, else in free form (a table: a list of
 * records of texts). FALSE with `error` where a file cannot be read.
 */
gboolean data_load(Content *content, Diagnostics *diagnostics, GError **error);
