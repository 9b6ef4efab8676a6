/* SPDX-License-Identifier: MIT */
#include "serve/making.h"

#include "process/interrupt.h"
#include "text/cache.h"
#include "text/descriptor.h"

#include <errno.h>
#include <glib-unix.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

struct Making {
    const ServeOptions *options;
    MakingOrder order;
    pid_t pid;
    int result; /* what it writes its outcome to */
    int told;   /* eventfd: it has */
    guint source;
    gboolean heard; /* it has been passed on */
};

/* In the process that builds. */
typedef struct {
    const Making *making;
    Diagnostics *diagnostics;
    Outcome outcome;
    gboolean told;
} Builder;

/* What stood there while files were still being changed is never shown: until then this process can be
 * ended. */
static void settled_wait(const Builder *builder)
{
    const gint64 left = builder->making->order.settled - g_get_monotonic_time();

    if (left > 0)
        g_usleep((gulong)left);
}

static void plan_seen(const Plan *plan, gpointer data)
{
    Builder *builder = data;

    outcome_note_plan(&builder->outcome, plan);
    settled_wait(builder);
}

static void outcome_tell(Builder *builder, const BuildSummary *summary)
{
    const Making *making = builder->making;
    const ServeOptions *options = making->options;
    Outcome *outcome = &builder->outcome;

    settled_wait(builder);
    outcome->published = diagnostics_count(builder->diagnostics, SEVERITY_ERROR) == 0;
    outcome->changed = summary->counts.written + summary->counts.removed > 0;
    if (options->date)
        outcome->midnight = 0;
    outcome_note_messages(outcome, builder->diagnostics);
    options->built(builder->diagnostics, summary, outcome->said == making->order.said, options->data);
    g_autoptr(GVariant) saved = g_variant_ref_sink(outcome_save(outcome));
    builder->told = descriptor_write(making->result, g_variant_get_data(saved), g_variant_get_size(saved)) &&
                    eventfd_write(making->told, 1) == 0;
}

/* Pages that are open need not wait until the ledger is saved. */
static void site_published(const BuildSummary *summary, gpointer data)
{
    outcome_tell(data, summary);
}

static gboolean site_build(const Making *making)
{
    const ServeOptions *options = making->options;
    g_autofree char *destination = g_build_filename(options->root, PREVIEW_FOLDER, NULL);
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    g_autoptr(GError) error = NULL;
    Builder builder = {.making = making, .diagnostics = diagnostics};
    const BuildOptions build = {
        .root = options->root,
        .themes = options->themes,
        .destination = destination,
        .base_url = options->base_url,
        .date = options->date,
        .drafts = TRUE,
        .force = TRUE,
        .ends = TRUE,
        .jobs = options->jobs,
        .waiting = options->waiting,
        .planned = plan_seen,
        .published = site_published,
        .data = &builder,
    };
    BuildSummary summary;

    if (!build_run(&build, diagnostics, &summary, &error))
        diagnostics_error(diagnostics, PLACE_NONE, NULL, "%s", error->message);
    if (!builder.told)
        outcome_tell(&builder, &summary);
    return builder.told;
}

/* What is not allocated any more need not be freed: the process ends. */
static G_NORETURN void child_main(const Making *making, pid_t parent)
{
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (getppid() != parent)
        _exit(1);
    /* At the terminal's word the parent ends it. */
    signal(SIGINT, SIG_IGN);
    signal(SIGHUP, SIG_IGN);
    signal(SIGPIPE, SIG_DFL);
    sigprocmask(SIG_SETMASK, &making->order.mask, NULL);
    const gboolean told = site_build(making);
    fflush(NULL);
    _exit(told ? 0 : 1);
}

static gboolean result_read(int fd, Outcome *outcome)
{
    struct stat status;

    if (fstat(fd, &status) < 0 || status.st_size == 0)
        return FALSE;
    g_autofree char *bytes = g_malloc((gsize)status.st_size);
    if (pread(fd, bytes, (size_t)status.st_size, 0) != status.st_size)
        return FALSE;
    g_autoptr(GVariant) saved = g_variant_ref_sink(g_variant_new_from_data(
        G_VARIANT_TYPE(OUTCOME_VARIANT_TYPE), bytes, (gsize)status.st_size, FALSE, NULL, NULL));
    return outcome_load(outcome, saved);
}

/* Passes on what was told, if anything was. */
static void outcome_take(Making *making)
{
    Outcome outcome = {0};
    eventfd_t count;

    if (eventfd_read(making->told, &count) < 0 || !result_read(making->result, &outcome))
        return;
    making->heard = TRUE;
    making->order.told(&outcome, making->order.data);
    outcome_clear(&outcome);
}

static gboolean outcome_came(int fd, GIOCondition condition, gpointer data)
{
    (void)fd;
    (void)condition;
    outcome_take(data);
    return G_SOURCE_CONTINUE;
}

static void making_free(Making *making)
{
    if (making->source)
        g_source_remove(making->source);
    if (making->result >= 0)
        close(making->result);
    if (making->told >= 0)
        close(making->told);
    g_free(making);
}

Making *making_start(const ServeOptions *options, const MakingOrder *order, GError **error)
{
    const pid_t parent = getpid();
    Making *making = g_new0(Making, 1);

    making->options = options;
    making->order = *order;
    making->result = memfd_create("broadside", MFD_CLOEXEC);
    making->told = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    fflush(NULL);
    making->pid = making->result < 0 || making->told < 0 ? -1 : fork();
    if (making->pid == 0)
        child_main(making, parent);
    if (making->pid < 0) {
        g_set_error(error, PROCESS_ERROR, PROCESS_ERROR_MACHINE, _("cannot run another process: %s"),
                    g_strerror(errno));
        making_free(making);
        return NULL;
    }
    making->source = g_unix_fd_add(making->told, G_IO_IN, outcome_came, making);
    return making;
}

int making_process(const Making *making)
{
    return making->pid;
}

gboolean making_is_settled(const Making *making)
{
    return g_get_monotonic_time() >= making->order.settled;
}

/* What there is to say of a build that could not say anything itself. */
static void death_report(const Making *making, int status)
{
    const ServeOptions *options = making->options;
    const BuildSummary summary = {0};
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    Outcome outcome = {0};

    if (WIFSIGNALED(status))
        diagnostics_error(diagnostics, PLACE_NONE, NULL, _("the build was killed by signal %d, %s"),
                          WTERMSIG(status), strsignal(WTERMSIG(status)));
    else
        diagnostics_error(diagnostics, PLACE_NONE, NULL, "%s", _("the build has ended without a result"));
    outcome_note_messages(&outcome, diagnostics);
    options->built(diagnostics, &summary, outcome.said == making->order.said, options->data);
    making->order.told(&outcome, making->order.data);
    outcome_clear(&outcome);
}

void making_finish(Making *making, int status)
{
    const gboolean ended = WIFEXITED(status) && WEXITSTATUS(status) == 0;

    outcome_take(making);
    if (!ended || !making->heard)
        death_report(making, status);
    making_free(making);
}

void making_stop(Making *making)
{
    kill(making->pid, SIGTERM);
    while (waitpid(making->pid, NULL, 0) < 0 && errno == EINTR)
        ;
    outcome_take(making);
    making_free(making);
}
