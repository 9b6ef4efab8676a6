/* SPDX-License-Identifier: MIT */
#include "darkroom/darkroom.h"

gboolean darkroom_run(const DarkroomJob *job, const Interrupt *interrupt, GError **error)
{
    (void)job, (void)interrupt, (void)error;
    return TRUE;
}

void darkroom_clear(DarkroomTask *tasks, guint count)
{
    for (guint i = 0; i < count; i++)
        g_clear_pointer(&tasks[i].why, g_free);
}
