/* SPDX-License-Identifier: MIT */
#include "escape/markup.h"

#include "escape/address.h"
#include "escape/names.h"
#include "escape/style.h"

#include <glib/gi18n.h>
#include <string.h>

/* Longer names of elements mean nothing to browsers; those of attributes might. */
#define NAME_SIZE 64

static gboolean on_text(Scan *scan)
{
    if (!markup_is_inner(scan->where)) {
        if (scan_skip_past(scan, '<'))
            scan_enter(scan, STATE_TAG_OPEN);
        return TRUE;
    }
    for (; scan->at < scan->length && scan_here(scan) != '<'; scan->at++)
        if (!markup_feed(scan, scan_here(scan)))
            return FALSE;
    if (scan->at < scan->length)
        scan_take(scan, STATE_TAG_OPEN);
    return TRUE;
}

static gboolean begins_name(const Scan *scan)
{
    const char c = scan_here(scan);

    return where_is_xml(scan->where) ? !is_space(c) && c != '>' && c != '<' : g_ascii_isalpha(c);
}

/* The place for names may hold what was read of a scheme. */
static void enter_name(Scan *scan, State state)
{
    scan->where.name = 0;
    scan_enter(scan, state);
}

static gboolean on_tag_open(Scan *scan)
{
    const gboolean xml = where_is_xml(scan->where);

    switch (scan_here(scan)) {
    case '!': scan_take(scan, STATE_DECLARATION_OPEN); return TRUE;
    case '/': scan_take(scan, STATE_END_OPEN); return TRUE;
    case '?': scan_take(scan, xml ? STATE_INSTRUCTION : STATE_DECLARATION); return TRUE;
    default: break;
    }
    if (begins_name(scan)) {
        if (xml && markup_is_inner(scan->where))
            return scan_fail(scan, _("in a script or style element that has elements of its own"),
                             _("write '&lt;' for '<', or put the text into <![CDATA[ … ]]>"));
        scan->where.flags &= (guint8)~CONTEXT_CLOSING;
        enter_name(scan, STATE_TAG_NAME);
    } else {
        scan_enter(scan, STATE_TEXT);
    }
    return TRUE;
}

static gboolean on_end_open(Scan *scan)
{
    if (scan_here(scan) == '>') {
        scan_take(scan, STATE_TEXT);
    } else if (begins_name(scan)) {
        scan->where.flags |= CONTEXT_CLOSING;
        enter_name(scan, STATE_TAG_NAME);
    } else {
        scan_enter(scan, STATE_DECLARATION);
    }
    return TRUE;
}

static gboolean in_tag_name(char c)
{
    return !is_space(c) && c != '/' && c != '>';
}

static gboolean on_tag_name(Scan *scan)
{
    char name[NAME_SIZE];
    gsize length;

    if (!scan_name(scan, in_tag_name, name, sizeof name, &length))
        return scan->where.state != STATE_FAILED;
    scan->where.element =
        (guint8)(length == G_MAXSIZE ? ELEMENT_OTHER : name_element(name, length, where_is_xml(scan->where)));
    scan_enter(scan, STATE_BEFORE_ATTRIBUTE);
    return TRUE;
}

/* What a start tag of that element makes of the text after it. */
static State state_after(Element element)
{
    switch (element) {
    case ELEMENT_SCRIPT: return STATE_SCRIPT;
    case ELEMENT_STYLE:
    case ELEMENT_TITLE:
    case ELEMENT_TEXTAREA:
    case ELEMENT_XMP:
    case ELEMENT_IFRAME:
    case ELEMENT_NOEMBED:
    case ELEMENT_NOFRAMES: return STATE_RAW;
    case ELEMENT_PLAINTEXT: return STATE_PLAINTEXT;
    default: return STATE_TEXT;
    }
}

/* Which elements of doubtful content are open. */
static guint8 count_depth(guint8 depth, gboolean closing)
{
    if (depth == CONTEXT_DEPTH_MAX || (closing && depth == 0))
        return depth;
    return (guint8)(closing ? depth - 1 : depth + 1);
}

