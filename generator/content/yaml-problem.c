/* SPDX-License-Identifier: MIT */
#include "content/yaml-problem.h"

#include <glib/gi18n.h>
#include <string.h>

#define WIDE_COLON "：" /* U+FF1A, what a Chinese keyboard types */

typedef struct {
    const char *context; /* how libyaml's context begins; NULL: any */
    const char *problem; /* how its problem begins */
    gboolean at_context; /* what has to be mended stands where the context began */
    const char *message;
    const char *hint;
} Translation;

/* By the texts of scanner.c and parser.c of libyaml 0.2.5; the first that fits. */
static const Translation translations[] = {
    {"while scanning a quoted scalar", "found unexpected", TRUE,
     N_("a quote is opened here and never closed"), N_("close the text with the same quote at its end")},
    {NULL, "found unknown escape character", FALSE,
     N_("'\\' followed by this character means nothing in double quotes"),
     N_("write '\\\\' for a backslash, or put the text in single quotes")},
    {NULL, "did not find expected hexdecimal number", FALSE, N_("digits are missing after '\\x' or '\\u'"),
     N_("write '\\\\' for a backslash, or put the text in single quotes")},
    {NULL, "found invalid Unicode character escape code", FALSE, N_("there is no character with this number"),
     N_("type the character itself")},
    {NULL, "found a tab character", FALSE, N_("a tab at the start of the line"),
     N_("indent with spaces: two for each level")},
    {NULL, "found character that cannot start any token", FALSE,
     N_("a text cannot begin with this character"), N_("put the text in quotes")},
    {NULL, "mapping values are not allowed", FALSE,
     N_("a second ': ' on the line, or a line indented too far"),
     N_("put a text that holds ': ' in quotes; begin each name at the start of its line")},
    {NULL, "could not find expected ':'", TRUE, N_("a line like 'name: value' is expected"),
     N_("a longer text goes on in lines that begin with two spaces")},
    {NULL, "block sequence entries are not allowed", FALSE, N_("a list cannot begin here"),
     N_("begin the list on the next line, or put the text in quotes")},
    {NULL, "mapping keys are not allowed", FALSE, N_("a text cannot begin with '? '"),
     N_("put the text in quotes")},
    {"while scanning an alias", "", TRUE, N_("a text cannot begin with '*'"), N_("put the text in quotes")},
    {"while scanning an anchor", "", TRUE, N_("a text cannot begin with '&'"), N_("put the text in quotes")},
    {"while scanning a tag", "", TRUE, N_("a text cannot begin with '!'"), N_("put the text in quotes")},
    {"while parsing a tag", "", TRUE, N_("a text cannot begin with '!'"), N_("put the text in quotes")},
    {NULL, "found undefined tag handle", FALSE, N_("a text cannot begin with '!'"),
     N_("put the text in quotes")},
    {"while scanning a block scalar", "", TRUE, N_("a text cannot begin with '|' or '>'"),
     N_("put the text in quotes, or begin it on the next line, indented with two spaces")},
    {"while scanning a directive", "", TRUE, N_("a line cannot begin with '%'"),
     N_("put the text in quotes")},
    {"while parsing a flow sequence", "", TRUE,
     N_("'[' is opened here and never closed, or a comma is missing"),
     N_("write a list as [one, two], and a text that begins with '[' in quotes")},
    {"while parsing a flow mapping", "", TRUE,
     N_("'{' is opened here and never closed, or a comma is missing"),
     N_("write fields as { name: value, name: value }, and a text that begins with '{' in quotes")},
    {NULL, "did not find expected node content", FALSE, N_("a value is expected before this character"),
     N_("put a text that begins with it in quotes")},
    {NULL, "did not find expected '-' indicator", FALSE, N_("a line of a list begins with '- '"),
     N_("begin the line with '- ', as deep as the lines above")},
    {NULL, "did not find expected key", FALSE, N_("this does not fit what stands before it"),
     N_("begin the line as deep as those above; put quotes around the whole text, and only there")},
    {NULL, "did not find expected <document start>", FALSE, N_("this does not fit what stands before it"),
     N_("begin each name at the start of its line, as deep as those above")},
};

/* Hints that look at the line itself; they beat what libyaml knows. */
static gboolean is_wide_colon(const char *line)
{
    const char *colon = strstr(line, WIDE_COLON);
    const char *narrow = strstr(line, ": ");

    if (!colon || (narrow && narrow < colon))
        return FALSE;
    return strcspn(line, "\"'#[{") > (gsize)(colon - line);
}

static gboolean is_tight_colon(const char *line)
{
    const char *name = line + strspn(line, " -");
    const gsize length = strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789");

    return length > 0 && name[length] == ':' && name[length + 1] && !strchr(" \t\r\n", name[length + 1]);
}

const char *yaml_problem_line_hint(const Source *source, guint line)
{
    g_autofree char *text = source_line(source, line);

    if (is_wide_colon(text))
        return _("the colon '：' is a full-width one: type ':' and a space after the name");
    if (is_tight_colon(text))
        return _("type a space after the colon");
    return NULL;
}

