/* SPDX-License-Identifier: MIT */
/* What lies in a folder of old files. */
#pragma once

#include "content/content.h"

typedef struct {
    char *name; /* in UTF-8, whatever it was in */
    char *path; /* where it lies */
    guint64 size;
} OldFile;

typedef struct OldFolder OldFolder;
struct OldFolder {
    const OldFolder *up; /* NULL: the one that was asked for */
    char *name;          /* in UTF-8 */
    char *path;
    GPtrArray *files; /* OldFile *, as people order them: 2.jpg before 10.jpg; owned */
};

/* Whether the folder can be taken over: neither the entries themselves, nor what holds them, nor what was
 * made of entries. FALSE with `error`. */
gboolean old_check(const Content *content, const char *folder, GError **error);
/*
 * The folder `path` and all below it (OldFolder *, owned), each before what it holds. Left out are what
 * systems and editors leave behind, silently; and, each with a warning and counted in `*passed`, symbolic
 * links, files without anything in them, and what cannot be read. NULL with `error` where that is the folder
 * itself.
 */
GPtrArray *old_walk(const char *path, Diagnostics *diagnostics, guint *passed, GError **error);
