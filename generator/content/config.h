/* SPDX-License-Identifier: MIT */
/* broadside.yaml: the settings of a site. */
#pragma once

#include "content/field.h"

#define CONFIG_FILE "broadside.yaml"

/* A record with every key of types/site.yaml, from the node at the top of the file; NULL: all defaults. */
Value config_read(const FieldReader *reader, const Types *types, const YamlNode *top);
