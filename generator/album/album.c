/* SPDX-License-Identifier: MIT */
#include "album/album.h"

#include "album/alike.h"
#include "album/known.h"
#include "album/put.h"
#include "build/lock.h"
#include "build/prepare.h"
#include "content/config.h"
#include "content/filename.h"
#include "content/frontmatter.h"
#include "darkroom/darkroom.h"
#include "record/files.h"
#include "site/entry-find.h"
#include "text/cache.h"
#include "text/fresh.h"
#include "text/path.h"
#include "text/strings.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

typedef struct {
    const AlbumOptions *options;
    Diagnostics *diagnostics;
    AlbumSummary *summary;
    const Entry *entry;
    GPtrArray *named; /* char *: the files that it names, from the site's root */
    GTimeZone *zone;
    Interrupt interrupt;
    char *folder; /* of the entry's photos */
    char *file;   /* the entry's */
    char *stem;   /* what their names begin with */
    Bytes bytes;  /* of the entry's file */
    FileStamp stamp;
} Album;

static gboolean check_folder(const char *root, const char *folder, GError **error)
{
    g_autofree char *entries = g_build_filename(root, "content", NULL);

    if (g_file_test(folder, G_FILE_TEST_IS_REGULAR))
        return failure_usage(error, _("'%s' is a file: give the folder in which it lies"), folder);
    if (!g_file_test(folder, G_FILE_TEST_IS_DIR))
        return failure_usage(error, _("there is no folder '%s'"), folder);
    if (filename_is_inside(entries, folder))
        return failure_usage(error, _("'%s' is among the entries of the site: name its photos in the text"),
                             folder);
    return TRUE;
}

static gboolean refuse_roll(const char *folder, GError **error)
{
    g_autoptr(GPtrArray) folders = roll_find_folders(folder);

    if (folders->len == 0)
        return failure_usage(error, _("there are no photos in '%s'"), folder);
    g_ptr_array_add(folders, NULL);
    g_autofree char *list = strings_list((const char *const *)folders->pdata);
    return failure_usage(error,
                         _("there are no photos in '%s', only in folders inside it: give one of those (%s)"),
                         folder, list);
}

static gboolean read_roll(Album *album, GError **error)
{
    const char *folder = album->options->folder;

    album->summary->roll = roll_read(folder);
    if (!album->summary->roll)
        return failure_usage(error, _("cannot read the folder '%s': %s"), folder, g_strerror(errno));
    return album->summary->roll->shots->len > 0 || refuse_roll(folder, error);
}

static void report_unreadable(const Album *album, const Shot *shot, PhotoEnd end)
{
    const Place place = PLACE_FILE(shot->name);

    if (end == PHOTO_UNREADABLE)
        diagnostics_error(album->diagnostics, place,
                          _("save it as JPEG (on an iPhone: Settings, Camera, Formats, Most Compatible)"),
                          _("photos of this form cannot be read on this machine"));
    else if (end == PHOTO_LARGE)
        diagnostics_error(album->diagnostics, place,
                          _("save it smaller: 6000 pixels for its longer side are plenty"),
                          _("this photo is too large"));
    else
        diagnostics_error(album->diagnostics, place,
                          _("copy it from the camera or the telephone once more, or leave it out"),
                          _("this photo cannot be read: it is damaged, or no picture"));
}

static void take_look(const Album *album, Shot *shot, const DarkroomTask *task)
{
    if (task->end == PHOTO_DONE) {
        shot->look = task->look;
        shot_find_time(shot, album->zone);
        return;
    }
    shot->fate = shot->fate == SHOT_OLD ? SHOT_UNSEEN : SHOT_REFUSED;
    if (shot->fate == SHOT_UNSEEN)
        return;
    if (access(shot->path, R_OK) < 0)
        diagnostics_error(album->diagnostics, PLACE_FILE(shot->name), NULL, _("cannot be read: %s"),
                          g_strerror(errno));
    else
        report_unreadable(album, shot, task->end);
}

static void tell_looked(guint done, guint all, gpointer data)
{
    const Album *album = data;

    if (album->options->progress)
        album->options->progress("photos", done, all, album->options->data);
}

static void tell_copied(guint done, guint all, gpointer data)
{
    const Album *album = data;

    if (album->options->progress)
        album->options->progress("copies", done, all, album->options->data);
}

