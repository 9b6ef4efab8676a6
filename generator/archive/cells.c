/* SPDX-License-Identifier: MIT */
#include "archive/cells.h"

#include <string.h>

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

static void append_own(Cells *cells, const char *text)
{
    EscapeProblem problem;

    escape_text(cells->escaper, &cells->context, text, strlen(text), &problem);
    g_string_append(cells->text, text);
}

Cells *cells_new(void)
{
    Cells *cells = g_new0(Cells, 1);

    cells->text = g_string_new(NULL);
    cells->escaper = escaper_new(NULL);
    cells->context = escape_start(ESCAPE_TABLE);
    append_own(cells, BYTE_ORDER_MARK);
    return cells;
}

static void append_value(Cells *cells, const char *text, EscapeKind kind)
{
    const EscapeValue value = {text, strlen(text), kind};
    EscapeProblem problem;

    if (cells->inside)
        append_own(cells, ",");
    cells->inside = TRUE;
    escape_value(cells->escaper, &cells->context, cells->text, &value, &problem);
}

void cells_add(Cells *cells, const char *text)
{
    append_value(cells, text ? text : "", ESCAPE_STRING);
}

void cells_add_literal(Cells *cells, const char *number)
{
    append_value(cells, number ? number : "", ESCAPE_LITERAL);
}

void cells_end_row(Cells *cells)
{
    append_own(cells, "\r\n");
    cells->inside = FALSE;
}

GString *cells_free(Cells *cells)
{
    GString *text = cells->text;

    escaper_free(cells->escaper);
    g_free(cells);
    return text;
}
