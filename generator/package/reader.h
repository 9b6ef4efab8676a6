/* SPDX-License-Identifier: MIT */
/* Private to the module: see module.h. */
#pragma once

#include "package/module.h"

PackageReader *reader_new(void);
gboolean reader_open(PackageReader *reader, int fd);
PackageStep reader_next(PackageReader *reader, PackageEntry *entry);
gssize reader_read(PackageReader *reader, void *buffer, gsize size);
const char *reader_problem(PackageReader *reader);
void reader_free(PackageReader *reader);
