/* SPDX-License-Identifier: MIT */
#include "typeset/flow.h"

gboolean table_fill(const FrameRoom *room, Marks *marks G_GNUC_UNUSED)
{
    room_refuse(room, NULL, "table is not here yet");
    return FALSE;
}
