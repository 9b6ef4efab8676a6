/* SPDX-License-Identifier: MIT */
#include "archive/cells.h"

#include <string.h>

#define BYTE_ORDER_MARK "\xef\xbb\xbf"
/* A spreadsheet keeps so many digits of a number. */
#define DIGITS_KEPT 15

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

/* "0194", "3.10", and what has more digits than are kept. */
static gboolean is_changed_number(const char *text)
{
    const gsize whole = strspn(text, "0123456789");
    const char *rest = text + whole;
    const gsize decimals = *rest == '.' ? strspn(rest + 1, "0123456789") : 0;

    if (whole == 0 || (*rest && (*rest != '.' || decimals == 0)) || (*rest && rest[decimals + 1]))
        return FALSE;
    return (whole > 1 && text[0] == '0') || whole + decimals > DIGITS_KEPT ||
           (decimals > 0 && rest[decimals] == '0');
}

/* "1-2", "2025/3", "1.2.3", "10:30": a day, or a time; "1e5". */
static gboolean is_day(const char *text)
{
    const char *const joints = "-/.:eE";
    guint parts = 0, dots = 0;
    gboolean other = FALSE;

    for (const char *at = text;; at++) {
        const gsize digits = strspn(at, "0123456789");
        if (digits == 0)
            return FALSE;
        parts++;
        at += digits;
        if (!*at)
            break;
        if (!strchr(joints, *at))
            return FALSE;
        dots += *at == '.';
        other = other || *at != '.';
    }
    return parts > 1 && (other || dots > 1);
}

void cells_add(Cells *cells, const char *text)
{
    const char *shown = text ? text : "";

    if (is_changed_number(shown) || is_day(shown)) {
        g_autofree char *guarded = g_strconcat("'", shown, NULL);
        append_value(cells, guarded, ESCAPE_STRING);
        return;
    }
    append_value(cells, shown, ESCAPE_STRING);
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
