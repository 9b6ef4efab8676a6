/* SPDX-License-Identifier: MIT */
#include "content/workbook.h"

#include "content/csv.h"
#include "process/program.h"
#include "text/cache.h"
#include "text/file-error.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#define PROGRAM "xlsx2csv"
#define CACHE "xlsx"
/* Changes with what the program is asked for. */
#define FORM "1"

/* A workbook is compressed: few bytes may become any number. */
#define SECONDS_MAX 20
#define WAIT_MAX 60
#define MEGABYTES_MAX 2048
#define TEXT_MEGABYTES_MAX 16

static Source *refuse(const char *path, Diagnostics *diagnostics, const char *hint, const char *message)
{
    diagnostics_error(diagnostics, PLACE_FILE(path), hint, "%s", message);
    return NULL;
}

/* Both paths are absolute, so neither is taken for an option. */
static gboolean text_write(const char *program, const char *workbook, const char *text)
{
    static const char *const environment[] = {"LC_ALL=C.UTF-8", "PYTHONDONTWRITEBYTECODE=1", NULL};
    const char *const arguments[] = {program,
                                     "--sheet=1",
                                     "--delimiter=,",
                                     "--dateformat=%Y-%m-%d %H:%M",
                                     "--timeformat=%H:%M",
                                     "--floatformat=%.15g",
                                     workbook,
                                     text,
                                     NULL};
    const Program converter = {.arguments = arguments,
                               .folder = "/",
                               .environment = environment,
                               .seconds = SECONDS_MAX,
                               .wait = WAIT_MAX,
                               .memory = MEGABYTES_MAX,
                               .file = TEXT_MEGABYTES_MAX};
    ProgramEnd end;

    return program_run(&converter, NULL, &end, NULL) && !end.late && end.status == 0;
}

/* The text that the program makes of the workbook, or NULL. */
static char *text_make(const char *program, const char *workbook)
{
    g_autofree char *folder = g_dir_make_tmp("broadside-XXXXXX", NULL);
    g_autofree char *file = folder ? g_build_filename(folder, "sheet.csv", NULL) : NULL;
    char *text = NULL;

    if (!folder)
        return NULL;
    if (text_write(program, workbook, file))
        g_file_get_contents(file, &text, NULL, NULL);
    g_unlink(file);
    g_rmdir(folder);
    return text;
}

gboolean workbook_check_text(const char *path, const char *full, Diagnostics *diagnostics)
{
    char first[4] = {0};
    FILE *file = g_file_test(full, G_FILE_TEST_IS_REGULAR) ? fopen(full, "re") : NULL;
    const gsize length = file ? fread(first, 1, sizeof first, file) : 0;

    if (file)
        fclose(file);
    if (length < sizeof first ||
        (memcmp(first, "PK\003\004", 4) != 0 && memcmp(first, "\xd0\xcf\x11\xe0", 4) != 0))
        return TRUE;
    refuse(path, diagnostics, _("open it in Excel or WPS, and save it as .xlsx or as CSV UTF-8"),
           _("this is a workbook, though its name ends in '.csv'"));
    return FALSE;
}

/* FALSE after a diagnostic: by its first bytes the file is something else. */
static gboolean form_check(const char *path, const char *bytes, gsize length, Diagnostics *diagnostics)
{
    static const char old[] = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

    if (length > 4 && memcmp(bytes, "PK\003\004", 4) == 0)
        return TRUE;
    if (length > 8 && memcmp(bytes, old, 8) == 0)
        refuse(path, diagnostics, _("open it in Excel or WPS, remove any password, and save it as .xlsx"),
               _("this is a workbook of the old form (.xls), or one with a password"));
    else
        refuse(path, diagnostics, _("open it in Excel or WPS, and save it as .xlsx or as CSV UTF-8"),
               _("this is no workbook"));
    return FALSE;
}

static char *text_convert(const char *path, const char *full, Diagnostics *diagnostics)
{
    g_autofree char *program = g_find_program_in_path(PROGRAM);
    g_autofree char *found = program ? g_canonicalize_filename(program, NULL) : NULL;
    g_autofree char *workbook = g_canonicalize_filename(full, NULL);
    char *text = found ? text_make(found, workbook) : NULL;

    if (!found)
        refuse(path, diagnostics,
               _("install it (on Debian: apt install xlsx2csv), or save the sheet as CSV UTF-8"),
               _("a workbook cannot be read without the program 'xlsx2csv'"));
    else if (!text)
        refuse(
            path, diagnostics,
            _("open it in Excel or WPS, and save it again as .xlsx or as CSV UTF-8; very large ones split"),
            _("the program 'xlsx2csv' could not read this workbook"));
    return text;
}

