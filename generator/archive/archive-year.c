/* SPDX-License-Identifier: MIT */
#include "archive/archive-private.h"
#include "archive/books.h"
#include "archive/evidence-tree.h"
#include "archive/originals.h"
#include "archive/paths.h"
#include "archive/target.h"
#include "archive/years.h"
#include "build/build.h"
#include "build/manifest.h"
#include "build/tree.h"
#include "record/filing.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

/* One year's record, while it is made. */
typedef struct {
    const Archive *archive;
    char name[16]; /* "2025" */
    char *date;    /* today, the same for all of it */
    char *folder;  /* in which it is made */
    Bag *bag;
    Collection *entries;
    GHashTable *pages;
    ArchiveYear year;
    ArchiveYearSummary summary;
} Making;

static gboolean is_error(const Diagnostic *diagnostic, G_GNUC_UNUSED gpointer data)
{
    return diagnostic->severity == SEVERITY_ERROR;
}

/* What was a warning has been told of the whole site. */
static void tell_errors(const Making *making, const Diagnostics *found)
{
    g_autoptr(Diagnostics) errors = diagnostics_new();
    g_autofree char *note =
        g_strdup_printf(_("in the website that is frozen in the record of %s"), making->name);

    diagnostics_select(errors, found, is_error, NULL);
    diagnostics_copy(making->archive->diagnostics, errors, note);
}

/* The website as it was, in the payload, and the paths of what it has. */
static gboolean make_site(Making *making, GError **error)
{
    const ArchiveOptions *options = making->archive->options;
    g_autofree char *site = bag_path(making->bag, PAYLOAD_SITE);
    g_autofree char *manifest = g_build_filename(site, MANIFEST_NAME, NULL);
    g_autoptr(Diagnostics) found = diagnostics_new();
    const BuildOptions build = {.root = options->root,
                                .themes = options->themes,
                                .destination = site,
                                .date = making->date,
                                .year = making->year.year,
                                .jobs = options->jobs,
                                .waiting = options->waiting};
    BuildSummary summary;

    if (!build_run(&build, found, &summary, error))
        return FALSE;
    tell_errors(making, found);
    if (archive_has_errors(making->archive))
        return TRUE;
    g_unlink(manifest);
    g_autoptr(GPtrArray) files = tree_files(site, site, found, error);
    for (guint i = 0; files && i < files->len; i++)
        g_hash_table_add(making->pages, g_strdup(files->pdata[i]));
    return files != NULL;
}

static guint count_documents(const RecordYear *record, gboolean withdrawn_too)
{
    guint count = 0;

    for (guint i = 0; record && i < record->n_items; i++)
        count += withdrawn_too || record->items[i].withdrawn.day == DAY_NONE;
    return count;
}

/* In memory only: the file is written when nothing else can go wrong. */
static void make_numbers(Making *making)
{
    const Archive *archive = making->archive;
    const int year = making->year.year;
    const guint before = count_documents(record_year(archive->record, year), TRUE);

    record_number(archive->record, archive->ready.site, year, archive->diagnostics);
    making->year.record = record_year(archive->record, year);
    making->summary.given = count_documents(making->year.record, TRUE) - before;
    making->summary.documents = count_documents(making->year.record, FALSE);
}

static gboolean make_books(Making *making, GError **error)
{
    const Archive *archive = making->archive;
    const BooksJob job = {.year = &making->year,
                          .record = archive->record,
                          .paths = outputs_paths(archive->ready.plan->outputs),
                          .outputs = archive->ready.plan->pages,
                          .bag = making->bag,
                          .workers = archive_workers(archive),
                          .progress = archive->options->progress};

    return books_make(&job, &archive->interrupt, archive->diagnostics, error);
}

static gboolean finish_bag(Making *making, GError **error)
{
    const Site *site = making->archive->ready.site;
    const char *fonds = making->year.record ? making->year.record->fonds : NULL;
    g_autofree char *title = g_strdup_printf("%s %s", site->title, making->name);
    g_autofree char *identifier = fonds ? g_strdup_printf("%s-%s", fonds, making->name) : NULL;
    const BagInfo info[] = {
        {"Source-Organization", filing_organisation(site)},
        {"External-Description", title},
        {"External-Identifier", identifier},
        {"Bagging-Date", making->date},
    };

    making->summary.files = bag_files(making->bag, &making->summary.bytes);
    return bag_finish(making->bag, info, G_N_ELEMENTS(info), error);
}

static void count_gaps(Making *making)
{
    g_autoptr(Evidence) evidence = evidence_new(&making->year);

    making->summary.assessed = evidence != NULL;
    making->summary.gaps = evidence ? evidence->gaps : 0;
}

