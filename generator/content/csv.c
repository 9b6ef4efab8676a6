/* SPDX-License-Identifier: MIT */
#include "content/csv.h"

#include <glib/gi18n.h>
#include <string.h>

#define COMMA ","
#define WIDE_COMMA "，"

typedef struct {
    const Source *source;
    Arena *arena;
    Diagnostics *diagnostics;
    const char *separator;
    gsize separator_length;
    const char *at;
    const char *stop;
    const char *counted; /* on the line; the column of what stands there */
    guint column;
    guint line;
    guint row;
    guint n_cells;
    GArray *cells; /* Cell: of the row */
    GArray *rows;  /* Row */
    gboolean good;
} Parser;

/* Only ever further on: a line of a million values is counted once. */
static Place place_at(Parser *parser, const char *at)
{
    parser->column += (guint)g_utf8_strlen(parser->counted, at - parser->counted);
    parser->counted = at;
    return (Place){.source = parser->source, .line = parser->line, .column = parser->column};
}

static void line_begin(Parser *parser, const char *at)
{
    parser->line++;
    parser->counted = at;
    parser->column = 1;
}

/* Reports what the form of the file forbids. */
static gboolean refuse(Parser *parser, Place place, const char *hint, const char *message)
{
    g_autofree char *column = table_column(parser->cells->len);
    g_autofree char *note = g_strdup_printf(_("row %u, column %s"), parser->row, column);

    diagnostics_add(parser->diagnostics, SEVERITY_ERROR, place, hint, note, message);
    parser->good = FALSE;
    return FALSE;
}

static gboolean at_row_end(const Parser *parser)
{
    return parser->at == parser->stop || *parser->at == '\n' ||
           (*parser->at == '\r' && (parser->at + 1 == parser->stop || parser->at[1] == '\n'));
}

static gboolean at_separator(const Parser *parser)
{
    return (gsize)(parser->stop - parser->at) >= parser->separator_length &&
           memcmp(parser->at, parser->separator, parser->separator_length) == 0;
}

static void row_end_skip(Parser *parser)
{
    parser->at += parser->at < parser->stop && *parser->at == '\r';
    parser->at += parser->at < parser->stop && *parser->at == '\n';
    line_begin(parser, parser->at);
}

/* From the opening quote to behind the closing one; a doubled quote stands for one. FALSE: never closed. */
static gboolean quoted_read(Parser *parser, Cell *cell)
{
    const Place opening = place_at(parser, parser->at);
    g_autoptr(GString) text = g_string_new(NULL);

    for (parser->at++;; parser->at++) {
        if (parser->at == parser->stop)
            return refuse(parser, opening, _("close the value with '\"'"),
                          _("a quote is opened here and never closed"));
        if (*parser->at == '"' && (parser->at + 1 == parser->stop || parser->at[1] != '"'))
            break;
        if (*parser->at == '"')
            parser->at++;
        g_string_append_c(text, *parser->at);
        if (*parser->at == '\n')
            line_begin(parser, parser->at + 1);
    }
    parser->at++;
    cell->text = arena_strndup(parser->arena, text->str, text->len);
    cell->length = text->len;
    return TRUE;
}

/* FALSE where the row cannot be followed any further. */
static gboolean cell_read(Parser *parser)
{
    const Place place = place_at(parser, parser->at);
    Cell cell = {.line = place.line, .column = place.column};
    const char *start = parser->at;

    if (parser->at < parser->stop && *parser->at == '"') {
        if (!quoted_read(parser, &cell))
            return FALSE;
        if (!at_row_end(parser) && !at_separator(parser))
            return refuse(parser, place_at(parser, parser->at),
                          _("write a quote within a value twice, and a separator between two values"),
                          _("the value goes on after its closing quote"));
    } else {
        while (!at_row_end(parser) && !at_separator(parser))
            parser->at++;
        cell.length = (gsize)(parser->at - start);
        cell.text = arena_strndup(parser->arena, start, cell.length);
    }
    g_array_append_val(parser->cells, cell);
    return TRUE;
}

static gboolean row_is_empty(const GArray *cells)
{
    for (guint i = 0; i < cells->len; i++) {
        const Cell *cell = &g_array_index(cells, Cell, i);
        if (strspn(cell->text, " \t") < cell->length)
            return FALSE;
    }
    return TRUE;
}

