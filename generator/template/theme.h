/* SPDX-License-Identifier: MIT */
/*
 * A theme: the folder with a site's layouts, partials, blocks, assets and words. A file in the site's own
 * theme/ folder takes the place of the theme's.
 */
#pragma once

#include "template/page.h"
#include "typeset/module.h"

typedef struct Theme Theme;

/* One row of `outputs` in theme.lua, as written. */
typedef struct {
    PageKind kind;
    const char *path;
    const char *more;         /* path of the second and further pages; or NULL */
    const char *layout;       /* NULL with `search` */
    const char *title;        /* or NULL */
    const char *const *types; /* each, list, group: names of folders, NULL-terminated; NULL: all entries */
    const char *field;        /* group: the field; terms: "tags" */
    guint per_page;           /* 0: all on one page */
    const char *icon;         /* no page, but a PNG of assets/ICON; or NULL */
    guint size;               /* of that, in pixels: both its sides */
    const char *record;       /* no page, but this of a year's record (records.h), at `path`; or NULL */
    gboolean search;          /* no pages: the files of the search index, below `path` */
    guint row;                /* in theme.lua, from 1: for messages */
} ThemeOutput;

/*
 * Finds the theme `name` in themes/ of the site at `root`, else among those installed with the program
 * (`installed`: the folder of themes), and runs its theme.lua in a process of its own; but not if `known`,
 * what theme_known() gave of one that the same program has loaded, or NULL, is of the same text. Mistakes in
 * it go to `diagnostics`; NULL with `error` where there is no such theme, or where the machine fails.
 */
Theme *theme_load(const char *root, const char *installed, const char *name, const Site *site, GBytes *known,
                  Diagnostics *diagnostics, GError **error);
void theme_free(Theme *theme);
/* What its theme.lua said, for theme_load(); NULL: it is to be run again. */
GBytes *theme_known(const Theme *theme);

/* Its folder, newly allocated; NULL with THEME_ERROR_MISSING. */
char *theme_locate(const char *root, const char *installed, const char *name, GError **error);
const ThemeOutput *theme_outputs(const Theme *theme, guint *count);
/* `fonts` of theme.lua, by role; "sans" and "serif" are always among them. */
const FontRole *theme_fonts(const Theme *theme, guint *count);
/* How wide photos are shown in texts, as `sizes` of HTML has it: "(min-width: 46rem) 44rem, 100vw". */
const char *theme_photo_sizes(const Theme *theme);
/* The file `name` ("layouts/home.html"), the site's own first: a path to open, newly allocated, or NULL. */
char *theme_file(const Theme *theme, const char *name);
/* The same in the theme's own folder only: what the site has put in its place does not count. */
char *theme_file_beneath(const Theme *theme, const char *name);
/* The folders that its files lie in, the site's own first, NULL-terminated; they need not exist. Borrowed. */
const char *const *theme_folders(const Theme *theme);
/* Names of all files below `folder` ("assets"), the site's own and the theme's, sorted; each once. */
GPtrArray *theme_files(const Theme *theme, const char *folder);
/* "did you mean …" for a file ("partials/crad.html") that there is not; newly allocated, or NULL. */
char *theme_suggest_file(const Theme *theme, const char *name);
/* The text of a key of locales/, in the site's language; NULL if there is none. */
const char *theme_text(const Theme *theme, const char *key);
/*
 * The same for a number of things in the plural category `plural` ("one", "other"): KEY.one before KEY, and
 * KEY before KEY.other, within each language. Unicode TR 35, Language Plural Rules.
 */
const char *theme_text_counted(const Theme *theme, const char *key, const char *plural);
/* "did you mean …" for a key that there is none of; newly allocated, or NULL. */
char *theme_suggest_text(const Theme *theme, const char *key);
/* How messages name the file at `path` of the theme: from the site's root where it lies below. Borrowed. */
const char *theme_file_name(const Theme *theme, const char *path);

#define THEME_ERROR (theme_error_quark())
GQuark theme_error_quark(void);
typedef enum { THEME_ERROR_MISSING } ThemeError;

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Theme, theme_free)
