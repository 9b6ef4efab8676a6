/* SPDX-License-Identifier: MIT */
/* What a child of a pool does. */
#include "process/pool-private.h"

#include <string.h>
#include <unistd.h>

/*
 * GLib ends a process whose memory runs out by a message and a signal. Here it is an expected end, which the
 * parent puts in words. Without memory for the message itself there is none.
 */
static void log_ends(const char *domain, GLogLevelFlags level, const char *message, gpointer data)
{
    if ((level & G_LOG_LEVEL_ERROR) && (!message || strstr(message, "failed to allocate")))
        _exit(LIMITS_STATUS_MEMORY);
    g_log_default_handler(domain, level, message, data);
}

static G_NORETURN void fail(int out, const GError *error)
{
    frame_write(out, FRAME_FAILURE, error->message, strlen(error->message));
    _exit(1);
}

/* A pipe without a reader, and what is longer than a message may be, end it. */
static void hand_back(const PoolJob *job, void *state, gboolean last, int out)
{
    g_autoptr(GVariant) results = job->results(job->data, state, last);

    if (!results)
        return;
    g_variant_ref_sink(results);
    if (!frame_write(out, FRAME_RESULTS, g_variant_get_data(results), g_variant_get_size(results)))
        _exit(1);
}

static void run_batch(Pool *pool, guint index, void *state, guint first, guint after, int out)
{
    const PoolJob *job = pool->job;
    Slot *slot = &pool->slots[index];
    GError *error = NULL;

    atomic_store(&slot->after, after);
    for (guint task = first; task < after; task++) {
        const gboolean skipped = atomic_load(&pool->skips[task]);
        limits_restart(&job->limits, &pool->children[index].until);
        atomic_store(&slot->at, task + 1);
        if (!skipped && !job->run(job->data, state, task, &error))
            fail(out, error);
        hand_back(job, state, task + 1 == after, out);
    }
    atomic_store(&slot->at, 0);
}

G_NORETURN void child_main(Pool *pool, guint index, int out, pid_t parent)
{
    const PoolJob *job = pool->job;
    const Child *self = &pool->children[index];
    GError *error = NULL;

    interrupt_leave_to_parent(pool->interrupt, parent);
    for (guint i = 0; i < pool->count; i++)
        if (pool->children[i].in >= 0)
            close(pool->children[i].in);
    g_log_set_default_handler(log_ends, NULL);
    limits_apply(&job->limits);
    limits_restart(&job->limits, &pool->children[index].until);
    if (!confine_process(&job->confinement, &error))
        fail(out, error);
    void *state = job->begin ? job->begin(job->data) : NULL;
    if (self->first < self->after)
        run_batch(pool, index, state, self->first, self->after, out);
    for (;;) {
        const guint first = atomic_fetch_add(pool->next, job->batch);
        if (first >= job->tasks)
            break;
        run_batch(pool, index, state, first, MIN(first + job->batch, job->tasks), out);
    }
    _exit(frame_write(out, FRAME_END, "", 0) ? 0 : 1);
}
