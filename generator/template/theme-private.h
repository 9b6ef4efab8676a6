/* SPDX-License-Identifier: MIT */
#pragma once

#include "template/theme.h"
#include "text/source.h"

/* Where files are looked for: the site's theme/, the theme's own. */
#define N_THEME_FOLDERS 2

struct Theme {
    Arena *arena;                       /* owns the strings of the outputs */
    char *root;                         /* of the site */
    char *folders[N_THEME_FOLDERS + 1]; /* NULL-terminated */
    GArray *outputs;                    /* ThemeOutput */
    GArray *fonts;                      /* FontRole */
    const char *photo_sizes;            /* or NULL */
    GPtrArray *texts;                   /* GHashTable *: key -> char *, of one language each, best first */
    GBytes *known;                      /* a key, and what a theme.lua with that key said; or NULL */
};

/*
 * The folders of the types that no row of this kind names so far ("others"): NULL-terminated, in the theme's
 * arena.
 */
const char *const *theme_folders_left(Theme *theme, const Types *types, PageKind kind);
/* What a row of `outputs` may say; NULL-terminated. */
extern const char *const THEME_ROW_KEYS[];

/*
 * Runs theme.lua, unless theme->known is of it, and reads what it says; mistakes go to `diagnostics`. FALSE
 * with PROCESS_ERROR where the machine fails.
 */
gboolean theme_read(Theme *theme, const Source *source, const Site *site, Diagnostics *diagnostics,
                    GError **error);

/* `rows` of `outputs`: each the members of a table (member.h), or nothing where it is none. */
#define THEME_ROWS_VARIANT_TYPE "am" MEMBERS_VARIANT_TYPE
void theme_read_outputs(Theme *theme, const Source *source, const Site *site, GVariant *rows,
                        Diagnostics *diagnostics);
/* `fonts`, the members of a table. */
void theme_read_fonts(Theme *theme, const Source *source, GVariant *members, Diagnostics *diagnostics);
/* `photos`, the members of a table. */
void theme_read_photos(Theme *theme, const Source *source, GVariant *members, Diagnostics *diagnostics);
#define THEME_PHOTOS_EXAMPLE "photos = { sizes = \"(min-width: 46rem) 44rem, 100vw\" }"
