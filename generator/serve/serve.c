/* SPDX-License-Identifier: MIT */
/*
 * Three kinds of processes. The first, which the user has started, has one thread and next to no memory: it
 * looks after the files and orders builds. Each build is a child of it, made for that build (making.h). The
 * server is a child as well, made before all others: no build, with the theme's code in it, has a socket of
 * it, and nothing that befalls a build reaches the pages that are open.
 */
#include "serve/serve.h"

#include "build/failure.h"
#include "content/config.h"
#include "content/content.h"
#include "process/frame.h"
#include "process/interrupt.h"
#include "serve/hold.h"
#include "serve/listen.h"
#include "serve/making.h"
#include "serve/server.h"
#include "serve/watch.h"
#include "text/cache.h"

#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <glib/gi18n.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

/* A clock that is set leaves a timer as it was: it is looked at once in so many seconds. */
#define CLOCK_INTERVAL 60

typedef struct {
    const ServeOptions *options;
    Listening listening;
    sigset_t mask; /* of the signals that were blocked before */
    int signals;   /* descriptor */
    int channel;   /* to the server */
    pid_t server;
    GMainLoop *loop;
    Making *making;     /* the build under way; or NULL */
    gboolean waits;     /* something has changed since it began */
    gboolean unsettled; /* files are being changed */
    gint64 settled;     /* when they will not be any more, if nothing follows; of the monotonic clock */
    gboolean shown;     /* a build has ended */
    guint said;         /* hash of the messages that were printed last */
    gint64 midnight;    /* seconds since 1970; 0: none */
    guint clock;        /* timer */
    GError *error;      /* why it cannot go on */
} Serve;

static gboolean failed(GError **error)
{
    g_set_error(error, PROCESS_ERROR, PROCESS_ERROR_MACHINE, _("cannot run another process: %s"),
                g_strerror(errno));
    return FALSE;
}

