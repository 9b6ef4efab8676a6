/* SPDX-License-Identifier: MIT */
#include "review/prose-table.h"

#include <string.h>

/* The Markdown parser refuses more. */
#define COLUMNS_MAX 256
#define CELLS_MAX 200000

ProseTable *prose_table_new(void)
{
    ProseTable *table = g_new0(ProseTable, 1);
    table->cells = g_array_new(FALSE, TRUE, sizeof(ProseCell));
    return table;
}

void prose_table_free(ProseTable *table)
{
    g_array_unref(table->cells);
    g_free(table);
}

static gboolean is_white(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r';
}

static ProseCell trimmed(const char *text, gsize start, gsize end)
{
    while (start < end && is_white(text[start]))
        start++;
    while (end > start && is_white(text[end - 1]))
        end--;
    return (ProseCell){start, end};
}

/* Appends the cells of a line, at most `most`; how many it has. */
static guint row_read(GArray *cells, const char *text, const Line *line, guint most)
{
    ProseCell rest = trimmed(text, line->start, line->end);
    guint count = 0;

    if (rest.start < rest.end && text[rest.start] == '|')
        rest.start++;
    if (rest.start < rest.end && text[rest.end - 1] == '|' && text[rest.end - 2] != '\\')
        rest.end--;
    for (gsize start = rest.start, at = start; at <= rest.end; at++) {
        if (at < rest.end && (text[at] != '|' || text[at - 1] == '\\'))
            continue;
        const ProseCell cell = trimmed(text, start, at);
        if (count++ < most)
            g_array_append_val(cells, cell);
        start = at + 1;
    }
    return count;
}

/* |---|:-:| */
static gboolean is_alignment(const char *text, const Line *line)
{
    gboolean dash = FALSE;

    for (gsize i = line->start; i < line->end; i++) {
        if (!is_white(text[i]) && !strchr("|:-", text[i]))
            return FALSE;
        dash |= text[i] == '-';
    }
    return dash;
}

guint prose_table_read(ProseTable *table, const Prose *prose, guint at)
{
    const char *text = prose->text->str;
    const Line *lines = (const Line *)(void *)prose->lines->data;
    const guint count = prose->lines->len;

    g_array_set_size(table->cells, 0);
    if (at + 1 >= count || lines[at].kind != LINE_ROW || lines[at + 1].kind != LINE_ROW ||
        !is_alignment(text, &lines[at + 1]))
        return at;
    table->columns = row_read(table->cells, text, &lines[at], COLUMNS_MAX);
    table->rows = 1;
    if (table->columns > COLUMNS_MAX)
        return at;
    guint end = at + 2;
    for (; end < count && lines[end].kind == LINE_ROW && table->cells->len < CELLS_MAX; end++) {
        row_read(table->cells, text, &lines[end], table->columns);
        table->rows++;
        g_array_set_size(table->cells, table->rows * table->columns);
    }
    return end;
}
