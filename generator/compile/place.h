/* SPDX-License-Identifier: MIT */
/* From what Lua says of a chunk to what stands in the template. */
#pragma once

#include "compile/compiler.h"

/* The place of a mark. */
Place template_mark_place(const Template *template, guint mark);
/* The mark whose code holds that line of the chunk; NULL if there is none before it. */
const Mark *template_mark_at(const Template *template, guint lua_line);
/* The place of that line of the chunk: of its mark or, further down in it, of the code on its line. */
Place template_place(const Template *template, guint lua_line);
