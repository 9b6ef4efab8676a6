/* SPDX-License-Identifier: MIT */
/* Whether a bag is what it says it is (RFC 8493, 3): a folder, or an archive of one; of whomever. */
#pragma once

#include "build/failure.h"
#include "text/diagnostic.h"

typedef struct {
    guint files;           /* of the payload that were looked at */
    guint64 bytes;         /* of these */
    const char *algorithm; /* the strongest that the payload was checked in: "sha512"; NULL: none */
    char *version;         /* of BagIt: "1.0"; owned; NULL: it is not said */
} VerifySummary;

/*
 * Checks the bag at `path` completely. Every file that is missing, changed or extra, and every rule that is
 * broken is an error in `diagnostics`, also what was added to a bag that Broadside made; what RFC 8493
 * advises against a warning. `progress` (or NULL) is called with bytes, from any thread, one at a time. FALSE
 * with `error` where it cannot be read: BUILD_ERROR_USAGE where it is not there. An archive that is broken is
 * an error in `diagnostics`.
 */
gboolean verify_run(const char *path, void (*progress)(guint64 done, guint64 all), Diagnostics *diagnostics,
                    VerifySummary *summary, GError **error);
