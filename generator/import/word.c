/* SPDX-License-Identifier: MIT */
#include "import/word.h"

#include "process/program.h"
#include "text/installed.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#define HELPER "broadside-word"
#define SECONDS 30
#define WAIT 60
#define MEGABYTES 2048
#define FILE_MEGABYTES 256

/* How the helper ends (external/word/package.h). */
enum { NUMBERED = 0, UNCHANGED = 1, DAMAGED = 3, ENCRYPTED = 4, LARGE = 5 };

static gboolean refuse(const char *name, Diagnostics *diagnostics, const char *hint, const char *message)
{
    diagnostics_error(diagnostics, PLACE_FILE(name), hint, "%s", message);
    return FALSE;
}

static gboolean pass_over(const char *name, Diagnostics *diagnostics, const char *hint, const char *message)
{
    diagnostics_warning(diagnostics, PLACE_FILE(name), hint, "%s", message);
    return TRUE;
}

static gboolean replace(const char *from, const char *to, GError **error)
{
    if (g_rename(from, to) == 0)
        return TRUE;
    g_set_error_literal(error, G_FILE_ERROR, g_file_error_from_errno(errno), g_strerror(errno));
    return FALSE;
}

static gboolean report(const ProgramEnd *end, const char *name, Diagnostics *diagnostics)
{
    if (!end->late && end->status == UNCHANGED)
        return TRUE;
    if (!end->late && end->status == DAMAGED)
        return refuse(name, diagnostics, _("open it in Word or WPS, and save it again"),
                      _("the file is damaged"));
    if (!end->late && end->status == ENCRYPTED)
        return refuse(name, diagnostics,
                      _("open it in Word or WPS, remove the password, and save it as .docx"),
                      _("the file is protected by a password"));
    if (!end->late && end->status == LARGE)
        return refuse(name, diagnostics, _("split the file"), _("the file is too large once it is unpacked"));
    return pass_over(name, diagnostics, _("compare the entry with the document"),
                     _("numbers that Word counts by itself may be missing: broadside-word has failed"));
}

static gboolean run(const char *helper, const char *paper, const char *spelt, const char *folder,
                    const Interrupt *interrupt, ProgramEnd *end, GError **error)
{
    const char *const arguments[] = {helper, NULL};
    const Program program = {.arguments = arguments,
                             .folder = folder,
                             .input = paper,
                             .output = spelt,
                             .seconds = SECONDS,
                             .wait = WAIT,
                             .memory = MEGABYTES,
                             .file = FILE_MEGABYTES};

    return program_run(&program, interrupt, end, error);
}

gboolean word_spell(const char *folder, const char *name, const Interrupt *interrupt,
                    Diagnostics *diagnostics, GError **error)
{
    g_autofree char *helper = installed_helper(HELPER);
    g_autofree char *paper = g_build_filename(folder, "paper", NULL);
    g_autofree char *spelt = g_build_filename(folder, "spelt", NULL);
    ProgramEnd end;

    if (!g_file_test(helper, G_FILE_TEST_IS_EXECUTABLE))
        return pass_over(
            name, diagnostics,
            _("install all programs of Broadside, and compare the entry with the document"),
            _("numbers that Word counts by itself may be missing: broadside-word is not installed"));
    if (!run(helper, paper, spelt, folder, interrupt, &end, error))
        return FALSE;
    return !end.late && end.status == NUMBERED ? replace(spelt, paper, error)
                                               : report(&end, name, diagnostics);
}
