/* SPDX-License-Identifier: MIT */
#include "build/posters.h"
#include "cli/command.h"
#include "cli/progress.h"
#include "cli/report.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#define WIDTH_MIN 100
#define WIDTH_MAX 12000

/* "A4", "A3,A4", "600x800". */
static gboolean read_papers(const Options *options, GArray *papers, GError **error)
{
    g_auto(GStrv) words = g_strsplit(options->size ? options->size : "", ",", -1);

    for (char **word = words; *word; word++) {
        Paper paper;
        if (!paper_parse(g_strstrip(*word), &paper))
            return failure_usage(
                error,
                _("--size takes A0 to A6, or width and height in millimetres from %d to %d, such as "
                  "600x800, not '%s'"),
                PAPER_MM_MIN, PAPER_MM_MAX, *word);
        g_array_append_val(papers, paper);
    }
    return TRUE;
}

/* "pdf,png": a set of 1 << SheetFormat. */
static gboolean read_formats(const Options *options, guint *formats, GError **error)
{
    static const char *const names[N_FORMATS] = {"pdf", "png", "svg"};
    g_auto(GStrv) words = g_strsplit(options->formats ? options->formats : "pdf", ",", -1);

    *formats = 0;
    for (char **word = words; *word; word++) {
        guint format = 0;
        while (format < N_FORMATS && g_ascii_strcasecmp(g_strstrip(*word), names[format]) != 0)
            format++;
        if (format == N_FORMATS)
            return failure_usage(error, _("--format takes pdf, png and svg, not '%s'"), *word);
        *formats |= 1u << format;
    }
    return TRUE;
}

static gboolean read_width(const Options *options, guint *width, GError **error)
{
    guint64 number = 0;

    if (options->width &&
        !g_ascii_string_to_unsigned(options->width, 10, WIDTH_MIN, WIDTH_MAX, &number, NULL))
        return failure_usage(error, _("--width takes a number of pixels from %d to %d, not '%s'"), WIDTH_MIN,
                             WIDTH_MAX, options->width);
    *width = (guint)number;
    return TRUE;
}

static gboolean read_tile(const Options *options, Paper *tile, GError **error)
{
    if (!options->tile || paper_parse(options->tile, tile))
        return TRUE;
    return failure_usage(error, _("--tile takes the paper of the printer, such as A4, not '%s'"),
                         options->tile);
}

/* What makes no sense together. What depends on the theme is found out later. */
static gboolean check_words(const Options *options, char **entries, guint formats, GError **error)
{
    const gboolean pdf = formats & (1u << FORMAT_PDF);

    if (options->width && !(formats & (1u << FORMAT_PNG)))
        return failure_usage(error, _("--width is for PNG: give --format png as well"));
    if (options->tile && !pdf)
        return failure_usage(error, _("--tile is for PDF: give --format pdf as well"));
    if (options->marks && !pdf)
        return failure_usage(error, _("--marks is for PDF: give --format pdf as well"));
    if (options->marks && options->tile)
        return failure_usage(
            error, _("--marks is for a print shop, --tile for a printer of one's own: give one of the two"));
    if (*entries && options->all)
        return failure_usage(error, _("--all is for everything that is running: give it, or name entries"));
    if (*entries && options->list)
        return failure_usage(error, _("--list makes one sheet of many entries: give it, or name entries"));
    if (options->all && (options->list || options->year || options->where || options->texts))
        return failure_usage(error,
                             _("--all is for everything that is running: it takes no --list, --year, --where "
                               "or --text"));
    if (!*entries && !options->all && !options->list && !options->sheet)
        return failure_usage(error,
                             _("say what to make: an entry, --list TYPE, or --all for everything that is "
                               "running; 'broadside help poster' says more"));
    return TRUE;
}

static void tell_progress(guint done, guint all, gpointer progress)
{
    progress_tell("posters", done, all, progress);
}

