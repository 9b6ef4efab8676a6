/* SPDX-License-Identifier: MIT */
/* What the process does that reads an archive, and what it hands back. Private to package-read.c. */
#pragma once

#include "archive/algorithm.h"
#include "archive/package.h"

/* What a result says: a part of PACKAGE_RESULTS. */
typedef enum {
    RESULT_ENTRY,  /* small: PackedKind, 16 added where it is encrypted; bytes: its path; number: its size */
    RESULT_SAME,   /* bytes: the path of the entry that the last one is once more */
    RESULT_PIECE,  /* bytes: more of the text of the last entry */
    RESULT_DIGEST, /* small: Algorithm; bytes: digits; number: of the entry */
    RESULT_BAD,    /* bytes: why the entry `number` cannot be read */
    RESULT_BROKEN, /* bytes: why the archive cannot be read */
    RESULT_LARGE,  /* it unpacks to more than anybody would pack */
    RESULT_DONE,   /* number: bytes that were read */
    RESULT_END,
} PackageResult;

#define PACKAGE_RESULTS "a(yyayt)"
#define RESULT_SECRET 16

/* The task. */
typedef struct {
    const PackageModule *module;
    PackageReader *reader; /* not open yet */
    int fd;
    guint64 most;         /* bytes that it may unpack to */
    const GArray *wanted; /* guint, by entry: sets of 1 << Algorithm; NULL: list them */
} PackageTask;

typedef struct PackageChild PackageChild;

/* It does not outlive its process. */
PackageChild *package_child_new(const PackageTask *task);
/* Goes on for a while. */
void package_child_run(PackageChild *child);
/* What there is to hand back, floating, or NULL. */
GVariant *package_child_results(PackageChild *child);
