/* SPDX-License-Identifier: MIT */
#include "import/pandoc.h"

#include "import/records.h"
#include "import/word.h"
#include "process/interrupt.h"
#include "process/limits.h"

#include <gio/gio.h>
#include <glib-unix.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#define SECONDS 60
#define FILE_MEGABYTES 256
/* What runs out of memory ends with this status (the run-time system of Haskell). */
#define STATUS_HEAP 251
#define STATUS_PARSE 64
#define ERROR_MOST 200

typedef struct {
    const char *program, *folder; /* pandoc, and where it runs */
    const char *name;             /* of the file */
    Form form;
    const Interrupt *interrupt;
} Job;

typedef struct {
    GMainLoop *loop;
    GSubprocess *process;
    gboolean late;
    guint seconds;
    const Interrupt *interrupt;
} Wait;

/* Runs in the child: nothing but system calls. */
static void limit_child(gpointer data)
{
    const Wait *wait = data;

    limits_set(RLIMIT_CPU, wait->seconds);
    limits_set(RLIMIT_FSIZE, (rlim_t)FILE_MEGABYTES << 20);
    limits_set(RLIMIT_CORE, 0);
    sigprocmask(SIG_SETMASK, &wait->interrupt->before, NULL);
}

static void finished(GObject *process, GAsyncResult *result, gpointer data)
{
    Wait *wait = data;

    g_subprocess_wait_finish(G_SUBPROCESS(process), result, NULL);
    g_main_loop_quit(wait->loop);
}

static gboolean timed_out(gpointer data)
{
    Wait *wait = data;

    wait->late = TRUE;
    g_subprocess_force_exit(wait->process);
    return G_SOURCE_REMOVE;
}

static gboolean interrupted(G_GNUC_UNUSED int fd, G_GNUC_UNUSED GIOCondition condition, gpointer data)
{
    const Wait *wait = data;

    g_subprocess_force_exit(wait->process);
    return G_SOURCE_REMOVE;
}

static void wait_for(Wait *wait)
{
    g_autoptr(GMainContext) context = g_main_context_new();
    g_autoptr(GSource) timer = g_timeout_source_new_seconds(wait->seconds);
    g_autoptr(GSource) signals = g_unix_fd_source_new(wait->interrupt->fd, G_IO_IN);

    g_main_context_push_thread_default(context);
    wait->loop = g_main_loop_new(context, FALSE);
    g_source_set_callback(timer, timed_out, wait, NULL);
    g_source_attach(timer, context);
    g_source_set_callback(signals, G_SOURCE_FUNC(interrupted), wait, NULL);
    if (wait->interrupt->fd >= 0)
        g_source_attach(signals, context);
    g_subprocess_wait_async(wait->process, NULL, finished, wait);
    g_main_loop_run(wait->loop);
    g_source_destroy(timer);
    g_source_destroy(signals);
    g_main_loop_unref(wait->loop);
    g_main_context_pop_thread_default(context);
}

/* What pandoc said, on one line, without the name of our folder. */
static char *complaint(const char *folder)
{
    g_autofree char *path = g_build_filename(folder, "errors", NULL);
    g_autofree char *text = NULL;

    if (!g_file_get_contents(path, &text, NULL, NULL))
        return g_strdup("");
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    for (char *p = valid; *p; p++)
        *p = (guchar)*p < ' ' ? ' ' : *p;
    g_strstrip(valid);
    return g_utf8_strlen(valid, -1) > ERROR_MOST ? g_utf8_substring(valid, 0, ERROR_MOST) : g_strdup(valid);
}

static gboolean report(const Wait *wait, const char *name, const char *folder, Diagnostics *diagnostics)
{
    const Place place = PLACE_FILE(name);
    g_autofree char *said = complaint(folder);
    const char *hint = _("open it in Word or WPS, and save it as .txt");

    if (wait->late ||
        (g_subprocess_get_if_signaled(wait->process) && g_subprocess_get_term_sig(wait->process) == SIGXCPU))
        diagnostics_error(diagnostics, place, hint, _("pandoc was not done with the file within %u s"),
                          wait->seconds);
    else if (g_subprocess_get_if_exited(wait->process) &&
             g_subprocess_get_exit_status(wait->process) == STATUS_HEAP)
        diagnostics_error(diagnostics, place, hint, _("pandoc needs too much memory for the file"));
    else if (*said)
        diagnostics_error(diagnostics, place, hint, _("pandoc cannot read the file: %s"), said);
    else
        diagnostics_error(diagnostics, place, hint, _("pandoc cannot read the file"));
    return FALSE;
}

