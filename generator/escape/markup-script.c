/* SPDX-License-Identifier: MIT */
/* Where a script element of HTML ends, and what the script is at (WHATWG, 13.2.5.4 and 13.2.5.15 to 31). */
#include "escape/markup.h"
#include "escape/names.h"
#include "escape/script.h"

#include <glib/gi18n.h>

#define NAME_SIZE 8 /* "script" and what shows that it is not */

static gboolean is_letter(char c)
{
    return g_ascii_isalpha(c);
}

/* A byte of the script goes by. */
static void take(Scan *scan, State state)
{
    const char c = scan_here(scan);
    const gboolean decoded = c == '&' && where_is_foreign(scan->where);

    scan->where.inner = decoded ? SCRIPT_UNCLEAR : (guint8)script_step(scan->where.inner, c);
    scan->where.state = (guint8)state;
    scan->at++;
}

/* In a script that stands in SVG or MathML, "<" begins a tag. */
static gboolean check_open(Scan *scan)
{
    if (!where_is_foreign(scan->where) && !(scan->where.flags & CONTEXT_NOSCRIPT))
        return TRUE;
    return scan_fail(scan, _("behind a '<' in a script that browsers read in different ways here"),
                     _("move the script out of svg, math or noscript"));
}

/* Takes letters; TRUE once the word before a space, "/" or ">" is known, and is `script` or not. */
static gboolean take_word(Scan *scan, gboolean *script)
{
    const gsize start = scan->at;
    char name[NAME_SIZE];
    gsize length;
    const gboolean whole = scan_name(scan, is_letter, name, sizeof name, &length);
    const gsize end = scan->at;

    for (scan->at = start; scan->at < end;)
        take(scan, scan->where.state);
    if (!whole)
        return FALSE;
    const char c = scan_here(scan);
    *script = length != G_MAXSIZE && name_is(name, length, "script") && (is_space(c) || c == '/' || c == '>');
    return TRUE;
}

/* `back`: the state of the text that it is in. */
static gboolean on_end_name(Scan *scan, State back)
{
    gboolean script;

    if (!take_word(scan, &script))
        return scan->where.state != STATE_FAILED;
    if (!script) {
        scan->where.state = (guint8)back;
        return check_open(scan);
    }
    scan->where.flags |= CONTEXT_CLOSING;
    scan->where.inner = 0;
    scan->where.state = STATE_BEFORE_ATTRIBUTE;
    return TRUE;
}

/* After "<!--", "<script" begins a text in which "</script" does not end the element, but only that. */
static gboolean on_double(Scan *scan, State found, State otherwise)
{
    gboolean script;

    if (!take_word(scan, &script))
        return scan->where.state != STATE_FAILED;
    if (is_space(scan_here(scan)) || scan_here(scan) == '/' || scan_here(scan) == '>')
        take(scan, script ? found : otherwise);
    else
        scan->where.state = (guint8)otherwise;
    return TRUE;
}

static gboolean reconsume(Scan *scan, State state)
{
    scan->where.state = (guint8)state;
    return TRUE;
}

static gboolean next(Scan *scan, State state)
{
    take(scan, state);
    return TRUE;
}

/* Within the text of "<!-- … -->": `text`, and the states of that many dashes after it. */
static gboolean on_escaped(Scan *scan, State text, State open)
{
    const guint dashes = scan->where.state - text;
    const char c = scan_here(scan);

    if (c == '-')
        return next(scan, text + MIN(dashes + 1, 2));
    if (c == '<')
        return next(scan, open);
    return next(scan, c == '>' && dashes == 2 ? STATE_SCRIPT : text);
}

static gboolean on_script(Scan *scan)
{
    while (scan->at < scan->length) {
        const gboolean open = scan_here(scan) == '<';
        take(scan, open ? STATE_SCRIPT_OPEN : STATE_SCRIPT);
        if (open)
            break;
    }
    return TRUE;
}

