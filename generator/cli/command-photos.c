/* SPDX-License-Identifier: MIT */
#include "album/album.h"
#include "cli/command.h"
#include "cli/progress.h"
#include "cli/report.h"
#include "text/identity.h"
#include "text/json.h"
#include "text/strings.h"

#include <glib/gi18n.h>
#include <stdio.h>

/* A gallery of more is a chore. */
#define MANY 30

static const char *const FATES[] = {[SHOT_NEW] = "copied",
                                    [SHOT_THERE] = "there",
                                    [SHOT_ALIKE] = "alike",
                                    [SHOT_TWIN] = "twin",
                                    [SHOT_REFUSED] = "refused"};

static void append_member(GString *json, const char *name, const char *value)
{
    g_autofree char *shown = identity_hide(value);

    json_append_member(json, name, shown);
}

static void print_json(const Options *options, const AlbumSummary *summary)
{
    const GPtrArray *shots = summary->roll->shots;

    for (guint i = 0; i < shots->len; i++) {
        const Shot *shot = shots->pdata[i];
        if (shot->fate == SHOT_OLD || shot->fate == SHOT_UNSEEN)
            continue;
        g_autoptr(GString) json = g_string_new("{");
        append_member(json, "photo", shot->name);
        append_member(json, "fate", FATES[shot->fate]);
        if (shot->target) {
            g_autofree char *path = g_build_filename(summary->folder, shot->target, NULL);
            append_member(json, "path", path);
        }
        if (shot->kept)
            append_member(json, "kept", shot->kept->name);
        printf("%s}\n", json->str);
    }
    g_autoptr(GString) json = g_string_new("{");
    append_member(json, "entry", summary->entry);
    printf("%s,\"copied\":%u,\"places\":%u,\"first_line\":%u,\"last_line\":%u,\"written\":%s}\n", json->str,
           shots_count(shots, SHOT_NEW), summary->placed, summary->lines.first, summary->lines.last,
           options->dry_run ? "false" : "true");
}

/* Those that were left out for it: names, NULL-terminated and borrowed; NULL where there are none. */
static GPtrArray *names_left_for(const GPtrArray *shots, const Shot *kept, ShotFate fate)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();

    for (guint i = 0; i < shots->len; i++) {
        const Shot *shot = shots->pdata[i];
        if (shot->fate == fate && shot->kept == kept)
            g_ptr_array_add(names, shot->name);
    }
    if (names->len == 0)
        return NULL;
    g_ptr_array_add(names, NULL);
    return g_steal_pointer(&names);
}

static void print_names(const Options *options, const GPtrArray *names, const char *format)
{
    if (!names)
        return;
    g_autofree char *list = strings_list((const char *const *)names->pdata);
    report_line(options, format, list);
}

static void print_shot(const Options *options, const GPtrArray *shots, const Shot *shot)
{
    g_autoptr(GPtrArray) alike = names_left_for(shots, shot, SHOT_ALIKE);
    g_autoptr(GPtrArray) twins = names_left_for(shots, shot, SHOT_TWIN);

    if (shot->fate == SHOT_NEW)
        report_line(options, "%s → %s", shot->name, shot->target);
    else if (shot->fate == SHOT_THERE && shot->unnamed)
        report_line(options, _("%s is there already, but not in the text: %s"), shot->name, shot->target);
    else if (shot->fate == SHOT_THERE)
        report_line(options, _("%s is there already: %s"), shot->name, shot->target);
    else if (shot->fate == SHOT_OLD && alike)
        report_line(options, "%s", shot->target);
    print_names(options, alike, _("  left out, nearly the same: %s"));
    print_names(options, twins, _("  left out, the very same: %s"));
}

static void print_left(const Options *options, const Roll *roll)
{
    static const char *const reasons[N_LEFT] = {
        [LEFT_LIVE] = N_("left out, films of Live Photos, whose photos were taken: %s"),
        [LEFT_VIDEO] = N_("left out, videos: %s"),
        [LEFT_EDITS] = N_("left out, notes of an iPhone on changes to photos: %s"),
        [LEFT_DRAWING] = N_("left out, drawings, which are no photos: %s"),
        [LEFT_FOLDER] = N_("left out, folders: %s"),
        [LEFT_LINK] = N_("left out, symbolic links: %s"),
        [LEFT_OTHER] = N_("left out, no photos: %s"),
    };

    for (guint i = 0; i < N_LEFT; i++) {
        if (roll->left[i]->len == 0)
            continue;
        g_ptr_array_add(roll->left[i], NULL);
        g_autofree char *list = strings_list((const char *const *)roll->left[i]->pdata);
        g_ptr_array_set_size(roll->left[i], (int)roll->left[i]->len - 1);
        report_line(options, _(reasons[i]), list);
    }
}

