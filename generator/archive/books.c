/* SPDX-License-Identifier: MIT */
#include "archive/books.h"

#include "archive/catalogue.h"
#include "archive/evidence.h"
#include "archive/pages.h"
#include "build/press.h"
#include "record/filing.h"
#include "template/allowance.h"
#include "template/book.h"
#include "text/descriptor.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <unistd.h>

/* A book is as long as its year: what a sheet may spend is nothing to it. Each file of its entries may be a
 * HEIC of 48 megapixels, which cannot be read at a smaller size, and the book is made in memory. */
#define SECONDS_MIN 60
#define ENTRIES_PER_SECOND 5
#define SECONDS_PER_FILE 3
#define MEGABYTES_MIN 2048
#define MEGABYTES_PER_FILE 1

typedef enum { BOOK_OF_YEAR, BOOK_OF_CATALOGUE, BOOK_OF_EVIDENCE, N_BOOKS } BookPart;

static const char *const files[N_BOOKS] = {
    [BOOK_OF_YEAR] = "yearbook.pdf",
    [BOOK_OF_CATALOGUE] = "catalogue.pdf",
    [BOOK_OF_EVIDENCE] = "evidence.pdf",
};

/* What a worker hands back: a part, whether it was made, the pages of each document of the record (0: it says
 * so itself), messages. */
#define RESULT_TYPE "(ubau" DIAGNOSTICS_VARIANT_TYPE ")"

typedef struct {
    const BooksJob *job;
    BookScript *script; /* NULL: the theme has no yearbook */
    Press press;        /* a task is a BookPart */
    Limits limits;
    gboolean made[N_BOOKS];
    guint done;
} Making;

/* In a worker. */
typedef struct {
    Making *making;
    Diagnostics *diagnostics;
    GArray *pages; /* guint32 */
    guint part;
    gboolean made;
} BookWorker;

static void *worker_begin(void *data)
{
    BookWorker *worker = g_new0(BookWorker, 1);

    worker->making = data;
    worker->diagnostics = diagnostics_new();
    worker->pages = g_array_new(FALSE, TRUE, sizeof(guint32));
    return worker;
}

/* What is not shown on the website is not told of in a book for everybody, either. */
static Collection *entries_for_readers(const ArchiveYear *year)
{
    GPtrArray *entries = g_ptr_array_new();

    for (guint i = 0; i < collection_count(year->entries); i++)
        if (collection_at(year->entries, i)->state != ENTRY_HIDDEN)
            g_ptr_array_add(entries, collection_at(year->entries, i));
    return collection_new(entries, NULL, year->site->collation);
}

static gboolean yearbook_ask(BookWorker *worker, Arena *arena, Book *book)
{
    const Making *making = worker->making;
    const BooksJob *job = making->job;
    const Page page = {.kind = PAGE_YEAR,
                       .path = files[BOOK_OF_YEAR],
                       .entries = entries_for_readers(job->year),
                       .year = job->year->year,
                       .number = 1,
                       .count = 1};
    Engine *engine = press_engine(&making->press, job->paths, job->outputs, worker->diagnostics);

    return engine_book(engine, making->script, &page, arena, book);
}

/* In the worker's own copy of the record; the parent is told. */
static void pages_count(BookWorker *worker)
{
    Making *making = worker->making;
    const BooksJob *job = making->job;
    const RecordYear *record = job->year->record;

    for (guint i = 0; i < record->n_items; i++) {
        const Entry *entry = record->items[i].entry;
        guint32 pages = 0;
        if (entry && filing_pages(entry) == 0)
            pages = document_pages(making->press.module, making->press.typesetter, job->year->site, entry,
                                   worker->diagnostics);
        g_array_append_val(worker->pages, pages);
    }
}

static void pages_set(const Making *making, const guint32 *pages, gsize count)
{
    const BooksJob *job = making->job;

    record_set_pages(job->record, job->year->year, pages, count);
    job->year->record = record_year(job->record, job->year->year);
}

