/* SPDX-License-Identifier: MIT */
/* Word and HTML by way of pandoc, which runs in a folder of its own with its time, memory and files limited.
 */
#pragma once

#include "import/decode.h"
#include "import/paper.h"

/*
 * Adds the blocks and pictures of the document in `bytes` (FORM_WORD, or FORM_HTML in UTF-8) to `paper`.
 * `folder` is where the file lies: pictures that a web page shows are looked for there. FALSE after a
 * diagnostic, or with `error` where the machine fails.
 */
gboolean pandoc_read(Paper *paper, Form form, const char *bytes, gsize length, const char *folder,
                     Diagnostics *diagnostics, GError **error);
