/* SPDX-License-Identifier: MIT */
#include "content/csv.h"

#include <glib/gi18n.h>
#include <string.h>

#define CELLS_MAX 1000000

typedef struct {
    const char *text;
    gsize length;
    guint line;
    guint column;
} Cell;

typedef struct {
    const Source *source;
    Arena *arena;
    Diagnostics *diagnostics;
    const char *at;
    const char *stop;
    const char *line_start;
    guint line;
    guint row; /* as Excel counts: the header is 1 */
    guint cells;
    GArray *row_cells; /* Cell */
    GArray *columns;   /* Cell: the header, names interned */
    GArray *records;   /* Value */
    gboolean good;
} Table;

static Place place_at(const Table *table, const char *at)
{
    return (Place){.source = table->source,
                   .line = table->line,
                   .column = 1 + (guint)g_utf8_strlen(table->line_start, at - table->line_start)};
}

static Place place_of(const Table *table, const Cell *cell)
{
    return (Place){.source = table->source, .line = cell->line, .column = cell->column};
}

static void next_line(Table *table)
{
    table->line++;
    table->line_start = table->at;
}

static gboolean at_row_end(const Table *table)
{
    return table->at == table->stop || *table->at == '\n' ||
           (*table->at == '\r' && (table->at + 1 == table->stop || table->at[1] == '\n'));
}

/* From the opening quote to behind the closing one; a doubled quote stands for one. */
static gboolean quoted_read(Table *table, Cell *cell)
{
    const Place opening = place_at(table, table->at);
    g_autoptr(GString) text = g_string_new(NULL);

    for (table->at++;; table->at++) {
        if (table->at == table->stop) {
            diagnostics_error(table->diagnostics, opening, _("close the value with '\"'"),
                              _("a quote is opened here and never closed"));
            return FALSE;
        }
        if (*table->at == '"' && (table->at + 1 == table->stop || table->at[1] != '"'))
            break;
        if (*table->at == '"')
            table->at++;
        g_string_append_c(text, *table->at);
        if (*table->at == '\n') {
            table->line++;
            table->line_start = table->at + 1;
        }
    }
    table->at++;
    cell->text = arena_strndup(table->arena, text->str, text->len);
    cell->length = text->len;
    if (at_row_end(table) || *table->at == ',')
        return TRUE;
    diagnostics_error(table->diagnostics, place_at(table, table->at),
                      _("put a comma between two values, and write a quote within a value twice"),
                      _("a comma is expected after the closing quote"));
    return FALSE;
}

static gboolean cell_read(Table *table)
{
    const Place place = place_at(table, table->at);
    Cell cell = {.line = place.line, .column = place.column};
    const char *start = table->at;

    if (++table->cells > CELLS_MAX) {
        diagnostics_error(table->diagnostics, place, _("split the file"),
                          _("the table holds more than 1,000,000 values"));
        return FALSE;
    }
    if (table->at < table->stop && *table->at == '"') {
        if (!quoted_read(table, &cell))
            return FALSE;
    } else {
        while (!at_row_end(table) && *table->at != ',')
            table->at++;
        cell.length = (gsize)(table->at - start);
        cell.text = arena_strndup(table->arena, start, cell.length);
    }
    g_array_append_val(table->row_cells, cell);
    return TRUE;
}

static gboolean row_read(Table *table)
{
    g_array_set_size(table->row_cells, 0);
    table->row++;
    while (cell_read(table)) {
        if (at_row_end(table)) {
            table->at += table->at < table->stop && *table->at == '\r';
            table->at += table->at < table->stop && *table->at == '\n';
            next_line(table);
            return TRUE;
        }
        table->at++;
    }
    return FALSE;
}

static const Cell *cell_at(const GArray *cells, guint index)
{
    return &g_array_index(cells, Cell, index);
}

static gboolean row_is_empty(const Table *table)
{
    for (guint i = 0; i < table->row_cells->len; i++)
        if (cell_at(table->row_cells, i)->length)
            return FALSE;
    return TRUE;
}

