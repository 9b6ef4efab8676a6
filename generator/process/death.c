/* SPDX-License-Identifier: MIT */
#include "process/pool.h"

#include <glib/gi18n.h>
#include <string.h>

char *death_describe(const Death *death)
{
    switch (death->cause) {
    case DEATH_TIME: return g_strdup(_("it needed too much processor time"));
    case DEATH_STALLED: return g_strdup(_("it did nothing any more"));
    case DEATH_MEMORY: return g_strdup(_("it had no memory left"));
    case DEATH_SIGNAL:
        return g_strdup_printf(_("killed by signal %d, %s"), death->number, strsignal(death->number));
    case DEATH_STATUS: return g_strdup_printf(_("left with status %d"), death->number);
    case DEATH_GARBAGE: break;
    }
    return g_strdup(_("what it handed back makes no sense"));
}
