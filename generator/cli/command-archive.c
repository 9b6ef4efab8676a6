/* SPDX-License-Identifier: MIT */
#include "archive/adopt.h"
#include "archive/archive.h"
#include "archive/verify.h"
#include "archive/years.h"
#include "cli/command.h"
#include "cli/progress.h"
#include "cli/report.h"
#include "cli/today.h"
#include "cli/years-word.h"
#include "record/filing.h"
#include "text/chinese.h"
#include "text/identity.h"
#include "text/json.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#define MEGABYTE 1e6

/* Over and over on one line of a terminal; report_messages() begins a new one. */
static void print_progress(int year, const char *part, guint done, guint all)
{
    progress_clear();
    if (!part)
        return;
    if (all > 0)
        fprintf(stderr, "%d: %s (%u/%u)", year, part, done, all);
    else
        fprintf(stderr, "%d: %s", year, part);
    fflush(stderr);
}

static void print_timing(int year, const char *part, gint64 microseconds)
{
    g_autoptr(GString) line = g_string_new(NULL);

    text_append_column(line, part, 12);
    fprintf(stderr, "%d %s %9.1f ms\n", year, line->str, (double)microseconds / 1000);
}

static void print_bytes(guint64 done, guint64 all)
{
    progress_clear();
    if (done < all)
        fprintf(stderr, _("checked: %.0f of %.0f MB"), (double)done / MEGABYTE, (double)all / MEGABYTE);
    fflush(stderr);
}

static void print_year(const Options *options, const ArchiveYearSummary *year)
{
    if (options->format == MESSAGE_JSON) {
        printf("{\"year\":%d,\"entries\":%u,\"documents\":%u,\"numbers_given\":%u,\"gaps\":%u,\"files\":%u,"
               "\"bytes\":%" G_GUINT64_FORMAT "}\n",
               year->year, year->entries, year->documents, year->given, year->gaps, year->files, year->bytes);
        return;
    }
    g_autofree char *documents =
        g_strdup_printf(ngettext("%u document", "%u documents", year->documents), year->documents);
    g_autofree char *given =
        g_strdup_printf(ngettext("%u new number", "%u new numbers", year->given), year->given);
    g_autofree char *files = g_strdup_printf(ngettext("%u file", "%u files", year->files), year->files);
    const double megabytes = (double)year->bytes / MEGABYTE;
    if (!year->assessed) {
        /* Translators: 2025: "12 documents", "3 new numbers"; "210 files", 12.5 MB */
        report_line(options, _("%d: %s, %s; %s, %.1f MB"), year->year, documents, given, files, megabytes);
        return;
    }
    g_autofree char *gaps = g_strdup_printf(
        ngettext("%u item without evidence", "%u items without evidence", year->gaps), year->gaps);
    /* Translators: 2025: "12 documents", "3 new numbers", "2 items without evidence"; "210 files", 12.5 MB */
    report_line(options, _("%d: %s, %s, %s; %s, %.1f MB"), year->year, documents, given, gaps, files,
                megabytes);
}

static void print_summary(const Options *options, const ArchiveSummary *summary)
{
    for (guint i = 0; i < summary->files->len; i++)
        report_path(options, summary->files->pdata[i], "%s", (const char *)summary->files->pdata[i]);
    for (guint i = 0; i < summary->years->len; i++)
        print_year(options, &g_array_index(summary->years, ArchiveYearSummary, i));
    if (options->format == MESSAGE_JSON) {
        printf("{\"years\":%u,\"milliseconds\":%" G_GINT64_FORMAT "}\n", summary->years->len,
               summary->microseconds / 1000);
        return;
    }
    report_line(options, ngettext("%u record in %.1f s", "%u records in %.1f s", summary->years->len),
                summary->years->len, (double)summary->microseconds / G_USEC_PER_SEC);
    if (summary->files->len > 0)
        report_line(
            options,
            _("next: look at its yearbook.pdf and evidence.html, keep a copy elsewhere, and check both "
              "now and then: broadside archive --verify %s"),
            (const char *)summary->files->pdata[0]);
}

static int archive_report(const Options *options, const ArchiveOptions *archive)
{
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    ArchiveSummary summary;
    GError *error = NULL;

    archive_run(archive, diagnostics, &summary, &error);
    progress_end(options);
    report_messages(options, diagnostics);
    const gboolean failed = diagnostics_count(diagnostics, SEVERITY_ERROR) > 0;
    if (summary.years->len > 0)
        print_summary(options, &summary);
    else if (failed && !error && options->format == MESSAGE_TEXT && !options->quiet)
        fprintf(stderr, "%s\n", _("Nothing was changed: mend the errors, then try again."));
    archive_summary_clear(&summary);
    if (error)
        return report_error(options, error);
    return failed ? EXIT_MISTAKES : EXIT_DONE;
}

