/* SPDX-License-Identifier: MIT */
#include "text/threads.h"

#define THREADS_MAX 16

typedef struct {
    ThreadsWork work;
    gpointer data;
    guint count;
    guint next; /* atomic */
} Share;

static gpointer share_run(gpointer data)
{
    Share *share = data;

    for (guint index; (index = (guint)g_atomic_int_add(&share->next, 1)) < share->count;)
        share->work(share->data, index);
    return NULL;
}

void threads_run(guint most, guint count, ThreadsWork work, gpointer data)
{
    Share share = {work, data, count, 0};
    GThread *others[THREADS_MAX];
    guint n_others = 0;

    /* A machine that gives no more threads does the work with those that there are. */
    while (n_others + 1 < MIN(MIN(most, count), THREADS_MAX)) {
        GThread *thread = g_thread_try_new("share", share_run, &share, NULL);
        if (!thread)
            break;
        others[n_others++] = thread;
    }
    share_run(&share);
    while (n_others > 0)
        g_thread_join(others[--n_others]);
}

typedef struct {
    ThreadsTry work;
    gpointer data;
    GMutex lock;
    GError *error; /* the first */
} Trial;

static void trial_run(gpointer data, guint index)
{
    Trial *trial = data;
    g_autoptr(GError) error = NULL;

    g_mutex_lock(&trial->lock);
    const gboolean failed = trial->error != NULL;
    g_mutex_unlock(&trial->lock);
    if (failed || trial->work(trial->data, index, &error))
        return;
    g_mutex_lock(&trial->lock);
    if (!trial->error)
        trial->error = g_steal_pointer(&error);
    g_mutex_unlock(&trial->lock);
}

gboolean threads_try(guint most, guint count, ThreadsTry work, gpointer data, GError **error)
{
    Trial trial = {.work = work, .data = data};

    g_mutex_init(&trial.lock);
    threads_run(most, count, trial_run, &trial);
    g_mutex_clear(&trial.lock);
    if (!trial.error)
        return TRUE;
    g_propagate_error(error, trial.error);
    return FALSE;
}

struct Aside {
    void (*work)(gpointer data);
    gpointer data;
    GThread *thread; /* NULL: it is done */
};

static gpointer aside_run(gpointer data)
{
    const Aside *aside = data;

    aside->work(aside->data);
    return NULL;
}

Aside *aside_begin(guint most, void (*work)(gpointer data), gpointer data)
{
    Aside *aside = g_new0(Aside, 1);

    aside->work = work;
    aside->data = data;
    if (most > 1)
        aside->thread = g_thread_try_new("aside", aside_run, aside, NULL);
    if (!aside->thread)
        work(data);
    return aside;
}

void aside_end(Aside *aside)
{
    if (aside && aside->thread)
        g_thread_join(aside->thread);
    g_free(aside);
}
