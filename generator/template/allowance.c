/* SPDX-License-Identifier: MIT */
#include "template/allowance.h"

#include <glib/gi18n.h>

#define MEGABYTE (1024 * 1024)

Limits allowance_read(const Content *content)
{
    const Value *limits = content_config(content, "limits");

    return (Limits){.seconds = (guint)value_get(limits, "time")->integer,
                    .bytes = (guint64)value_get(limits, "memory")->integer * MEGABYTE};
}

guint allowance_megabytes(const Limits *limits)
{
    return (guint)(limits->bytes / MEGABYTE);
}

char *allowance_hint_time(const Limits *limits)
{
    return g_strdup_printf(_("look for a loop that does not end; if it really needs longer, write "
                             "'limits: { time: %u }' in broadside.yaml"),
                           limits->seconds * 2);
}

char *allowance_hint_memory(const Limits *limits)
{
    return g_strdup_printf(
        _("look for a table or a text that grows without end; if it really needs more, write "
          "'limits: { memory: %u }' in broadside.yaml"),
        allowance_megabytes(limits) * 2);
}
