/* SPDX-License-Identifier: MIT */
#include "process/pool-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <poll.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

/* How often children are looked at, in milliseconds. */
#define WATCH_INTERVAL 50
/* A child that does nothing for so many times its limit, and a minute, will never do anything. */
#define STALL_FACTOR 20
#define STALL_MORE (60 * G_USEC_PER_SEC)

static gboolean failed(GError **error, int number)
{
    g_set_error(error, PROCESS_ERROR, PROCESS_ERROR_MACHINE, _("cannot run another process: %s"),
                g_strerror(number));
    return FALSE;
}

static gboolean pool_open(Pool *pool, GError **error)
{
    const gsize slots = sizeof(Slot) * pool->count;
    const gsize skips = sizeof(atomic_bool) * pool->job->tasks;

    pool->shared_size = slots + sizeof(atomic_uint) + skips;
    char *shared = mmap(NULL, pool->shared_size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shared == MAP_FAILED)
        return failed(error, errno);
    pool->slots = (Slot *)(void *)shared;
    pool->next = (atomic_uint *)(void *)(shared + slots);
    pool->skips = (atomic_bool *)(void *)(shared + slots + sizeof(atomic_uint));
    pool->children = g_new0(Child, pool->count);
    for (guint i = 0; i < pool->count; i++)
        pool->children[i].in = -1;
    return TRUE;
}

/* Starts a child for the tasks from `first` up to `after`, and for what nobody has taken. */
static gboolean child_start(Pool *pool, guint index, guint first, guint after, GError **error)
{
    Child *child = &pool->children[index];
    const pid_t parent = getpid();
    int ends[2];

    *child = (Child){.in = -1, .first = first, .after = after, .spent_then = -1};
    atomic_store(&pool->slots[index].at, 0);
    atomic_store(&pool->slots[index].after, after);
    if (pipe2(ends, O_CLOEXEC) < 0)
        return failed(error, errno);
    fflush(NULL);
    child->pid = fork();
    if (child->pid == 0) {
        close(ends[0]);
        child_main(pool, index, ends[1], parent);
    }
    const int problem = errno;
    close(ends[1]);
    child->in = ends[0];
    frame_reader_init(&child->frames);
    if (child->pid > 0)
        return TRUE;
    child->pid = 0;
    return failed(error, problem);
}

/* Ends it, if it has not ended itself, and forgets it. */
static int child_end(Child *child)
{
    int status = 0;

    if (child->in >= 0)
        close(child->in);
    child->in = -1;
    frame_reader_clear(&child->frames);
    if (child->pid <= 0)
        return 0;
    kill(child->pid, SIGKILL); /* which changes nothing for one that is about to end */
    while (waitpid(child->pid, &status, 0) < 0 && errno == EINTR)
        ;
    child->pid = 0;
    return status;
}

static void pool_close(Pool *pool)
{
    for (guint i = 0; pool->children && i < pool->count; i++)
        child_end(&pool->children[i]);
    g_free(pool->children);
    if (pool->slots)
        munmap(pool->slots, pool->shared_size);
}

static void condemn(Child *child, DeathCause verdict)
{
    child->condemned = TRUE;
    child->verdict = verdict;
}

static void death_explain(Death *death, const Child *child, int status)
{
    if (child->condemned) {
        death->cause = child->verdict;
    } else if (WIFSIGNALED(status)) {
        death->cause = WTERMSIG(status) == SIGXCPU ? DEATH_TIME : DEATH_SIGNAL;
        death->number = WTERMSIG(status);
    } else {
        death->cause = WEXITSTATUS(status) == LIMITS_STATUS_MEMORY ? DEATH_MEMORY : DEATH_STATUS;
        death->number = WEXITSTATUS(status);
    }
}

/* Tells of a death, and lets another child go on behind the task that it was at. */
static gboolean child_bury(Pool *pool, guint index, GError **error)
{
    const PoolJob *job = pool->job;
    Child *child = &pool->children[index];
    const int status = child_end(child);
    const gboolean watched = child->condemned && child->verdict != DEATH_GARBAGE;
    const guint at = watched ? child->watched : atomic_load(&pool->slots[index].at);
    const guint after = atomic_load(&pool->slots[index].after);
    Death death = {.at_task = at > 0 && at <= job->tasks, .task = at - 1};

    death_explain(&death, child, status);
    job->died(job->data, pool, &death);
    if (!death.at_task)
        return TRUE;
    const gboolean likely = after > death.task && after <= job->tasks && after - death.task <= job->batch;
    return child_start(pool, index, death.task + 1, likely ? after : death.task + 1, error);
}

/* FALSE where the variant is not what it should be. */
static gboolean results_take(Pool *pool, GBytes *bytes)
{
    const PoolJob *job = pool->job;
    g_autoptr(GVariant) results =
        g_variant_ref_sink(g_variant_new_from_bytes(G_VARIANT_TYPE(job->type), bytes, FALSE));

    if (!g_variant_is_normal_form(results))
        return FALSE;
    job->take(job->data, pool, results);
    return TRUE;
}