Place yaml_problem_place(const Source *source, guint first_line, yaml_mark_t mark)
{
    return (Place){.source = source, .line = first_line + (guint)mark.line, .column = 1 + (guint)mark.column};
}

static const Translation *translation_find(const yaml_parser_t *parser)
{
    const char *context = parser->context ? parser->context : "";
    const char *problem = parser->problem ? parser->problem : "";

    for (gsize i = 0; i < G_N_ELEMENTS(translations); i++) {
        const Translation *t = &translations[i];
        if (g_str_has_prefix(problem, t->problem) && (!t->context || g_str_has_prefix(context, t->context)))
            return t;
    }
    return NULL;
}

/*
 * A line without a proper colon is often seen only on the next one: the line of the problem, then the last
 * one above that is not empty.
 */
static gboolean report_line(const Source *source, guint line, guint first_line, Diagnostics *diagnostics)
{
    const guint lowest = line > first_line + 1 ? line - 1 : first_line;

    for (guint at = line; at >= lowest; at--) {
        const char *hint = yaml_problem_line_hint(source, at);
        if (!hint)
            continue;
        g_autofree char *text = source_line(source, at);
        const char *colon = strstr(text, WIDE_COLON);
        const char *narrow = strchr(text, ':');
        if (!colon || (narrow && narrow < colon))
            colon = narrow;
        const Place place = {source, NULL, at, 1 + (guint)g_utf8_strlen(text, colon - text)};
        diagnostics_error(diagnostics, place, hint, "%s", _("a line like 'name: value' is expected"));
        return TRUE;
    }
    return FALSE;
}

static gboolean is_tab(const Source *source, Place place)
{
    g_autofree char *line = source_line(source, place.line);
    const glong length = g_utf8_strlen(line, -1);

    return (glong)place.column <= length && *g_utf8_offset_to_pointer(line, (glong)place.column - 1) == '\t';
}

/* Whether the text ended where a value was expected. */
static gboolean is_at_end(const yaml_parser_t *parser)
{
    return parser->token_available && parser->tokens.head->type == YAML_STREAM_END_TOKEN &&
           g_str_has_prefix(parser->problem ? parser->problem : "", "did not find expected node content");
}

void yaml_problem_report(const yaml_parser_t *parser, const Source *source, guint first_line, Place bracket,
                         Diagnostics *diagnostics)
{
    const Translation *t = translation_find(parser);
    const gboolean at_context = t && t->at_context && parser->context;
    const Place place =
        yaml_problem_place(source, first_line, at_context ? parser->context_mark : parser->problem_mark);

    if (parser->error == YAML_MEMORY_ERROR)
        g_error("out of memory");
    if (bracket.line && is_at_end(parser))
        diagnostics_error(diagnostics, bracket,
                          _("write a list as [one, two], and a text that begins so in quotes"), "%s",
                          _("a bracket is opened here and never closed"));
    else if (is_tab(source, place))
        diagnostics_error(diagnostics, place, _("indent with spaces: two for each level"), "%s",
                          _("a tab at the start of the line"));
    else if (report_line(source, place.line, first_line, diagnostics))
        return;
    else if (t)
        diagnostics_error(diagnostics, place, _(t->hint), "%s", _(t->message));
    else
        diagnostics_error(diagnostics, place, _("look at the quotes, brackets and colons of this line"),
                          "%s (%s)", _("this is not YAML"), parser->problem ? parser->problem : "");
}

/* What libyaml's reader refuses, and the breaks that only it sees (YAML 1.1: U+0085, U+2028, U+2029). */
static const char *character_refusal(gunichar c)
{
    if (c == 0x85 || c == 0x2028 || c == 0x2029)
        return _("an invisible line separator (U+%04X) in the text");
    if (c == 0xfeff)
        return _("an invisible byte order mark (U+%04X) in the text");
    if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') || (c >= 0x7f && c < 0xa0))
        return _("an invisible control character (U+%04X) in the text");
    if (c == 0xfffe || c == 0xffff)
        return _("a character that does not exist (U+%04X) in the text");
    return NULL;
}

/* Bytes that no refused character begins with. */
static gboolean is_harmless(guchar byte)
{
    return (byte >= 0x20 && byte < 0x7f) || byte == '\t' || byte == '\n' ||
           (byte > 0xc2 && byte != 0xe2 && byte != 0xef);
}

gboolean yaml_problem_scan(const Source *source, gsize start, gsize end, Diagnostics *diagnostics)
{
    const char *p = source->text + start;
    const char *stop = source->text + end;

    while (p < stop) {
        if (is_harmless((guchar)*p)) {
            p = g_utf8_next_char(p);
            continue;
        }
        const gunichar c = g_utf8_get_char(p);
        const char *message = character_refusal(c);
        if (c == '\r' && p + 1 < stop && p[1] != '\n')
            message = _("a carriage return (U+%04X) within a line");
        if (message) {
            const Place place = source_place(source, (gsize)(p - source->text));
            g_autofree char *text = g_strdup_printf(message, c);
            diagnostics_error(diagnostics, place, _("delete this character, or type the line anew"), "%s",
                              text);
            return FALSE;
        }
        p = g_utf8_next_char(p);
    }
    return TRUE;
}
