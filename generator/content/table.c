/* SPDX-License-Identifier: MIT */
#include "content/table.h"

#include <glib/gi18n.h>
#include <string.h>

/* Where a cell stands, for a message. */
static Place table_place(const Table *table, const Cell *cell)
{
    return (Place){.source = table->source, .line = cell->line, .column = table->workbook ? 0 : cell->column};
}

char *table_column(guint index)
{
    char name[8];
    gsize at = sizeof name;

    name[--at] = '\0';
    for (guint rest = index + 1; rest > 0; rest = (rest - 1) / 26)
        name[--at] = (char)('A' + (rest - 1) % 26);
    return g_strdup(name + at);
}

/* The row that begins on the line, or the last one before it; NULL: none. */
static const Row *row_at(const Table *table, guint line)
{
    guint low = 0, high = table->n_rows;

    while (low < high) {
        const guint middle = low + (high - low) / 2;
        if (table->rows[middle].cells[0].line <= line)
            low = middle + 1;
        else
            high = middle;
    }
    return low > 0 ? &table->rows[low - 1] : NULL;
}

static char *words_of(const Table *table, const Row *row, guint index)
{
    g_autofree char *column = table_column(index);
    const Row *header = &table->rows[0];
    g_autofree char *name =
        row != header && index < header->count ? g_strstrip(g_strdup(header->cells[index].text)) : NULL;

    if (name && *name)
        return g_strdup_printf(_("row %u, column %s (%s)"), row->number, column, name);
    return g_strdup_printf(_("row %u, column %s"), row->number, column);
}

/* The cell of a row that begins there, or -1. They are in order. */
static int cell_at(const Row *row, guint line, guint column)
{
    guint low = 0, high = row->count;

    while (low < high) {
        const guint middle = low + (high - low) / 2;
        const Cell *cell = &row->cells[middle];
        if (cell->line == line && cell->column == column)
            return (int)middle;
        if (cell->line < line || (cell->line == line && cell->column < column))
            low = middle + 1;
        else
            high = middle;
    }
    return -1;
}

/* "row 3, column C (户数)", for the place of a message in the source; newly allocated, or NULL. */
static char *table_words(const Table *table, guint line, guint column)
{
    const Row *row = line > 0 ? row_at(table, line) : NULL;
    const int index = row ? cell_at(row, line, column) : -1;

    if (!row)
        return NULL;
    return index < 0 ? g_strdup_printf(_("row %u"), row->number) : words_of(table, row, (guint)index);
}

gboolean table_refuse(const Table *table, Diagnostics *diagnostics, const Cell *cell, const char *hint,
                      const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_autofree char *words = table_words(table, cell->line, cell->column);
    diagnostics_add(diagnostics, SEVERITY_ERROR, table_place(table, cell), hint, words, message);
    return FALSE;
}

static void reported_revise(Diagnostic *diagnostic, gconstpointer data)
{
    const Table *table = data;

    diagnostic->notes = table_words(table, diagnostic->line, diagnostic->column);
    if (table->workbook)
        diagnostic->column = 0;
}

void table_report(const Table *table, Diagnostics *diagnostics, const Diagnostics *found)
{
    diagnostics_revise(diagnostics, found, reported_revise, table);
}

static gboolean is_blank(const Cell *cell)
{
    return strspn(cell->text, " \t\r\n") == cell->length;
}

guint row_columns(const Row *row, guint least)
{
    guint count = row->count;

    while (count > least && is_blank(&row->cells[count - 1]))
        count--;
    return count;
}

static guint filled_count(const Row *row)
{
    guint count = 0;

    for (guint i = 0; i < row->count; i++)
        count += !is_blank(&row->cells[i]);
    return count;
}

static gboolean has_numbers(const Row *row)
{
    for (guint i = 0; i < row->count; i++)
        if (g_ascii_isdigit(row->cells[i].text[strspn(row->cells[i].text, " ")]))
            return TRUE;
    return FALSE;
}

/* A single cell above what could be the names of columns: likely the title of the sheet. */
static gboolean title_check(const Table *table, Diagnostics *diagnostics)
{
    if (table->n_rows < 2 || filled_count(&table->rows[0]) != 1 || filled_count(&table->rows[1]) < 2 ||
        has_numbers(&table->rows[1]))
        return TRUE;
    return table_refuse(table, diagnostics, &table->rows[0].cells[0],
                        _("delete a title that stands above the names of the columns"),
                        _("the first row names one column, and the next row has several"));
}

static gboolean header_check(const Table *table, Diagnostics *diagnostics)
{
    g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    const Row *header = &table->rows[0];
    gboolean good = TRUE;

    for (guint i = 0; i < header->count; i++) {
        const Cell *cell = &header->cells[i];
        char *name = g_strstrip(g_strdup(cell->text));
        if (!*name || g_hash_table_add(known, name)) {
            if (!*name)
                g_free(name);
            continue;
        }
        good = table_refuse(table, diagnostics, cell, _("give each column a name of its own"),
                            _("two columns are called '%s'"), cell->text);
    }
    return good;
}

