/* SPDX-License-Identifier: MIT */
/* The outputs of a build, and what they come from. */
#pragma once

#include "build/outputs.h"
#include "search/search.h"
#include "template/theme.h"

typedef struct Plan {
    const Site *site;
    const Theme *theme;
    char *site_folder;     /* its real path */
    char *theme_folder;    /* the same; or NULL */
    const char *rows_file; /* theme.lua, as messages name it */
    Arena *arena;
    GString *text; /* of a path that is being made */
    Outputs *outputs;
    GPtrArray *pages;    /* const Page *, in the order of theme.lua */
    GHashTable *icons;   /* owned: name in the cache -> its text there; see icon.h */
    guint icons_asked;   /* rows with an icon so far, drawn or not */
    GPtrArray *pictures; /* GBytes *, owned: of the outputs that are icons */
    GHashTable *photos;  /* owned: what pages show of photos (picture/photo.h) -> Origin *, who shows it */
    GHashTable *records; /* owned: year -> YearRecord *, of those that have been archived */
    const char *search_folder; /* where the files of the index go, with a slash at its end; or NULL */
    const char *search_index;  /* the path of its first file, the one that is among the outputs */
    guint search_checked;      /* outputs that search_files_check() has looked at */
    Search *search;            /* owned; NULL where nothing is written */
} Plan;

/*
 * An empty plan for `site` in `theme`, whose folder is `theme_folder`; site and theme must outlive it. No
 * entry has an output in it yet.
 */
Plan *plan_new(const Site *site, const Theme *theme, const char *theme_folder);
void plan_free(Plan *plan);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Plan, plan_free)
