/* SPDX-License-Identifier: MIT */
/*
 * Everything that an author wrote, loaded and checked by type: the configuration, the entries, the data
 * files.
 */
#pragma once

#include "content/entry.h"
#include "content/folder.h"
#include "content/holidays.h"
#include "content/ids.h"
#include "content/snapshot.h"

struct Content {
    Arena *arena; /* owns every value, entry and string below */
    Types *types;
    const char *root;         /* the folder of the site, as given to content_load() */
    SourceFolder texts;       /* the same, as the texts of the entries lie in it */
    Source *config_source;    /* broadside.yaml */
    Value config;             /* a record with every key of types/site.yaml, defaults filled in */
    GPtrArray *entries;       /* Entry *, ordered by id; owned */
    Ids *ids;                 /* the same by their ids */
    const Folder *folder;     /* what lies below content/ */
    GPtrArray *files;         /* const char *: the paths of its other files, in the same order */
    Value data;               /* a record: data/NAME.yaml, NAME.csv and NAME.xlsx by NAME */
    GHashTable *data_sources; /* NAME -> Source * */
    Holidays *holidays;
    GHashTable *workbooks; /* what becomes of .xlsx files: see workbooks_keep() */
    Folder *scanned;       /* private: `folder` where it was not given */
};

typedef struct {
    const char *root;         /* the folder of the site */
    const Folder *folder;     /* what folder_scan() found in it; NULL: it is scanned. Outlives the content */
    const Snapshot *snapshot; /* of an earlier state: files that have not changed since are not read; or NULL.
                               * Outlives the content */
    gboolean checksum;        /* whether a file has changed is told by its bytes, not by its stamp */
} ContentOptions;

/*
 * Loads the site. The author's mistakes go to `diagnostics`, and the content holds what
 * could be read all the same. NULL with `error` where the folder is no site or a file cannot be read.
 */
Content *content_load(const ContentOptions *options, Diagnostics *diagnostics, GError **error);
void content_free(Content *content);

/* The value of a configuration key; never NULL for a key of types/site.yaml. */
const Value *content_config(const Content *content, const char *key);

#define CONTENT_ERROR (content_error_quark())
GQuark content_error_quark(void);
typedef enum { CONTENT_ERROR_NO_SITE } ContentError;

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Content, content_free)
