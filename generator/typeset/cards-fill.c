/* SPDX-License-Identifier: MIT */
#include "typeset/flow.h"

gboolean cards_fill(const FrameRoom *room, Marks *marks G_GNUC_UNUSED)
{
    room_refuse(room, NULL, "cards is not here yet");
    return FALSE;
}
