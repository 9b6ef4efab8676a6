/* SPDX-License-Identifier: MIT */
#include "archive/adopt.h"

#include "archive/adopt-draft.h"
#include "archive/adopt-known.h"
#include "archive/adopt-name.h"
#include "build/lock.h"
#include "import/decode.h"
#include "import/import.h"
#include "picture/taken.h"
#include "text/cache.h"
#include "text/path.h"
#include "text/strings.h"

#include <glib/gi18n.h>
#include <string.h>

#define NAMED_MOST 3
#define TEXT_MOST (256u << 20)

/* What an old file is taken for. */
typedef enum {
    OLD_TEXT,     /* import reads it */
    OLD_DOCUMENT, /* is a document of its own, whose text nothing reads */
    OLD_OTHER,    /* a scan, a photo, a table */
    OLD_LEFT,     /* is not taken: the program that reads it is missing */
} OldKind;

typedef struct {
    const Content *content;
    const AdoptOptions *options;
    Diagnostics *diagnostics;
    AdoptSummary *summary;
    Import *import;
    Known *known;
    gboolean pandoc;
    guint missed; /* files that pandoc would have read */
    guint done, all;
} Adoption;

/* A file of the folder that is at work. */
typedef struct {
    const OldFile *file;
    char *stem; /* equal for files that differ in their endings only */
    OldKind kind;
    gboolean taken;
} Item;

static void item_clear(Item *item)
{
    g_free(item->stem);
}

static gboolean ends_in(const char *name, const char *const *endings)
{
    g_autofree char *ending = old_ending(name);

    return g_strv_contains(endings, ending);
}

/* Files that can be text by their names: looked into. Many a .doc is a web page, or a .docx, in truth. */
static gboolean may_be_text(const OldFile *file)
{
    static const char *const endings[] = {"txt",  "text", "docx",  "doc",   "wps",
                                          "html", "htm",  "xhtml", "shtml", NULL};

    return file->size <= TEXT_MOST && ends_in(file->name, endings);
}

static gboolean is_of_a_writer(const OldFile *file)
{
    static const char *const endings[] = {"doc", "docx", "docm", "dot",   "dotx", "wps",  "wpt", "rtf", "odt",
                                          "ofd", "uot",  "mht",  "mhtml", "txt",  "html", "htm", NULL};

    return ends_in(file->name, endings);
}

static gboolean title_tells(const OldFile *file)
{
    g_autofree char *title = old_file_title(file);

    return genre_of(title).word != NULL;
}

static OldKind kind_of(Adoption *adoption, const OldFile *file)
{
    g_autoptr(Diagnostics) ignored = diagnostics_new();
    g_autofree char *bytes = NULL;
    gsize length;
    Form form;

    if (may_be_text(file) && g_file_get_contents(file->path, &bytes, &length, NULL) &&
        decode_form(file->path, bytes, length, &form, ignored)) {
        if (form == FORM_TEXT || adoption->pandoc)
            return OLD_TEXT;
        adoption->missed++;
        return OLD_LEFT;
    }
    return is_of_a_writer(file) || title_tells(file) ? OLD_DOCUMENT : OLD_OTHER;
}

static void step(Adoption *adoption)
{
    adoption->done++;
    if (adoption->options->progress)
        adoption->options->progress(adoption->done, adoption->all);
}

/* Files of the folder that the site does not hold yet. */
static GArray *items_of(Adoption *adoption, const OldFolder *folder)
{
    GArray *items = g_array_new(FALSE, FALSE, sizeof(Item));

    g_array_set_clear_func(items, (GDestroyNotify)item_clear);
    for (guint i = 0; i < folder->files->len; i++) {
        const OldFile *file = folder->files->pdata[i];
        if (known_take(adoption->known, file)) {
            adoption->summary->known++;
            step(adoption);
            continue;
        }
        g_autofree char *stem = old_stem(file->name);
        const Item item = {file, path_fold(stem), kind_of(adoption, file), FALSE};
        g_array_append_val(items, item);
    }
    return items;
}

/* The old files that were kept whole are no reason to stop: what is wrong with one is a warning. */
static void take_over(Adoption *adoption, const Diagnostics *found)
{
    diagnostics_revise(adoption->diagnostics, found, diagnostic_soften, NULL);
}

static void warn_of_year(Adoption *adoption, const AdoptJob *job, const char *path)
{
    if (job->filed != adoption->options->year)
        diagnostics_warning(adoption->diagnostics, PLACE_FILE(path),
                            _("correct its date or year in the entry, if that is wrong"),
                            _("by what the document says it belongs to %d, not to %d, and is filed there"),
                            job->filed, adoption->options->year);
}

