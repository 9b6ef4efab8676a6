/* SPDX-License-Identifier: MIT */
#include "archive/archive-private.h"
#include "archive/target.h"
#include "archive/years.h"
#include "build/build.h"
#include "build/lock.h"
#include "build/manifest.h"
#include "build/prepare.h"
#include "build/records.h"
#include "record/filing.h"

#include <glib/gi18n.h>

const char *const ARCHIVE_ENDINGS[N_PACKAGE_FORMATS] = {[PACKAGE_ZIP] = ".zip", [PACKAGE_TAR] = ".tar"};

gboolean archive_wants(const ArchiveOptions *options, PackageFormat format)
{
    return format == PACKAGE_ZIP ? options->zip : options->tar;
}

gboolean archive_has_errors(const Archive *archive)
{
    return diagnostics_count(archive->diagnostics, SEVERITY_ERROR) > 0;
}

guint archive_workers(const Archive *archive)
{
    return archive->options->jobs ? archive->options->jobs : g_get_num_processors();
}

void archive_tell(const Archive *archive, int year, const char *part)
{
    Watch *watch = archive->watch;
    const gint64 now = g_get_monotonic_time();

    if (watch->part && archive->options->timing)
        archive->options->timing(watch->year, watch->part, now - watch->since);
    g_free(watch->part);
    *watch = (Watch){year, g_strdup(part), now};
    if (part && archive->options->progress)
        archive->options->progress(year, part, 0, 0);
}

/* Everything that `check` finds is told, and an error stops it all. */
static gboolean archive_check(Archive *archive, GError **error)
{
    const ArchiveOptions *options = archive->options;
    const BuildOptions build = {.root = options->root,
                                .themes = options->themes,
                                .date = options->date,
                                .record = TRUE,
                                .jobs = options->jobs,
                                .waiting = options->waiting};
    BuildSummary summary;

    archive_tell(archive, options->years[0], _("check"));
    return build_run(&build, archive->diagnostics, &summary, error);
}

/* What it says has been said already. */
static gboolean archive_load(Archive *archive, GError **error)
{
    const ArchiveOptions *options = archive->options;
    const SiteOptions site = {.date = options->date};
    g_autoptr(Diagnostics) told = diagnostics_new();

    if (!prepare(options->root, options->themes, &site, told, &archive->ready, error))
        return FALSE;
    archive->record = record_read(options->root, archive->diagnostics, error);
    return archive->record != NULL;
}

/* A battery that is empty sets the clock back by years. */
static gboolean check_clock(const Archive *archive, int year, GError **error)
{
    const Date today = archive->ready.site->today;

    if (date_year(today) >= year)
        return TRUE;
    g_autofree char *day = date_format_iso(today);
    return failure_usage(error, _("%d has not begun on %s: set the clock right, or give the day with --date"),
                         year, day);
}

/* What only reaches into a year makes no record of it: nothing of it would have a number. */
static gboolean check_year(const Archive *archive, int year, GError **error)
{
    if (record_year(archive->record, year) || years_has(archive->ready.content, year))
        return TRUE;
    g_autofree char *years = years_list(archive->ready.content);
    return *years ? failure_usage(error, _("there is nothing of %d; there are entries of %s"), year, years)
                  : failure_usage(error, _("there is nothing of %d: no entry has a date"), year);
}

static gboolean check_package(const Archive *archive, const char *folder, const char *ending)
{
    g_autofree char *name = g_strconcat(folder, ending, NULL);
    g_autofree char *shown = g_build_filename(archive->options->destination, name, NULL);

    if (archive->options->force || target_package(archive->shelf, name, folder) != TARGET_FOREIGN)
        return TRUE;
    diagnostics_error(archive->diagnostics, PLACE_FILE(shown), _("move it away, or replace it with --force"),
                      "%s", _("it is there already, and Broadside did not make it"));
    return FALSE;
}

/* Without the file that remembers them, numbers would be given anew, and others than before. */
static gboolean check_numbers(const Archive *archive, int year, const char *name)
{
    g_autofree char *folder = shelf_path(archive->shelf, name);
    g_autofree char *info = g_build_filename(folder, "bag-info.txt", NULL);

    if (!g_file_test(info, G_FILE_TEST_EXISTS))
        return TRUE;
    if (record_year(archive->record, year))
        return records_check_numbers(archive->record, year, folder, SEVERITY_ERROR, archive->diagnostics);
    records_say_unnumbered(year, SEVERITY_ERROR, archive->diagnostics);
    return FALSE;
}

