/* SPDX-License-Identifier: MIT */
#include "archive/package.h"

gboolean package_write(const char *folder, const char *name, const char *file, PackageFormat format,
                       gint32 day, GError **error)
{
    (void)folder, (void)name, (void)format, (void)day;
    return failure_usage(error, "archives cannot be written yet: '%s'", file);
}
