/* SPDX-License-Identifier: MIT */
#include "cli/report.h"

#include "site/site.h"
#include "text/diagnostic-print.h"
#include "text/identity.h"
#include "text/json.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

static int status_of(const GError *error)
{
    if (g_error_matches(error, BUILD_ERROR, BUILD_ERROR_USAGE) || error->domain == G_OPTION_ERROR ||
        g_error_matches(error, SITE_ERROR, SITE_ERROR_OPTION) ||
        g_error_matches(error, CONTENT_ERROR, CONTENT_ERROR_NO_SITE))
        return EXIT_USAGE;
    return EXIT_MACHINE;
}

/* As JSON all goes to standard output, so that a program has one stream to read. */
static FILE *message_stream(const Options *options)
{
    return options->format == MESSAGE_JSON ? stdout : stderr;
}

void report_messages(const Options *options, Diagnostics *diagnostics)
{
    g_autoptr(GString) text = g_string_new(NULL);

    diagnostics_print(diagnostics, options->format, options->colour, text);
    fputs(text->str, message_stream(options));
}

int report_error(const Options *options, GError *error)
{
    g_autoptr(GError) owned = error;
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();

    diagnostics_error(diagnostics, PLACE_NONE, NULL, "%s", owned->message);
    report_messages(options, diagnostics);
    return status_of(owned);
}

static void print_json(const BuildSummary *summary, gboolean written)
{
    printf("{\"pages\":%u,\"files\":%u", summary->pages, summary->files);
    if (written)
        printf(",\"rendered\":%u,\"written\":%u,\"unchanged\":%u,\"removed\":%u", summary->rendered,
               summary->counts.written, summary->counts.unchanged, summary->counts.removed);
    printf(",\"milliseconds\":%" G_GINT64_FORMAT "}\n", summary->microseconds / 1000);
}

static char *count_pages(guint count)
{
    return g_strdup_printf(ngettext("%u page", "%u pages", count), count);
}

static char *count_files(guint count)
{
    return g_strdup_printf(ngettext("%u file", "%u files", count), count);
}

static char *count_warnings(guint count)
{
    return g_strdup_printf(ngettext("%u warning", "%u warnings", count), count);
}

static void print_swept(const Options *options, const PhotosSummary *photos)
{
    g_autofree char *size = g_format_size(photos->swept_bytes);

    if (options->gc && options->format == MESSAGE_TEXT)
        report_line(options,
                    ngettext("%u copy of a photo that is not used any more was removed (%s)",
                             "%u copies of photos that are not used any more were removed (%s)",
                             photos->swept),
                    photos->swept, size);
}

static void print_summary(const Options *options, const BuildSummary *summary, gboolean written,
                          guint warnings)
{
    const double seconds = (double)summary->microseconds / G_USEC_PER_SEC;
    g_autofree char *pages = count_pages(summary->pages);
    g_autofree char *files = count_files(summary->files);
    g_autofree char *warned = count_warnings(warnings);

    if (options->format == MESSAGE_JSON)
        print_json(summary, written);
    else if (written && summary->rendered > 0 && summary->kept > 0)
        /* Translators: "12 pages", "3 files" */
        report_line(options, _("%s, %s: %u rendered, %u written, %u unchanged, %u removed in %.2f s"), pages,
                    files, summary->rendered, summary->counts.written, summary->counts.unchanged,
                    summary->counts.removed, seconds);
    else if (written)
        /* Translators: "12 pages", "3 files" */
        report_line(options, _("%s, %s: %u written, %u unchanged, %u removed in %.2f s"), pages, files,
                    summary->counts.written, summary->counts.unchanged, summary->counts.removed, seconds);
    else if (warnings > 0)
        /* Translators: "12 pages", "3 files", "2 warnings" */
        report_line(options, _("%s, %s: no errors, %s, in %.2f s"), pages, files, warned, seconds);
    else
        report_line(options, _("%s, %s: no errors in %.2f s"), pages, files, seconds);
}

int report_build(const Options *options, Diagnostics *diagnostics, const BuildSummary *summary,
                 gboolean written, GError *error)
{
    report_messages(options, diagnostics);
    if (error)
        return report_error(options, error);
    if (diagnostics_count(diagnostics, SEVERITY_ERROR) > 0) {
        if (written && !options->quiet && options->format == MESSAGE_TEXT)
            fprintf(stderr, "%s\n", _("Nothing was changed: mend the errors, then build again."));
        return EXIT_MISTAKES;
    }
    if (options->strict && diagnostics_count(diagnostics, SEVERITY_WARNING) > 0) {
        if (!options->quiet && options->format == MESSAGE_TEXT)
            fprintf(stderr, "%s\n",
                    written ? _("Nothing was changed: with --strict, mend the warnings, too.")
                            : _("With --strict, warnings are mended, too."));
        return EXIT_MISTAKES;
    }
    print_swept(options, &summary->photos);
    print_summary(options, summary, written, diagnostics_count(diagnostics, SEVERITY_WARNING));
    return EXIT_DONE;
}

static void G_GNUC_PRINTF(2, 0) print_line(const Options *options, const char *format, va_list arguments)
{
    if (options->quiet)
        return;
    g_autofree char *line = g_strdup_vprintf(format, arguments);
    g_autofree char *hidden = identity_hide(line);
    g_autofree char *shown = diagnostic_printable(hidden);
    puts(shown);
}

void report_line(const Options *options, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    print_line(options, format, arguments);
    va_end(arguments);
}

void report_path(const Options *options, const char *path, const char *format, ...)
{
    g_autoptr(GString) json = g_string_new("{");
    va_list arguments;

    va_start(arguments, format);
    if (options->format == MESSAGE_JSON) {
        g_autofree char *shown = identity_hide(path);
        json_append_member(json, "path", shown);
        printf("%s}\n", json->str);
    } else {
        print_line(options, format, arguments);
    }
    va_end(arguments);
}
