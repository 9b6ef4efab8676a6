/* SPDX-License-Identifier: MIT */
/* A part of content.c: the entries of a site, loaded by several threads. */
#pragma once

#include "content/content.h"

/* Fills content->entries by what is in content->folder. FALSE with `error` where a file cannot be read. */
gboolean entries_load(Content *content, const ContentOptions *options, Diagnostics *diagnostics,
                      GError **error);
void entries_free_one(gpointer entry);