/* Years of a range in which there is nothing are passed over: the community may be younger. */
static gboolean years_keep(GArray *years, const Content *content, GError **error)
{
    for (guint i = years->len; i-- > 0;)
        if (!years_has(content, g_array_index(years, int, i)))
            g_array_remove_index(years, i);
    if (years->len > 0)
        return TRUE;
    g_autofree char *list = years_list(content);
    return failure_usage(error, _("there is nothing of these years; there are entries of %s"), list);
}

static int make(const Options *options, char **words)
{
    g_autoptr(Diagnostics) ignored = diagnostics_new(); /* the run tells them */
    GError *error = NULL;
    g_autoptr(Content) content = content_load(&(ContentOptions){.root = "."}, ignored, &error);
    g_autoptr(GArray) years = content ? years_read(words, options->years, &error) : NULL;

    if (years && options->years && !*words && !years_keep(years, content, &error))
        return report_error(options, error);
    if (!years)
        return report_error(options, error);
    if (years->len == 0) {
        g_autofree char *list = years_list(content);
        failure_usage(&error, _("say which year, as in 'broadside archive 2025'; there are entries of %s"),
                      list);
        return report_error(options, error);
    }
    const ArchiveOptions archive = {
        .root = ".",
        .themes = options->themes,
        .destination = options->destination ? options->destination : filing_folder(content),
        .date = options->date,
        .years = (const int *)(const void *)years->data,
        .n_years = years->len,
        .zip = options->zip,
        .tar = options->tar,
        .force = options->force,
        .jobs = options->jobs,
        .waiting = progress_waiting,
        .timing = options->verbose ? print_timing : NULL,
        .progress = progress_is_shown(options) ? print_progress : NULL,
    };
    return archive_report(options, &archive);
}

/* Which rules and checksums were gone by, for whoever keeps the protocol. */
static void print_verified_json(const char *path, const VerifySummary *summary, gboolean whole)
{
    g_autoptr(GString) json = g_string_new("{");
    g_autofree char *shown = identity_hide(path);

    json_append_member(json, "path", shown);
    g_string_append_printf(json, ",\"valid\":%s,\"files\":%u,\"bytes\":%" G_GUINT64_FORMAT,
                           whole ? "true" : "false", summary->files, summary->bytes);
    if (summary->algorithm)
        json_append_member(json, "algorithm", summary->algorithm);
    if (summary->version)
        json_append_member(json, "bagit", summary->version);
    printf("%s}\n", json->str);
}

static void print_verified(const Options *options, const char *path, const VerifySummary *summary,
                           guint errors)
{
    g_autofree char *files = g_strdup_printf(ngettext("%u file", "%u files", summary->files), summary->files);
    const double megabytes = (double)summary->bytes / MEGABYTE;

    if (options->format == MESSAGE_JSON)
        print_verified_json(path, summary, errors == 0);
    else if (errors > 0)
        report_line(options, ngettext("%s: not whole: %u error", "%s: not whole: %u errors", errors), path,
                    errors);
    else
        /* Translators: the path; "210 files"; 12.5 MB; "sha512"; 1.0 */
        report_line(options, _("%s: whole: %s, %.1f MB (%s, BagIt %s)"), path, files, megabytes,
                    summary->algorithm ? summary->algorithm : "", summary->version ? summary->version : "");
}

static int verify_one(const Options *options, const char *path)
{
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    VerifySummary summary = {0};
    GError *error = NULL;

    verify_run(path, progress_is_shown(options) ? print_bytes : NULL, diagnostics, &summary, &error);
    progress_end(options);
    report_messages(options, diagnostics);
    const guint errors = diagnostics_count(diagnostics, SEVERITY_ERROR);
    if (!error)
        print_verified(options, path, &summary, errors);
    g_free(summary.version);
    if (error)
        return report_error(options, error);
    return errors > 0 ? EXIT_MISTAKES : EXIT_DONE;
}

/* The worst status of all. Words are more paths: a shell makes them of a pattern. */
static int verify(const Options *options, char *const *words)
{
    char *const *const lists[] = {options->verify, words};
    int worst = EXIT_DONE;

    for (gsize i = 0; i < G_N_ELEMENTS(lists); i++)
        for (char *const *path = lists[i]; *path; path++) {
            const int status = verify_one(options, *path);
            worst = MAX(worst, status);
        }
    return worst;
}

static void print_adopting(guint done, guint all)
{
    progress_clear();
    if (done < all)
        fprintf(stderr, _("taken over: %u of %u files"), done, all);
    fflush(stderr);
}

static void print_adopted(const Options *options, const AdoptSummary *summary)
{
    for (guint i = 0; i < summary->entries->len; i++)
        report_path(options, summary->entries->pdata[i], "%s", (const char *)summary->entries->pdata[i]);
    if (options->format == MESSAGE_JSON) {
        printf("{\"entries\":%u,\"files\":%u,\"known\":%u,\"passed\":%u}\n", summary->entries->len,
               summary->files, summary->known, summary->passed);
        return;
    }
    g_autofree char *entries =
        g_strdup_printf(ngettext("%u entry", "%u entries", summary->entries->len), summary->entries->len);
    g_autofree char *files = g_strdup_printf(ngettext("%u file", "%u files", summary->files), summary->files);
    /* Translators: "3 entries", "12 files" */
    report_line(options, _("%s, with %s"), entries, files);
    if (summary->known > 0)
        report_line(options,
                    ngettext("%u file was left out: the site holds it already",
                             "%u files were left out: the site holds them already", summary->known),
                    summary->known);
}

