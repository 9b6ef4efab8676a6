/* SPDX-License-Identifier: MIT */
#include "typeset/flow.h"

gboolean image_fill(const FrameRoom *room, Marks *marks G_GNUC_UNUSED)
{
    room_refuse(room, NULL, "image is not here yet");
    return FALSE;
}
