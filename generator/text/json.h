/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

/* Appends `text` (`length` bytes of UTF-8) as a JSON string with its quotes (RFC 8259, section 7). */
void json_append_string(GString *into, const char *text, gsize length);
/* Appends the name of a member and its colon, after a comma unless the object has just begun. */
void json_append_name(GString *into, const char *name);
/* Appends a member whose value is `text`. */
void json_append_member(GString *into, const char *name, const char *text);
