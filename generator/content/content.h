/* SPDX-License-Identifier: MIT */
/*
 * Everything that an author wrote, loaded and checked by type: the configuration, the entries, the data
 * files.
 */
#pragma once

#include "content/entry.h"
#include "content/holidays.h"

typedef struct {
    Arena *arena; /* owns every value, entry and string below */
    Types *types;
    const char *root;      /* the folder of the site, as given to content_load() */
    Source *config_source; /* broadside.yaml */
    Value config;          /* a record with every key of types/site.yaml, defaults filled in */
    GPtrArray *entries;    /* Entry *, ordered by id; owned */
    GPtrArray *files;      /* char *: the other files below content/, from the site's root, ordered; owned */
    Value data;            /* a record: data/NAME.yaml, NAME.csv and NAME.xlsx by NAME */
    GHashTable *data_sources; /* NAME -> Source * */
    Holidays *holidays;
    GHashTable *workbooks; /* what becomes of .xlsx files: see workbooks_keep() */
} Content;

/*
 * Loads the site in the folder `root`. The author's mistakes go to `diagnostics`, and the content holds what
 * could be read all the same. NULL with `error` where the folder is no site or a file cannot be read.
 */
Content *content_load(const char *root, Diagnostics *diagnostics, GError **error);
void content_free(Content *content);

/* The value of a configuration key; never NULL for a key of types/site.yaml. */
const Value *content_config(const Content *content, const char *key);

#define CONTENT_ERROR (content_error_quark())
GQuark content_error_quark(void);
typedef enum { CONTENT_ERROR_NO_SITE } ContentError;

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Content, content_free)
