/* SPDX-License-Identifier: MIT */
/* Files that front matter names: they exist, and lie inside the site. */
#pragma once

#include "content/field.h"

/* The value of a FIELD_FILE: VALUE_FILE. FALSE after a diagnostic. */
gboolean filename_read(const FieldReader *reader, const Field *field, const YamlNode *node, Value *value);

/* Whether front matter can still name the file `path`, below the site's root, where it could before. */
gboolean filename_is_publishable(const char *root, const char *path);

/* Whether the existing `path` lies inside the existing folder `root`, symbolic links followed. */
gboolean filename_is_inside(const char *root, const char *path);