static gboolean write_all(Adoption *adoption, const GPtrArray *drafts, const AdoptJob *job, GError **error)
{
    if (!import_write(adoption->import, drafts, error))
        return FALSE;
    for (guint i = 0; i < drafts->len; i++) {
        const Draft *draft = drafts->pdata[i];
        g_ptr_array_add(adoption->summary->entries, g_strdup(draft->path));
    }
    adoption->summary->files += job->files->len;
    for (guint i = 0; i < job->files->len; i++)
        step(adoption);
    return TRUE;
}

/* The file of the item, and those that are called like it and are no text themselves: the scan of it with its
 * seal, the same in an older format. */
static AdoptJob *job_of(Adoption *adoption, GArray *items, Item *item)
{
    AdoptJob *job = job_new(adoption->content, adoption->options->year, adoption->options->today,
                            item->file->name, old_file_title(item->file));

    job_add(job, item->file);
    item->taken = TRUE;
    for (guint i = 0; i < items->len; i++) {
        Item *other = &g_array_index(items, Item, i);
        if (other->taken || other->kind == OLD_TEXT || other->kind == OLD_LEFT ||
            strcmp(other->stem, item->stem) != 0)
            continue;
        job_add(job, other->file);
        other->taken = TRUE;
    }
    return job;
}

/* What was no text after all is a document without one. */
static void give_back(GArray *items, const AdoptJob *job, Item *item)
{
    for (guint i = 0; i < items->len; i++) {
        Item *other = &g_array_index(items, Item, i);
        if (g_ptr_array_find(job->files, other->file, NULL))
            other->taken = FALSE;
    }
    item->kind = OLD_DOCUMENT;
}

static gboolean adopt_text(Adoption *adoption, GArray *items, Item *item, GError **error)
{
    g_autoptr(AdoptJob) job = job_of(adoption, items, item);
    g_autoptr(GPtrArray) drafts = g_ptr_array_new();
    g_autoptr(Diagnostics) found = diagnostics_new();

    import_want(adoption->import, job_wanted(job));
    const gboolean read = import_read(adoption->import, item->file->path, drafts, found, error);
    take_over(adoption, found);
    for (guint i = 0; i < drafts->len; i++)
        job_attach(job, drafts->pdata[i]);
    gboolean good = read;
    if (read && drafts->len == 0)
        give_back(items, job, item);
    else if (read && (good = write_all(adoption, drafts, job, error)))
        warn_of_year(adoption, job, item->file->path);
    import_forget(adoption->import);
    return good;
}

static gboolean adopt_job(Adoption *adoption, AdoptJob *job, const Type *type, const char *place,
                          GError **error)
{
    g_autoptr(GPtrArray) drafts = g_ptr_array_new_with_free_func((GDestroyNotify)draft_free);
    g_autoptr(Diagnostics) found = diagnostics_new();

    g_ptr_array_add(drafts, job_draft(job, type, found));
    take_over(adoption, found);
    if (!write_all(adoption, drafts, job, error))
        return FALSE;
    warn_of_year(adoption, job, place);
    return TRUE;
}

/* By the word that its name ends in; a public review, of which nothing is known but its name, is a page. */
static const Type *type_of(const Content *content, const char *title)
{
    const Genre genre = genre_of(title);
    const gboolean review = genre.kind && strcmp(genre.kind, "review") == 0;

    return types_by_name(content->types, genre.word && !review ? genre.type : "page");
}

static gboolean adopt_document(Adoption *adoption, GArray *items, Item *item, GError **error)
{
    g_autoptr(AdoptJob) job = job_of(adoption, items, item);

    return adopt_job(adoption, job, type_of(adoption->content, job->title), item->file->path, error);
}

/* What its name says, else the camera. */
static gboolean file_day(const OldFile *file, int wanted, Date *date)
{
    int year, month, day;

    return old_name_day(file->name, wanted, date) || (picture_taken(file->path, &year, &month, &day) &&
                                                      year == wanted && date_set(date, year, month, day));
}

/* The last of the days on which they came to be. */
static void find_day(AdoptJob *job, const OldFile *file)
{
    Date day;

    if (!file_day(file, job->year, &day) || (job->dated && day.day <= job->date.day))
        return;
    job->dated = TRUE;
    job->date = (Date){day.day, -1};
}

