/* SPDX-License-Identifier: MIT */
#include "serve/making.h"

#include "process/interrupt.h"
#include "text/cache.h"
#include "text/descriptor.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

struct Making {
    const ServeOptions *options;
    guint said;
    pid_t pid;
    int result; /* what it writes its outcome to */
};

static void plan_seen(const Plan *plan, gpointer data)
{
    outcome_note_plan(data, plan);
}

static void site_build(const ServeOptions *options, guint said, Outcome *outcome)
{
    g_autofree char *destination = g_build_filename(options->root, PREVIEW_FOLDER, NULL);
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    g_autoptr(GError) error = NULL;
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
        .data = outcome,
    };
    BuildSummary summary;

    if (!build_run(&build, diagnostics, &summary, &error))
        diagnostics_error(diagnostics, PLACE_NONE, NULL, "%s", error->message);
    outcome->published = diagnostics_count(diagnostics, SEVERITY_ERROR) == 0;
    outcome->changed = summary.counts.written + summary.counts.removed > 0;
    if (options->date)
        outcome->midnight = 0;
    outcome_note_messages(outcome, diagnostics);
    options->built(diagnostics, &summary, outcome->said == said, options->data);
}

/* What is not allocated any more need not be freed: the process ends. */
static G_NORETURN void child_main(const ServeOptions *options, guint said, const sigset_t *mask, int result,
                                  pid_t parent)
{
    Outcome outcome = {0};

    prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (getppid() != parent)
        _exit(1);
    /* At the terminal's word the parent ends it. */
    signal(SIGINT, SIG_IGN);
    signal(SIGHUP, SIG_IGN);
    signal(SIGPIPE, SIG_DFL);
    sigprocmask(SIG_SETMASK, mask, NULL);
    site_build(options, said, &outcome);
    g_autoptr(GVariant) saved = g_variant_ref_sink(outcome_save(&outcome));
    const gboolean written = descriptor_write(result, g_variant_get_data(saved), g_variant_get_size(saved));
    fflush(NULL);
    _exit(written ? 0 : 1);
}

static gboolean failed(GError **error)
{
    g_set_error(error, PROCESS_ERROR, PROCESS_ERROR_MACHINE, _("cannot run another process: %s"),
                g_strerror(errno));
    return FALSE;
}

Making *making_start(const ServeOptions *options, guint said, const sigset_t *mask, GError **error)
{
    const pid_t parent = getpid();
    g_autofree Making *making = g_new0(Making, 1);

    making->options = options;
    making->said = said;
    making->result = memfd_create("broadside", MFD_CLOEXEC);
    if (making->result < 0) {
        failed(error);
        return NULL;
    }
    fflush(NULL);
    making->pid = fork();
    if (making->pid == 0)
        child_main(options, said, mask, making->result, parent);
    if (making->pid > 0)
        return g_steal_pointer(&making);
    failed(error);
    close(making->result);
    return NULL;
}

int making_process(const Making *making)
{
    return making->pid;
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

static void making_free(Making *making)
{
    close(making->result);
    g_free(making);
}

/* What there is to say of a build that could not say anything itself. */
static void death_report(const Making *making, int status, Outcome *outcome)
{
    const ServeOptions *options = making->options;
    const BuildSummary summary = {0};
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();

    if (WIFSIGNALED(status))
        diagnostics_error(diagnostics, PLACE_NONE, NULL, _("the build was killed by signal %d, %s"),
                          WTERMSIG(status), strsignal(WTERMSIG(status)));
    else
        diagnostics_error(diagnostics, PLACE_NONE, NULL, "%s", _("the build has ended without a result"));
    outcome_clear(outcome);
    outcome_note_messages(outcome, diagnostics);
    options->built(diagnostics, &summary, outcome->said == making->said, options->data);
}

void making_finish(Making *making, int status, Outcome *outcome)
{
    const gboolean ended = WIFEXITED(status) && WEXITSTATUS(status) == 0;

    *outcome = (Outcome){0};
    if (!ended || !result_read(making->result, outcome))
        death_report(making, status, outcome);
    making_free(making);
}

void making_stop(Making *making)
{
    kill(making->pid, SIGTERM);
    while (waitpid(making->pid, NULL, 0) < 0 && errno == EINTR)
        ;
    making_free(making);
}
