/* SPDX-License-Identifier: MIT */
/* What a data file holds, checked by its type. */
#pragma once

#include "content/field.h"

/*
 * The value of a file of `type`, of which `top` is the top: records by their fields. A key that must tell
 * records apart does; a list of records with a required field `year` is a series: each year once, the oldest
 * first; what should add up does. VALUE_NONE for an empty file, or after a diagnostic.
 */
Value data_read(const FieldReader *reader, const Type *type, const YamlNode *top);
