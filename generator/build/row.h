/* SPDX-License-Identifier: MIT */
/* What all kinds of rows of theme.lua have in common. */
#pragma once

#include "build/pattern.h"
#include "build/plan.h"

/*
 * Whether `pattern` uses no words but those whose bits are in `allowed`; reported if not. *words: those it
 * uses.
 */
gboolean row_words(Plan *plan, const ThemeOutput *row, const char *pattern, guint allowed, guint *words,
                   Diagnostics *diagnostics);
/* Whether the row is about entries of `type`. */
gboolean row_takes(const ThemeOutput *row, const Type *type);
/* How messages name the row. */
Origin row_origin(Plan *plan, const ThemeOutput *row);
/* The path that `pattern` gives, in the plan's arena. */
const char *row_expand(Plan *plan, const char *pattern, const char *const texts[N_WORDS]);
/* Adds `page` (which lives in the plan's arena) to the outputs. */
void row_add_page(Plan *plan, const Page *page, const Origin *origin, Diagnostics *diagnostics);
