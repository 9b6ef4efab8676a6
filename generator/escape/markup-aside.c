/* SPDX-License-Identifier: MIT */
/* What is no text of a page: declarations, comments, instructions; and CDATA sections, which are. */
#include "escape/markup.h"

#include <glib/gi18n.h>
#include <string.h>

static gboolean on_declaration_open(Scan *scan)
{
    const char c = scan_here(scan);

    if (c == '-')
        scan_take(scan, STATE_DECLARATION_DASH);
    else if (c == '[' && where_is_xml(scan->where))
        scan_take(scan, STATE_CDATA_OPEN);
    else if (c == '[' && where_is_foreign(scan->where))
        return scan_fail(scan, _("after '<![' in SVG or MathML"), _("write the text without CDATA"));
    else
        scan_enter(scan, STATE_DECLARATION);
    return TRUE;
}

static gboolean on_declaration_dash(Scan *scan)
{
    if (scan_here(scan) == '-')
        scan_take(scan, STATE_COMMENT_START);
    else
        scan_enter(scan, STATE_DECLARATION);
    return TRUE;
}

static gboolean on_declaration(Scan *scan)
{
    const gsize start = scan->at;

    if (scan_skip_past(scan, '>'))
        scan_enter(scan, STATE_TEXT);
    const char *subset = memchr(scan->text + start, '[', scan->at - start);
    if (!subset || !where_is_xml(scan->where))
        return TRUE;
    scan->at = (gsize)(subset - scan->text);
    return scan_fail(scan, _("after a document type with declarations of its own"), _("leave them out"));
}

static gboolean on_instruction(Scan *scan)
{
    if (scan->where.state == STATE_INSTRUCTION_END && scan_here(scan) == '>')
        scan_take(scan, STATE_TEXT);
    else
        scan_take(scan, scan_here(scan) == '?' ? STATE_INSTRUCTION_END : STATE_INSTRUCTION);
    return TRUE;
}

/* Only HTML ends a comment that has just begun, and takes "--!>" for an end. */
static State comment_state(Where at, char c)
{
    const gboolean html = !where_is_xml(at);

    switch ((State)at.state) {
    case STATE_COMMENT_START:
        return c == '-' ? STATE_COMMENT_START_DASH : c == '>' && html ? STATE_TEXT : STATE_COMMENT;
    case STATE_COMMENT_START_DASH:
        return c == '-' ? STATE_COMMENT_END : c == '>' && html ? STATE_TEXT : STATE_COMMENT;
    case STATE_COMMENT_END_DASH: return c == '-' ? STATE_COMMENT_END : STATE_COMMENT;
    case STATE_COMMENT_END:
        return c == '>'           ? STATE_TEXT
               : c == '-'         ? STATE_COMMENT_END
               : c == '!' && html ? STATE_COMMENT_END_BANG
                                  : STATE_COMMENT;
    case STATE_COMMENT_END_BANG:
        return c == '>' ? STATE_TEXT : c == '-' ? STATE_COMMENT_END_DASH : STATE_COMMENT;
    default: return c == '-' ? STATE_COMMENT_END_DASH : STATE_COMMENT;
    }
}

static gboolean on_comment(Scan *scan)
{
    if (scan_here(scan) == '<' && (scan->where.flags & CONTEXT_NOSCRIPT))
        return scan_fail(scan, _("behind a '<' in a comment inside <noscript>"), _("leave the comment out"));
    scan_take(scan, comment_state(scan->where, scan_here(scan)));
    return TRUE;
}

/* XML: the rest of "<![CDATA[" is taken for granted, since nothing else may follow "<![". */
static gboolean on_cdata(Scan *scan)
{
    const char c = scan_here(scan);

    switch ((State)scan->where.state) {
    case STATE_CDATA_OPEN: scan_take(scan, c == '[' ? STATE_CDATA : STATE_CDATA_OPEN); return TRUE;
    case STATE_CDATA: scan_take(scan, c == ']' ? STATE_CDATA_BRACKET : STATE_CDATA); break;
    case STATE_CDATA_BRACKET: scan_take(scan, c == ']' ? STATE_CDATA_END : STATE_CDATA); break;
    default: scan_take(scan, c == '>' ? STATE_TEXT : c == ']' ? STATE_CDATA_END : STATE_CDATA); break;
    }
    if (!markup_is_inner(scan->where)) {
        /* That the section holds HTML, which somebody will read as such. */
        scan->where.inner = scan->where.state != STATE_TEXT && (scan->where.inner || c == '<');
        return TRUE;
    }
    if (scan->where.state == STATE_TEXT)
        return TRUE;
    scan->at--;
    const gboolean fed = markup_feed(scan, c);
    scan->at += fed;
    return fed;
}

gboolean markup_scan_aside(Scan *scan)
{
    switch ((State)scan->where.state) {
    case STATE_DECLARATION_OPEN: return on_declaration_open(scan);
    case STATE_DECLARATION_DASH: return on_declaration_dash(scan);
    case STATE_DECLARATION: return on_declaration(scan);
    case STATE_INSTRUCTION:
    case STATE_INSTRUCTION_END: return on_instruction(scan);
    case STATE_CDATA_OPEN:
    case STATE_CDATA:
    case STATE_CDATA_BRACKET:
    case STATE_CDATA_END: return on_cdata(scan);
    default: return on_comment(scan);
    }
}
