/* SPDX-License-Identifier: MIT */
#include "process/program.h"

#include "process/landlock.h"
#include "process/limits.h"
#include "process/sanitizer.h"

#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <glib/gi18n.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct {
    const Program *program;
    pid_t parent;
} Child;

typedef struct {
    GMainLoop *loop;
    GPid pid;
    gboolean late;
    int status;
} Watch;

/* What the kernel does not offer is left out. Sanitizers read files of their own when a program starts. */
static gboolean child_confine(const Confinement *confinement)
{
    if (PROCESS_SANITIZED)
        return TRUE;
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           (landlock_version() == 0 || landlock_confine(confinement));
}

/* Between fork and exec: nothing but system calls. */
static void child_limit(gpointer data)
{
    const Child *child = data;
    sigset_t none;

    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != child->parent)
        _exit(1);
    limits_set(RLIMIT_CPU, child->program->seconds);
    limits_set(RLIMIT_FSIZE, (guint64)child->program->file << 20);
    limits_set(RLIMIT_CORE, 0);
    if (child->program->memory > 0 && !PROCESS_SANITIZED)
        limits_set(RLIMIT_AS, (guint64)child->program->memory << 20);
    if (child->program->confinement && !child_confine(child->program->confinement))
        _exit(1);
}

static char **environment_make(const char *const *changes)
{
    char **environment = g_get_environ();

    for (; changes && *changes; changes++) {
        const char *equals = strchr(*changes, '=');
        g_autofree char *name = equals ? g_strndup(*changes, (gsize)(equals - *changes)) : NULL;
        environment = equals ? g_environ_setenv(environment, name, equals + 1, TRUE)
                             : g_environ_unsetenv(environment, *changes);
    }
    return environment;
}

static int stream_open(const char *path, int flags)
{
    return open(path ? path : "/dev/null", flags | O_CLOEXEC, 0600);
}

/* Closes what there is of them. */
static void streams_close(const int *streams)
{
    for (int i = 0; i < 3; i++)
        if (streams[i] >= 0)
            close(streams[i]);
}

static gboolean spawn(const Program *program, const int *streams, GPid *pid, GError **error)
{
    g_auto(GStrv) environment = environment_make(program->environment);
    Child child = {program, getpid()};

    return g_spawn_async_with_fds(program->folder, (char **)program->arguments, environment,
                                  G_SPAWN_DO_NOT_REAP_CHILD, child_limit, &child, pid, streams[0], streams[1],
                                  streams[2], error);
}

static gboolean start(const Program *program, GPid *pid, GError **error)
{
    const int write = O_WRONLY | O_CREAT | O_TRUNC;
    const int streams[] = {stream_open(program->input, O_RDONLY), stream_open(program->output, write),
                           stream_open(program->errors, write)};
    g_autoptr(GError) problem = NULL;
    gboolean started = FALSE;

    if (streams[0] < 0 || streams[1] < 0 || streams[2] < 0)
        g_set_error_literal(&problem, G_FILE_ERROR, g_file_error_from_errno(errno), g_strerror(errno));
    else
        started = spawn(program, streams, pid, &problem);
    streams_close(streams);
    if (!started)
        g_set_error(error, PROCESS_ERROR, PROCESS_ERROR_MACHINE, _("cannot run another process: %s"),
                    problem->message);
    return started;
}

static void ended(GPid pid, int status, gpointer data)
{
    Watch *watch = data;

    (void)pid;
    watch->status = status;
    g_main_loop_quit(watch->loop);
}

static gboolean timed_out(gpointer data)
{
    Watch *watch = data;

    watch->late = TRUE;
    kill(watch->pid, SIGKILL);
    return G_SOURCE_REMOVE;
}

static gboolean interrupted(int fd, GIOCondition condition, gpointer data)
{
    const Watch *watch = data;

    (void)fd;
    (void)condition;
    kill(watch->pid, SIGKILL);
    return G_SOURCE_REMOVE;
}

static void attach(GSource *source, GSourceFunc function, Watch *watch)
{
    g_source_set_callback(source, function, watch, NULL);
    g_source_attach(source, g_main_loop_get_context(watch->loop));
    g_source_unref(source);
}

/* In a context of its own: nothing of it is left behind. */
static void watch_run(Watch *watch, guint seconds, const Interrupt *interrupt)
{
    g_autoptr(GMainContext) context = g_main_context_new();
    g_autoptr(GMainLoop) loop = g_main_loop_new(context, FALSE);

    watch->loop = loop;
    attach(g_child_watch_source_new(watch->pid), G_SOURCE_FUNC(ended), watch);
    attach(g_timeout_source_new_seconds(seconds), timed_out, watch);
    if (interrupt && interrupt->fd >= 0)
        attach(g_unix_fd_source_new(interrupt->fd, G_IO_IN), G_SOURCE_FUNC(interrupted), watch);
    g_main_loop_run(loop);
}

gboolean program_run(const Program *program, const Interrupt *interrupt, ProgramEnd *end, GError **error)
{
    Watch watch = {0};

    if (!start(program, &watch.pid, error))
        return FALSE;
    watch_run(&watch, program->wait, interrupt);
    g_spawn_close_pid(watch.pid);
    *end = (ProgramEnd){.late = watch.late,
                        .kept_waiting = watch.late,
                        .status = WIFEXITED(watch.status) ? WEXITSTATUS(watch.status) : -1};
    if (WIFSIGNALED(watch.status) && WTERMSIG(watch.status) == SIGXCPU)
        end->late = TRUE;
    return !interrupt_waits(interrupt, error);
}