static void print_summary(const Options *options, const PostersSummary *summary, const char *folder)
{
    const double seconds = (double)summary->microseconds / G_USEC_PER_SEC;

    for (guint i = 0; i < summary->files->len; i++)
        report_path(options, summary->files->pdata[i], "%s", (const char *)summary->files->pdata[i]);
    if (options->format == MESSAGE_JSON)
        printf("{\"sheets\":%u,\"failed\":%u,\"milliseconds\":%" G_GINT64_FORMAT "}\n", summary->sheets,
               summary->failed, summary->microseconds / 1000);
    else if (summary->sheets == 0 && summary->failed == 0)
        report_line(options, "%s", _("nothing that has a sheet is running"));
    else if (summary->sheets > 0)
        report_line(options,
                    ngettext("%u sheet in %s, in %.2f s", "%u sheets in %s, in %.2f s", summary->sheets),
                    summary->sheets, folder, seconds);
    if (summary->failed > 0 && options->format == MESSAGE_TEXT && !options->quiet)
        fprintf(stderr,
                ngettext("%u sheet was not made: mend what is said above, then try again\n",
                         "%u sheets were not made: mend what is said above, then try again\n",
                         summary->failed),
                summary->failed);
}

static int posters_report(const Options *options, const PostersOptions *posters)
{
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    PostersSummary summary;
    GError *error = NULL;

    posters_run(posters, diagnostics, &summary, &error);
    progress_finish(posters->data);
    report_messages(options, diagnostics);
    if (!error &&
        (summary.sheets > 0 || summary.failed > 0 || diagnostics_count(diagnostics, SEVERITY_ERROR) == 0))
        print_summary(options, &summary, posters->destination);
    posters_summary_clear(&summary);
    if (error)
        return report_error(options, error);
    return diagnostics_count(diagnostics, SEVERITY_ERROR) > 0 ? EXIT_MISTAKES : EXIT_DONE;
}

static int run(const Options *options, char **arguments)
{
    g_autoptr(GArray) papers = g_array_new(FALSE, FALSE, sizeof(Paper));
    Progress progress;
    PostersOptions posters = {
        .root = ".",
        .themes = options->themes,
        .destination = options->destination ? options->destination : "public/sheets",
        .base_url = options->base_url,
        .date = options->date,
        .drafts = options->drafts,
        .force = options->force,
        .published = !options->destination,
        .jobs = options->jobs,
        .entries = (const char *const *)arguments,
        .sheet = options->sheet,
        .list = options->list,
        .year = options->year,
        .where = (const char *const *)options->where,
        .texts = (const char *const *)options->texts,
        .all = options->all,
        .landscape = options->landscape,
        .options = {.marks = options->marks, .grey = options->grey},
        .waiting = progress_waiting,
        .progress = tell_progress,
        .data = &progress,
    };
    GError *error = NULL;
    Paper tile;

    progress_begin(&progress, options);
    if (!read_papers(options, papers, &error) || !read_formats(options, &posters.formats, &error) ||
        !read_width(options, &posters.options.width, &error) || !read_tile(options, &tile, &error) ||
        !check_words(options, arguments, posters.formats, &error))
        return report_error(options, error);
    posters.options.tile = options->tile ? &tile : NULL;
    posters.papers = (const Paper *)(const void *)papers->data;
    posters.n_papers = papers->len;
    return posters_report(options, &posters);
}

const Command command_poster = {
    .name = "poster",
    .arguments = N_("ENTRY..."),
    .most = G_MAXUINT,
    .options = OPTION_SHEETS | OPTION_DESTINATION | OPTION_BASE_URL | OPTION_DATE | OPTION_DRAFTS |
               OPTION_JOBS | OPTION_FORCE | OPTION_MESSAGES,
    .summary = N_("make sheets for the board: posters as PDF, PNG or SVG"),
    .details =
        N_("ENTRY is the id of an entry, an end of it that no other entry has, its file or its title. Each\n"
           "entry becomes the sheet that the theme has for its type, on A3, as PDF. Text is set as\n"
           "large as fits; what does not fit at its smallest size is an error, and nothing is cut\n"
           "off. One sheet that cannot be made does not keep the others from being written."),
    .example = "  broadside poster 2025-11-03-water\n"
               "  broadside poster 2025-11-03-water --size A2 --tile A4 --grey\n"
               "  broadside poster --list honours --year 2025 --size 600x800 --marks\n"
               "  broadside poster --all --format pdf,png -d ~/posters",
    .run = run,
};
