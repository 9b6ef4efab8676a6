/* SPDX-License-Identifier: MIT */
/* A site that things can be made of, other than its website: loaded, with its theme and where its pages are.
 */
#pragma once

#include "build/plan.h"

typedef struct {
    Content *content;
    Site *site;
    Theme *theme; /* NULL: there is no such theme, which was told; then there is no plan, either */
    char *theme_folder;
    Plan *plan; /* of the website */
} Prepared;

/*
 * Loads the site in the folder `root`, which is locked. Mistakes go to `diagnostics`. FALSE with `error`
 * where it cannot be read; to be cleared in any case.
 */
gboolean prepare(const char *root, const char *themes, const SiteOptions *options, Diagnostics *diagnostics,
                 Prepared *prepared, GError **error);
void prepared_clear(Prepared *prepared);
