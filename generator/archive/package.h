/* SPDX-License-Identifier: MIT */
/* A bag as one file: ZIP or tar, with libarchive, which a module loads: the same bytes for the same bag. */
#pragma once

#include "build/failure.h"

typedef enum { PACKAGE_ZIP, PACKAGE_TAR } PackageFormat;

/*
 * Packs the folder `folder` as the one top folder `name` into the new file `file` (RFC 8493, 4), in the order
 * of paths, all times `day` (days since 1970-01-01) at midnight UTC, no owners. FALSE with `error`, and no
 * file.
 */
gboolean package_write(const char *folder, const char *name, const char *file, PackageFormat format,
                       gint32 day, GError **error);