/* The same where the file is gone altogether, and a record of any year shows that there was one. */
static gboolean check_register(const Archive *archive)
{
    guint count;

    record_years(archive->record, &count);
    const int lost = count == 0 ? records_unnumbered(archive->ready.plan, archive->record) : 0;
    if (lost != 0)
        records_say_unnumbered(lost, SEVERITY_ERROR, archive->diagnostics);
    return lost == 0;
}

/* What stands where the records are to go, before anything is made. */
static gboolean check_targets(const Archive *archive, GError **error)
{
    const ArchiveOptions *options = archive->options;

    if (!check_register(archive))
        return TRUE;
    for (guint i = 0; i < options->n_years; i++) {
        g_autofree char *name = g_strdup_printf("%d", options->years[i]);
        g_autofree char *shown = g_build_filename(options->destination, name, NULL);
        archive_tell(archive, options->years[i], _("last record"));
        if (!options->force &&
            !target_check(archive->shelf, name, shown, filing_organisation(archive->ready.site),
                          archive->diagnostics, error))
            return FALSE;
        /* They would not be those of what somebody else made. */
        if (!archive_has_errors(archive))
            check_numbers(archive, options->years[i], name);
        for (guint j = 0; j < N_PACKAGE_FORMATS; j++)
            if (archive_wants(options, j))
                check_package(archive, name, ARCHIVE_ENDINGS[j]);
    }
    return TRUE;
}

/* A record has originals in it, which nobody may publish by mistake. */
static gboolean check_website(const char *destination, GError **error)
{
    g_autofree char *folder = g_canonicalize_filename(destination, NULL);

    while (strcmp(folder, "/") != 0) {
        g_autofree char *manifest = g_build_filename(folder, MANIFEST_NAME, NULL);
        if (g_file_test(manifest, G_FILE_TEST_EXISTS))
            return failure_usage(
                error, _("'%s' cannot be the destination: it is in the website '%s', which everybody sees"),
                destination, folder);
        char *above = g_path_get_dirname(folder);
        g_free(folder);
        folder = above;
    }
    return TRUE;
}

static gboolean archive_stages(Archive *archive, GError **error)
{
    const ArchiveOptions *options = archive->options;

    if (!check_website(options->destination, error) ||
        !lock_site(options->root, options->destination, options->waiting, &archive->lock, error) ||
        !archive_check(archive, error))
        return FALSE;
    if (archive_has_errors(archive))
        return TRUE;
    if (!archive_load(archive, error))
        return FALSE;
    if (archive_has_errors(archive))
        return TRUE;
    for (guint i = 0; i < options->n_years; i++)
        if (!check_year(archive, options->years[i], error) || !check_clock(archive, options->years[i], error))
            return FALSE;
    archive->shelf = shelf_open(options->destination, options->waiting, error);
    if (!archive->shelf)
        return FALSE;
    interrupt_hold(&archive->interrupt);
    archive->held = TRUE;
    if (!check_targets(archive, error))
        return FALSE;
    for (guint i = 0; i < options->n_years && !archive_has_errors(archive); i++)
        if (interrupt_waits(&archive->interrupt, error) || !archive_year(archive, options->years[i], error))
            return FALSE;
    return TRUE;
}

static void archive_close(Archive *archive)
{
    shelf_close(archive->shelf);
    record_free(archive->record);
    prepared_clear(&archive->ready);
    lock_release(archive->lock);
    if (archive->held)
        interrupt_release(&archive->interrupt);
}

gboolean archive_run(const ArchiveOptions *options, Diagnostics *diagnostics, ArchiveSummary *summary,
                     GError **error)
{
    const gint64 start = g_get_monotonic_time();
    Watch watch = {0};
    Archive archive = {.options = options, .diagnostics = diagnostics, .summary = summary, .watch = &watch};

    *summary = (ArchiveSummary){.years = g_array_new(FALSE, TRUE, sizeof(ArchiveYearSummary)),
                                .files = g_ptr_array_new_with_free_func(g_free)};
    const gboolean done = archive_stages(&archive, error);
    archive_tell(&archive, 0, NULL);
    archive_close(&archive);
    summary->microseconds = g_get_monotonic_time() - start;
    return done;
}

void archive_summary_clear(ArchiveSummary *summary)
{
    g_clear_pointer(&summary->years, g_array_unref);
    g_clear_pointer(&summary->files, g_ptr_array_unref);
}