/* What stands in no column that has a name. */
static gboolean values_check(const Table *table, const Row *row, Diagnostics *diagnostics)
{
    const Row *header = &table->rows[0];
    gboolean good = TRUE;

    for (guint i = 0; i < MIN(row->count, header->count); i++)
        if (is_blank(&header->cells[i]) && !is_blank(&row->cells[i]))
            good = table_refuse(table, diagnostics, &row->cells[i], _("name the column in the first row"),
                                _("this value stands in a column without a name"));
    return good;
}

/* Whether the row has a value for each of the `expected` columns. */
static gboolean row_check(const Table *table, const Row *row, guint expected, Diagnostics *diagnostics)
{
    const Row *header = &table->rows[0];
    const guint found = row_columns(row, MIN(expected, row->count));
    const Place place = {.source = table->source, .line = row->cells[0].line};

    if (found >= expected && found <= header->count)
        return TRUE;
    if (found > expected)
        diagnostics_error(diagnostics, place, _("put a value that holds a separator in double quotes"),
                          _("row %u has too many values: %u instead of %u"), row->number, found, expected);
    else
        diagnostics_error(diagnostics, place, _("add a separator for each value that is left out"),
                          _("row %u has too few values: %u instead of %u"), row->number, found, expected);
    return FALSE;
}

gboolean table_check(const Table *table, Arena *arena, Diagnostics *diagnostics, Table *rest)
{
    Row *rows = arena_new0(arena, Row, table->n_rows);
    gboolean good = TRUE;

    *rest = *table;
    if (table->n_rows == 0)
        return TRUE;
    if (!title_check(table, diagnostics)) {
        rest->n_rows = 0;
        return FALSE;
    }
    good = header_check(table, diagnostics);
    rest->rows = rows;
    rows[0] = table->rows[0];
    rows[0].count =
        row_columns(&rows[0], 0); /* else the work below would be columns without names times rows */
    rest->n_rows = 1;
    for (guint i = 1; i < table->n_rows; i++) {
        if (row_check(table, &table->rows[i], rows[0].count, diagnostics))
            rows[rest->n_rows++] = table->rows[i];
        else
            good = FALSE;
        good = values_check(table, &table->rows[i], diagnostics) && good;
    }
    return good;
}

static Value text_of(const Cell *cell)
{
    return (Value){.kind = VALUE_TEXT,
                   .line = cell->line,
                   .column = cell->column,
                   .text = cell->text,
                   .length = cell->length};
}

/* The names of the columns, interned; those without one are empty. */
static const char **names_read(const Row *header, Arena *arena)
{
    const char **names = arena_new0(arena, const char *, header->count);

    for (guint i = 0; i < header->count; i++) {
        g_autofree char *name = g_strstrip(g_strdup(header->cells[i].text));
        names[i] = arena_intern(arena, name, strlen(name));
    }
    return names;
}

static Value record_of(const Row *row, const char **names, guint count, Arena *arena)
{
    Member *members = arena_new0(arena, Member, count);
    guint used = 0;

    for (guint i = 0; i < count; i++)
        if (*names[i])
            members[used++] = (Member){names[i], text_of(&row->cells[i])};
    Value record = value_record(arena, members, used);
    record.line = row->cells[0].line;
    record.column = 1;
    return record;
}

static Value header_list(const char **names, guint count, Arena *arena)
{
    Value *items = arena_new0(arena, Value, count);
    guint used = 0;

    for (guint i = 0; i < count; i++)
        if (*names[i])
            items[used++] = value_text(names[i]);
    return (Value){.kind = VALUE_LIST, .line = 1, .column = 1, .list = {items, used}};
}

gboolean table_read(const Table *table, Arena *arena, Diagnostics *diagnostics, Value *records, Value *header)
{
    Table rest;
    const gboolean good = table_check(table, arena, diagnostics, &rest);
    const guint count = rest.n_rows > 0 ? rest.rows[0].count : 0;
    const char **names = rest.n_rows > 0 ? names_read(&rest.rows[0], arena) : NULL;
    Value *items = arena_new0(arena, Value, rest.n_rows);

    for (guint i = 1; i < rest.n_rows; i++)
        items[i - 1] = record_of(&rest.rows[i], names, count, arena);
    *records = (Value){
        .kind = VALUE_LIST, .line = 1, .column = 1, .list = {items, rest.n_rows > 0 ? rest.n_rows - 1 : 0}};
    if (header)
        *header = header_list(names, count, arena);
    return good;
}