static gboolean failure_take(GBytes *bytes, GError **error)
{
    gsize length;
    const char *text = g_bytes_get_data(bytes, &length);
    g_autofree char *valid = g_utf8_make_valid(text ? text : "", (gssize)length);

    g_set_error_literal(error, PROCESS_ERROR, PROCESS_ERROR_MACHINE, valid);
    return FALSE;
}

/* What a child has said so far. `over`: there will be no more of it. FALSE where the machine failed. */
static gboolean child_listen(Pool *pool, guint index, gboolean over, GError **error)
{
    Child *child = &pool->children[index];
    FrameState state;
    FrameKind kind;

    for (;;) {
        g_autoptr(GBytes) bytes = NULL;
        state = frame_take(&child->frames, &kind, &bytes);
        if (state != FRAME_WHOLE)
            break;
        if (kind == FRAME_FAILURE)
            return failure_take(bytes, error);
        if (kind == FRAME_END) {
            child_end(child);
            return TRUE;
        }
        if (!results_take(pool, bytes)) {
            state = FRAME_BROKEN;
            break;
        }
    }
    if (state == FRAME_BROKEN && !child->condemned)
        condemn(child, DEATH_GARBAGE);
    return over || state == FRAME_BROKEN ? child_bury(pool, index, error) : TRUE;
}

/* Kills a child that has spent too much on the task that it is at. */
static void child_watch(Pool *pool, guint index)
{
    const gint64 limit = pool->job->limits.seconds * (gint64)G_USEC_PER_SEC;
    Child *child = &pool->children[index];

    if (child->pid <= 0 || child->condemned)
        return;
    const guint at = atomic_load(&pool->slots[index].at);
    const gint64 spent = limits_spent(child->pid);
    const gint64 now = g_get_monotonic_time();
    if (at != child->watched || child->seen_then == 0) {
        child->watched = at;
        child->spent_then = spent;
        child->seen_then = now;
        return;
    }
    if (spent >= 0 && child->spent_then >= 0 && spent - child->spent_then > limit)
        condemn(child, DEATH_TIME);
    else if (now - child->seen_then > STALL_FACTOR * limit + STALL_MORE)
        condemn(child, DEATH_STALLED);
    if (child->condemned)
        kill(child->pid, SIGKILL);
}

static gboolean is_over(const Pool *pool)
{
    for (guint i = 0; i < pool->count; i++)
        if (pool->children[i].pid > 0)
            return FALSE;
    return TRUE;
}

/* Waits for the children to say something, or until it is time to look at them. */
static gboolean pool_wait(Pool *pool, struct pollfd *polled, GError **error)
{
    for (guint i = 0; i < pool->count; i++)
        polled[i] = (struct pollfd){.fd = pool->children[i].in, .events = POLLIN};
    polled[pool->count] = (struct pollfd){.fd = pool->interrupt ? pool->interrupt->fd : -1, .events = POLLIN};
    if (poll(polled, pool->count + 1, WATCH_INTERVAL) < 0) {
        if (errno != EINTR)
            return failed(error, errno);
        for (guint i = 0; i < pool->count; i++)
            polled[i].revents = 0;
    }
    return !interrupt_waits(pool->interrupt, error);
}

static gboolean pool_work(Pool *pool, GError **error)
{
    g_autofree struct pollfd *polled = g_new0(struct pollfd, pool->count + 1);
    gint64 looked = g_get_monotonic_time();

    while (!is_over(pool)) {
        if (!pool_wait(pool, polled, error))
            return FALSE;
        for (guint i = 0; i < pool->count; i++) {
            Child *child = &pool->children[i];
            if (polled[i].revents && !child_listen(pool, i, !frame_read(&child->frames, child->in), error))
                return FALSE;
        }
        const gint64 now = g_get_monotonic_time();
        if (now - looked < WATCH_INTERVAL * 1000)
            continue;
        looked = now;
        for (guint i = 0; i < pool->count; i++)
            child_watch(pool, i);
        if (pool->job->taken)
            pool->job->taken(pool->job->data, MIN(atomic_load(pool->next), pool->job->tasks));
    }
    return TRUE;
}

gboolean pool_run(const PoolJob *job, const Interrupt *interrupt, GError **error)
{
    const guint batches = (job->tasks + job->batch - 1) / job->batch;
    Pool pool = {.job = job, .interrupt = interrupt, .count = CLAMP(batches, 1, MAX(job->children, 1))};

    if (job->tasks == 0)
        return TRUE;
    gboolean done = pool_open(&pool, error);
    for (guint i = 0; done && i < pool.count; i++)
        done = child_start(&pool, i, 0, 0, error);
    done = done && pool_work(&pool, error);
    pool_close(&pool);
    return done;
}

void pool_skip(Pool *pool, guint task)
{
    if (task < pool->job->tasks)
        atomic_store(&pool->skips[task], TRUE);
}
