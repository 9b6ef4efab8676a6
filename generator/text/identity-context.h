/* SPDX-License-Identifier: MIT */
/* What the words around a number say that it is. The part of identity.h that reads them. */
#pragma once

#include "text/identity.h"

/* Whether the number at `start` is said to be a registration, not a person: 统一社会信用代码. */
gboolean context_is_code(IdentityScan *scan, gsize start);
/* Whether the line, or the column of its table, says 身份证. */
gboolean context_is_id(IdentityScan *scan, gsize start);
/* Whether line, column, key or neighbouring line speak of an account. */
gboolean context_is_card(IdentityScan *scan, const Identity *found);
/* Whether nothing around eleven digits says that they are an amount, an order or a part of something. */
gboolean context_is_mobile(const IdentityScan *scan, const Identity *found);
