/* SPDX-License-Identifier: MIT */
/* A bag as one file: ZIP or tar, the same bytes for the same bag. */
#pragma once

#include "build/failure.h"
#include "package/module.h"

/* The module that does it, which stays loaded; NULL with PROCESS_ERROR_MACHINE. */
const PackageModule *package_load(GError **error);

/*
 * Packs the folder `folder` as the one top folder `name` into the new file `file`, in the order of paths, all
 * times `day` (days since 1970-01-01) at midnight UTC, no owners; and sees to it that it is on the disk. What
 * is compressed already (JPEG, PNG, PDF, …) is stored in a ZIP as it is. No other thread may ask for the
 * local time meanwhile. FALSE with `error`, and no file.
 */
gboolean package_write(const char *folder, const char *name, const char *file, PackageFormat format,
                       gint32 day, GError **error);