/* What is left to do with what was made. */
static void print_adopted_next(const Options *options, const AdoptSummary *summary, int year)
{
    if (summary->entries->len == 0 || options->dry_run || options->format == MESSAGE_JSON)
        return;
    report_line(
        options,
        _("They are not on the website: look at each, and where everybody may see it, remove the lines\n"
          "'expires' and 'after', or 'draft'. Then run 'broadside check' and 'broadside archive %d'."),
        year);
}

static int adopt(const Options *options, char **words)
{
    g_autoptr(Diagnostics) ignored = diagnostics_new();
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    GError *error = NULL;
    g_autoptr(GArray) years = years_read(words, NULL, &error);
    g_autoptr(Content) content = years ? content_load(&(ContentOptions){.root = "."}, ignored, &error) : NULL;

    if (!content)
        return report_error(options, error);
    Date today;
    if (!today_get(options, content_config(content, "timezone")->text, &today, &error))
        return report_error(options, error);
    const AdoptOptions adoption = {.folder = options->from,
                                   .today = today,
                                   .year = g_array_index(years, int, 0),
                                   .dry_run = options->dry_run,
                                   .waiting = progress_waiting,
                                   .progress = progress_is_shown(options) ? print_adopting : NULL};
    AdoptSummary summary = {0};
    adopt_run(content, &adoption, diagnostics, &summary, &error);
    progress_end(options);
    report_messages(options, diagnostics);
    if (summary.entries && (!error || summary.entries->len > 0)) {
        print_adopted(options, &summary);
        print_adopted_next(options, &summary, adoption.year);
    }
    adopt_summary_clear(&summary);
    if (error)
        return report_error(options, error);
    return diagnostics_count(diagnostics, SEVERITY_ERROR) > 0 ? EXIT_MISTAKES : EXIT_DONE;
}

/* "archive 2025 --verify": the record of that year is meant, which is archive/2025. */
static gboolean is_year(const char *word)
{
    g_autoptr(GError) ignored = NULL;
    g_autoptr(GArray) years = years_read((char *const[]){(char *)word, NULL}, NULL, &ignored);

    return years != NULL;
}

/* What makes no sense together. */
static gboolean check_words(const Options *options, char **words, GError **error)
{
    const gboolean makes = options->zip || options->tar || options->force || options->destination;

    if (options->verify &&
        ((*words && is_year(*words)) || options->years || options->from || makes || options->date))
        return failure_usage(error,
                             _("--verify only checks: give it paths, as in 'broadside archive --verify "
                               "archive/2025'"));
    if (options->from && (!*words || words[1] || options->years))
        return failure_usage(
            error, _("--from takes over one year: say which, as in 'broadside archive 2016 --from FOLDER'"));
    if (options->from && makes)
        return failure_usage(
            error, _("--from only makes entries: then 'broadside archive %s' makes the record"), *words);
    if (options->dry_run && !options->from)
        return failure_usage(error,
                             _("--dry-run is for --from; 'broadside check' says what is wrong with the "
                               "site, and writes nothing"));
    if (*words && options->years)
        return failure_usage(error, _("give years, or --years, not both"));
    return TRUE;
}

static int run(const Options *options, char **arguments)
{
    GError *error = NULL;

    if (!check_words(options, arguments, &error))
        return report_error(options, error);
    if (options->verify)
        return verify(options, arguments);
    return options->from ? adopt(options, arguments) : make(options, arguments);
}

const Command command_archive = {
    .name = "archive",
    .arguments = N_("YEAR..."),
    .most = G_MAXUINT,
    .options = OPTION_RECORDS | OPTION_DESTINATION | OPTION_DATE | OPTION_JOBS | OPTION_FORCE |
               OPTION_DRY_RUN | OPTION_MESSAGES | OPTION_VERBOSE,
    .summary = N_("make the record of a year: yearbook, catalogue, evidence"),
    .details = N_("The record of 2025 is the folder archive/2025/: the yearbook, the catalogue by DA/T 22,\n"
                  "the evidence for each assessment item, the website as it was, and all originals, as a\n"
                  "BagIt package (RFC 8493) whose integrity --verify proves. Numbers once given never\n"
                  "change: archive.lock.yaml in the site keeps them. With errors in the site nothing\n"
                  "changes, and the record that is there stays whole until the next one is. What\n"
                  "Broadside did not make, or somebody has changed, is not replaced without --force."),
    .example = "  broadside archive 2025\n"
               "  broadside archive 2025 --zip -d /media/usb/archive\n"
               "  broadside archive --years 2016-2025\n"
               "  broadside archive --verify archive/2025\n"
               "  broadside archive 2016 --from ~/2016 --dry-run",
    .run = run,
};
