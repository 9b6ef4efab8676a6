/* SPDX-License-Identifier: MIT */
#include "archive/items-archive.h"

#include "build/failure.h"

#include <glib/gi18n.h>

BagItems *items_of_archive(const char *path, Diagnostics *diagnostics, GError **error)
{
    (void)diagnostics;
    failure_usage(error, "archives cannot be read yet: '%s'", path);
    return NULL;
}

gboolean items_read_archive(BagItems *items, guint64 all, ItemsProgress progress, Diagnostics *diagnostics,
                            GError **error)
{
    (void)items, (void)all, (void)progress, (void)diagnostics;
    return failure_usage(error, "archives cannot be read yet");
}