static void print_counts(const Options *options, const AlbumSummary *summary)
{
    const GPtrArray *shots = summary->roll->shots;
    const guint copied = shots_count(shots, SHOT_NEW), alike = shots_count(shots, SHOT_ALIKE);
    const guint refused = shots_count(shots, SHOT_REFUSED);

    if (refused > 0)
        report_line(options,
                    ngettext("%u photo could not be read, and was not taken",
                             "%u photos could not be read, and were not taken", refused),
                    refused);
    if (copied == 0 && refused == 0)
        report_line(options, _("no photo is new"));
    else if (copied > 0 && options->dry_run)
        report_line(options,
                    ngettext("%u photo would be copied to '%s'", "%u photos would be copied to '%s'", copied),
                    copied, summary->folder);
    else if (copied > 0)
        report_line(options, ngettext("%u photo was copied to '%s'", "%u photos were copied to '%s'", copied),
                    copied, summary->folder);
    if (alike > 0)
        report_line(
            options,
            ngettext("%u photo that is nearly the same as another was left out; '--all' takes it, too",
                     "%u photos that are nearly the same as others were left out; '--all' takes them, "
                     "too",
                     alike),
            alike);
    if (summary->placed > 0)
        report_line(
            options,
            ngettext("%u photo says where it was taken. The website will not say so; the file in '%s' "
                     "still does.",
                     "%u photos say where they were taken. The website will not say so; the files in "
                     "'%s' still do.",
                     summary->placed),
            summary->placed, summary->folder);
}

static void print_many(const Options *options, const BlockLines *lines)
{
    const guint count = lines->last - lines->first + 1;

    if (count > MANY)
        report_line(options,
                    ngettext("%u photo is more than most people look at: take out its line.",
                             "%u photos are more than most people look at: take out the lines of those that "
                             "show nothing new. They stay out.",
                             count),
                    count);
}

static void print_next(const Options *options, const AlbumSummary *summary)
{
    const BlockLines *lines = &summary->lines;

    if (lines->first == 0)
        return;
    if (options->dry_run)
        report_line(options, _("Nothing was written. Without '--dry-run' it is done."));
    else if (lines->first == lines->last)
        report_line(
            options,
            _("Write behind the name what the photo shows: '%s', line %u. 'broadside serve' shows the page."),
            summary->entry, lines->first);
    else
        report_line(options,
                    _("Write behind each name what the photo shows: '%s', lines %u to %u. 'broadside serve' "
                      "shows the page."),
                    summary->entry, lines->first, lines->last);
    print_many(options, lines);
}

static void print_summary(const Options *options, const AlbumSummary *summary)
{
    const GPtrArray *shots = summary->roll->shots;

    if (options->format == MESSAGE_JSON) {
        print_json(options, summary);
        return;
    }
    for (guint i = 0; i < shots->len; i++)
        print_shot(options, shots, shots->pdata[i]);
    print_left(options, summary->roll);
    print_counts(options, summary);
    print_next(options, summary);
    fflush(stdout);
}

static int run(const Options *options, char **arguments)
{
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    g_autoptr(GError) error = NULL;
    AlbumSummary summary;
    Progress progress;
    const AlbumOptions album = {.root = ".",
                                .themes = options->themes,
                                .folder = arguments[0],
                                .event = options->event,
                                .all = options->all,
                                .dry_run = options->dry_run,
                                .jobs = options->jobs,
                                .waiting = progress_waiting,
                                .progress = progress_tell,
                                .data = &progress};

    if (!options->event) {
        failure_usage(&error, _("say which entry the photos belong to: --event ENTRY"));
        return report_error(options, g_steal_pointer(&error));
    }
    progress_begin(&progress, options);
    const gboolean done = album_run(&album, diagnostics, &summary, &error);
    progress_finish(&progress);
    if (done && summary.roll && summary.lines.open == 0)
        print_summary(options, &summary);
    album_summary_clear(&summary);
    report_messages(options, diagnostics);
    if (!done)
        return report_error(options, g_steal_pointer(&error));
    return diagnostics_count(diagnostics, SEVERITY_ERROR) > 0 ? EXIT_MISTAKES : EXIT_DONE;
}

const Command command_photos = {
    .name = "photos",
    .arguments = N_("FOLDER"),
    .least = 1,
    .most = 1,
    .options = OPTION_ALBUM | OPTION_DRY_RUN | OPTION_JOBS | OPTION_MESSAGES,
    .summary = N_("take the photos of a phone into an entry"),
    .details = N_(
        "The photos in FOLDER are put in the order in which they were taken. Of those that are nearly the\n"
        "same the best is kept. They are copied beside the entry under its name, and into the gallery of\n"
        "its text. FOLDER stays as it is, nothing is overwritten, and it may be done again with more\n"
        "photos. ENTRY is named as 'poster' wants it: its title, its file, or an end of its id."),
    .example = "  broadside photos /media/usb/DCIM/100APPLE --event night-patrol\n"
               "  broadside photos ~/夜巡 --event 夜间巡逻 --dry-run",
    .run = run,
};
