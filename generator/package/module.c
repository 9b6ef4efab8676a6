/* SPDX-License-Identifier: MIT */
#include "package/module.h"

#include "package/reader.h"
#include "package/writer.h"

const PackageModule broadside_package = {
    .version = PACKAGE_VERSION,
    .writer_open = writer_open,
    .writer_add = writer_add,
    .writer_put = writer_put,
    .writer_close = writer_close,
    .reader_new = reader_new,
    .reader_open = reader_open,
    .reader_next = reader_next,
    .reader_read = reader_read,
    .reader_problem = reader_problem,
    .reader_free = reader_free,
};
