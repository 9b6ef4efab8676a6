/* SPDX-License-Identifier: MIT */
#include "build/render.h"

#include "build/failure.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct {
    pid_t pid;         /* 0: gone */
    int in;            /* the pipe's end to read; -1: read to its end */
    GByteArray *bytes; /* what came through it */
} Child;

typedef struct {
    const RenderJob *job;
    const Interrupt *interrupt;
    WorkerShared *shared;
    gsize shared_size;
    Child *children;
    guint count;
} Pool;

static gboolean pool_open(Pool *pool, GError **error)
{
    pool->shared_size = sizeof(WorkerShared) + pool->count * sizeof(atomic_uint);
    pool->shared = mmap(NULL, pool->shared_size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (pool->shared == MAP_FAILED) {
        pool->shared = NULL;
        return failure_set(error, errno, _("cannot start rendering"));
    }
    pool->children = g_new0(Child, pool->count);
    for (guint i = 0; i < pool->count; i++) {
        pool->children[i].in = -1;
        pool->children[i].bytes = g_byte_array_new();
    }
    return TRUE;
}

static G_NORETURN void child_main(Pool *pool, guint index, int out, pid_t parent)
{
    interrupt_leave_to_parent(pool->interrupt, parent);
    for (guint i = 0; i < index; i++)
        close(pool->children[i].in);
    _exit(worker_run(pool->job, pool->shared, index, out) ? 0 : 1);
}

static gboolean child_start(Pool *pool, guint index, GError **error)
{
    Child *child = &pool->children[index];
    const pid_t parent = getpid();
    int ends[2];

    if (pipe2(ends, O_CLOEXEC) < 0)
        return failure_set(error, errno, _("cannot start rendering"));
    fflush(NULL);
    child->pid = fork();
    if (child->pid == 0) {
        close(ends[0]);
        child_main(pool, index, ends[1], parent);
    }
    const int problem = errno;
    close(ends[1]);
    child->in = ends[0];
    if (child->pid > 0)
        return TRUE;
    child->pid = 0;
    return failure_set(error, problem, _("cannot start rendering"));
}

/* Takes what is in the pipe; at its end, closes it. */
static void child_read(Child *child)
{
    guint8 buffer[65536];
    const ssize_t length = read(child->in, buffer, sizeof buffer);

    if (length > 0) {
        g_byte_array_append(child->bytes, buffer, (guint)length);
    } else if (length == 0 || errno != EINTR) {
        close(child->in);
        child->in = -1;
    }
}

/* Reads from all until all have ended. */
static gboolean pool_read(Pool *pool, GError **error)
{
    g_autofree struct pollfd *polled = g_new0(struct pollfd, pool->count + 1);
    guint open = pool->count;

    polled[pool->count] = (struct pollfd){.fd = pool->interrupt->fd, .events = POLLIN};
    while (open > 0) {
        for (guint i = 0; i < pool->count; i++)
            polled[i] = (struct pollfd){.fd = pool->children[i].in, .events = POLLIN};
        if (poll(polled, pool->count + 1, -1) < 0 && errno != EINTR)
            return failure_set(error, errno, _("cannot wait for the pages"));
        if (interrupt_waits(pool->interrupt, error))
            return FALSE;
        open = 0;
        for (guint i = 0; i < pool->count; i++) {
            if (polled[i].revents)
                child_read(&pool->children[i]);
            open += pool->children[i].in >= 0;
        }
    }
    return TRUE;
}

static int child_wait(Child *child)
{
    int status = 0;

    while (waitpid(child->pid, &status, 0) < 0 && errno == EINTR)
        ;
    child->pid = 0;
    return status;
}

static void pool_close(Pool *pool)
{
    for (guint i = 0; pool->children && i < pool->count; i++) {
        Child *child = &pool->children[i];
        if (child->in >= 0)
            close(child->in);
        if (child->pid > 0) {
            kill(child->pid, SIGKILL);
            child_wait(child);
        }
        g_byte_array_unref(child->bytes);
    }
    g_free(pool->children);
    if (pool->shared)
        munmap(pool->shared, pool->shared_size);
}

static void report_death(const Pool *pool, guint index, int status, Diagnostics *diagnostics)
{
    const guint current = atomic_load(&pool->shared->current[index]);
    g_autofree char *how =
        WIFSIGNALED(status)
            ? g_strdup_printf(_("killed by signal %d, %s"), WTERMSIG(status), strsignal(WTERMSIG(status)))
            : g_strdup_printf(_("left with status %d"), WEXITSTATUS(status));

    if (!current) {
        diagnostics_error(diagnostics, PLACE_NONE, NULL,
                          _("a process that renders pages died between two of them (%s)"), how);
        return;
    }
    const Page *page = pool->job->pages->pdata[current - 1];
    g_autofree char *layout = g_strconcat("layouts/", page->layout, NULL);
    g_autofree char *file = theme_file(pool->job->theme, layout);
    diagnostics_error(diagnostics, PLACE_FILE(file ? theme_file_name(pool->job->theme, file) : layout), NULL,
                      _("the process that rendered '%s' with the layout '%s' died (%s)"), page->path,
                      page->layout, how);
}

static void files_load(Rendering *rendering, GVariant *files)
{
    GVariantIter iter;
    const char *path;
    guint32 page;

    g_variant_iter_init(&iter, files);
    while (g_variant_iter_next(&iter, "(&su)", &path, &page)) {
        gpointer known;
        if (!g_hash_table_lookup_extended(rendering->files, path, NULL, &known) ||
            GPOINTER_TO_UINT(known) > page)
            g_hash_table_insert(rendering->files, g_strdup(path), GUINT_TO_POINTER(page));
    }
}

/* FALSE with `error` if the worker could not go on. */
static gboolean results_load(GVariant *results, Rendering *rendering, Diagnostics *diagnostics,
                             GError **error)
{
    g_autoptr(GVariant) pages = g_variant_get_child_value(results, 0);
    g_autoptr(GVariant) files = g_variant_get_child_value(results, 1);
    g_autoptr(GVariant) messages = g_variant_get_child_value(results, 2);
    g_autofree char *failed = NULL;
    gsize count;

    const WorkerPage *done = g_variant_get_fixed_array(pages, &count, sizeof(WorkerPage));
    for (gsize i = 0; i < count; i++)
        if (done[i].page < rendering->pages->len)
            g_array_index(rendering->pages, WorkerPage, done[i].page) = done[i];
    files_load(rendering, files);
    diagnostics_load(diagnostics, messages);
    g_variant_get_child(results, 3, "ms", &failed);
    if (failed)
        g_set_error_literal(error, BUILD_ERROR, BUILD_ERROR_MACHINE, failed);
    return !failed;
}

/* What came through the pipe, or NULL if that is not all of it. */
static GVariant *child_results(const Child *child)
{
    guint64 size;

    if (child->bytes->len < sizeof size)
        return NULL;
    memcpy(&size, child->bytes->data, sizeof size);
    if (size != child->bytes->len - sizeof size)
        return NULL;
    /* A copy, because a GVariant wants its data aligned. */
    g_autoptr(GBytes) bytes = g_bytes_new(child->bytes->data + sizeof size, size);
    return g_variant_ref_sink(g_variant_new_from_bytes(G_VARIANT_TYPE(WORKER_VARIANT_TYPE), bytes, FALSE));
}

static gboolean pool_collect(Pool *pool, Rendering *rendering, Diagnostics *diagnostics, GError **error)
{
    gboolean going = TRUE;

    for (guint i = 0; i < pool->count; i++) {
        const int status = child_wait(&pool->children[i]);
        g_autoptr(GVariant) results = status == 0 ? child_results(&pool->children[i]) : NULL;
        if (!results)
            report_death(pool, i, status, diagnostics);
        else if (!results_load(results, rendering, diagnostics, going ? error : NULL))
            going = FALSE;
    }
    return going;
}

gboolean render_pages(const RenderJob *job, guint workers, const Interrupt *interrupt, Rendering *rendering,
                      Diagnostics *diagnostics, GError **error)
{
    Pool pool = {.job = job, .interrupt = interrupt, .count = MAX(workers, 1)};
    gboolean done = pool_open(&pool, error);

    rendering->pages = g_array_new(FALSE, TRUE, sizeof(WorkerPage));
    g_array_set_size(rendering->pages, job->pages->len);
    rendering->files = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; done && i < pool.count; i++)
        done = child_start(&pool, i, error);
    done = done && pool_read(&pool, error) && pool_collect(&pool, rendering, diagnostics, error);
    pool_close(&pool);
    return done;
}

void rendering_clear(Rendering *rendering)
{
    g_clear_pointer(&rendering->pages, g_array_unref);
    g_clear_pointer(&rendering->files, g_hash_table_unref);
}
