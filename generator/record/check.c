/* SPDX-License-Identifier: MIT */
#include "record/record-private.h"

void record_check(G_GNUC_UNUSED const Record *record, G_GNUC_UNUSED const Site *site,
                  G_GNUC_UNUSED CheckDepth depth, G_GNUC_UNUSED Diagnostics *diagnostics)
{
}