static void row_take(Parser *parser)
{
    const GArray *cells = parser->cells;
    Cell *kept = arena_new0(parser->arena, Cell, cells->len);

    memcpy(kept, cells->data, cells->len * sizeof(Cell));
    const Row row = {parser->row, cells->len, kept};
    g_array_append_val(parser->rows, row);
}

/* A row with a mistake ends where its line does. */
static void row_skip(Parser *parser)
{
    while (!at_row_end(parser))
        parser->at++;
    g_array_set_size(parser->cells, 0);
}

static void row_read(Parser *parser)
{
    gboolean good;

    g_array_set_size(parser->cells, 0);
    parser->row++;
    while ((good = cell_read(parser)) && ++parser->n_cells <= TABLE_CELLS_MAX && !at_row_end(parser))
        parser->at += parser->separator_length;
    if (!good || !at_row_end(parser))
        row_skip(parser);
    row_end_skip(parser);
    if (!row_is_empty(parser->cells))
        row_take(parser);
}

static void rows_read(Parser *parser)
{
    while (parser->at < parser->stop) {
        row_read(parser);
        if (parser->n_cells <= TABLE_CELLS_MAX)
            continue;
        g_array_set_size(parser->cells, 0);
        refuse(parser, place_at(parser, parser->at), _("split the file"),
               _("the table holds more than 1,000,000 values"));
        return;
    }
}

/* What stands most often in the first line with any text, outside of quotes. */
static const char *separator_find(const Parser *parser)
{
    static const char *const separators[] = {COMMA, "\t", ";"};
    guint counts[G_N_ELEMENTS(separators)] = {0}, wide = 0, best = 0;
    const char *p = parser->at;
    gboolean quoted = FALSE;

    while (p < parser->stop && strchr("\r\n", *p))
        p++;
    for (; p < parser->stop && (quoted || *p != '\n'); p++) {
        quoted ^= *p == '"';
        for (guint i = 0; !quoted && i < G_N_ELEMENTS(separators); i++)
            counts[i] += *p == *separators[i];
        wide += !quoted && strncmp(p, WIDE_COMMA, strlen(WIDE_COMMA)) == 0;
    }
    for (guint i = 1; i < G_N_ELEMENTS(separators); i++)
        if (counts[i] > counts[best])
            best = i;
    /* It may well stand in a name, so only where there is no other. */
    return counts[best] == 0 && wide > 0 ? WIDE_COMMA : separators[best];
}

/* "sep=;", which Excel takes for itself: it is no row. */
static const char *separator_read(Parser *parser)
{
    const char *p = parser->at + (*parser->at == '"');
    const char *found = p + strlen("sep=");

    if (g_ascii_strncasecmp(p, "sep=", strlen("sep=")) != 0 || found >= parser->stop ||
        strchr("\r\n\"", *found))
        return separator_find(parser);
    const gsize length = (gsize)(g_utf8_next_char(found) - found);
    const char *after = found + length + (p > parser->at);
    if (after < parser->stop && !strchr("\r\n", *after))
        return separator_find(parser);
    parser->at = MIN(after, parser->stop);
    row_end_skip(parser);
    return arena_strndup(parser->arena, found, length);
}

gboolean csv_parse(const Source *source, Arena *arena, Diagnostics *diagnostics, Table *table)
{
    Parser parser = {
        .source = source, .arena = arena, .diagnostics = diagnostics, .line = 1, .column = 1, .good = TRUE};

    parser.at = parser.counted = source->text;
    parser.stop = source->text + source->length;
    parser.cells = g_array_new(FALSE, FALSE, sizeof(Cell));
    parser.rows = g_array_new(FALSE, FALSE, sizeof(Row));
    parser.separator = separator_read(&parser);
    parser.separator_length = strlen(parser.separator);
    rows_read(&parser);
    Row *rows = arena_new0(arena, Row, parser.rows->len);
    if (parser.rows->len)
        memcpy(rows, parser.rows->data, parser.rows->len * sizeof(Row));
    *table = (Table){.source = source, .rows = rows, .n_rows = parser.rows->len};
    g_array_unref(parser.cells);
    g_array_unref(parser.rows);
    return parser.good;
}

gboolean csv_read(const Source *source, Arena *arena, Diagnostics *diagnostics, Value *records, Value *header)
{
    Table table;
    const gboolean parsed = csv_parse(source, arena, diagnostics, &table);

    return table_read(&table, arena, diagnostics, records, header) && parsed;
}
