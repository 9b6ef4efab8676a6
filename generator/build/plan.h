/* SPDX-License-Identifier: MIT */
/*
 * Which outputs there are: the rows of theme.lua over the entries of the site, redirects at former addresses,
 * and the files that go with them.
 */
#pragma once

#include "build/outputs.h"
#include "template/theme.h"

typedef struct {
    const Site *site;
    const Theme *theme;
    const char *theme_folder;
    const char *rows_file; /* theme.lua, as messages name it */
    Arena *arena;
    Outputs *outputs;
    GPtrArray *pages;       /* const Page *, in the order of theme.lua */
    GHashTable *owners;     /* folder -> the Entry that owns it */
    GPtrArray *collections; /* owned: lists over several types */
} Plan;

/*
 * Plans the outputs of `site` in `theme`, whose folder is `theme_folder`; all three must outlive the plan.
 * Sets `output` of every entry that gets a page. Mistakes go to `diagnostics`; `error` is set where a folder
 * cannot be read.
 */
Plan *plan_new(const Site *site, const Theme *theme, const char *theme_folder, Diagnostics *diagnostics,
               GError **error);
void plan_free(Plan *plan);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Plan, plan_free)