/* The sheet as CSV, kept under the hash of the workbook; borrowed from `texts`. */
static const char *text_find(const char *root, const char *path, GHashTable *texts, Diagnostics *diagnostics)
{
    g_autofree char *full = g_build_filename(root, path, NULL);
    g_autofree char *bytes = NULL;
    g_autoptr(GError) error = NULL;
    gsize length;

    if (!g_file_test(full, G_FILE_TEST_IS_REGULAR)) { /* a pipe would be waited for */
        refuse(path, diagnostics, NULL, _("this is no workbook"));
        return NULL;
    }
    if (!g_file_get_contents(full, &bytes, &length, &error)) {
        file_error_explain(&error, path);
        refuse(path, diagnostics, NULL, error->message);
        return NULL;
    }
    if (!form_check(path, bytes, length, diagnostics))
        return NULL;
    g_autofree char *hash = g_compute_checksum_for_data(G_CHECKSUM_SHA256, (const guchar *)bytes, length);
    char *name = g_strconcat(hash, "-" FORM ".csv", NULL);
    char *text = cache_read(root, CACHE, name);
    if (!text)
        text = text_convert(path, full, diagnostics);
    if (!text) {
        g_free(name);
        return NULL;
    }
    g_hash_table_insert(texts, name, text);
    return text;
}

/* A date without a time, as the program writes it: "2025-03-01 00:00". */
static gsize day_length(const Cell *cell)
{
    static const char form[] = "dddd-dd-dd 00:00";

    if (cell->length != sizeof form - 1)
        return cell->length;
    for (gsize i = 0; i < cell->length; i++)
        if (form[i] == 'd' ? !g_ascii_isdigit(cell->text[i]) : cell->text[i] != form[i])
            return cell->length;
    return strlen("dddd-dd-dd");
}

/* A cell as a piece of the line that messages quote. */
static void cell_show(Cell *cell, guint row, guint *column, Arena *arena, GString *line)
{
    cell->length = day_length(cell);
    cell->text = arena_strndup(arena, cell->text, cell->length);
    g_autofree char *shown = g_strdelimit(g_strdup(cell->text), "\r\n", ' ');
    cell->line = row;
    cell->column = *column;
    g_string_append_printf(line, "%s | ", shown);
    *column += (guint)g_utf8_strlen(shown, -1) + (guint)strlen(" | ");
}

/* A row with `least` cells at least: empty ones at its end are not in the file. */
static Row row_show(const Row *row, guint least, Arena *arena, GString *text)
{
    const guint count = MAX(row->count, least);
    Cell *cells = arena_new0(arena, Cell, count);
    guint column = 1;

    for (guint i = 0; i < count; i++) {
        cells[i] = i < row->count ? row->cells[i] : (Cell){.text = ""};
        cell_show(&cells[i], row->number, &column, arena, text);
    }
    return (Row){row->number, count, cells};
}

/* What messages quote of a workbook: a line for each row; each has a cell below every name of a column. */
static Source *source_show(const char *path, guint columns, Arena *arena, Table *table)
{
    GString *text = g_string_new(NULL);
    Row *rows = arena_new0(arena, Row, table->n_rows);
    guint line = 1;

    for (guint i = 0; i < table->n_rows; i++) {
        for (; line < table->rows[i].number; line++)
            g_string_append_c(text, '\n');
        rows[i] = row_show(&table->rows[i], columns, arena, text);
    }
    const gsize length = text->len;
    Source *source = source_new_take(path, g_string_free(text, FALSE), length);
    *table = (Table){.source = source, .workbook = TRUE, .rows = rows, .n_rows = table->n_rows};
    return source;
}

Source *workbook_read(const char *root, const char *path, GHashTable *texts, Arena *arena,
                      Diagnostics *diagnostics, Table *table)
{
    const char *text = text_find(root, path, texts, diagnostics);
    g_autoptr(Diagnostics) found = diagnostics_new();

    if (!text)
        return NULL;
    if (!g_utf8_validate(text, -1, NULL))
        return refuse(path, diagnostics, _("save the sheet as CSV UTF-8"),
                      _("the program 'xlsx2csv' could not read this workbook"));
    g_autoptr(Source) csv = source_new_take(path, g_strconcat("sep=,\n", text, NULL), strlen(text) + 6);
    const gboolean parsed = csv_parse(csv, arena, found, table);
    const guint columns = table->n_rows > 0 ? row_columns(&table->rows[0], 0) : 0;
    if (!parsed || (guint64)columns * table->n_rows > TABLE_CELLS_MAX)
        return refuse(path, diagnostics, _("split the file"),
                      _("the table holds more than 1,000,000 values"));
    return source_show(path, columns, arena, table);
}

void workbooks_keep(const char *root, GHashTable *texts)
{
    cache_keep(root, CACHE, texts);
}
