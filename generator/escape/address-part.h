/* SPDX-License-Identifier: MIT */
/* Private to address*.c. */
#pragma once

#include "escape/address.h"

/* Without what browsers strip from both ends. */
void address_trim(const char **text, gsize *length);
/* Whether a trimmed value may stand there at all; `base_url` as in address_append(). */
gboolean address_may_stand(Where at, const char *text, gsize length, const char *base_url);
/* Appends one that may. `also`: a byte that is encoded besides; or '\0'. */
void address_append_part(GString *out, Where *at, const char *text, gsize length, const char *ampersand,
                         char also);
/* Appends what stands for one that may not; always FALSE. */
gboolean address_append_unsafe(GString *out, Where *at);