static gboolean book_ask(BookWorker *worker, BookPart part, Arena *arena, Book *book)
{
    const Making *making = worker->making;

    if (part == BOOK_OF_YEAR)
        return yearbook_ask(worker, arena, book);
    if (part == BOOK_OF_EVIDENCE) {
        evidence_book(making->job->year, arena, book);
        return TRUE;
    }
    pages_count(worker);
    pages_set(making, (const guint32 *)(const void *)worker->pages->data, worker->pages->len);
    catalogue_book(making->job->year, arena, book);
    return TRUE;
}

static gboolean file_write(const char *path, GBytes *bytes, GError **error)
{
    gsize length;
    const char *data = g_bytes_get_data(bytes, &length);
    const int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    gboolean done = fd >= 0 && descriptor_write(fd, data, length);
    int problem = errno;

    if (fd >= 0 && close(fd) < 0 && done) {
        problem = errno;
        done = FALSE;
    }
    return done || failure_set(error, problem, _("cannot write '%s'"), path);
}

static gboolean worker_run(G_GNUC_UNUSED void *data, void *state, guint task, GError **error)
{
    BookWorker *worker = state;
    const Making *making = worker->making;
    g_autofree char *path = bag_path(making->job->bag, files[task]);
    g_autoptr(GBytes) pdf = NULL;
    Arena *arena = arena_new(); /* for good: the engine may keep what is in it */
    Book book = {0};
    guint pages;

    worker->part = task;
    worker->made = FALSE;
    if (task == BOOK_OF_YEAR && !making->script)
        return TRUE;
    if (!book_ask(worker, task, arena, &book))
        return TRUE;
    if (!making->press.module->make_book(making->press.typesetter, &book, &pdf, &pages, NULL,
                                         worker->diagnostics))
        return TRUE;
    worker->made = TRUE;
    return file_write(path, pdf, error);
}

static GVariant *worker_results(G_GNUC_UNUSED void *data, void *state, G_GNUC_UNUSED gboolean last)
{
    BookWorker *worker = state;
    GVariant *parts[] = {
        g_variant_new_uint32(worker->part),
        g_variant_new_boolean(worker->made),
        g_variant_new_fixed_array(G_VARIANT_TYPE_UINT32, worker->pages->data, worker->pages->len,
                                  sizeof(guint32)),
        diagnostics_save(worker->diagnostics),
    };

    g_array_set_size(worker->pages, 0);
    diagnostics_clear(worker->diagnostics);
    return g_variant_new_tuple(parts, G_N_ELEMENTS(parts));
}

static void tell_progress(Making *making)
{
    if (making->job->progress)
        making->job->progress(making->job->year->year, _("books"), ++making->done, making->press.tasks);
}

static void results_take(void *data, G_GNUC_UNUSED Pool *pool, GVariant *results)
{
    Making *making = data;
    g_autoptr(GVariant) counts = g_variant_get_child_value(results, 2);
    g_autoptr(GVariant) messages = g_variant_get_child_value(results, 3);
    guint32 part;
    gsize count;

    g_variant_get_child(results, 0, "u", &part);
    if (part >= N_BOOKS)
        return;
    g_variant_get_child(results, 1, "b", &making->made[part]);
    const guint32 *pages = g_variant_get_fixed_array(counts, &count, sizeof *pages);
    pages_set(making, pages, count);
    if (g_variant_n_children(messages) > 0)
        diagnostics_load(press_messages(&making->press, part), messages);
    tell_progress(making);
}

static void worker_died(void *data, G_GNUC_UNUSED Pool *pool, const Death *death)
{
    Making *making = data;
    g_autofree char *how = death_describe(death);

    if (!death->at_task || death->task >= N_BOOKS)
        return;
    const char *file = files[death->task];
    Diagnostics *messages = press_messages(&making->press, death->task);
    if (death->cause == DEATH_TIME)
        diagnostics_error(messages, PLACE_NONE,
                          death->task == BOOK_OF_YEAR
                              ? _("look for a loop that does not end in the theme's yearbook/book.lua")
                              : NULL,
                          _("'%s' needed more than %u s of processor time"), file, making->limits.seconds);
    else if (death->cause == DEATH_MEMORY)
        diagnostics_error(messages, PLACE_NONE, _("use smaller pictures"),
                          _("'%s' needed more than %u MB of memory"), file,
                          allowance_megabytes(&making->limits));
    else
        diagnostics_error(messages, PLACE_NONE, NULL, _("the process that made '%s' died (%s)"), file, how);
    tell_progress(making);
}

