/* SPDX-License-Identifier: MIT */
/* Where the files of the index go. */
#pragma once

#include "text/file.h"

typedef struct {
    gpointer data;
    /* Takes a file: its name from the index's folder ("index.js"), its text, the digest of that. Of a file
     * that is put again, or that was there, this counts. Called from several threads at once. */
    gboolean (*put)(gpointer data, const char *name, const char *text, gsize length, Digest digest,
                    GError **error);
    /* Whether there is such a file already, which is then left as it is. NULL: there is none. */
    gboolean (*has)(gpointer data, const char *name, Digest digest);
} SearchFiles;

/* Gives a file its digest, and hands it over. */
static inline gboolean files_put(const SearchFiles *files, const char *name, const char *text, gsize length,
                                 Digest *digest, GError **error)
{
    *digest = digest_bytes(text, length);
    return files->put(files->data, name, text, length, *digest, error);
}
