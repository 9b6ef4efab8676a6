/* SPDX-License-Identifier: MIT */
/* All outputs of a build, each path once: also where a file system folds case or composes accents. */
#pragma once

#include "template/page.h"
#include "text/arena.h"
#include "text/diagnostic.h"

/* Who asked for an output, and where that is to be mended. */
typedef struct {
    const char *name; /* as messages call it: the file of an entry, a row of theme.lua, a file */
    Place place;
    gboolean authored; /* it is in the content, which is mended more easily than a theme */
} Origin;

/* One output: a page, the text of a redirect, a picture that is made, a sheet, a photo, or the copy of a
 * file. */
typedef struct {
    const char *path;
    const char *key;    /* path_fold() of the path; set by outputs_add() */
    const Page *page;   /* or NULL */
    const char *text;   /* or NULL */
    GBytes *picture;    /* or NULL; borrowed */
    guint sheet;        /* from 1: the number of a job of sheets_plan(); 0: none */
    gboolean photo;     /* a copy of a photo, or a photo of static/ (then with `source`): photos.h makes it */
    const char *source; /* the file to copy, from the site's root or absolute; or NULL */
    Origin origin;
} Output;

typedef struct Outputs Outputs;

/* Strings of outputs live in `arena`, or as long. */
Outputs *outputs_new(Arena *arena);
void outputs_free(Outputs *outputs);

/*
 * Adds an output. A path that cannot be one, or that is taken, is reported to `diagnostics`, and FALSE is
 * returned. The same file asked for again for the same path is no mistake.
 */
gboolean outputs_add(Outputs *outputs, const Output *output, Diagnostics *diagnostics);
/* Reports that its path cannot be one: `why`, translated. */
void outputs_refuse(const Output *output, const char *why, Diagnostics *diagnostics);
guint outputs_count(const Outputs *outputs);
const Output *outputs_at(const Outputs *outputs, guint index);
/* path -> Output; borrowed. */
GHashTable *outputs_paths(const Outputs *outputs);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Outputs, outputs_free)
