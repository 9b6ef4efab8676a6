/* SPDX-License-Identifier: MIT */
#include "record/digest.h"
#include "record/files.h"
#include "record/filing.h"
#include "record/match.h"
#include "record/traits.h"
#include "site/span.h"
#include "text/identity.h"
#include "text/strings.h"
#include "text/threads.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

/* One run over one closed year. */
typedef struct {
    const Record *record;
    const Site *site;
    const Year *year;
    CheckDepth depth;
    char *closed; /* the day, as it is shown */
    char *hint;
    Diagnostics *diagnostics;
    GArray *files; /* FileCheck */
} Check;

/* What became of a file. */
typedef struct {
    const Entry *entry;
    const Trait *before;
    char *path; /* to open */
    gboolean missing, changed;
} FileCheck;

static int year_of(const Check *check)
{
    return check->year->view.year;
}

/* At the value, or at the beginning of the file where the author wrote none. */
static Place place_at(const Entry *entry, const Value *value)
{
    if (value && value->line)
        return entry_place(entry, value);
    return (Place){.source = entry->source, .line = 1};
}

/* Whether the name is among them; takes it out. */
static gboolean names_take(const char **names, const char *name)
{
    for (const char **at = names; *at; at++) {
        if (strcmp(*at, name) != 0)
            continue;
        do
            at[0] = at[1];
        while (*at++);
        return TRUE;
    }
    return FALSE;
}

static void title_check(const Check *check, const Document *document, const Entry *entry, const char **names)
{
    g_autofree char *said = filing_title(entry);
    g_autofree char *title = identity_hide(said);

    if (strcmp(title, document->item.title) == 0)
        return;
    names_take(names, "title");
    diagnostics_warning(check->diagnostics, place_at(entry, &entry->fields[COMMON_TITLE]), check->hint,
                        _("the title was '%s' when %d was archived on %s"), document->item.title,
                        year_of(check), check->closed);
}

static void day_check(const Check *check, const Document *document, const Entry *entry, const char **names)
{
    if (document->item.date.day == entry->day.day)
        return;
    g_autofree char *day = date_format_iso(document->item.date); /* whatever has a year has a day */
    names_take(names, "date");
    diagnostics_warning(check->diagnostics, place_at(entry, &entry->fields[COMMON_DATE]), check->hint,
                        _("the day was %s when %d was archived on %s"), day, year_of(check), check->closed);
}

static void fields_check(const Check *check, const Entry *entry, const char **names)
{
    if (!names[0])
        return;
    g_autofree char *list = strings_list(names);
    diagnostics_warning(check->diagnostics, place_at(entry, entry_field(entry, names[0])), check->hint,
                        _("changed since %d was archived on %s: %s"), year_of(check), check->closed, list);
}

static void text_check(const Check *check, const Document *document, const Entry *entry)
{
    gsize length;
    const char *body = entry_body(entry, &length);
    g_autofree char *text = digest_text(body, length);

    if (strcmp(text, document->text) == 0)
        return;
    const Place place = {.source = entry->source, .line = entry->body_line};
    diagnostics_warning(check->diagnostics, place, check->hint,
                        _("the text has changed since %d was archived on %s"), year_of(check), check->closed);
}

static gboolean was_there(const Document *document, const char *path)
{
    for (guint i = 0; i < document->n_files; i++)
        if (strcmp(document->files[i].name, path) == 0)
            return TRUE;
    return FALSE;
}

/* Those that were linked in the text are known; a link that was added has changed the text. */
static void files_note(Check *check, const Document *document, const Entry *entry)
{
    g_autoptr(GPtrArray) files = files_of(check->site, entry, FALSE);

    for (guint i = 0; i < document->n_files; i++) {
        const FileCheck file = {entry, &document->files[i],
                                g_build_filename(check->site->content->root, document->files[i].name, NULL),
                                FALSE, FALSE};
        g_array_append_val(check->files, file);
    }
    for (guint i = 0; i < files->len; i++)
        if (!was_there(document, files->pdata[i]))
            diagnostics_warning(check->diagnostics, PLACE_FILE(entry->path), check->hint,
                                _("'%s' was added since %d was archived on %s"), (char *)files->pdata[i],
                                year_of(check), check->closed);
}

static void rename_check(const Check *check, const Document *document, const Entry *entry)
{
    if (strcmp(document->item.id, entry->id) != 0)
        diagnostics_warning(check->diagnostics, PLACE_FILE(entry->path), check->hint,
                            _("this entry was called '%s' when %d was archived on %s"), document->item.id,
                            year_of(check), check->closed);
}

static void content_check(Check *check, const Document *document, const Entry *entry, const char **names)
{
    fields_check(check, entry, names);
    text_check(check, document, entry);
    files_note(check, document, entry);
}

/* What is filed in an earlier year and ended in this one is held to what it was like at its end. Its title
 * and day are looked at where it is filed. */
static void spanning_check(Check *check, const Document *document, const Entry *entry)
{
    g_autoptr(Arena) arena = arena_new();
    guint count;
    const Trait *now = traits_of(entry, arena, &count);
    g_autofree const char **names = traits_differ(document->fields, document->n_fields, now, count);

    names_take(names, "title");
    names_take(names, "date");
    content_check(check, document, entry, names);
}

