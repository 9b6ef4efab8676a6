/* SPDX-License-Identifier: MIT */
/* Private to template/: fenced blocks of Markdown that the theme shows in its own way. */
#pragma once

#include "template/state.h"

typedef struct {
    const char *name;      /* the first word of the info string */
    const char *arguments; /* the rest of it */
    const char *text;
    const Entry *entry; /* in whose text it stands; or NULL */
    guint line;         /* of the entry's file, on which the text begins */
} Block;

/*
 * Renders blocks/NAME.html of the theme for a block. `*html`: newly allocated, or NULL where the theme has no
 * such template. FALSE if it fails; that has been reported then.
 */
gboolean block_render(Engine *engine, const Block *block, char **html);
/* Whether it is the C function that runs such a template, with the Block as its argument. */
gboolean block_runs(lua_CFunction function);
