/* SPDX-License-Identifier: MIT */
/* One file of data/. */
#pragma once

#include "content/content.h"

/* Whether a file of that name is read at all; a warning where it looks as if it should be. */
gboolean data_file_is_read(const char *path, const Types *types, Diagnostics *diagnostics);

/*
 * What data/NAME.yaml, NAME.csv or NAME.xlsx at `path` below the site's root holds, by the type of that name
 * if there is one. The source of its places goes into `content->data_sources`. FALSE after a diagnostic that
 * leaves no value, or with `error` where the file cannot be read.
 */
gboolean data_file_read(Content *content, const char *path, const char *name, Value *value,
                        Diagnostics *diagnostics, GError **error);
