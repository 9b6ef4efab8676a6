/* SPDX-License-Identifier: MIT */
/* What a value becomes at the place where it stands. */
#include "escape/address.h"
#include "escape/entity.h"
#include "escape/lines.h"
#include "escape/markup.h"
#include "escape/script.h"
#include "escape/style.h"

#include <glib/gi18n.h>

/* `where` and `mend` are translated here: most values need no words. */
static EscapeResult refuse(EscapeProblem *problem, const char *where, const char *mend)
{
    *problem = (EscapeProblem){_(where), _(mend), 0};
    return ESCAPE_REFUSED;
}

/* A replacement that the reader of the page meets is worth a word to its author. */
static EscapeResult done(gboolean whole, EscapeProblem *problem, const char *where, const char *mend)
{
    if (whole)
        return ESCAPE_DONE;
    *problem = (EscapeProblem){_(where), _(mend), 0};
    return ESCAPE_REPLACED;
}

static EscapeResult into_script(Where *at, GString *out, const EscapeValue *value, EscapeProblem *problem)
{
    ScriptState state = at->inner;

    if (!script_takes_value(state))
        return refuse(
            problem, N_("in a script, behind what cannot be followed (a '/', a '`', '-->' or a '\\')"),
            N_("put the value into a variable at the top of the script, or into a data- attribute"));
    script_append(out, &state, value);
    at->inner = (guint8)state;
    return ESCAPE_DONE;
}

static EscapeResult into_style(Where *at, GString *out, const EscapeValue *value, EscapeProblem *problem)
{
    if (!style_takes_value(*at))
        return refuse(problem, N_("in a style sheet, behind what cannot be followed"),
                      N_("put the value into a class or a custom property"));
    return done(style_append(out, at, value->text, value->length), problem,
                N_("in a style sheet, where only words, numbers and colours may stand"),
                N_("write what is fixed into the template, and print one word or number"));
}

static EscapeResult into_address(const Escaper *escaper, Where *at, GString *out, const EscapeValue *value,
                                 EscapeProblem *problem)
{
    const gboolean code = at->attribute == ATTRIBUTE_URL_OF_CODE;

    if (at->url == URL_VALUE_AMP)
        return refuse(problem, N_("behind a '&' in an address"), N_("write '&amp;' for it"));
    if (!address_takes_value(*at))
        return refuse(problem,
                      N_("in an address whose beginning makes a program of it, or leads to another host"),
                      N_("print the whole address, or write it into the template"));
    return done(address_append(out, at, value->text, value->length, AMPERSAND_MARKUP,
                               code ? escaper->base_url : NULL),
                problem, code ? N_("where only files of this site may stand") : N_("in an address"),
                code ? N_("use asset()")
                     : N_("addresses begin with http:, https:, mailto:, tel:, or are relative"));
}

static EscapeResult into_candidates(Where *at, GString *out, const EscapeValue *value, EscapeProblem *problem)
{
    if (!address_takes_value(*at))
        return refuse(problem, N_("in an address whose beginning makes a program of it"),
                      N_("write the address of a picture"));
    return done(address_append_srcset(out, at, value->text, value->length), problem,
                N_("in a list of pictures"),
                N_("write addresses with widths, as \"a.jpg 480w, b.jpg 960w\""));
}

static EscapeResult into_attribute(const Escaper *escaper, Where *at, GString *out, const EscapeValue *value,
                                   EscapeProblem *problem)
{
    switch ((Attribute)at->attribute) {
    case ATTRIBUTE_PLAIN: entity_append(out, value->text, value->length); return ESCAPE_DONE;
    case ATTRIBUTE_URL:
    case ATTRIBUTE_URL_OF_CODE: return into_address(escaper, at, out, value, problem);
    case ATTRIBUTE_URL_LIST:
        if (!address_takes_value(*at))
            return into_address(escaper, at, out, value, problem);
        return done(address_append_list(out, at, value->text, value->length), problem,
                    N_("in a list of values"), N_("write the semicolons into the template"));
    case ATTRIBUTE_SRCSET: return into_candidates(at, out, value, problem);
    case ATTRIBUTE_STYLE: return into_style(at, out, value, problem);
    case ATTRIBUTE_META_CONTENT:
        if (at->element == ELEMENT_META_HTTP && at->inner == REFRESH_NONE)
            return refuse(problem, N_("in a policy of the page"), N_("write it into the template"));
        if (!address_takes_value(*at))
            return into_address(escaper, at, out, value, problem);
        return done(address_append_refresh(out, at, value->text, value->length), problem,
                    N_("in the 'content' of a meta element that may lead elsewhere"),
                    N_("write 'name' before 'content', or the address of a page"));
    case ATTRIBUTE_EVENT:
        return refuse(problem, N_("inside an event handler (on…)"),
                      N_("put the value into a data- attribute, and read it in a script"));
    case ATTRIBUTE_DOCUMENT:
        return refuse(problem, N_("inside 'srcdoc'"), N_("use 'src' with the address of a page"));
    case ATTRIBUTE_HTTP_EQUIV:
        return refuse(problem, N_("inside 'http-equiv'"), N_("write its name into the template"));
    default:
        return refuse(problem, N_("inside an attribute that decides what its element does"),
                      N_("write the attribute out, with {% if %} around it"));
    }
}