static gboolean on_open(Scan *scan)
{
    const char c = scan_here(scan);

    if (c == '/')
        return next(scan, STATE_SCRIPT_END_OPEN);
    if (c == '!' && where_is_foreign(scan->where))
        return next(scan, STATE_RAW_DECLARATION);
    scan->where.state = STATE_SCRIPT;
    if (!check_open(scan))
        return FALSE;
    return c == '!' ? next(scan, STATE_SCRIPT_ESCAPE_START) : TRUE;
}

static gboolean on_escape_start(Scan *scan, State dashed)
{
    const gboolean dash = scan_here(scan) == '-';

    if (!dash)
        return reconsume(scan, STATE_SCRIPT);
    take(scan, dashed);
    if (dashed == STATE_SCRIPT_ESCAPED_DASH_DASH)
        scan->where.inner = SCRIPT_UNCLEAR;
    return TRUE;
}

static gboolean on_end_open(Scan *scan, State name, State back)
{
    if (g_ascii_isalpha(scan_here(scan))) {
        scan->where.name = 0;
        return reconsume(scan, name);
    }
    scan->where.state = (guint8)back;
    return check_open(scan);
}

static gboolean on_escaped_open(Scan *scan)
{
    const char c = scan_here(scan);

    if (c == '/')
        return next(scan, STATE_SCRIPT_ESCAPED_END_OPEN);
    scan->where.name = 0;
    return reconsume(scan, g_ascii_isalpha(c) ? STATE_SCRIPT_DOUBLE_START : STATE_SCRIPT_ESCAPED);
}

static gboolean on_double_open(Scan *scan)
{
    if (scan_here(scan) != '/')
        return reconsume(scan, STATE_SCRIPT_DOUBLE);
    scan->where.name = 0;
    return next(scan, STATE_SCRIPT_DOUBLE_END);
}

gboolean markup_scan_script(Scan *scan)
{
    switch ((State)scan->where.state) {
    case STATE_SCRIPT: return on_script(scan);
    case STATE_SCRIPT_OPEN: return on_open(scan);
    case STATE_SCRIPT_END_OPEN: return on_end_open(scan, STATE_SCRIPT_END_NAME, STATE_SCRIPT);
    case STATE_SCRIPT_END_NAME: return on_end_name(scan, STATE_SCRIPT);
    case STATE_SCRIPT_ESCAPE_START: return on_escape_start(scan, STATE_SCRIPT_ESCAPE_START_DASH);
    case STATE_SCRIPT_ESCAPE_START_DASH: return on_escape_start(scan, STATE_SCRIPT_ESCAPED_DASH_DASH);
    case STATE_SCRIPT_ESCAPED:
    case STATE_SCRIPT_ESCAPED_DASH:
    case STATE_SCRIPT_ESCAPED_DASH_DASH:
        return on_escaped(scan, STATE_SCRIPT_ESCAPED, STATE_SCRIPT_ESCAPED_OPEN);
    case STATE_SCRIPT_ESCAPED_OPEN: return on_escaped_open(scan);
    case STATE_SCRIPT_ESCAPED_END_OPEN:
        return on_end_open(scan, STATE_SCRIPT_ESCAPED_END_NAME, STATE_SCRIPT_ESCAPED);
    case STATE_SCRIPT_ESCAPED_END_NAME: return on_end_name(scan, STATE_SCRIPT_ESCAPED);
    case STATE_SCRIPT_DOUBLE_START: return on_double(scan, STATE_SCRIPT_DOUBLE, STATE_SCRIPT_ESCAPED);
    case STATE_SCRIPT_DOUBLE:
    case STATE_SCRIPT_DOUBLE_DASH:
    case STATE_SCRIPT_DOUBLE_DASH_DASH:
        return on_escaped(scan, STATE_SCRIPT_DOUBLE, STATE_SCRIPT_DOUBLE_OPEN);
    case STATE_SCRIPT_DOUBLE_OPEN: return on_double_open(scan);
    default: return on_double(scan, STATE_SCRIPT_ESCAPED, STATE_SCRIPT_DOUBLE);
    }
}