/* Of twins one is enough. */
static gboolean look_all(Album *album, GError **error)
{
    const GPtrArray *shots = album->summary->roll->shots;
    g_autofree DarkroomTask *tasks = g_new0(DarkroomTask, shots->len);
    g_autofree Shot **looked = g_new0(Shot *, shots->len);
    guint count = 0;

    for (guint i = 0; i < shots->len; i++) {
        Shot *shot = shots->pdata[i];
        if (shot->fate == SHOT_TWIN)
            continue;
        tasks[count] = (DarkroomTask){.work = DARKROOM_LOOK, .source = shot->path};
        looked[count++] = shot;
    }
    const DarkroomJob job = {.tasks = tasks,
                             .count = count,
                             .children = album->options->jobs ? album->options->jobs : g_get_num_processors(),
                             .progress = tell_looked,
                             .data = album};
    const gboolean done = darkroom_run(&job, &album->interrupt, error);
    for (guint i = 0; done && i < count; i++)
        take_look(album, looked[i], &tasks[i]);
    darkroom_clear(tasks, count);
    return done;
}

/* Twins go the way of the first of them. */
static void order(const Album *album)
{
    const GPtrArray *shots = album->summary->roll->shots;

    for (guint i = 0; i < shots->len; i++) {
        Shot *shot = shots->pdata[i];
        if (shot->fate != SHOT_TWIN)
            continue;
        shot->when = shot->kept->when;
        if (shot->kept->fate == SHOT_NEW || shot->kept->fate == SHOT_THERE)
            continue;
        if (shot->kept->fate == SHOT_REFUSED)
            diagnostics_error(album->diagnostics, PLACE_FILE(shot->name), NULL,
                              _("cannot be read, either: it is the very same file as '%s'"),
                              shot->kept->name);
        shot->fate = shot->kept->fate;
        shot->kept = shot->kept->kept;
    }
    g_ptr_array_sort((GPtrArray *)shots, shot_compare);
}

static gboolean is_named(const Album *album, const Shot *shot)
{
    g_autofree char *path = g_build_filename(album->summary->folder, shot->target, NULL);

    return g_ptr_array_find_with_equal_func(album->named, path, g_str_equal, NULL);
}

/*
 * What comes into the text, in order. A photo that is there and not in the text was taken out of it by
 * somebody, unless the last run ended before it came to that. Borrowed.
 */
static GPtrArray *names_missing(const Album *album)
{
    const GPtrArray *shots = album->summary->roll->shots;
    const gboolean broken_off = fresh_has_remains(album->folder);
    g_autoptr(GHashTable) there = g_hash_table_new(g_str_hash, g_str_equal);
    GPtrArray *names = g_ptr_array_new();

    for (guint i = 0; i < shots->len; i++) {
        Shot *shot = shots->pdata[i];
        const gboolean missing = shot->fate == SHOT_THERE && !is_named(album, shot);
        shot->unnamed = missing && !broken_off;
        if (shot->fate == SHOT_NEW || (missing && broken_off && g_hash_table_add(there, shot->target)))
            g_ptr_array_add(names, shot->target);
    }
    return names;
}

static gsize find_body(const Album *album)
{
    const gsize mark = g_str_has_prefix(album->bytes.text, "\xEF\xBB\xBF") ? 3 : 0;
    g_autoptr(Diagnostics) ignored = diagnostics_new();
    g_autoptr(Source) source =
        source_new_take(album->entry->path, g_strdup(album->bytes.text + mark), album->bytes.length - mark);
    FrontMatter matter = {0};

    return frontmatter_find(source, &matter, ignored) ? matter.body + mark : mark;
}

/* The text of the entry with the photos, or NULL after a diagnostic. */
static GString *write_lines(Album *album)
{
    g_autoptr(GPtrArray) names = names_missing(album);
    BlockLines *lines = &album->summary->lines;
    g_autoptr(GString) text =
        block_add(album->bytes.text, album->bytes.length, find_body(album), names, lines);

    if (lines->open == 0)
        return g_steal_pointer(&text);
    const Place place = {.file = album->entry->path, .line = lines->open};
    g_autofree char *hint = g_strdup_printf(_("end it with a line of its own: %s"), lines->end);
    diagnostics_error(album->diagnostics, place, hint,
                      _("a block of the text begins here and never ends: photos cannot be added after it"));
    return NULL;
}

static void count_placed(const Album *album)
{
    const GPtrArray *shots = album->summary->roll->shots;

    for (guint i = 0; i < shots->len; i++) {
        const Shot *shot = shots->pdata[i];
        album->summary->placed += shot->fate == SHOT_NEW && shot->look.has_place;
    }
}

static gboolean write_all(Album *album, GError **error)
{
    const GPtrArray *shots = album->summary->roll->shots;
    g_autoptr(GString) text = write_lines(album);

    if (!text || album->options->dry_run)
        return TRUE;
    if (album->summary->lines.first == 0) {
        fresh_clear_remains(album->folder);
        return TRUE;
    }
    return put_photos(&(Putting){.shots = shots,
                                 .root = album->options->root,
                                 .folder = album->summary->folder,
                                 .entry = album->summary->entry,
                                 .text = text,
                                 .stamp = album->stamp,
                                 .progress = tell_copied,
                                 .data = album},
                      &album->interrupt, error);
}

