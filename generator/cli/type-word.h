/* SPDX-License-Identifier: MIT */
#pragma once

#include "content/type.h"

/* What somebody named: a type, maybe one of its kinds. */
typedef struct {
    const Type *type;
    const Choice *kind; /* a value of its field 'kind', or NULL */
} TypeWord;

/*
 * By the name of the type, its folder or its label (notice, notices, 公告), or the label of one of its kinds
 * (公示). FALSE with BUILD_ERROR_USAGE, which lists them, if there is none.
 */
gboolean type_word_find(const Types *types, const char *word, TypeWord *found, GError **error);
