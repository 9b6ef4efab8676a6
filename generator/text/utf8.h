/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

/* Whether the bytes are UTF-8 (RFC 3629) without a NUL, as g_utf8_validate() has it; at a few bytes a cycle.
 */
gboolean utf8_is_text(const char *bytes, gsize length);