static guint count_files(const ArchiveYear *year)
{
    const GPtrArray *all = year->site->content->files;
    guint count = 0;

    for (guint i = 0; i < all->len; i++) {
        const Entry *owner = site_owner(year->site, all->pdata[i]);
        count += owner && collection_index(year->entries, owner) >= 0;
    }
    return count;
}

Limits books_limits(const ArchiveYear *year)
{
    Limits limits = allowance_read(year->site->content);
    const guint entries = collection_count(year->entries), count = count_files(year);
    const guint64 megabytes = MEGABYTES_MIN + (guint64)count * MEGABYTES_PER_FILE;

    limits.seconds =
        MAX(limits.seconds, SECONDS_MIN + entries / ENTRIES_PER_SECOND + count * SECONDS_PER_FILE);
    limits.bytes = MAX(limits.bytes, megabytes * 1024 * 1024);
    return limits;
}

static gboolean making_run(Making *making, const Interrupt *interrupt, GError **error)
{
    const BooksJob *job = making->job;
    g_autofree char *payload = bag_path(job->bag, "");
    const char *const write[] = {payload, NULL};
    PoolJob pool = {
        .batch = 1,
        .children = MAX(job->workers, 1),
        .limits = making->limits,
        .type = RESULT_TYPE,
        .data = making,
        .begin = worker_begin,
        .run = worker_run,
        .results = worker_results,
        .take = results_take,
        .died = worker_died,
    };
    return press_run(&making->press, &pool, NULL, write, interrupt, error);
}

/* The yearbook comes first, because it takes longest. */
static gboolean making_end(const Making *making, Diagnostics *diagnostics, GError **error)
{
    const BooksJob *job = making->job;

    press_tell(&making->press, diagnostics);
    for (guint part = making->script ? 0 : BOOK_OF_YEAR + 1; part < N_BOOKS; part++) {
        if (press_has_errors(&making->press, part))
            continue;
        if (!making->made[part]) {
            g_set_error(error, PROCESS_ERROR, PROCESS_ERROR_MACHINE, _("'%s' was not made"), files[part]);
            return FALSE;
        }
        if (!bag_adopt(job->bag, files[part], error))
            return FALSE;
    }
    return TRUE;
}

/* What needs neither fonts nor a worker. */
static gboolean tables_make(const BooksJob *job, GError **error)
{
    g_autoptr(GString) catalogue = catalogue_csv(job->year);
    g_autoptr(GString) page = evidence_html(job->year);
    g_autoptr(GString) evidence = evidence_csv(job->year);

    return bag_put(job->bag, "catalogue.csv", catalogue->str, catalogue->len, error) &&
           bag_put(job->bag, "evidence.html", page->str, page->len, error) &&
           bag_put(job->bag, "evidence.csv", evidence->str, evidence->len, error);
}

static gboolean script_open(Making *making, Diagnostics *diagnostics, GError **error)
{
    const Theme *theme = making->job->year->theme;
    g_autofree char *file = theme_file(theme, "theme.lua");
    GError *failed = NULL;

    making->script = book_script_load(theme, &failed);
    if (failed) {
        g_propagate_error(error, failed);
        return FALSE;
    }
    if (!making->script)
        diagnostics_warning(diagnostics, PLACE_FILE(theme_file_name(theme, file)),
                            _("write one (docs/yearbook.md), or take another theme"),
                            _("the theme has no '%s': the record has no yearbook"), BOOK_SCRIPT);
    return TRUE;
}

gboolean books_make(const BooksJob *job, const Interrupt *interrupt, Diagnostics *diagnostics, GError **error)
{
    Making making = {.job = job, .limits = books_limits(job->year)};

    gboolean done = script_open(&making, diagnostics, error) &&
                    press_open(&making.press, job->year->site, job->year->theme, N_BOOKS, diagnostics, error);
    /* Without the typesetter a font is missing, which was said. */
    if (done && making.press.typesetter)
        done = making_run(&making, interrupt, error) && making_end(&making, diagnostics, error) &&
               tables_make(job, error);
    press_close(&making.press);
    book_script_free(making.script);
    return done;
}