static void header_check(Table *table, guint index)
{
    const Cell *cell = cell_at(table->columns, index);

    for (guint i = 0; i < index && cell->length; i++) {
        if (cell_at(table->columns, i)->text != cell->text)
            continue;
        diagnostics_error(table->diagnostics, place_of(table, cell), _("give each column a name of its own"),
                          _("two columns are called '%s'"), cell->text);
        table->good = FALSE;
        return;
    }
}

/* Names without the white space around them. */
static void header_take(Table *table)
{
    for (guint i = 0; i < table->row_cells->len; i++) {
        Cell cell = *cell_at(table->row_cells, i);
        g_autofree char *name = g_strstrip(g_strdup(cell.text));
        cell.length = strlen(name);
        cell.text = arena_intern(table->arena, name, cell.length);
        g_array_append_val(table->columns, cell);
        header_check(table, i);
    }
}

static gboolean row_check(Table *table)
{
    const guint found = table->row_cells->len, expected = table->columns->len;
    const Cell *first = cell_at(table->row_cells, 0);

    if (found == expected)
        return TRUE;
    const Place place = {.source = table->source, .line = first->line};
    if (found > expected)
        diagnostics_error(table->diagnostics, place, _("put a value that holds a comma in double quotes"),
                          _("row %u has too many values: %u instead of %u"), table->row, found, expected);
    else
        diagnostics_error(table->diagnostics, place, _("add a comma for each value that is left out"),
                          _("row %u has too few values: %u instead of %u"), table->row, found, expected);
    table->good = FALSE;
    return FALSE;
}

static void row_take(Table *table)
{
    const guint count = table->columns->len;
    Member *members = arena_new0(table->arena, Member, count);
    guint used = 0;

    for (guint i = 0; i < count; i++) {
        const Cell *cell = cell_at(table->row_cells, i), *column = cell_at(table->columns, i);
        if (column->length) {
            const Value value = {.kind = VALUE_TEXT,
                                 .line = cell->line,
                                 .column = cell->column,
                                 .text = cell->text,
                                 .length = cell->length};
            members[used++] = (Member){column->text, value};
        } else if (cell->length) {
            diagnostics_error(table->diagnostics, place_of(table, cell),
                              _("name the column in the first row"),
                              _("this value stands in a column without a name"));
            table->good = FALSE;
        }
    }
    Value record = value_record(table->arena, members, used);
    record.line = cell_at(table->row_cells, 0)->line;
    record.column = 1;
    g_array_append_val(table->records, record);
}

static void rows_read(Table *table)
{
    while (table->at < table->stop) {
        if (!row_read(table)) {
            table->good = FALSE;
            return;
        }
        if (row_is_empty(table)) {
            table->row -= table->columns->len == 0; /* the first row is the one that names the columns */
            continue;
        }
        if (table->columns->len == 0)
            header_take(table);
        else if (row_check(table))
            row_take(table);
    }
}

static Value list_take(Arena *arena, const GArray *values)
{
    Value *items = arena_new0(arena, Value, values->len);

    if (values->len)
        memcpy(items, values->data, values->len * sizeof(Value));
    return (Value){.kind = VALUE_LIST, .line = 1, .column = 1, .list = {items, values->len}};
}

static Value header_list(Arena *arena, const GArray *columns)
{
    g_autoptr(GArray) names = g_array_new(FALSE, FALSE, sizeof(Value));

    for (guint i = 0; i < columns->len; i++) {
        const Value name = value_text(cell_at(columns, i)->text);
        if (cell_at(columns, i)->length)
            g_array_append_val(names, name);
    }
    return list_take(arena, names);
}

gboolean csv_read(const Source *source, Arena *arena, Diagnostics *diagnostics, Value *records, Value *header)
{
    Table table = {.source = source, .arena = arena, .diagnostics = diagnostics, .line = 1, .good = TRUE};

    table.at = table.line_start = source->text;
    table.stop = source->text + source->length;
    table.row_cells = g_array_new(FALSE, FALSE, sizeof(Cell));
    table.columns = g_array_new(FALSE, FALSE, sizeof(Cell));
    table.records = g_array_new(FALSE, FALSE, sizeof(Value));
    rows_read(&table);
    *records = list_take(arena, table.records);
    if (header)
        *header = header_list(arena, table.columns);
    g_array_unref(table.row_cells);
    g_array_unref(table.columns);
    g_array_unref(table.records);
    return table.good;
}
