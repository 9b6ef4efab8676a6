/* SPDX-License-Identifier: MIT */
#include "typeset/flow.h"

gboolean qr_fill(const FrameRoom *room, Marks *marks G_GNUC_UNUSED)
{
    room_refuse(room, NULL, "qr is not here yet");
    return FALSE;
}
