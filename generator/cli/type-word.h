/* SPDX-License-Identifier: MIT */
#pragma once

#include "content/type.h"

/* What somebody named: a type, maybe one of its kinds. */
typedef struct {
    const Type *type;
    const Choice *kind; /* a value of its field 'kind', or NULL */
} TypeWord;

/* By types_by_word(). FALSE with BUILD_ERROR_USAGE, which lists them, if there is none. */
gboolean type_word_find(const Types *types, const char *word, TypeWord *found, GError **error);