/* The payload. With errors it is in vain. */
static gboolean make_payload(Making *making, GError **error)
{
    const Archive *archive = making->archive;
    const int year = making->year.year;

    archive_tell(archive, year, _("website"));
    if (!make_site(making, error))
        return FALSE;
    if (archive_has_errors(archive))
        return TRUE;
    archive_tell(archive, year, _("originals"));
    if (!originals_copy(archive->ready.site, making->entries, archive_workers(archive), making->bag,
                        archive->diagnostics, error))
        return FALSE;
    archive_tell(archive, year, _("books"));
    if (interrupt_waits(&archive->interrupt, error) || !make_books(making, error))
        return FALSE;
    if (archive_has_errors(archive))
        return TRUE;
    count_gaps(making);
    archive_tell(archive, year, _("manifests"));
    if (!bag_adopt(making->bag, PAYLOAD_SITE_FOLDER, error))
        return FALSE;
    archive_tell(archive, year, _("disk"));
    return finish_bag(making, error);
}

/* A package that is there already would be out of date beside the new folder: it is made anew. */
static gboolean is_due(const Archive *archive, const char *folder, guint package)
{
    g_autofree char *name = g_strconcat(folder, ARCHIVE_ENDINGS[package], NULL);

    return archive_wants(archive->options, package) ||
           target_package(archive->shelf, name, folder) == TARGET_OURS;
}

static gboolean pack(const Making *making, GError **error)
{
    const Archive *archive = making->archive;

    for (guint i = 0; i < N_PACKAGE_FORMATS; i++) {
        g_autofree char *name = g_strconcat(making->name, ARCHIVE_ENDINGS[i], NULL);
        g_autofree char *file = shelf_begin(archive->shelf, name);
        if (!is_due(archive, making->name, i))
            continue;
        archive_tell(archive, making->year.year, name);
        if (interrupt_waits(&archive->interrupt, error) ||
            !package_write(making->folder, making->name, file, i, archive->ready.site->today.day, error))
            return FALSE;
    }
    return TRUE;
}

static void file_tell(const Archive *archive, const char *name)
{
    g_ptr_array_add(archive->summary->files, g_build_filename(archive->options->destination, name, NULL));
}

static gboolean put_packages(const Making *making, GError **error)
{
    const Archive *archive = making->archive;

    for (guint i = 0; i < N_PACKAGE_FORMATS; i++) {
        g_autofree char *name = g_strconcat(making->name, ARCHIVE_ENDINGS[i], NULL);
        if (!is_due(archive, making->name, i))
            continue;
        if (!shelf_put(archive->shelf, name, error))
            return FALSE;
        file_tell(archive, name);
    }
    return TRUE;
}

/*
 * No number may be given twice: they are on the disk before anything that names them can be seen. That the
 * year is closed is written last: it is true only then, and of the files as they were copied: somebody may
 * have saved one since.
 */
static gboolean put_record(const Making *making, GError **error)
{
    const Archive *archive = making->archive;
    const char *root = archive->options->root;
    const Site *site = archive->ready.site;
    g_autofree char *folder = shelf_path(archive->shelf, making->name);
    g_autofree char *copy = g_build_filename(folder, "data", PAYLOAD_ORIGINALS, NULL);
    GError *failed = NULL;

    if (!pack(making, error))
        return FALSE;
    archive_tell(archive, making->year.year, _("exchange"));
    if (interrupt_waits(&archive->interrupt, error) || !record_write(archive->record, root, error) ||
        !shelf_put(archive->shelf, making->name, error))
        return FALSE;
    file_tell(archive, making->name);
    if (!put_packages(making, error))
        return FALSE;
    record_close(archive->record, site, making->year.year, site->today, copy, &failed);
    if (failed) {
        g_propagate_error(error, failed);
        return FALSE;
    }
    return record_write(archive->record, root, error) && shelf_clear(archive->shelf, error);
}

static gboolean make_year(Making *making, GError **error)
{
    make_numbers(making);
    making->folder = shelf_begin(making->archive->shelf, making->name);
    if (g_mkdir(making->folder, 0777) < 0)
        return failure_set(error, errno, _("cannot make the folder '%s'"), making->folder);
    making->bag = bag_new(making->folder, error);
    if (!making->bag || !make_payload(making, error))
        return FALSE;
    return archive_has_errors(making->archive) || put_record(making, error);
}

gboolean archive_year(Archive *archive, int year, GError **error)
{
    const Site *site = archive->ready.site;
    Making making = {.archive = archive,
                     .date = date_format_iso(site->today),
                     .entries = year_entries(site, year),
                     .pages = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
                     .summary = {.year = year}};

    g_snprintf(making.name, sizeof making.name, "%d", year);
    making.year = (ArchiveYear){.site = site,
                                .theme = archive->ready.theme,
                                .year = year,
                                .entries = making.entries,
                                .pages = making.pages};
    making.summary.entries = collection_count(making.entries);
    const gboolean done = make_year(&making, error);
    if (done && !archive_has_errors(archive))
        g_array_append_val(archive->summary->years, making.summary);
    bag_free(making.bag);
    g_free(making.folder);
    g_free(making.date);
    g_hash_table_unref(making.pages);
    collection_free(making.entries);
    return done;
}
