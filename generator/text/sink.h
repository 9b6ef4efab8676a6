/* SPDX-License-Identifier: MIT */
/* Where bytes go, one after the other, so that they need not all be in memory first. */
#pragma once

#include <glib.h>

typedef struct {
    void (*add)(gpointer data, gconstpointer bytes, gsize length);
    gpointer data;
} Sink;

/* `bytes` may be NULL where there are none. */
static inline void sink_add(const Sink *sink, gconstpointer bytes, gsize length)
{
    if (length > 0)
        sink->add(sink->data, bytes, length);
}