static void count_element(Where *at, gboolean closing, gboolean self_closing)
{
    const gboolean empty = self_closing && !closing; /* such as <svg/> */

    switch ((Element)at->element) {
    case ELEMENT_SVG: at->svg = empty ? at->svg : count_depth(at->svg, closing); break;
    case ELEMENT_MATH: at->math = empty ? at->math : count_depth(at->math, closing); break;
    case ELEMENT_SELECT:
        at->flags &= (guint8)~CONTEXT_SELECT;
        at->flags |= closing ? 0 : CONTEXT_SELECT;
        break;
    case ELEMENT_NOSCRIPT:
        at->flags &= (guint8)~CONTEXT_NOSCRIPT;
        at->flags |= closing ? 0 : CONTEXT_NOSCRIPT;
        break;
    default: break;
    }
}

/* At the ">" of a tag. */
static gboolean end_tag(Scan *scan, gboolean self_closing)
{
    Where *at = &scan->where;
    const gboolean closing = (at->flags & CONTEXT_CLOSING) != 0;
    const Element element = at->element;
    State next = STATE_TEXT;

    if (!where_is_xml(*at)) {
        next = closing ? STATE_TEXT : state_after(element);
        if (self_closing && where_is_foreign(*at) && next != STATE_TEXT)
            return scan_fail(scan, _("after an element that only SVG may close like this"),
                             _("write an end tag for it"));
        count_element(at, closing, self_closing);
    }
    const gboolean keeps =
        where_is_xml(*at) ? !closing && !self_closing && markup_is_inner(*at) : next != STATE_TEXT;
    at->element = (guint8)(keeps ? element : ELEMENT_OTHER);
    at->attribute = ATTRIBUTE_PLAIN;
    at->inner = at->url = 0;
    at->name = 0;
    at->flags &= (guint8)~CONTEXT_CLOSING;
    scan_take(scan, next);
    return TRUE;
}

static gboolean on_before_attribute(Scan *scan)
{
    scan_skip_spaces(scan);
    if (scan->at == scan->length)
        return TRUE;
    scan->where.attribute = ATTRIBUTE_PLAIN;
    switch (scan_here(scan)) {
    case '>': return end_tag(scan, FALSE);
    case '/': scan_take(scan, STATE_SELF_CLOSING); return TRUE;
    case '=': /* the first letter of a name, strangely enough */
        if (!scan_keep_name(scan, "="))
            return FALSE;
        scan_take(scan, STATE_ATTRIBUTE_NAME);
        return TRUE;
    default: enter_name(scan, STATE_ATTRIBUTE_NAME); return TRUE;
    }
}

static gboolean in_attribute_name(char c)
{
    return !is_space(c) && c != '/' && c != '>' && c != '=';
}

static gboolean on_attribute_name(Scan *scan)
{
    Where *at = &scan->where;
    char name[NAME_SIZE];
    gsize length;

    if (!scan_name(scan, in_attribute_name, name, sizeof name, &length))
        return at->state != STATE_FAILED;
    if (length == G_MAXSIZE) {
        at->attribute = ATTRIBUTE_MEANING; /* whatever it is */
        scan_enter(scan, STATE_AFTER_ATTRIBUTE);
        return TRUE;
    }
    at->attribute = (guint8)name_attribute(name, length, at->element);
    if (at->element == ELEMENT_META_NAMED && at->attribute == ATTRIBUTE_HTTP_EQUIV)
        return scan_fail(scan, _("in a meta element that has both a name and 'http-equiv'"),
                         _("write two elements"));
    at->element = (guint8)name_element_with(at->element, name, length);
    scan_enter(scan, STATE_AFTER_ATTRIBUTE);
    return TRUE;
}

static gboolean on_after_attribute(Scan *scan)
{
    scan_skip_spaces(scan);
    if (scan->at == scan->length)
        return TRUE;
    if (scan_here(scan) == '=')
        scan_take(scan, STATE_BEFORE_VALUE);
    else
        scan_enter(scan, STATE_BEFORE_ATTRIBUTE);
    return TRUE;
}

static gboolean on_before_value(Scan *scan)
{
    scan_skip_spaces(scan);
    if (scan->at == scan->length)
        return TRUE;
    scan->where.inner = scan->where.url = 0;
    scan->where.name = 0;
    switch (scan_here(scan)) {
    case '"': scan_take(scan, STATE_VALUE_DOUBLE); return TRUE;
    case '\'': scan_take(scan, STATE_VALUE_SINGLE); return TRUE;
    case '>': return end_tag(scan, FALSE);
    default: scan_enter(scan, STATE_VALUE_UNQUOTED); return TRUE;
    }
}