static gboolean adopt_rest(Adoption *adoption, const OldFolder *folder, GArray *items, GError **error)
{
    const gboolean chinese =
        g_ascii_strncasecmp(content_config(adoption->content, "language")->text, "zh", 2) == 0;
    const int year = adoption->options->year;
    g_autoptr(AdoptJob) job = job_new(adoption->content, year, adoption->options->today, folder->name,
                                      old_folder_title(folder, year, chinese));
    const gboolean dated = job->dated;

    job->own = TRUE;
    for (guint i = 0; i < items->len; i++) {
        const Item *item = &g_array_index(items, Item, i);
        if (item->taken || item->kind == OLD_LEFT)
            continue;
        job_add(job, item->file);
        if (!dated)
            find_day(job, item->file);
    }
    return job->files->len == 0 || adopt_job(adoption, job, NULL, folder->path, error);
}

static void warn_of_documents(Adoption *adoption, const OldFolder *folder, const GArray *items)
{
    const char *names[NAMED_MOST + 1] = {NULL};
    guint count = 0;

    for (guint i = 0; i < items->len; i++) {
        const Item *item = &g_array_index(items, Item, i);
        if (item->kind != OLD_DOCUMENT || !is_of_a_writer(item->file))
            continue;
        if (count < NAMED_MOST)
            names[count] = item->file->name;
        count++;
    }
    if (count == 0)
        return;
    g_autofree char *list = strings_list(names);
    diagnostics_warning(adoption->diagnostics, PLACE_FILE(folder->path),
                        _("to have their text in the entries, too, save them as .docx beforehand"),
                        ngettext("%u document was taken over without its text, which cannot be read: %s",
                                 "%u documents were taken over without their text, which cannot be read: %s",
                                 count),
                        count, list);
}

static gboolean adopt_each(Adoption *adoption, GArray *items, OldKind kind, GError **error)
{
    for (guint i = 0; i < items->len; i++) {
        Item *item = &g_array_index(items, Item, i);
        if (item->taken || item->kind != kind)
            continue;
        if (!(kind == OLD_TEXT ? adopt_text : adopt_document)(adoption, items, item, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean adopt_folder(Adoption *adoption, const OldFolder *folder, GError **error)
{
    g_autoptr(GArray) items = items_of(adoption, folder);

    if (!adopt_each(adoption, items, OLD_TEXT, error) || !adopt_each(adoption, items, OLD_DOCUMENT, error) ||
        !adopt_rest(adoption, folder, items, error))
        return FALSE;
    warn_of_documents(adoption, folder, items);
    return TRUE;
}

static gboolean adopt_all(Adoption *adoption, const GPtrArray *folders, GError **error)
{
    for (guint i = 0; i < folders->len; i++)
        adoption->all += ((const OldFolder *)folders->pdata[i])->files->len;
    for (guint i = 0; i < folders->len; i++)
        if (!adopt_folder(adoption, folders->pdata[i], error))
            return FALSE;
    if (adoption->missed > 0)
        diagnostics_error(
            adoption->diagnostics, PLACE_FILE(adoption->options->folder),
            _("install it (on Debian the package 'pandoc'), and take the folder over again: what is "
              "there already is left out"),
            ngettext("%u Word document or web page was left out, because pandoc, which reads them, is "
                     "not installed",
                     "%u Word documents and web pages were left out, because pandoc, which reads "
                     "them, is not installed",
                     adoption->missed),
            adoption->missed);
    adoption->summary->passed += adoption->missed;
    return TRUE;
}

static gboolean check_year(int year, GError **error)
{
    Date day;

    return date_set(&day, year, 12, 31) || failure_usage(error, _("there is no year %d"), year);
}

gboolean adopt_run(const Content *content, const AdoptOptions *options, Diagnostics *diagnostics,
                   AdoptSummary *summary, GError **error)
{
    *summary = (AdoptSummary){.entries = g_ptr_array_new_with_free_func(g_free)};
    if (!old_check(content, options->folder, error) || !check_year(options->year, error))
        return FALSE;
    g_autofree char *work = g_build_filename(content->root, WORK_FOLDER, NULL);
    g_autoptr(Lock) lock = options->dry_run ? NULL : lock_acquire(work, options->waiting, error);
    if (!lock && !options->dry_run)
        return FALSE;
    g_autoptr(GPtrArray) folders = old_walk(options->folder, diagnostics, &summary->passed, error);
    if (!folders)
        return FALSE;
    g_autoptr(Import) import = import_new(content, (Wanted){0}, options->dry_run);
    g_autoptr(Known) known = known_new(content);
    g_autofree char *pandoc = g_find_program_in_path("pandoc");
    Adoption adoption = {content, options, diagnostics, summary, import, known, pandoc != NULL};

    return adopt_all(&adoption, folders, error);
}

void adopt_summary_clear(AdoptSummary *summary)
{
    g_clear_pointer(&summary->entries, g_ptr_array_unref);
}
