/* SPDX-License-Identifier: MIT */
#include "escape/lines.h"

#include "escape/names.h"

#include <string.h>

#define NAME_SIZE 32
#define LINE_BYTES 75

/* Properties of iCalendar (RFC 5545, 3.8) and vCard (RFC 6350, 6) whose value is no text: in these a comma or
 * semicolon has a meaning. */
static gboolean is_text(const char *name)
{
    static const char *const others[] = {"ATTACH",        "ATTENDEE",
                                         "BDAY",          "COMPLETED",
                                         "CREATED",       "DTEND",
                                         "DTSTAMP",       "DTSTART",
                                         "DUE",           "DURATION",
                                         "EXDATE",        "FREEBUSY",
                                         "GEO",           "IMAGE",
                                         "IMPP",          "KEY",
                                         "LAST-MODIFIED", "LOGO",
                                         "ORGANIZER",     "PHOTO",
                                         "PRIORITY",      "PERCENT-COMPLETE",
                                         "RDATE",         "RECURRENCE-ID",
                                         "REPEAT",        "REV",
                                         "RRULE",         "SEQUENCE",
                                         "SOUND",         "SOURCE",
                                         "TRIGGER",       "TZOFFSETFROM",
                                         "TZOFFSETTO",    "TZURL",
                                         "UID",           "URL",
                                         "CONFERENCE",    NULL};

    for (const char *const *other = others; *other; other++)
        if (g_ascii_strcasecmp(*other, name) == 0)
            return FALSE;
    return TRUE;
}

static gboolean in_name(char c)
{
    return c != ':' && c != ';' && c != '\n';
}

static void on_name(Scan *scan)
{
    char name[NAME_SIZE];
    gsize length;

    if (!scan_name(scan, in_name, name, sizeof name, &length))
        return;
    const char c = scan->text[scan->at++];
    const LineState value = is_text(name) ? LINE_TEXT : LINE_OTHER;
    scan->where.url = (guint8)value; /* of the property, while its parameters are read */
    scan->where.inner = (guint8)(c == ':' ? value : c == ';' ? LINE_PARAMETER : LINE_START);
}

/* A line that begins with a space goes on with the value before. */
static void on_line_start(Scan *scan)
{
    const char c = scan->text[scan->at];
    const LineState before = scan->where.inner == LINE_TEXT_END ? LINE_TEXT : LINE_OTHER;

    if ((c == ' ' || c == '\t') && scan->where.inner != LINE_START) {
        scan->at++;
        scan->where.inner = (guint8)before;
    } else if (c == '\n' || c == '\r') {
        scan->at++;
    } else {
        scan->where.name = 0;
        scan->where.inner = LINE_NAME;
    }
}

static LineState calendar_step(LineState state, LineState value, char c)
{
    if (c == '\n')
        return state == LINE_TEXT ? LINE_TEXT_END : LINE_OTHER_END;
    if (state == LINE_PARAMETER)
        return c == '"' ? LINE_PARAMETER_QUOTED : c == ':' ? value : state;
    if (state == LINE_PARAMETER_QUOTED)
        return c == '"' ? LINE_PARAMETER : state;
    return state;
}

gboolean lines_scan_calendar(Scan *scan)
{
    while (scan->at < scan->length && scan->where.state != STATE_FAILED) {
        switch ((LineState)scan->where.inner) {
        case LINE_START:
        case LINE_TEXT_END:
        case LINE_OTHER_END: on_line_start(scan); break;
        case LINE_NAME: on_name(scan); break;
        default:
            scan->where.inner =
                (guint8)calendar_step(scan->where.inner, scan->where.url, scan->text[scan->at++]);
        }
    }
    return scan->where.state != STATE_FAILED;
}

/* The bytes of what readers may take for the end of a line: LF, U+0085, U+2028, U+2029; 0 if it is none. */
static gsize line_end(const char *text, gsize rest)
{
    const guchar *bytes = (const guchar *)text;

    if (*text == '\n')
        return 1;
    if (rest >= 2 && bytes[0] == 0xc2 && bytes[1] == 0x85)
        return 2;
    return rest >= 3 && bytes[0] == 0xe2 && bytes[1] == 0x80 && (bytes[2] | 1) == 0xa9 ? 3 : 0;
}

/* RFC 5545, 3.3.11: TEXT. */
static void append_text(GString *out, const char *text, gsize length)
{
    for (gsize i = 0; i < length; i++) {
        const guchar c = (guchar)text[i];
        const gsize end = line_end(text + i, length - i);
        if (end > 0)
            g_string_append(out, "\\n");
        else if (c == '\\' || c == ';' || c == ',')
            g_string_append_printf(out, "\\%c", c);
        else if (c >= 0x20 && c != 0x7f)
            g_string_append_c(out, (char)c);
        else if (c == '\t')
            g_string_append_c(out, ' ');
        i += end > 0 ? end - 1 : 0;
    }
}

/* Without line ends; `refused`: other bytes that have a meaning there. */
static void append_rest(GString *out, const char *text, gsize length, const char *refused)
{
    for (gsize i = 0; i < length; i++) {
        const guchar c = (guchar)text[i];
        const gsize end = line_end(text + i, length - i);
        g_string_append_c(out, end > 0 || c < 0x20 || c == 0x7f || strchr(refused, c) ? ' ' : (char)c);
        i += end > 0 ? end - 1 : 0;
    }
}

