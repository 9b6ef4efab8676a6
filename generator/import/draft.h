/* SPDX-License-Identifier: MIT */
/* An entry that a paper becomes, before it is written. */
#pragma once

#include "content/type.h"
#include "import/genre.h"
#include "import/matter.h"

typedef struct {
    const char *name;
    char *value; /* as a reader sees it */
} DraftField;

/* A file that goes with an entry, unchanged. */
typedef struct {
    char *name;   /* in the folder of the entry */
    char *source; /* where it lies now */
} DraftFile;

typedef struct {
    const Type *type;
    Genre genre;
    char *title;    /* or NULL */
    char *key;      /* equal for entries of the same type, title and day or year; or NULL without a title */
    char *text;     /* of the file */
    char *body;     /* the Markdown in it */
    char *path;     /* "content/reports/2024/zong-jie.md"; with -2 if need be once it is written */
    GArray *fields; /* DraftField: what was found */
    GPtrArray *missing;  /* const char *: required fields that were not */
    GPtrArray *pictures; /* Picture *: those that the text shows; borrowed */
    GArray *files;       /* DraftFile: others that are to lie beside it */
} Draft;

/*
 * What is known of a paper besides: may set in `matter` what the paper does not say, and put more fields into
 * `values` (see skeleton_format()).
 */
typedef void (*DraftComplete)(const Type *type, Matter *matter, GHashTable *values, gpointer data);

/* What the entries are to be, as somebody asked for. */
typedef struct {
    const Type *type;       /* NULL: what the title tells */
    const char *kind;       /* of the type's field 'kind'; NULL: what the title tells */
    gboolean by_year;       /* pages, too, lie in the folder of their year */
    const Type *otherwise;  /* where the title tells none; NULL: news */
    DraftComplete complete; /* or NULL */
    gpointer data;          /* for it */
} Wanted;

/*
 * The entry that `paper` becomes, of the type that is wanted or that its title tells.
 * `file` has the pictures and footnotes of the whole file; it and the types outlive the draft. `language` is
 * the site's.
 */
Draft *draft_new(Paper *paper, const Paper *file, const Types *types, Wanted wanted, const char *language,
                 Diagnostics *diagnostics);
void draft_add_file(Draft *draft, const char *name, const char *source);
void draft_free(Draft *draft);
/* Draft.key of an entry: `day` is "2024-12-25", "2024" or "". Newly allocated. */
char *draft_key(const Type *type, const char *title, const char *day);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Draft, draft_free)
