/* SPDX-License-Identifier: MIT */
#include "build/records.h"

#include "build/row.h"
#include "build/tree.h"
#include "record/filing-number.h"
#include "record/filing.h"
#include "template/records.h"
#include "text/strings.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

/* Of bag-info.txt. */
#define AGENT "Bag-Software-Agent: "
#define MADE "Bagging-Date: "

/* The row of theme.lua that says where this part goes; NULL: there is none. */
static const ThemeOutput *row_of(const Plan *plan, RecordPart part)
{
    guint count;
    const ThemeOutput *rows = theme_outputs(plan->theme, &count);

    for (guint i = 0; i < count; i++)
        if (g_strcmp0(rows[i].record, RECORD_PARTS[part]) == 0)
            return &rows[i];
    return NULL;
}

/* The folder of a record, from where the program runs; newly allocated. */
static char *folder_of(const Plan *plan, const char *name)
{
    const Site *site = plan->site;

    return strcmp(site->content->root, ".") == 0
               ? g_build_filename(filing_folder(site->content), name, NULL)
               : g_build_filename(site->content->root, filing_folder(site->content), name, NULL);
}

/* What bag-info.txt says behind the label, newly allocated; NULL: nothing. */
static char *info_of(const Plan *plan, const char *folder, const char *label)
{
    g_autofree char *path = g_build_filename(folder, "bag-info.txt", NULL);
    g_autofree char *text = NULL;

    if (!tree_holds(plan->site_folder, path) || !g_file_test(path, G_FILE_TEST_IS_REGULAR) ||
        !g_file_get_contents(path, &text, NULL, NULL))
        return NULL;
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line; line++)
        if (g_str_has_prefix(*line, label))
            return g_strstrip(g_strdup(*line + strlen(label)));
    return NULL;
}

/* It says who made it; what others put there is not ours to publish. */
static gboolean is_ours(const Plan *plan, const char *folder)
{
    g_autofree char *agent = info_of(plan, folder, AGENT);
    return agent && g_str_has_prefix(agent, "Broadside");
}

/* Where it goes; NULL after a diagnostic. */
static const char *path_of(Plan *plan, RecordPart part, int year, Diagnostics *diagnostics)
{
    const ThemeOutput *row = row_of(plan, part);
    g_autofree char *number = g_strdup_printf("%d", year);
    const char *const texts[N_WORDS] = {[WORD_YEAR] = number};
    guint words;

    if (row && !row_words(plan, row, row->path, WORD_FLAG(WORD_YEAR), &words, diagnostics))
        return NULL;
    if (row)
        return row_expand(plan, row->path, texts);
    g_autofree char *pattern = g_strdup_printf("archive/:year/%s.pdf", RECORD_PARTS[part]);
    return row_expand(plan, pattern, texts);
}

/* What a theme or an author has put at that path stays there: nobody chose the path of this one. */
static gboolean is_taken(const Plan *plan, const char *path, const char *source, RecordPart part,
                         Diagnostics *diagnostics)
{
    if (row_of(plan, part) || !g_hash_table_contains(outputs_paths(plan->outputs), path))
        return FALSE;
    diagnostics_warning(diagnostics, PLACE_FILE(source),
                        _("give it another path by a row with 'record' in theme.lua"),
                        _("this is not published: there is a page at '%s' already"), path);
    return TRUE;
}

/* So many entries are named in a message. */
#define NAMED_MAX 5

static char *again_hint(int year)
{
    return g_strdup_printf(
        _("run 'broadside archive %d' again without '--date': the new one shows what the website shows"),
        year);
}

/* The year was archived later, into another folder: what this one shows is not known any more. */
static gboolean is_replaced(const Plan *plan, const RecordYear *view, const char *folder, const char *source,
                            Diagnostics *diagnostics)
{
    g_autofree char *made = info_of(plan, folder, MADE);
    Date date;

    if (!made || !date_parse(made, &date) || date.day >= view->closed.day)
        return FALSE;
    g_autofree char *closed = date_format_iso(view->closed);
    g_autofree char *hint = again_hint(view->year);
    diagnostics_warning(
        diagnostics, PLACE_FILE(source), hint,
        _("this is not published any more: it is of %s, and %d was archived again on %s in another folder"),
        made, view->year, closed);
    return TRUE;
}

/* The yearbook is older than the website: it shows what has been withheld since. Nobody may have to read
 * messages for a name to go offline on its day. */
static gboolean is_outlived(const Record *record, const Plan *plan, int year, const char *source,
                            Diagnostics *diagnostics)
{
    g_autoptr(GPtrArray) ids = record_outlived(record, plan->site, year);
    const guint count = ids->len;

    if (count == 0)
        return FALSE;
    if (count > NAMED_MAX) {
        g_ptr_array_set_size(ids, NAMED_MAX);
        g_ptr_array_add(ids, g_strdup("…"));
    }
    g_ptr_array_add(ids, NULL);
    g_autofree char *list = strings_list((const char *const *)ids->pdata);
    g_autofree char *hint = again_hint(year);
    diagnostics_warning(diagnostics, PLACE_FILE(source), hint,
                        ngettext("this is not published any more: it shows %u entry that the website has "
                                 "withheld since: %s",
                                 "this is not published any more: it shows %u entries that the website has "
                                 "withheld since: %s",
                                 count),
                        count, list);
    return TRUE;
}

/* Catalogue and evidence name what the website withholds, whenever they are made: somebody asked for that. */
static void unseen_warn(const Record *record, const Plan *plan, int year, const char *source,
                        Diagnostics *diagnostics)
{
    const guint count = record_unseen(record, plan->site, year);

    if (count > 0)
        diagnostics_warning(diagnostics, PLACE_FILE(source),
                            _("take it out of 'publish' unless everybody may read these titles"),
                            ngettext("this is published, and may name %u document of %d that the website "
                                     "does not show",
                                     "this is published, and may name %u documents of %d that the website "
                                     "does not show",
                                     count),
                            count, year);
}