static gboolean album_make(Album *album, GError **error)
{
    GPtrArray *shots = album->summary->roll->shots;
    const char *prefix = album->entry->folder ? NULL : album->stem;

    known_mark(shots, album->folder, prefix);
    /* Where the entry has them all, when they were taken matters only for lines that are still to be written.
     */
    const gboolean looking = shots_count(shots, SHOT_NEW) > 0 || fresh_has_remains(album->folder);
    if (looking && !album->options->all)
        known_add(shots, album->folder, prefix);
    if (looking && !look_all(album, error))
        return FALSE;
    if (!album->options->all)
        alike_find(shots);
    order(album);
    names_give(shots, album->folder, album->stem);
    count_placed(album);
    return write_all(album, error);
}

/* A loose entry shares its folder with others of its slug, but for the day: its file's whole name is its own.
 */
static char *stem_of(const Entry *entry)
{
    const char *slash = strrchr(entry->id, '/');

    return path_part(entry->folder ? entry->slug : slash ? slash + 1 : entry->id);
}

/* Of the first entry whose title could not be read, because of a mistake before it; or NULL. */
static const Entry *entry_without_title(const Site *site)
{
    const GPtrArray *entries = site->content->entries;

    for (guint i = 0; i < entries->len; i++) {
        const Entry *entry = entries->pdata[i];
        if (entry->faulty && entry->fields[COMMON_TITLE].kind != VALUE_TEXT)
            return entry;
    }
    return NULL;
}

/* How the entry can be had that there is not. */
static char *hint_new(const Site *site)
{
    const Entry *entry = entry_without_title(site);

    return entry ? g_strdup_printf(
                       _("the title of '%s' cannot be read: 'broadside check' says what is wrong with it"),
                       entry->path)
                 : g_strdup(_("'broadside new event TITLE' begins one ('broadside help new')"));
}

static gboolean album_find(Album *album, const Site *site, GError **error)
{
    g_autofree char *hint = hint_new(site);
    const AlbumOptions *options = album->options;

    album->entry = entry_find(site, options->event, hint, album->diagnostics);
    if (!album->entry)
        return TRUE;
    album->named = files_named(site, album->entry);
    album->file = g_build_filename(options->root, album->entry->path, NULL);
    album->folder = g_path_get_dirname(album->file);
    album->stem = stem_of(album->entry);
    album->summary->entry = g_strdup(album->entry->path);
    album->summary->folder = g_path_get_dirname(album->entry->path);
    album->zone = g_time_zone_new_identifier(content_config(site->content, "timezone")->text);
    if (!album->zone)
        album->zone = g_time_zone_new_local();
    album->stamp = stamp_of_file(album->file);
    return source_read_bytes(AT_FDCWD, album->file, NULL, &album->bytes, error);
}

static gboolean album_stages(Album *album, Prepared *ready, GError **error)
{
    const AlbumOptions *options = album->options;
    g_autoptr(Diagnostics) ignored = diagnostics_new();
    const SiteOptions site = {.drafts = TRUE};

    if (!prepare(options->root, options->themes, &site, ignored, ready, error) ||
        !check_folder(options->root, options->folder, error) || !album_find(album, ready->site, error))
        return FALSE;
    if (!album->entry)
        return TRUE;
    if (!read_roll(album, error))
        return FALSE;
    interrupt_hold(&album->interrupt);
    const gboolean done = album_make(album, error);
    interrupt_release(&album->interrupt);
    return done;
}

static void album_clear(Album *album)
{
    if (album->zone)
        g_time_zone_unref(album->zone);
    if (album->named)
        g_ptr_array_unref(album->named);
    g_free(album->folder);
    g_free(album->file);
    g_free(album->stem);
    g_free(album->bytes.text);
}

gboolean album_run(const AlbumOptions *options, Diagnostics *diagnostics, AlbumSummary *summary,
                   GError **error)
{
    g_autofree char *config = g_build_filename(options->root, CONFIG_FILE, NULL);
    g_autofree char *work = g_build_filename(options->root, WORK_FOLDER, NULL);
    g_autoptr(Lock) lock = NULL;
    Album album = {.options = options, .diagnostics = diagnostics, .summary = summary};
    Prepared ready = {0};

    *summary = (AlbumSummary){0};
    if (!options->dry_run && g_file_test(config, G_FILE_TEST_EXISTS)) {
        lock = lock_acquire(work, options->waiting, error);
        if (!lock)
            return FALSE;
    }
    const gboolean done = album_stages(&album, &ready, error);
    album_clear(&album);
    prepared_clear(&ready);
    return done;
}

void album_summary_clear(AlbumSummary *summary)
{
    g_clear_pointer(&summary->roll, roll_free);
    g_clear_pointer(&summary->entry, g_free);
    g_clear_pointer(&summary->folder, g_free);
}
