/* SPDX-License-Identifier: MIT */
/* Private to readings: what comes from workers (readings-take.c). */
#pragma once

#include "build/readings.h"

/* What a worker calls by numbers of its own. */
typedef struct {
    GArray *keys;      /* Fact */
    GArray *fragments; /* guint32: numbers here */
} WorkerNumbers;

void worker_numbers_free(gpointer numbers);

/* Process id -> WorkerNumbers *, owned. */
GHashTable *readings_workers(Readings *readings);
/* A worker said what cannot be: nothing of it is to be kept. */
void readings_break(Readings *readings);
guint readings_count_pages(const Readings *readings);
guint readings_count_entries(const Readings *readings);
