/* SPDX-License-Identifier: MIT */
#include "record/record-private.h"

gboolean record_close(Record *record, G_GNUC_UNUSED const Site *site, int number, Date day,
                      G_GNUC_UNUSED GError **error)
{
    Year *year = record_find(record, number);

    if (year)
        year->view.closed = (Date){day.day, -1};
    return TRUE;
}