static void signals_block(Serve *serve)
{
    sigset_t set;

    sigemptyset(&set);
    for (const int *number = (const int[]){SIGINT, SIGTERM, SIGHUP, SIGCHLD, 0}; *number; number++)
        sigaddset(&set, *number);
    sigprocmask(SIG_BLOCK, &set, &serve->mask);
    serve->signals = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

static G_NORETURN void server_main(Serve *serve, int channel, pid_t parent)
{
    const ServeOptions *options = serve->options;
    g_autofree char *folder = g_build_filename(options->root, PREVIEW_FOLDER, NULL);

    prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (getppid() != parent)
        _exit(1);
    /* At the terminal's word the parent closes the channel. */
    signal(SIGINT, SIG_IGN);
    signal(SIGHUP, SIG_IGN);
    signal(SIGPIPE, SIG_IGN);
    close(serve->signals);
    sigprocmask(SIG_SETMASK, &serve->mask, NULL);
    server_run(&serve->listening, folder, channel);
    _exit(0);
}

static gboolean server_start(Serve *serve, GError **error)
{
    const pid_t parent = getpid();
    int ends[2];

    if (pipe2(ends, O_CLOEXEC) < 0)
        return failed(error);
    serve->server = fork();
    if (serve->server == 0) {
        close(ends[1]);
        server_main(serve, ends[0], parent);
    }
    close(ends[0]);
    serve->channel = ends[1];
    if (serve->server < 0)
        return failed(error);
    /* Only the server answers. */
    g_clear_pointer(&serve->listening.sockets, g_ptr_array_unref);
    return TRUE;
}

static void give_up(Serve *serve, GError *error)
{
    if (serve->error)
        g_error_free(error);
    else
        serve->error = error;
    g_main_loop_quit(serve->loop);
}

static void build_told(const Outcome *outcome, gpointer data);

static void build_order(Serve *serve)
{
    const MakingOrder order = {serve->said, serve->settled, serve->mask, build_told, serve};
    GError *error = NULL;

    serve->waits = serve->making != NULL;
    if (serve->making)
        return;
    serve->making = making_start(serve->options, &order, &error);
    if (!serve->making)
        give_up(serve, error);
}

/* In the child that is to be the browser, or what starts it. */
static void browser_prepare(gpointer data)
{
    const Serve *serve = data;

    signal(SIGPIPE, SIG_DFL);
    sigprocmask(SIG_SETMASK, &serve->mask, NULL);
}

static void browser_open(Serve *serve)
{
    const ServeOptions *options = serve->options;
    char *arguments[] = {(char *)"xdg-open", serve->listening.addresses[0], NULL};
    g_autoptr(GError) error = NULL;

    if (g_spawn_async(NULL, arguments, NULL,
                      G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL,
                      browser_prepare, serve, NULL, &error))
        return;
    g_autofree char *note =
        g_strdup_printf(_("note: the browser could not be opened (%s): type the address in"), error->message);
    options->noted(note, options->data);
}

static void first_shown(Serve *serve)
{
    serve->shown = TRUE;
    serve->options->started((const char *const *)serve->listening.addresses, serve->options->data);
    if (serve->options->open)
        browser_open(serve);
}

static void clock_wind(Serve *serve);

static void build_told(const Outcome *outcome, gpointer data)
{
    Serve *serve = data;

    serve->said = outcome->said;
    if (outcome->midnight) {
        serve->midnight = outcome->midnight;
        clock_wind(serve);
    }
    g_autoptr(GVariant) saved = g_variant_ref_sink(outcome_save(outcome));
    frame_write(serve->channel, FRAME_RESULTS, g_variant_get_data(saved), g_variant_get_size(saved));
}

static void build_ended(Serve *serve, int status)
{
    making_finish(g_steal_pointer(&serve->making), status);
    if (!serve->shown)
        first_shown(serve);
    if (serve->waits && !serve->unsettled)
        build_order(serve);
}

static void server_ended(Serve *serve, int status)
{
    serve->server = 0;
    give_up(serve, WIFSIGNALED(status)
                       ? g_error_new(PROCESS_ERROR, PROCESS_ERROR_MACHINE,
                                     _("the server of the preview was killed by signal %d, %s"),
                                     WTERMSIG(status), g_strsignal(WTERMSIG(status)))
                       : g_error_new_literal(PROCESS_ERROR, PROCESS_ERROR_MACHINE,
                                             _("the server of the preview has ended by itself")));
}

static void children_reap(Serve *serve)
{
    const pid_t builder = serve->making ? making_process(serve->making) : 0;
    int status;

    if (builder > 0 && waitpid(builder, &status, WNOHANG) == builder)
        build_ended(serve, status);
    if (serve->server > 0 && waitpid(serve->server, &status, WNOHANG) == serve->server)
        server_ended(serve, status);
}

static gboolean signal_came(int fd, GIOCondition condition, gpointer data)
{
    struct signalfd_siginfo info;
    Serve *serve = data;

    (void)condition;
    while (read(fd, &info, sizeof info) == (ssize_t)sizeof info) {
        if (info.ssi_signo == SIGCHLD)
            children_reap(serve);
        else
            g_main_loop_quit(serve->loop);
    }
    return G_SOURCE_CONTINUE;
}

/* A build is begun at once: mostly nothing follows. */
static void files_changed(gpointer data)
{
    Serve *serve = data;

    serve->settled = g_get_monotonic_time() + WATCH_QUIET * 1000;
    build_order(serve);
}

static void files_unsettled(gpointer data)
{
    Serve *serve = data;

    serve->unsettled = TRUE;
    if (serve->making && !making_is_settled(serve->making))
        making_stop(g_steal_pointer(&serve->making));
}

static void files_settled(gpointer data)
{
    Serve *serve = data;

    serve->unsettled = FALSE;
    serve->settled = 0;
    build_order(serve);
}

static void watch_limited(const char *folder, gpointer data)
{
    const ServeOptions *options = ((Serve *)data)->options;
    g_autofree char *note = g_strdup_printf(
        _("note: the system cannot watch '%s' as well, so all files are looked at once a second; "
          "'sysctl fs.inotify.max_user_watches=1048576' gives it more watches"),
        folder);

    options->noted(note, options->data);
}

static gboolean clock_look(gpointer data);

/* At the end of the site's day, or before, because a clock may be set. */
static void clock_wind(Serve *serve)
{
    const gint64 left = serve->midnight - g_get_real_time() / G_USEC_PER_SEC;

    if (serve->clock)
        g_source_remove(serve->clock);
    serve->clock = g_timeout_add_seconds(
        serve->midnight ? (guint)CLAMP(left, 1, CLOCK_INTERVAL) : CLOCK_INTERVAL, clock_look, serve);
}

static gboolean clock_look(gpointer data)
{
    Serve *serve = data;

    serve->clock = 0;
    if (serve->midnight && g_get_real_time() / G_USEC_PER_SEC >= serve->midnight) {
        serve->midnight = 0;
        build_order(serve);
    }
    clock_wind(serve);
    return G_SOURCE_REMOVE;
}

static void serve_loop(Serve *serve)
{
    const ServeOptions *options = serve->options;
    const WatchCalls calls = {files_changed, files_unsettled, files_settled, watch_limited, serve};

    serve->loop = g_main_loop_new(NULL, FALSE);
    const guint signals = g_unix_fd_add(serve->signals, G_IO_IN, signal_came, serve);
    clock_wind(serve);
    /* Before the first build: what changes while it reads is seen. */
    g_autoptr(Watch) watch = watch_new(options->root, options->themes, &calls);
    build_order(serve);
    g_main_loop_run(serve->loop);
    g_source_remove(signals);
    g_source_remove(serve->clock);
    g_main_loop_unref(serve->loop);
}

static void serve_close(Serve *serve)
{
    if (serve->making)
        making_stop(serve->making);
    if (serve->channel >= 0)
        close(serve->channel);
    while (serve->server > 0 && waitpid(serve->server, NULL, 0) < 0 && errno == EINTR)
        ;
    listening_clear(&serve->listening);
    close(serve->signals);
    /* What waits has been done. */
    const struct timespec now = {0};
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGHUP);
    while (sigtimedwait(&set, NULL, &now) > 0)
        ;
    sigprocmask(SIG_SETMASK, &serve->mask, NULL);
}

/* A folder that is no site is left alone; loading is left to say so. */
static gboolean site_check(const char *root, GError **error)
{
    g_autofree char *config = g_build_filename(root, CONFIG_FILE, NULL);
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();

    if (g_file_test(config, G_FILE_TEST_EXISTS))
        return TRUE;
    g_autoptr(Content) content = content_load(&(ContentOptions){.root = root}, diagnostics, error);
    return content != NULL;
}

gboolean serve_run(const ServeOptions *options, GError **error)
{
    Serve serve = {.options = options, .signals = -1, .channel = -1};

    if (!site_check(options->root, error) ||
        !listening_open(&serve.listening, options->host, options->port, error))
        return FALSE;
    if (!preview_hold(options->root, serve.listening.addresses[0], error)) {
        listening_clear(&serve.listening);
        return FALSE;
    }
    signals_block(&serve);
    /* The server may be gone before it is told so. */
    signal(SIGPIPE, SIG_IGN);
    if (server_start(&serve, &serve.error))
        serve_loop(&serve);
    serve_close(&serve);
    if (serve.error)
        g_propagate_error(error, serve.error);
    return !serve.error;
}
