/* SPDX-License-Identifier: MIT */
/* The text of elements that only their end tag ends (WHATWG, 13.2.5.2, 3, 9 to 14). */
#include "escape/markup.h"
#include "escape/names.h"
#include "escape/script.h"
#include "escape/style.h"

#include <glib/gi18n.h>

#define NAME_SIZE 16

gboolean markup_is_inner(Where at)
{
    return at.element == ELEMENT_SCRIPT || at.element == ELEMENT_STYLE;
}

/* In XML, and in the SVG of HTML, references are decoded before the script is read: what they stand for is
 * not followed. */
gboolean markup_feed(Scan *scan, char c)
{
    Where *at = &scan->where;
    const gboolean decoded = where_is_xml(*at) ? at->state == STATE_TEXT : where_is_foreign(*at);

    if (at->element == ELEMENT_SCRIPT) {
        at->inner = c == '&' && decoded ? SCRIPT_UNCLEAR : (guint8)script_step(at->inner, c);
        return TRUE;
    }
    if (c == '&' && decoded)
        at->inner = STYLE_UNCLEAR;
    return style_step(at, c) || scan_fail_scheme(scan);
}

/* Where browsers may not take the element for what it is, "<" would not be the text that it seems. */
static gboolean check_raw(Scan *scan)
{
    if (!where_is_ambiguous(scan->where))
        return TRUE;
    return scan_fail(scan, _("behind a '<' in an element that browsers read in different ways here"),
                     _("write '&lt;' for it, or move the element out of svg, math, select or noscript"));
}

static gboolean feed_raw(Scan *scan, char c)
{
    return scan->where.element != ELEMENT_STYLE || markup_feed(scan, c);
}

static gboolean on_raw(Scan *scan)
{
    if (scan->where.element != ELEMENT_STYLE) {
        if (scan_skip_past(scan, '<'))
            scan_enter(scan, STATE_RAW_OPEN);
        return TRUE;
    }
    for (; scan->at < scan->length; scan->at++) {
        if (!markup_feed(scan, scan_here(scan)))
            return FALSE;
        if (scan_here(scan) == '<') {
            scan_take(scan, STATE_RAW_OPEN);
            return TRUE;
        }
    }
    return TRUE;
}

static gboolean on_raw_open(Scan *scan)
{
    if (scan_here(scan) == '!' && where_is_foreign(scan->where) && scan->where.element == ELEMENT_STYLE) {
        scan_take(scan, STATE_RAW_DECLARATION);
        return TRUE;
    }
    if (scan_here(scan) != '/') {
        scan_enter(scan, STATE_RAW);
        return check_raw(scan);
    }
    if (!feed_raw(scan, '/'))
        return FALSE;
    scan_take(scan, STATE_RAW_END_OPEN);
    return TRUE;
}

static gboolean on_raw_end_open(Scan *scan)
{
    if (g_ascii_isalpha(scan_here(scan))) {
        scan->where.name = 0;
        scan_enter(scan, STATE_RAW_END_NAME);
        return TRUE;
    }
    scan_enter(scan, STATE_RAW);
    return check_raw(scan);
}

static gboolean is_letter(char c)
{
    return g_ascii_isalpha(c);
}

static gboolean on_raw_end_name(Scan *scan)
{
    const gsize start = scan->at;
    char name[NAME_SIZE];
    gsize length;
    const gboolean whole = scan_name(scan, is_letter, name, sizeof name, &length);

    for (gsize i = start; i < scan->at; i++)
        if (!feed_raw(scan, scan->text[i]))
            return FALSE;
    if (!whole)
        return scan->where.state != STATE_FAILED;
    const char c = scan_here(scan);
    if (!name_is(name, length, name_of_element(scan->where.element)) ||
        (!is_space(c) && c != '/' && c != '>')) {
        scan_enter(scan, STATE_RAW);
        return check_raw(scan);
    }
    scan->where.flags |= CONTEXT_CLOSING;
    scan->where.inner = scan->where.url = 0;
    scan_enter(scan, STATE_BEFORE_ATTRIBUTE);
    return TRUE;
}

/*
 * "<![CDATA[ … ]]>" in a style or script of SVG, as drawing programs write it. For a browser that takes the
 * element for one of HTML it is a text like the rest of it: both come out of it at the same place if there is
 * no end tag in it.
 */
static gboolean on_raw_cdata(Scan *scan)
{
    const char c = scan_here(scan);
    const State state = scan->where.state;
    const State after = scan->where.element == ELEMENT_STYLE ? STATE_RAW : STATE_SCRIPT;

    scan->where.inner = scan->where.element == ELEMENT_STYLE ? (guint8)STYLE_UNCLEAR : (guint8)SCRIPT_UNCLEAR;
    const gboolean tag = state == STATE_RAW_CDATA_OPEN && (c == '/' || c == '!');
    if ((state == STATE_RAW_DECLARATION && c != '[') || tag) {
        scan_enter(scan, after);
        return check_raw(scan);
    }
    if (state == STATE_RAW_CDATA_END && c == '>')
        scan_take(scan, after);
    else if (c == ']')
        scan_take(scan, state < STATE_RAW_CDATA_BRACKET ? STATE_RAW_CDATA_BRACKET : STATE_RAW_CDATA_END);
    else if (c == '<')
        scan_take(scan, STATE_RAW_CDATA_OPEN);
    else
        scan_take(scan, STATE_RAW_CDATA);
    return TRUE;
}

static gboolean on_plaintext(Scan *scan)
{
    scan->at = scan->length;
    return TRUE;
}

gboolean markup_scan_raw(Scan *scan)
{
    switch ((State)scan->where.state) {
    case STATE_RAW: return on_raw(scan);
    case STATE_RAW_OPEN: return on_raw_open(scan);
    case STATE_RAW_END_OPEN: return on_raw_end_open(scan);
    case STATE_RAW_END_NAME: return on_raw_end_name(scan);
    case STATE_PLAINTEXT: return on_plaintext(scan);
    default: return on_raw_cdata(scan);
    }
}