static GSubprocess *start(const char *program, const char *folder, const char *from, Wait *wait,
                          GError **error)
{
    g_autoptr(GSubprocessLauncher) launcher = g_subprocess_launcher_new(G_SUBPROCESS_FLAGS_STDOUT_SILENCE);
    g_autofree char *errors = g_build_filename(folder, "errors", NULL);

    g_subprocess_launcher_set_cwd(launcher, folder);
    g_subprocess_launcher_set_stderr_file_path(launcher, errors);
    g_subprocess_launcher_setenv(launcher, "LC_ALL", "C.UTF-8", TRUE);
    g_subprocess_launcher_setenv(launcher, "HOME", folder, TRUE);
    g_subprocess_launcher_setenv(launcher, "XDG_DATA_HOME", folder, TRUE);
    g_subprocess_launcher_setenv(launcher, "BROADSIDE_FORM", from, TRUE);
    g_subprocess_launcher_unsetenv(launcher, "GHCRTS");
    g_subprocess_launcher_set_child_setup(launcher, limit_child, wait, NULL);
    return g_subprocess_launcher_spawn(launcher, error, program, "+RTS", "-M1g", "-RTS", "--quiet",
                                       "--sandbox", "--from", from, "--to=plain", "--lua-filter=reader.lua",
                                       "paper", NULL);
}

/* For tests, and for machines that are slow. */
static guint seconds_most(void)
{
    const char *given = g_getenv("BROADSIDE_PANDOC_SECONDS");
    const long seconds = given ? strtol(given, NULL, 10) : 0;

    return seconds > 0 && seconds <= 3600 ? (guint)seconds : SECONDS;
}

/* Whether it could make nothing of what is marked up like that. */
static gboolean is_unparsed(const Wait *wait)
{
    return !wait->late && g_subprocess_get_if_exited(wait->process) &&
           g_subprocess_get_exit_status(wait->process) == STATUS_PARSE;
}

/* Web pages are read with the marks that tell menus from the article; where pandoc stumbles over them,
 * without. FALSE without an error after a diagnostic. */
static gboolean run(const Job *job, Diagnostics *diagnostics, GError **error)
{
    static const char *const froms[] = {"docx", "html+raw_html", "html"};

    for (guint i = job->form == FORM_HTML ? 1 : 0;; i++) {
        Wait wait = {.seconds = seconds_most(), .interrupt = job->interrupt};
        g_autoptr(GSubprocess) process = start(job->program, job->folder, froms[i], &wait, error);
        if (!process)
            return FALSE;
        wait.process = process;
        wait_for(&wait);
        if (!wait.late && g_subprocess_get_successful(process))
            return TRUE;
        if (i != 1 || !is_unparsed(&wait))
            return report(&wait, job->name, job->folder, diagnostics);
    }
}

static gboolean put(const char *folder, const char *name, const char *bytes, gsize length, GError **error)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    return g_file_set_contents(path, bytes, (gssize)length, error);
}

static gboolean put_reader(const char *folder, GError **error)
{
    gsize length;
    g_autoptr(GBytes) reader =
        g_resources_lookup_data("/broadside/import/reader.lua", G_RESOURCE_LOOKUP_FLAGS_NONE, error);
    const char *bytes = reader ? g_bytes_get_data(reader, &length) : NULL;

    return bytes && put(folder, "reader.lua", bytes, length, error);
}

static void remove_folder(const char *folder)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    const char *name;

    while (dir && (name = g_dir_read_name(dir))) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        g_unlink(path);
    }
    g_rmdir(folder);
}

static gboolean read_in(const Job *job, Paper *paper, GBytes *bytes, const char *beside,
                        Diagnostics *diagnostics, GError **error)
{
    gsize length;
    const char *text = g_bytes_get_data(bytes, &length);

    return put_reader(job->folder, error) && put(job->folder, "paper", text, length, error) &&
           run(job, diagnostics, error) && records_read(job->folder, paper, beside, diagnostics);
}

/* What the paper says must not stay behind in a folder for temporary files. */
static gboolean read_aside(const char *program, Paper *paper, Form form, GBytes *bytes, const char *beside,
                           Diagnostics *diagnostics, GError **error)
{
    Interrupt interrupt;
    gboolean read = FALSE;

    interrupt_hold(&interrupt);
    g_autofree char *temporary = g_dir_make_tmp("broadside-import-XXXXXX", error);
    if (temporary) {
        const Job job = {program, temporary, paper->name, form, &interrupt};
        read = read_in(&job, paper, bytes, beside, diagnostics, error);
        remove_folder(temporary);
    }
    interrupt_release(&interrupt);
    return read;
}

gboolean pandoc_read(Paper *paper, Form form, const char *bytes, gsize length, const char *folder,
                     Diagnostics *diagnostics, GError **error)
{
    g_autofree char *program = g_find_program_in_path("pandoc");

    if (!program) {
        diagnostics_error(
            diagnostics, PLACE_FILE(paper->name),
            _("install it (on Debian the package 'pandoc'), or open the file in Word or WPS and save "
              "it as .txt"),
            _("pandoc, which reads Word documents and web pages, is not installed"));
        return FALSE;
    }
    g_autoptr(GBytes) owned = form == FORM_WORD ? word_spell(bytes, length) : NULL;
    if (!owned)
        owned = g_bytes_new_static(bytes, length);
    return read_aside(program, paper, form, owned, folder, diagnostics, error);
}