gboolean lines_append_calendar(GString *out, Where *at, const char *text, gsize length)
{
    switch ((LineState)at->inner) {
    case LINE_TEXT: append_text(out, text, length); return TRUE;
    case LINE_OTHER: append_rest(out, text, length, ""); return TRUE;
    case LINE_PARAMETER: append_rest(out, text, length, "\":;,"); return TRUE;
    case LINE_PARAMETER_QUOTED: append_rest(out, text, length, "\""); return TRUE;
    default: return FALSE;
    }
}

/* Copies one line, folded where its characters allow. */
static void fold_line(GString *out, const char *line, gsize length)
{
    gsize room = LINE_BYTES;

    while (length > room) {
        gsize end = room;
        while (end > 1 && ((guchar)line[end] & 0xc0) == 0x80)
            end--;
        g_string_append_len(out, line, (gssize)end);
        g_string_append(out, "\r\n ");
        line += end;
        length -= end;
        room = LINE_BYTES - 1;
    }
    g_string_append_len(out, line, (gssize)length);
    g_string_append(out, "\r\n");
}

void lines_fold(GString *out)
{
    g_autofree char *text = g_strndup(out->str, out->len);
    const char *end = text + out->len;

    g_string_truncate(out, 0);
    for (const char *line = text; line < end;) {
        const char *feed = memchr(line, '\n', (gsize)(end - line));
        const char *stop = feed ? feed : end;
        gsize length = (gsize)(stop - line);
        if (length > 0 && line[length - 1] == '\r')
            length--;
        if (length > 0)
            fold_line(out, line, length);
        line = stop + 1;
    }
}

static CellState table_step(CellState state, char c)
{
    switch (state) {
    case CELL_QUOTED_START:
    case CELL_QUOTED: return c == '"' ? CELL_QUOTE : CELL_QUOTED;
    case CELL_QUOTE:
        if (c == '"')
            return CELL_QUOTED;
        break;
    case CELL_START:
        if (c == '"')
            return CELL_QUOTED_START;
        if (strchr("\xef\xbb\xbf", c) && c)
            return CELL_START; /* a byte order mark */
        break;
    default: break;
    }
    return c == ',' || c == '\n' ? CELL_START : CELL_OPEN;
}

void lines_scan_table(Scan *scan)
{
    for (; scan->at < scan->length; scan->at++)
        scan->where.inner = (guint8)table_step(scan->where.inner, scan->text[scan->at]);
}

static void append_quoted(GString *out, const char *text, gsize length)
{
    for (gsize i = 0; i < length; i++) {
        if (text[i] == '"')
            g_string_append_c(out, '"');
        g_string_append_c(out, text[i]);
    }
}

/* What spreadsheets take for a formula, in full width as well, gets an apostrophe before it (OWASP: CSV
 * injection). */
static gboolean is_formula(const char *text, gsize length)
{
    static const char *const signs[] = {"＝", "＋", "－", "＠", NULL};

    for (const char *const *sign = signs; *sign; sign++)
        if (length >= strlen(*sign) && strncmp(text, *sign, strlen(*sign)) == 0)
            return TRUE;
    return length > 0 && text[0] && strchr("=+-@\t\r\n", text[0]);
}

/* Also at what some programs take for the end of a cell. */
static gboolean needs_quotes(const char *text, gsize length)
{
    for (gsize i = 0; i < length; i++)
        if (strchr(",;\t\"\n\r", text[i]))
            return TRUE;
    return FALSE;
}

static void append_cell(GString *out, const char *text, gsize length, gboolean formula)
{
    const gboolean quotes = needs_quotes(text, length);

    if (quotes)
        g_string_append_c(out, '"');
    if (formula)
        g_string_append_c(out, '\'');
    append_quoted(out, text, length);
    if (quotes)
        g_string_append_c(out, '"');
}

/* A cell that has begun without quotes cannot hold everything. */
static gboolean append_bare(GString *out, const char *text, gsize length)
{
    gboolean whole = TRUE;

    for (gsize i = 0; i < length; i++) {
        const gboolean fits = text[i] && !strchr(",;\t\"\n\r", text[i]);
        g_string_append_c(out, fits ? text[i] : ' ');
        whole = whole && fits;
    }
    return whole;
}

gboolean lines_append_table(GString *out, Where *at, const char *text, gsize length, gboolean number)
{
    const CellState state = at->inner;
    const gboolean formula = !number && is_formula(text, length);

    if (length == 0)
        return TRUE;
    switch (state) {
    case CELL_QUOTED_START:
        if (formula)
            g_string_append_c(out, '\'');
        append_quoted(out, text, length);
        at->inner = CELL_QUOTED;
        return TRUE;
    case CELL_QUOTED:
        append_quoted(out, text, length);
        at->inner = CELL_QUOTED;
        return TRUE;
    case CELL_START:
        append_cell(out, text, length, formula);
        at->inner = CELL_OPEN;
        return TRUE;
    default: at->inner = CELL_OPEN; return append_bare(out, text, length);
    }
}
