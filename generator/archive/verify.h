/* SPDX-License-Identifier: MIT */
/* Whether a bag is what it says it is (RFC 8493, 3): a folder, or an archive of one; of whomever. */
#pragma once

#include "build/failure.h"
#include "text/diagnostic.h"

typedef struct {
    guint files;           /* of the payload that were looked at */
    guint64 bytes;         /* of these */
    const char *algorithm; /* the strongest in which all of them agree: "sha512" */
    char *version;         /* of BagIt: "1.0"; owned */
} VerifySummary;

/*
 * Checks the bag at `path` completely. Every file that is missing, changed or extra, and every rule that is
 * broken is an error in `diagnostics`, what RFC 8493 advises against a warning. FALSE with `error` where it
 * cannot be read.
 */
gboolean verify_run(const char *path, void (*progress)(guint64 done, guint64 all), Diagnostics *diagnostics,
                    VerifySummary *summary, GError **error);
