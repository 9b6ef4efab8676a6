/* SPDX-License-Identifier: MIT */
/* Private to typeset/: of PDF files that others made. */
#pragma once

#include <glib.h>

/* As count_pages() of module.h. */
guint pdf_count_pages(const char *file);
