/* SPDX-License-Identifier: MIT */
#include "import/pandoc.h"

#include "import/records.h"
#include "import/word.h"
#include "process/program.h"
#include "text/clear.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

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

/* For tests, and for machines that are slow. */
static guint seconds_most(void)
{
    const char *given = g_getenv("BROADSIDE_PANDOC_SECONDS");
    const long seconds = given ? strtol(given, NULL, 10) : 0;

    return seconds > 0 && seconds <= 3600 ? (guint)seconds : SECONDS;
}

static gboolean report(const ProgramEnd *end, const Job *job, Diagnostics *diagnostics)
{
    const Place place = PLACE_FILE(job->name);
    g_autofree char *said = complaint(job->folder);
    const char *hint = _("open it in Word or WPS, and save it as .txt");

    if (end->late)
        diagnostics_error(diagnostics, place, hint, _("pandoc was not done with the file within %u s"),
                          seconds_most());
    else if (end->status == STATUS_HEAP)
        diagnostics_error(diagnostics, place, hint, _("pandoc needs too much memory for the file"));
    else if (*said)
        diagnostics_error(diagnostics, place, hint, _("pandoc cannot read the file: %s"), said);
    else
        diagnostics_error(diagnostics, place, hint, _("pandoc cannot read the file"));
    return FALSE;
}

static gboolean start(const Job *job, const char *from, ProgramEnd *end, GError **error)
{
    const char *const arguments[] = {job->program, "+RTS",   "-M1g", "-RTS",       "--quiet",
                                     "--sandbox",  "--from", from,   "--to=plain", "--lua-filter=reader.lua",
                                     "paper",      NULL};
    g_autofree char *errors = g_build_filename(job->folder, "errors", NULL);
    g_autofree char *home = g_strconcat("HOME=", job->folder, NULL);
    g_autofree char *data = g_strconcat("XDG_DATA_HOME=", job->folder, NULL);
    g_autofree char *form = g_strconcat("BROADSIDE_FORM=", from, NULL);
    const char *const environment[] = {"LC_ALL=C.UTF-8", home, data, form, "GHCRTS", NULL};
    const Program pandoc = {.arguments = arguments,
                            .folder = job->folder,
                            .environment = environment,
                            .errors = errors,
                            .seconds = seconds_most(),
                            .wait = seconds_most(),
                            .file = FILE_MEGABYTES};

    return program_run(&pandoc, job->interrupt, end, error);
}

/* Web pages are read with the marks that tell menus from the article; where pandoc stumbles over them,
 * without. FALSE without an error after a diagnostic. */
static gboolean run(const Job *job, Diagnostics *diagnostics, GError **error)
{
    static const char *const froms[] = {"docx", "html+raw_html", "html"};

    for (guint i = job->form == FORM_HTML ? 1 : 0;; i++) {
        ProgramEnd end;
        if (!start(job, froms[i], &end, error))
            return FALSE;
        if (!end.late && end.status == 0)
            return TRUE;
        if (i != 1 || end.late || end.status != STATUS_PARSE)
            return report(&end, job, diagnostics);
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

static gboolean read_in(const Job *job, Paper *paper, const char *beside, Diagnostics *diagnostics,
                        GError **error)
{
    return put_reader(job->folder, error) &&
           (job->form != FORM_WORD ||
            word_spell(job->folder, job->name, job->interrupt, diagnostics, error)) &&
           run(job, diagnostics, error) && records_read(job->folder, paper, beside, diagnostics);
}

static char *find_pandoc(const char *name, Diagnostics *diagnostics)
{
    g_autofree char *program = g_find_program_in_path("pandoc");

    if (program)
        return g_canonicalize_filename(program, NULL);
    diagnostics_error(
        diagnostics, PLACE_FILE(name),
        _("install it (on Debian the package 'pandoc'), or open the file in Word or WPS and save "
          "it as .txt"),
        _("pandoc, which reads Word documents and web pages, is not installed"));
    return NULL;
}

/* What the paper says must not stay behind in a folder for temporary files. */
gboolean pandoc_read(Paper *paper, Form form, const char *bytes, gsize length, const char *folder,
                     Diagnostics *diagnostics, GError **error)
{
    g_autofree char *program = find_pandoc(paper->name, diagnostics);
    Interrupt interrupt;
    gboolean read = FALSE;

    if (!program)
        return FALSE;
    interrupt_hold(&interrupt);
    g_autofree char *temporary = g_dir_make_tmp("broadside-import-XXXXXX", error);
    if (temporary) {
        const Job job = {program, temporary, paper->name, form, &interrupt};
        read =
            put(temporary, "paper", bytes, length, error) && read_in(&job, paper, folder, diagnostics, error);
        clear_path(temporary);
    }
    interrupt_release(&interrupt);
    return read;
}