static gboolean value_step(Where *at, char c)
{
    switch ((Attribute)at->attribute) {
    case ATTRIBUTE_URL:
    case ATTRIBUTE_URL_OF_CODE: return address_step(at, c);
    case ATTRIBUTE_URL_LIST: return address_step_list(at, c);
    case ATTRIBUTE_SRCSET: return address_step_srcset(at, c);
    case ATTRIBUTE_META_CONTENT: return address_step_refresh(at, c);
    case ATTRIBUTE_STYLE:
        if (c != '&')
            return style_step(at, c);
        at->inner = STYLE_UNCLEAR; /* a reference may stand for anything */
        return TRUE;
    default: return TRUE;
    }
}

/* With scripts switched off a browser reads what stands in noscript, else it looks for its end tag only. */
static gboolean check_noscript(Scan *scan, gsize end)
{
    const char *open = memchr(scan->text + scan->at, '<', end - scan->at);

    if (!(scan->where.flags & CONTEXT_NOSCRIPT) || !open)
        return TRUE;
    scan->at = (gsize)(open - scan->text);
    return scan_fail(scan, _("behind a '<' in a value inside <noscript>"), _("write '&lt;' for it"));
}

static gboolean on_value_quoted(Scan *scan)
{
    const char quote = scan->where.state == STATE_VALUE_DOUBLE ? '"' : '\'';
    const char *found = memchr(scan->text + scan->at, quote, scan->length - scan->at);
    const gsize end = found ? (gsize)(found - scan->text) : scan->length;

    if (!check_noscript(scan, end))
        return FALSE;
    if (scan->where.attribute != ATTRIBUTE_PLAIN)
        for (; scan->at < end; scan->at++)
            if (!value_step(&scan->where, scan_here(scan)))
                return scan_fail(
                    scan, _("before a ':' that makes it the scheme of an address"),
                    _("write the whole address into the value, or its scheme into the template"));
    scan->at = end;
    if (found) {
        scan->where.inner = scan->where.url = 0;
        scan->where.name = 0;
        scan_take(scan, STATE_AFTER_VALUE);
    }
    return TRUE;
}

static gboolean on_value_unquoted(Scan *scan)
{
    while (scan->at < scan->length && !is_space(scan_here(scan)) && scan_here(scan) != '>')
        scan->at++;
    if (scan->at < scan->length)
        scan_enter(scan, STATE_BEFORE_ATTRIBUTE);
    return TRUE;
}

static gboolean on_after_value(Scan *scan)
{
    scan_enter(scan, STATE_BEFORE_ATTRIBUTE);
    return TRUE;
}

static gboolean on_self_closing(Scan *scan)
{
    if (scan_here(scan) == '>')
        return end_tag(scan, TRUE);
    scan_enter(scan, STATE_BEFORE_ATTRIBUTE);
    return TRUE;
}

gboolean markup_scan(Scan *scan)
{
    static gboolean (*const handlers[])(Scan *) = {
        [STATE_TEXT] = on_text,
        [STATE_TAG_OPEN] = on_tag_open,
        [STATE_END_OPEN] = on_end_open,
        [STATE_TAG_NAME] = on_tag_name,
        [STATE_BEFORE_ATTRIBUTE] = on_before_attribute,
        [STATE_ATTRIBUTE_NAME] = on_attribute_name,
        [STATE_AFTER_ATTRIBUTE] = on_after_attribute,
        [STATE_BEFORE_VALUE] = on_before_value,
        [STATE_VALUE_DOUBLE] = on_value_quoted,
        [STATE_VALUE_SINGLE] = on_value_quoted,
        [STATE_VALUE_UNQUOTED] = on_value_unquoted,
        [STATE_AFTER_VALUE] = on_after_value,
        [STATE_SELF_CLOSING] = on_self_closing,
    };

    while (scan->at < scan->length) {
        const State state = scan->where.state;
        const gboolean fine = state < STATE_DECLARATION_OPEN ? handlers[state](scan)
                              : state < STATE_RAW            ? markup_scan_aside(scan)
                              : state < STATE_SCRIPT         ? markup_scan_raw(scan)
                                                             : markup_scan_script(scan);
        if (!fine)
            return FALSE;
    }
    return TRUE;
}
