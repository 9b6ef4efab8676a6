/* SPDX-License-Identifier: MIT */
/* Private to the verification of bags: what its parts share, and the parts (RFC 8493, 2 and 3). */
#pragma once

#include "archive/tag-text.h"
#include "archive/verify.h"

/* Versions of BagIt, by 100. Drafts came before 1.0, which was stricter. */
#define BAGIT_1_0 100
#define BAGIT_0_95 95 /* the last one with package-info.txt */

/* What a manifest says of one file. */
typedef struct {
    char *path;   /* relative to the base directory, in UTF-8 where it can be */
    char *digest; /* in lower case */
    guint line;
} ManifestLine;

/* manifest-ALGORITHM.txt, or tagmanifest-ALGORITHM.txt. */
typedef struct {
    BagItem *item;
    Algorithm algorithm; /* N_ALGORITHMS: it cannot be computed */
    gboolean tags;
    gboolean read;        /* all of it was */
    GHashTable *lines;    /* path -> ManifestLine */
    GPtrArray *in_order;  /* ManifestLine */
    GHashTable *of_items; /* BagItem -> ManifestLine: what was found for them */
} BagManifest;

typedef struct {
    BagItems *items;
    Diagnostics *diagnostics;
    guint version;         /* by 100 */
    char *version_name;    /* "1.0"; NULL: none was read */
    char *encoding;        /* NULL: UTF-8 */
    GPtrArray *manifests;  /* BagManifest, by their names */
    GHashTable *names;     /* normalised path -> BagItem */
    GHashTable *fetches;   /* normalised path -> address: what fetch.txt lists */
    gboolean own;          /* Broadside made it */
    guint64 payload_bytes; /* that are there */
    guint payload_files;
} Verification;

/* verify_run() of what is at hand. */
gboolean items_verify(BagItems *items, ItemsProgress progress, Diagnostics *diagnostics,
                      VerifySummary *summary, GError **error);

/* Whether what is wrong is an error (since 1.0 it is ruled out), or a warning, as before. */
Severity verification_severity(const Verification *verification, guint since);
/* A finding of that severity; `message` is taken over. */
void verification_report(Verification *verification, Severity severity, Place place, const char *hint,
                         char *message);

/* A warning of what a tag file has in many lines: of the first of them. `*oddities`: what was said of it. */
void verification_warn_once(Verification *verification, Place place, guint *oddities, guint oddity,
                            const char *hint, const char *message);

/* A byte order mark before UTF-8 (2.3). */
void bom_check(Verification *verification, const TagText *text, TagBom bom);

/* The declaration, bagit.txt (2.1.1): version and encoding. FALSE if there is none. */
gboolean declaration_check(Verification *verification);
/* Reads all manifests (2.1.3, 2.2.1). FALSE if there is none of the payload. */
gboolean manifests_read(Verification *verification);
void bag_manifest_free(gpointer manifest);
/* Of what there is, what the manifests do not say, and the other way round (3): what is left is compared by
 * digests_check(). */
void completeness_check(Verification *verification);
void digests_check(Verification *verification);
/* fetch.txt (2.2.3): before completeness_check(). */
void fetch_check(Verification *verification);
/* The address of a file of the payload that is not there yet, newly allocated, or NULL. */
char *fetch_address(const Verification *verification, const char *path);
/* bag-info.txt (2.2.2), with its Payload-Oxum. */
void info_check(Verification *verification);
/* Names that other systems cannot have, or take for the same (6.1). */
void names_check(Verification *verification);
/* Of a bag that Broadside made: the manifest of tag files is there, to the byte as it writes such. */
void own_check(Verification *verification);

/*
 * A path of a manifest or of fetch.txt as one of an item, newly allocated. NULL after a report: it leads out
 * of the bag, or is none.
 */
char *bag_path_read(Verification *verification, const char *path, Place place, guint *oddities);
/* The item of such a path: under its name, another Unicode normalisation of it, or, in bags before 1.0, with
 * percent-encoded characters decoded; NULL. What is odd about it is reported at `place`. */
BagItem *bag_path_find(Verification *verification, const char *path, Place place);
