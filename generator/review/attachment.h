/* SPDX-License-Identifier: MIT */
/* Files beside the entries, as far as they are text. */
#pragma once

#include "content/content.h"

/* Paths (char *) of the files in content/ that are no entries, and of those in static/, themes and types;
 * ordered. */
GPtrArray *attachment_list(const Content *content);

/*
 * The text of a file, as UTF-8 whatever it was in (UTF-8, UTF-16 with its mark, GB 18030), with U+FFFD for
 * what is broken in it. NULL for what is no text; `readable` is then FALSE unless the file is empty.
 */
Source *attachment_read(const char *root, const char *path, gboolean *readable);
