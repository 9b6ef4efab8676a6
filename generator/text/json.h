/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

/* Appends `text` (`length` bytes of UTF-8) as a JSON string with its quotes (RFC 8259, section 7). */
void json_append_string(GString *into, const char *text, gsize length);
