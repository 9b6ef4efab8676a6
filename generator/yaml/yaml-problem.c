/* SPDX-License-Identifier: MIT */
#include "yaml/yaml-problem.h"

#include "yaml/yaml-line.h"

#include <glib/gi18n.h>
#include <string.h>

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
    {NULL, "mapping values are not allowed", FALSE, N_("this line is indented too far"),
     N_("begin it as deep as the line above, or put the text in quotes")},
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
     N_("put quotes around the whole text")},
    {NULL, "did not find expected <document start>", FALSE, N_("this does not fit what stands before it"),
     N_("begin each name at the start of its line, as deep as those above")},
};

Place yaml_problem_place(const Source *source, guint first_line, const YamlRepair *repair, yaml_mark_t mark)
{
    const guint line = (guint)mark.line, column = (guint)mark.column;

    return (Place){.source = source,
                   .line = first_line + line,
                   .column = 1 + (repair ? yaml_repair_column(repair, line, column) : column)};
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

/* Whether the text ended where a value was expected. */
static gboolean is_at_end(const yaml_parser_t *parser)
{
    return parser->token_available && parser->tokens.head->type == YAML_STREAM_END_TOKEN &&
           g_str_has_prefix(parser->problem ? parser->problem : "", "did not find expected node content");
}

/* Where a text belongs in quotes, the line is shown with them. */
static void report_translation(const Translation *t, Place place, Diagnostics *diagnostics)
{
    const gboolean quotes = strcmp(t->hint, "put the text in quotes") == 0;
    g_autofree char *line = source_line(place.source, place.line);
    g_autofree char *hint = quotes ? yaml_line_quoted_hint(line) : g_strdup(_(t->hint));

    diagnostics_error(diagnostics, place, hint, "%s", _(t->message));
}

void yaml_problem_report(const yaml_parser_t *parser, const Source *source, guint first_line,
                         const YamlRepair *repair, Place bracket, Diagnostics *diagnostics)
{
    const Translation *t = translation_find(parser);
    const gboolean at_context = t && t->at_context && parser->context;
    const yaml_mark_t mark = at_context ? parser->context_mark : parser->problem_mark;
    const Place place = yaml_problem_place(source, first_line, repair, mark);

    if (parser->error == YAML_MEMORY_ERROR)
        g_error("out of memory");
    if (bracket.line && is_at_end(parser))
        diagnostics_error(diagnostics, bracket,
                          _("write a list as [one, two], and a text that begins so in quotes"), "%s",
                          _("a bracket is opened here and never closed"));
    else if (yaml_line_report(place, (guint)mark.column, parser->problem, first_line, repair, diagnostics))
        return;
    else if (t)
        report_translation(t, place, diagnostics);
    else
        diagnostics_error(diagnostics, place, _("look at the quotes, brackets and colons of this line"),
                          _("this is not YAML (%s)"), parser->problem ? parser->problem : "");
}
