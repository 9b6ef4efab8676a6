/* SPDX-License-Identifier: MIT */
#include "typeset/table-private.h"

/* In sizes. A longer word may be broken where there is no room for it. */
#define WORD_MAX 7.0
/* Short texts (names, dates) stay on one line; a narrower column is hard to read; a wider one asks for no
 * more. */
#define SHORT 9.2
#define COMFORT 5.2
#define NATURAL_MAX 24.0
/* Of the height at which rows are divided: a higher head is not repeated. */
#define HEAD_SHARE 0.4

static void part_clear(gpointer data)
{
    g_free(((TablePart *)data)->ends);
}

static void column_measure(Table *table, guint index)
{
    TableColumn *column = &table->columns[index];

    for (guint row = 0; row < table->rows; row++) {
        const Galley *cell = cell_at(table, row, index);
        if (!cell || is_heading(table, row))
            continue;
        column->natural = MAX(column->natural, galley_width(cell) * column->scale);
        column->least = MAX(column->least, galley_width_least(cell) * column->scale);
    }
    column->natural = CLAMP(column->natural, 1, NATURAL_MAX);
    column->word = CLAMP(column->least, 1, MIN(WORD_MAX, column->natural));
    column->least = MAX(column->word, column->natural <= SHORT ? column->natural : COMFORT);
}

Table *table_new(const TableShape *shape, Galley *const *cells)
{
    Table *table = g_new0(Table, 1);

    *table = (Table){.rows = shape->rows,
                     .n_columns = shape->columns,
                     .headed = shape->headed,
                     .ruled = shape->ruled,
                     .filled = shape->filled,
                     .fill = shape->fill,
                     .colour = shape->colour,
                     .accent = shape->accent,
                     .hair = shape->hair,
                     .top = shape->top,
                     .columns = g_new0(TableColumn, shape->columns),
                     .headings = g_new0(gboolean, shape->rows),
                     .cells = g_new0(Galley *, (gsize)shape->rows * shape->columns),
                     .heights = g_new0(double, shape->rows)};
    for (guint i = 0; i < shape->rows * shape->columns; i++)
        table->cells[i] = cells[i];
    for (guint i = 0; i < shape->rows; i++)
        table->headings[i] = shape->headings && shape->headings[i];
    for (guint i = 0; i < shape->columns; i++) {
        table->columns[i].scale = shape->scales && shape->scales[i] > 0 ? shape->scales[i] : 1;
        table->columns[i].share = shape->shares ? shape->shares[i] : 0;
        column_measure(table, i);
    }
    return table;
}

void table_squeeze(Table *table)
{
    for (guint i = 0; i < table->n_columns; i++)
        table->columns[i].least = table->columns[i].word;
}

/* Shares that come to less than 1 are of the whole width; else each column without one counts as 1. */
static double shares_whole(const Table *table)
{
    double shares = 0;
    guint others = 0;

    for (guint i = 0; i < table->n_columns; i++) {
        shares += table->columns[i].share;
        others += table->columns[i].share <= 0;
    }
    return others > 0 && shares < 1 ? 1 : shares + others;
}

void table_ease(Table *table, double size, double width)
{
    const double whole = shares_whole(table);

    for (guint i = 0; i < table->n_columns; i++) {
        TableColumn *column = &table->columns[i];
        if (column->share <= 0)
            continue;
        column->natural = MAX(column->least, width / size * column->share / whole - 2 * PADDING_X);
        column->share = 0;
    }
}

void table_free(Table *table)
{
    if (!table)
        return;
    for (guint i = 0; i < table->rows * table->n_columns; i++)
        galley_free(table->cells[i]);
    g_free(table->columns);
    g_free(table->headings);
    g_free(table->cells);
    g_free(table->heights);
    g_clear_pointer(&table->parts, g_array_unref);
    g_free(table);
}

guint table_rows(const Table *table)
{
    return table->parts ? table->parts->len : table->rows;
}

void table_divide(Table *table, double height)
{
    table->limit = height;
}

void table_force(Table *table)
{
    table->forced = TRUE;
    table_squeeze(table);
    for (guint i = 0; i < table->rows * table->n_columns; i++)
        if (table->cells[i])
            galley_force(table->cells[i]);
}

guint table_row_source(const Table *table, guint row)
{
    return table->parts ? part_at(table, row)->row : row;
}

guint table_characters(const Table *table)
{
    guint characters = 0;

    for (guint i = 0; i < table->rows * table->n_columns; i++)
        characters += table->cells[i] ? galley_characters(table->cells[i]) : 0;
    return characters;
}

double table_width(const Table *table, gboolean least)
{
    double width = 0;

    for (guint i = 0; i < table->n_columns; i++)
        width += 2 * PADDING_X + (least ? table->columns[i].least : table->columns[i].natural);
    return width;
}

/* Columns with a share get that; `*rest`: what is left. */
static gboolean shares_set(Table *table, double *rest)
{
    const double whole = shares_whole(table);

    for (guint i = 0; i < table->n_columns; i++) {
        TableColumn *column = &table->columns[i];
        if (column->share <= 0)
            continue;
        column->width = table->width * column->share / whole;
        if (column->width < (column->least + 2 * PADDING_X) * table->size)
            return FALSE;
        *rest -= column->width;
    }
    return TRUE;
}