static EscapeResult into_tag(Where at, EscapeProblem *problem)
{
    switch ((State)at.state) {
    case STATE_BEFORE_VALUE:
    case STATE_VALUE_UNQUOTED:
        return refuse(problem, N_("inside an unquoted attribute value"), N_("put quotes around it"));
    case STATE_TAG_OPEN:
    case STATE_END_OPEN:
    case STATE_TAG_NAME:
        return refuse(problem, N_("in the name of a tag"),
                      N_("write the tags out, with {% if %} around them; a '<' that is text is '&lt;'"));
    case STATE_ATTRIBUTE_NAME:
        return refuse(problem, N_("in the name of an attribute"),
                      N_("write the attribute out, with {% if %} around it"));
    default:
        return refuse(problem, N_("between the attributes of a tag"),
                      N_("write the attribute out, with {% if %} around it"));
    }
}

static EscapeResult into_raw(Where *at, GString *out, const EscapeValue *value, EscapeProblem *problem)
{
    const State state = at->state;

    if (state == STATE_RAW_END_OPEN || state == STATE_RAW_END_NAME)
        return refuse(problem, N_("after '</'"), N_("write the tag out"));
    if (state >= STATE_RAW_DECLARATION && state <= STATE_RAW_CDATA_END)
        return refuse(problem, N_("in a CDATA section of SVG or MathML"), N_("leave out its marks"));
    if (state == STATE_RAW_OPEN && where_is_ambiguous(*at))
        return refuse(problem, N_("after '<'"), N_("write '&lt;' for it"));
    if (at->element == ELEMENT_STYLE) {
        at->state = STATE_RAW;
        return into_style(at, out, value, problem);
    }
    if (at->element != ELEMENT_TITLE && at->element != ELEMENT_TEXTAREA)
        return refuse(problem, N_("in an element whose text cannot be escaped"), N_("use <pre>"));
    if (state == STATE_RAW_OPEN)
        return refuse(problem, N_("after '<'"), N_("write '&lt;' for it"));
    entity_append(out, value->text, value->length);
    return ESCAPE_DONE;
}

static EscapeResult into_script_element(Where *at, GString *out, const EscapeValue *value,
                                        EscapeProblem *problem)
{
    if (at->state == STATE_SCRIPT_OPEN && where_is_ambiguous(*at))
        return refuse(problem, N_("after '<'"), N_("move the script out of svg, math or noscript"));
    switch ((State)at->state) {
    case STATE_SCRIPT:
    case STATE_SCRIPT_OPEN:
    case STATE_SCRIPT_ESCAPE_START:
    case STATE_SCRIPT_ESCAPE_START_DASH: at->state = STATE_SCRIPT; break;
    case STATE_SCRIPT_END_OPEN:
    case STATE_SCRIPT_END_NAME: return refuse(problem, N_("after '</'"), N_("write '<\\/' for it"));
    default: return refuse(problem, N_("behind '<!--' in a script"), N_("leave out the marks of a comment"));
    }
    return into_script(at, out, value, problem);
}

/* In the text of a page, or of an XML file. */
static EscapeResult into_text(Where *at, GString *out, const EscapeValue *value, EscapeProblem *problem)
{
    const guint brackets = at->state == STATE_CDATA_END ? 2 : at->state == STATE_CDATA_BRACKET ? 1 : 0;

    at->state = at->state == STATE_TEXT ? STATE_TEXT : STATE_CDATA;
    if (at->element == ELEMENT_SCRIPT)
        return into_script(at, out, value, problem);
    if (at->element == ELEMENT_STYLE)
        return into_style(at, out, value, problem);
    if (at->state == STATE_CDATA && at->inner && value->kind == ESCAPE_STRING)
        return refuse(problem, N_("in HTML inside a CDATA section"),
                      N_("print HTML as a whole: entry.content, or markup() of it"));
    if (at->state == STATE_CDATA)
        entity_append_cdata(out, value->text, value->length, brackets);
    else if (where_is_xml(*at))
        entity_append_xml(out, value->text, value->length);
    else
        entity_append(out, value->text, value->length);
    return ESCAPE_DONE;
}

/* HTML that is trusted goes into text as it is; what it leaves open it must not. Where it is known to leave
 * nothing open it is not followed: bodies are most of a page. */
