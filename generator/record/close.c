/* SPDX-License-Identifier: MIT */
#include "record/digest.h"
#include "record/files.h"
#include "record/match.h"
#include "record/record-private.h"
#include "record/traits.h"
#include "site/span.h"
#include "text/strings.h"
#include "text/threads.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

/* The files of a year, read in threads. */
typedef struct {
    const char *root;
    const char *copy;
    GPtrArray *paths; /* char *: borrowed from the lists of the documents */
    char **digests;
    guint64 *sizes;
    int *problems; /* errno, or 0 */
} Reading;

static void file_read(gpointer data, guint index)
{
    Reading *reading = data;
    const char *path = reading->paths->pdata[index];
    g_autofree char *copied = g_build_filename(reading->copy, path, NULL);
    g_autofree char *full = g_build_filename(reading->root, path, NULL);

    reading->digests[index] = digest_file(copied, &reading->sizes[index]);
    if (!reading->digests[index])
        reading->digests[index] = digest_file(full, &reading->sizes[index]);
    reading->problems[index] = reading->digests[index] ? 0 : errno;
}

static gboolean files_read(Reading *reading, GError **error)
{
    const guint count = reading->paths->len;

    reading->digests = g_new0(char *, count + 1);
    reading->sizes = g_new0(guint64, count + 1);
    reading->problems = g_new0(int, count + 1);
    threads_run(g_get_num_processors(), count, file_read, reading);
    for (guint i = 0; i < count; i++)
        if (reading->problems[i]) {
            g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(reading->problems[i]),
                        _("cannot read '%s': %s"), (const char *)reading->paths->pdata[i],
                        g_strerror(reading->problems[i]));
            return FALSE;
        }
    return TRUE;
}

static void reading_clear(Reading *reading)
{
    for (guint i = 0; reading->digests && i < reading->paths->len; i++)
        g_free(reading->digests[i]);
    g_free(reading->digests);
    g_free(reading->sizes);
    g_free(reading->problems);
    g_ptr_array_unref(reading->paths);
}

static void document_hold(Record *record, Document *document, const Entry *entry)
{
    gsize length;
    const char *body = entry_body(entry, &length);
    g_autofree char *text = digest_text(body, length);

    document->fields = traits_of(entry, record->arena, &document->n_fields);
    document->text = arena_strdup(record->arena, text);
    document->held = TRUE;
    document->until = entry_spans_years(entry) ? (guint)entry_last_year(entry) : 0;
}

/* The next of the files that were read belong to this document, as many as its list has. */
static void files_hold(Record *record, Document *document, const Reading *reading, guint *at, guint count)
{
    Trait *files = arena_new0(record->arena, Trait, count);

    for (guint i = 0; i < count; i++, (*at)++)
        files[i] = (Trait){arena_strdup(record->arena, reading->paths->pdata[*at]),
                           arena_strdup(record->arena, reading->digests[*at]), reading->sizes[*at]};
    document->files = files;
    document->n_files = count;
}

/* What became of a document that is withdrawn is nobody's concern. */
static void document_let(Document *document)
{
    document->held = FALSE;
    document->n_fields = document->n_files = 0;
}

/* A document, and the entry to whose state it is held; NULL: it is withdrawn. */
typedef struct {
    Document *document;
    const Entry *entry;
    GPtrArray *files;
} Holding;

static void holding_add(GArray *holdings, Reading *reading, const Site *site, Document *document,
                        const Entry *entry)
{
    const Holding holding = {document, entry, entry ? files_of(site, entry, TRUE) : g_ptr_array_new()};

    g_ptr_array_extend(reading->paths, holding.files, NULL, NULL);
    g_array_append_val(holdings, holding);
}

/* Those of the year; and what goes on in it, which is filed in an earlier one. */
static GArray *holdings_new(const Record *record, const Year *year, const Site *site, Reading *reading)
{
    GArray *holdings = g_array_new(FALSE, FALSE, sizeof(Holding));
    g_autoptr(GPtrArray) spanning = match_spanning(record, site, year->view.year);

    for (guint i = 0; i < year->documents->len; i++) {
        Document *document = year->documents->pdata[i];
        holding_add(holdings, reading, site, document, document->item.entry);
    }
    for (guint i = 0; i < spanning->len; i++) {
        Document *document = spanning->pdata[i];
        holding_add(holdings, reading, site, document, match_by_id(site, document->item.id));
    }
    return holdings;
}

/* Of what is there no longer the record of this year, which is the last that told of it, tells nothing now.
 */
static void until_lower(const Record *record, const Year *year, const Site *site)
{
    for (guint i = 0; i < record->years->len; i++) {
        const Year *earlier = record->years->pdata[i];
        for (guint j = 0; earlier->view.year < year->view.year && j < earlier->documents->len; j++) {
            Document *document = earlier->documents->pdata[j];
            if (document->until == (guint)year->view.year && !match_by_id(site, document->item.id))
                document->until--;
        }
    }
}

static void holdings_free(GArray *holdings)
{
    for (guint i = 0; i < holdings->len; i++)
        g_ptr_array_unref(g_array_index(holdings, Holding, i).files);
    g_array_unref(holdings);
}

gboolean record_close(Record *record, const Site *site, int number, Date day, const char *copy,
                      GError **error)
{
    Year *year = record_make(record, number);
    Reading reading = {.root = site->content->root, .copy = copy, .paths = g_ptr_array_new()};
    GArray *holdings = holdings_new(record, year, site, &reading);
    guint at = 0;

    const gboolean done = files_read(&reading, error);
    for (guint i = 0; done && i < holdings->len; i++) {
        const Holding *holding = &g_array_index(holdings, Holding, i);
        document_let(holding->document);
        if (holding->entry)
            document_hold(record, holding->document, holding->entry);
        files_hold(record, holding->document, &reading, &at, holding->files->len);
    }
    if (done)
        until_lower(record, year, site);
    if (done)
        year->view.closed = (Date){day.day, -1};
    reading_clear(&reading);
    holdings_free(holdings);
    return done;
}