/* The others get what they need at least, and of what is left in proportion to what they want. */
static gboolean widths_set(Table *table)
{
    double rest = table->width, least = 0, wanted = 0;

    if (!shares_set(table, &rest))
        return FALSE;
    for (guint i = 0; i < table->n_columns; i++) {
        const TableColumn *column = &table->columns[i];
        if (column->share > 0)
            continue;
        least += (column->least + 2 * PADDING_X) * table->size;
        wanted += (column->natural + 2 * PADDING_X) * table->size;
    }
    if (least > rest + 1e-6)
        return FALSE;
    const double spread = wanted > rest ? (rest - least) / MAX(wanted - least, 1e-9) : 1;
    const double stretch = wanted > rest || wanted <= 0 ? 1 : rest / wanted;
    double x = 0;
    for (guint i = 0; i < table->n_columns; i++) {
        TableColumn *column = &table->columns[i];
        if (column->share <= 0)
            column->width = (column->least + (column->natural - column->least) * spread + 2 * PADDING_X) *
                            table->size * stretch;
        column->x = x;
        x += column->width;
    }
    return TRUE;
}

static gboolean row_set(Table *table, guint row)
{
    double height = table->size;

    for (guint i = 0; i < row_cells(table, row); i++) {
        Galley *cell = cell_at(table, row, i);
        const double needed =
            cell ? galley_height(cell, cell_size(table, row, i), cell_width(table, row, i)) : 0;
        if (needed < 0)
            return FALSE;
        height = MAX(height, needed);
    }
    table->heights[row] = height + 2 * PADDING_Y * table->size;
    return TRUE;
}

/* How far the lines of a cell go from `first` that have so much room; at least one. */
static guint cell_end(const GArray *slabs, guint first, double room, double *height)
{
    double bottom = 0;
    guint end = first;

    for (; end < slabs->len; end++) {
        const Slab *slab = &g_array_index(slabs, Slab, end);
        bottom += (end > first ? slab->before : -slab->trim) + slab->height;
        if (end > first && bottom - slab->trim > room)
            break;
        *height = MAX(*height, bottom - slab->trim);
    }
    return end;
}

static const GArray *cell_slabs(const Table *table, guint row, guint column)
{
    Galley *cell = cell_at(table, row, column);

    return cell ? galley_set(cell, cell_size(table, row, column), cell_width(table, row, column)) : NULL;
}

/* Divides a row into parts of at most that height. */
static void row_divide(Table *table, guint row, double height)
{
    const double padding = 2 * PADDING_Y * table->size;
    const guint *from = NULL;
    gboolean more = TRUE;

    for (guint index = 0; more; index++) {
        TablePart part = {row, index, table->size, g_new0(guint, table->n_columns)};
        more = FALSE;
        for (guint i = 0; i < row_cells(table, row); i++) {
            const GArray *slabs = cell_slabs(table, row, i);
            if (!slabs)
                continue;
            part.ends[i] = cell_end(slabs, from ? from[i] : 0, height - padding, &part.height);
            more = more || part.ends[i] < slabs->len;
        }
        part.height += padding;
        from = part.ends;
        g_array_append_val(table->parts, part);
    }
}

static void rows_divide(Table *table)
{
    const double head = table_head_height(table);
    gboolean needed = FALSE;

    g_clear_pointer(&table->parts, g_array_unref);
    for (guint row = 0; table->limit > 0 && row < table->rows; row++)
        needed = needed || table->heights[row] > table->limit - (row > 0 ? head : 0);
    if (!needed)
        return;
    table->parts = g_array_new(FALSE, FALSE, sizeof(TablePart));
    g_array_set_clear_func(table->parts, part_clear);
    for (guint row = 0; row < table->rows; row++) {
        const double most = table->limit - (row > 0 ? head : 0);
        if (table->heights[row] > most) {
            row_divide(table, row, most);
            continue;
        }
        const TablePart whole = {row, 0, table->heights[row], NULL};
        g_array_append_val(table->parts, whole);
    }
}

/* A table that is forced has columns as narrow as a character, and if that is too wide, smaller ones. */
static double size_forced(Table *table, double size, double width)
{
    double needed = 0;

    table->width = width;
    table->size = size;
    for (guint i = 0; i < table->n_columns; i++)
        needed += 2 * PADDING_X + table->columns[i].word;
    const double spare = width / size - table->n_columns * (1 + 2 * PADDING_X);
    const double wanted = needed - table->n_columns * (1 + 2 * PADDING_X);
    for (guint i = 0; i < table->n_columns; i++) {
        TableColumn *column = &table->columns[i];
        column->share = 0;
        column->least = needed * size <= width || wanted <= 0
                            ? column->word
                            : 1 + (column->word - 1) * CLAMP(spare / wanted, 0, 1) * (1 - 1e-9);
    }
    return spare < 0 ? width / (table->n_columns * (1 + 2 * PADDING_X)) * (1 - 1e-9) : size;
}

gboolean table_set(Table *table, double size, double width)
{
    table->size = size;
    table->width = width;
    if (!widths_set(table)) {
        if (!table->forced)
            return FALSE;
        table->size = size_forced(table, size, width);
        widths_set(table);
    }
    for (guint row = 0; row < table->rows; row++)
        if (!row_set(table, row))
            return FALSE;
    rows_divide(table);
    return TRUE;
}

void table_spread(Table *table, double height)
{
    for (guint row = 0; row < table->rows; row++)
        table->heights[row] += height;
}

double table_row_height(const Table *table, guint row)
{
    return table->parts ? part_at(table, row)->height : table->heights[row];
}

double table_blank_height(const Table *table)
{
    return table->size * (1 + 2 * PADDING_Y);
}

double table_head_height(const Table *table)
{
    if (!table->headed || (table->limit > 0 && table->heights[0] > table->limit * HEAD_SHARE))
        return 0;
    return table->heights[0];
}

gboolean table_row_is_kept(const Table *table, guint row)
{
    const guint head = table->headed ? 1 : 0;

    if (table->parts)
        return part_at(table, row)->row < head || is_heading(table, part_at(table, row)->row);
    return row <= head || row + 2 >= table->rows || is_heading(table, row);
}