static void document_check(Check *check, const Document *document, const Entry *entry)
{
    g_autoptr(Arena) arena = arena_new();
    guint count;

    if (!document->held)
        return;
    const Trait *now = traits_of(entry, arena, &count);
    g_autofree const char **names = traits_differ(document->fields, document->n_fields, now, count);
    rename_check(check, document, entry);
    title_check(check, document, entry, names);
    day_check(check, document, entry, names);
    /* What reaches into the next year goes on there: its record says what was known then. */
    if (entry_last_year(entry) == year_of(check))
        content_check(check, document, entry, names);
}

/* What a year that was not over yet has had since then is no surprise. */
static gboolean is_expected(const Check *check, const Entry *entry)
{
    const Date closed = check->year->view.closed;
    return date_year(closed) <= year_of(check) && entry->day.day > closed.day;
}

static void entry_new(const Check *check, const Entry *entry)
{
    if (is_expected(check, entry))
        return;
    g_autofree char *hint =
        g_strdup_printf(_("run 'broadside archive %d' again: it gets the next number"), year_of(check));

    diagnostics_warning(check->diagnostics, PLACE_FILE(entry->path), hint,
                        _("this entry has come since %d was archived on %s"), year_of(check), check->closed);
}

static void document_gone(const Check *check, const Document *document)
{
    const Entry *entry = match_by_id(check->site, document->item.id);
    const Place lock = {.source = check->record->source, .line = document->line};

    if (!entry)
        diagnostics_warning(check->diagnostics, lock, check->hint,
                            _("the entry '%s' was removed since %d was archived on %s"), document->item.id,
                            year_of(check), check->closed);
    else if (entry_year(entry) == year_of(check))
        diagnostics_warning(check->diagnostics, place_at(entry, &entry->fields[COMMON_DRAFT]), check->hint,
                            _("this entry was no draft when %d was archived on %s"), year_of(check),
                            check->closed);
    else
        diagnostics_warning(check->diagnostics, place_at(entry, &entry->fields[COMMON_DATE]), check->hint,
                            _("this entry was filed in %d, which was archived on %s"), year_of(check),
                            check->closed);
}

static void year_check(Check *check)
{
    const GPtrArray *documents = check->year->documents;
    g_autoptr(GPtrArray) entries = match_entries(check->site, year_of(check));
    g_autoptr(GHashTable) matches = match_documents(check->site, documents, entries);
    g_autoptr(GHashTable) present = g_hash_table_new(NULL, NULL);

    for (guint i = 0; i < entries->len; i++) {
        Document *document = g_hash_table_lookup(matches, entries->pdata[i]);
        if (document && document->item.why == WITHDRAWN_NOT)
            document_check(check, document, entries->pdata[i]);
        else
            entry_new(check, entries->pdata[i]);
        if (document)
            g_hash_table_add(present, document);
    }
    for (guint i = 0; i < documents->len; i++) {
        const Document *document = documents->pdata[i];
        if (document->item.why == WITHDRAWN_NOT && !g_hash_table_contains(present, document))
            document_gone(check, document);
    }
}

static void earlier_check(Check *check)
{
    g_autoptr(GPtrArray) spanning = match_spanning(check->record, check->site, year_of(check));

    for (guint i = 0; i < spanning->len; i++) {
        const Document *document = spanning->pdata[i];
        const Entry *entry = match_by_id(check->site, document->item.id);
        if (entry_last_year(entry) == year_of(check))
            spanning_check(check, document, entry);
    }
}

static void file_look(gpointer data, guint index)
{
    const Check *check = data;
    FileCheck *file = &g_array_index(check->files, FileCheck, index);
    GStatBuf status;
    guint64 size;

    file->missing = g_stat(file->path, &status) != 0 || !S_ISREG(status.st_mode);
    file->changed = !file->missing && (guint64)status.st_size != file->before->size;
    if (check->depth != CHECK_BYTES || file->missing || file->changed)
        return;
    g_autofree char *digest = digest_file(file->path, &size);
    /* One that cannot be read is reported where it is needed. */
    file->changed = digest && strcmp(digest, file->before->digest) != 0;
}

static void files_check(Check *check)
{
    threads_run(g_get_num_processors(), check->files->len, file_look, check);
    for (guint i = 0; i < check->files->len; i++) {
        FileCheck *file = &g_array_index(check->files, FileCheck, i);
        if (file->missing || file->changed)
            diagnostics_warning(check->diagnostics, PLACE_FILE(file->entry->path), check->hint,
                                file->missing ? _("'%s' is missing that was there when %d was archived on %s")
                                              : _("'%s' has changed since %d was archived on %s"),
                                file->before->name, year_of(check), check->closed);
        g_free(file->path);
    }
}

void record_check(const Record *record, const Site *site, CheckDepth depth, Diagnostics *diagnostics)
{
    for (guint i = 0; !record->damaged && i < record->years->len; i++) {
        Check check = {record, site, record->years->pdata[i], depth, .diagnostics = diagnostics};
        if (check.year->view.closed.day == DAY_NONE)
            continue;
        check.closed = date_format_iso(check.year->view.closed);
        check.hint =
            g_strdup_printf(_("run 'broadside archive %d' again, or undo this"), check.year->view.year);
        check.files = g_array_new(FALSE, TRUE, sizeof(FileCheck));
        year_check(&check);
        earlier_check(&check);
        files_check(&check);
        g_array_unref(check.files);
        g_free(check.closed);
        g_free(check.hint);
    }
}
