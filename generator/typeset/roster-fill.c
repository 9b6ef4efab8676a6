/* SPDX-License-Identifier: MIT */
#include "typeset/flow.h"

gboolean roster_fill(const FrameRoom *room, Marks *marks G_GNUC_UNUSED)
{
    room_refuse(room, NULL, "roster is not here yet");
    return FALSE;
}
