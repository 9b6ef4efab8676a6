/* SPDX-License-Identifier: MIT */
/* Numbers in the formats of Word (ISO/IEC 29500-1, 17.18.59). */
#pragma once

#include <glib.h>

typedef struct Labels Labels;

Labels *labels_new(void);
void labels_free(Labels *labels);

/* Appends `value` as the format ("chineseCounting") writes it; in digits where it cannot. */
void labels_append(Labels *labels, GString *into, const char *format, int value);
/* Whether pandoc loses the number of a list with this format and text ("（%1）"): as a list of Markdown it
 * would become "1." */
gboolean label_is_lost(const char *format, const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Labels, labels_free)
