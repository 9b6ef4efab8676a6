/* SPDX-License-Identifier: MIT */
/* Private to the module: see module.h. */
#pragma once

#include "package/module.h"

PackageWriter *writer_open(int fd, PackageFormat format, gint32 day);
gboolean writer_add(PackageWriter *writer, const PackagePart *part);
gboolean writer_put(PackageWriter *writer, const void *bytes, gsize length);
gboolean writer_close(PackageWriter *writer);