static EscapeResult into_text_as_markup(Escaper *escaper, Where *at, GString *out, const EscapeValue *value,
                                        EscapeProblem *problem)
{
    Context context = where_context(*at);

    if (value->kind == ESCAPE_CLOSED_MARKUP && escape_in_text(context) && !where_is_ambiguous(*at)) {
        g_string_append_len(out, value->text, (gssize)value->length);
        return ESCAPE_DONE;
    }
    if (!escape_text(escaper, &context, value->text, value->length, problem))
        return ESCAPE_REFUSED;
    const char *open = escape_unfinished(context);
    if (open) {
        *problem = (EscapeProblem){open, _("this HTML does not close what it opens: close it there"), 0};
        return ESCAPE_REFUSED;
    }
    *at = where_of(context);
    g_string_append_len(out, value->text, (gssize)value->length);
    return ESCAPE_DONE;
}

static EscapeResult into_markup(Escaper *escaper, Where *at, GString *out, const EscapeValue *value,
                                EscapeProblem *problem)
{
    const State state = at->state;

    if (state == STATE_TEXT && value->kind >= ESCAPE_MARKUP && !where_is_xml(*at))
        return into_text_as_markup(escaper, at, out, value, problem);
    if (state == STATE_TEXT || (state >= STATE_CDATA && state <= STATE_CDATA_END))
        return into_text(at, out, value, problem);
    if (state == STATE_VALUE_DOUBLE || state == STATE_VALUE_SINGLE)
        return into_attribute(escaper, at, out, value, problem);
    if (state < STATE_DECLARATION_OPEN)
        return into_tag(*at, problem);
    if (state >= STATE_COMMENT_START && state <= STATE_COMMENT_END_BANG)
        return ESCAPE_DONE; /* nothing of it */
    if (state >= STATE_RAW && state < STATE_PLAINTEXT)
        return into_raw(at, out, value, problem);
    if (state >= STATE_SCRIPT)
        return into_script_element(at, out, value, problem);
    if (state == STATE_PLAINTEXT)
        return refuse(problem, N_("in an element whose text cannot be escaped"), N_("use <pre>"));
    return refuse(problem, N_("inside a declaration (<!…> or <?…>)"), N_("write it into the template"));
}

/* JSON and its kin: a file of JavaScript may be put into a page, a file of JSON is read by programs. */
static EscapeResult into_json(Where *at, GString *out, const EscapeValue *value, EscapeProblem *problem)
{
    ScriptState state = at->inner;

    if (!script_takes_value(state))
        return refuse(problem, N_("behind what is no JSON"),
                      N_("JSON has no comments, and strings in \"…\""));
    script_append_to_file(out, &state, value);
    at->inner = (guint8)state;
    return ESCAPE_DONE;
}

static EscapeResult into_calendar(Where *at, GString *out, const EscapeValue *value, EscapeProblem *problem)
{
    if (lines_append_calendar(out, at, value->text, value->length))
        return ESCAPE_DONE;
    return refuse(problem, N_("in the name of a property"), N_("write the name out"));
}

static EscapeResult into_table(Where *at, GString *out, const EscapeValue *value, EscapeProblem *problem)
{
    return done(lines_append_table(out, at, value->text, value->length, value->kind == ESCAPE_LITERAL),
                problem,
                N_("in a cell that has begun without quotes, which cannot hold commas, quotes and line ends"),
                N_("put quotes around the cell"));
}

/* Plain text: without what a terminal would obey. */
static EscapeResult into_file(GString *out, const EscapeValue *value)
{
    for (gsize i = 0; i < value->length; i++) {
        const guchar c = (guchar)value->text[i];
        if (c >= 0x20 ? c != 0x7f : (c == '\t' || c == '\n' || c == '\r'))
            g_string_append_c(out, (char)c);
    }
    return ESCAPE_DONE;
}

EscapeResult escape_value(Escaper *escaper, Context *context, GString *out, const EscapeValue *value,
                          EscapeProblem *problem)
{
    const gsize before = out->len;
    Where at = where_of(*context);
    EscapeResult result;

    switch ((State)at.state) {
    case STATE_SCRIPT_FILE: result = into_script(&at, out, value, problem); break;
    case STATE_JSON_FILE: result = into_json(&at, out, value, problem); break;
    case STATE_STYLE_FILE: result = into_style(&at, out, value, problem); break;
    case STATE_CALENDAR_FILE: result = into_calendar(&at, out, value, problem); break;
    case STATE_TABLE_FILE: result = into_table(&at, out, value, problem); break;
    case STATE_TEXT_FILE: result = into_file(out, value); break;
    default: result = into_markup(escaper, &at, out, value, problem); break;
    }
    if (out->len == before) { /* nothing changes nothing, but that an empty host is one */
        const UrlPart url = at.url;
        at = where_of(*context);
        at.url = url;
    }
    *context = where_context(at);
    return result;
}
