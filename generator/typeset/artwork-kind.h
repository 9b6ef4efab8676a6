/* SPDX-License-Identifier: MIT */
/* Private to typeset/: what the names in an SVG mean to a sheet of paper. */
#pragma once

#include "typeset/artwork-cost.h"

typedef enum {
    ARTWORK_DRAW,
    ARTWORK_PASS_OVER,
    ARTWORK_TEXT,
    ARTWORK_STRANGE_TEXT,
    ARTWORK_FILTER,
    ARTWORK_REFUSE
} ArtworkUse;

/* Filters are refused: they become pixels, of which a sheet of paper shows each. Text that is strange is that
 * which librsvg does not draw. */
ArtworkUse artwork_use(const char *element);
CostKind artwork_kind(const char *element);
/* How the element is drawn that a property refers to. */
CostReference artwork_reference(const char *property);
/* Whether an attribute has to do with what is drawn, on any machine. */
gboolean artwork_is_own_attribute(const char *name);
/* Whether it says how the text of a picture is to be read. */
gboolean artwork_is_text_attribute(const char *name);
/* Whether the element may have the bytes of a picture as its href. */
gboolean artwork_holds_picture(const char *element);
/* Whether the beginning of a data: address says that it is a PNG or a JPEG, in base64. */
gboolean artwork_is_picture(const char *head, gsize length);