/* The path at which it is published, or NULL. */
static const char *part_plan(Plan *plan, const Record *record, RecordPart part, int year, const char *folder,
                             Diagnostics *diagnostics)
{
    const RecordYear *view = record_year(record, year);
    g_autofree char *name = g_strconcat(RECORD_PARTS[part], ".pdf", NULL);
    g_autofree char *file = g_build_filename(folder, "data", name, NULL);

    if (!filing_publishes(plan->site, RECORD_PARTS[part]) || !g_file_test(file, G_FILE_TEST_IS_REGULAR) ||
        !tree_holds(plan->site_folder, file))
        return NULL;
    const char *source = arena_strdup(plan->arena, file);
    if (part == RECORD_YEARBOOK && (is_replaced(plan, view, folder, source, diagnostics) ||
                                    is_outlived(record, plan, year, source, diagnostics)))
        return NULL;
    const char *path = path_of(plan, part, year, diagnostics);
    if (!path || is_taken(plan, path, source, part, diagnostics))
        return NULL;
    const Output output = {.path = path, .source = source, .origin = {source, PLACE_FILE(source), FALSE}};
    if (!outputs_add(plan->outputs, &output, diagnostics))
        return NULL;
    if (part != RECORD_YEARBOOK)
        unseen_warn(record, plan, year, source, diagnostics);
    return path;
}

static void documents_count(const RecordYear *view, YearRecord *record)
{
    for (guint i = 0; i < view->n_items; i++)
        if (view->items[i].why == WITHDRAWN_NOT)
            record->documents++;
        else
            record->withdrawn++;
}

static void year_plan(Plan *plan, const Record *numbers, const RecordYear *view, Diagnostics *diagnostics)
{
    YearRecord *record = arena_new0(plan->arena, YearRecord, 1);
    g_autofree char *name = g_strdup_printf("%d", view->year);
    g_autofree char *folder = folder_of(plan, name);

    record->year = view->year;
    record->closed = view->closed;
    documents_count(view, record);
    const gboolean ours = is_ours(plan, folder);
    if (ours)
        records_check_numbers(numbers, view->year, folder, SEVERITY_WARNING, diagnostics);
    if (ours)
        for (RecordPart part = 0; part < N_RECORD_PARTS; part++)
            record->outputs[part] = part_plan(plan, numbers, part, view->year, folder, diagnostics);
    g_hash_table_insert(plan->records, GINT_TO_POINTER(view->year), record);
}

int records_unnumbered(const Plan *plan, const Record *record)
{
    g_autofree char *folder = folder_of(plan, "");
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    const char *name;
    int first = 0;

    while (dir && (name = g_dir_read_name(dir))) {
        const int year = strlen(name) == 4 && strspn(name, "0123456789") == 4 ? atoi(name) : 0;
        g_autofree char *path = folder_of(plan, name);
        if (year > 0 && (first == 0 || year < first) && !record_year(record, year) && is_ours(plan, path))
            first = year;
    }
    return first;
}

/* How loud it is said. */
typedef void (*Say)(Diagnostics *, Place, const char *, const char *, ...) G_GNUC_PRINTF(4, 5);

static Say say_as(Severity severity)
{
    return severity == SEVERITY_ERROR ? diagnostics_error : diagnostics_warning;
}

static const char *backup_hint(void)
{
    return _("take the file from a backup of the site; only to number everything anew, move the record away");
}

void records_say_unnumbered(int year, Severity severity, Diagnostics *diagnostics)
{
    say_as(severity)(diagnostics, PLACE_FILE(RECORD_FILE), backup_hint(),
                     _("it has no numbers of %d, though there is a record of that year"), year);
}

/* The number in the second cell of a line of catalogue.csv, newly allocated, or NULL. */
static char *number_of(const char *line)
{
    g_auto(GStrv) cells = g_strsplit(line, ",", 3);
    g_auto(FilingNumber) number = {0};

    return cells[0] && cells[1] && filing_number_parse(cells[1], &number) ? g_strdup(cells[1]) : NULL;
}

gboolean records_check_numbers(const Record *record, int year, const char *folder, Severity severity,
                               Diagnostics *diagnostics)
{
    g_autofree char *path = g_build_filename(folder, "data", "catalogue.csv", NULL);
    g_autofree char *text = NULL;
    g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);
    const RecordYear *view = record_year(record, year);

    if (!view || !g_file_get_contents(path, &text, NULL, NULL))
        return TRUE;
    for (guint i = 0; i < view->n_items; i++)
        g_hash_table_add(known, (gpointer)view->items[i].number);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line; line++) {
        g_autofree char *number = number_of(*line);
        if (!number || g_hash_table_contains(known, number))
            continue;
        say_as(severity)(diagnostics, PLACE_FILE(RECORD_FILE), backup_hint(),
                         _("it is older than the record of %d: it has no number '%s', which is given there"),
                         year, number);
        return FALSE;
    }
    return TRUE;
}

void records_plan(Plan *plan, const Record *record, Diagnostics *diagnostics)
{
    guint count;
    const int *years = record_years(record, &count);

    const int lost = records_unnumbered(plan, record);
    if (lost != 0 && diagnostics_count(diagnostics, SEVERITY_ERROR) == 0)
        records_say_unnumbered(lost, SEVERITY_WARNING, diagnostics);
    for (guint i = 0; i < count; i++)
        if (record_year(record, years[i])->closed.day != DAY_NONE)
            year_plan(plan, record, record_year(record, years[i]), diagnostics);
}
