/* SPDX-License-Identifier: MIT */
#include "yaml/yaml-line.h"

#include "text/space.h"

#include <glib/gi18n.h>
#include <string.h>

#define WIDE_COLON "："    /* U+FF1A, what a Chinese keyboard types */
#define NAME_LENGTH_MAX 36 /* bytes: twelve Chinese characters */
#define NAME_SIGNS "*&!@`%"
#define NAME_CHARACTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789"

/* name：value; but an item of a list may hold such a colon, and so may a text behind a proper one. */
static const char *wide_colon(const char *line)
{
    const char *colon = strstr(line, WIDE_COLON);
    const char *narrow = strstr(line, ": ");

    if (!colon || (narrow && narrow < colon) || line[strspn(line, " ")] == '-')
        return NULL;
    return strcspn(line, "\"'#[{") > (gsize)(colon - line) ? colon : NULL;
}

/* name:value */
static const char *tight_colon(const char *line)
{
    const char *name = line + strspn(line, " -");
    const gsize length = strspn(name, NAME_CHARACTERS);
    const gboolean tight =
        length > 0 && name[length] == ':' && name[length + 1] && !strchr(" \t", name[length + 1]);

    return tight ? name + length : NULL;
}

static const char *colon_hint(const char *line)
{
    if (wide_colon(line))
        return _("the colon '：' is a full-width one: type ':' and a space after the name");
    return tight_colon(line) ? _("type a space after the colon") : NULL;
}

/* Signs that people take for the colon behind a name. */
static const char *const colon_likes[] = {"=", ";", "；", "∶", "﹕", "︰", "＝", "\t"};

/* Behind the sign that stands for a colon at `at`; NULL if there is none. */
static const char *colon_like_skip(const char *at)
{
    if (at[0] == ' ' && at[strspn(at, " ")] == ':' && !strchr(" \t", at[strspn(at, " ") + 1]))
        return at + strspn(at, " ") + 1;
    for (gsize i = 0; i < G_N_ELEMENTS(colon_likes); i++)
        if (g_str_has_prefix(at, colon_likes[i]))
            return at + strlen(colon_likes[i]);
    return NULL;
}

/* "name: value" for "name=value", "name；value" or "name :value"; with `space` for "name value" as well. NULL
 * where the line is none of these. Newly allocated. */
static char *name_mended(const char *line, gboolean space)
{
    const char *at = line;
    const char *value = NULL;

    while (*at && !strchr(" \"'#[{:", *at) && !colon_like_skip(at))
        at = g_utf8_next_char(at);
    if (at == line || at - line > NAME_LENGTH_MAX)
        return NULL;
    value = colon_like_skip(at);
    if (!value && space && *at == ' ' && strspn(line, NAME_CHARACTERS) == (gsize)(at - line))
        value = at;
    g_autofree char *name = g_strndup(line, (gsize)(at - line));
    g_autofree char *rest = value ? space_strip(value) : NULL;
    return rest && *rest ? g_strdup_printf("%s: %s", name, rest) : NULL;
}

/* "1. ", "2、", "一、", "（二）", "① ", "* " */
static gboolean is_numbered(const char *text)
{
    const gunichar first = g_utf8_get_char(text);
    const gsize digits = strspn(text, "0123456789");
    const char *behind = digits ? text + digits : *text ? g_utf8_next_char(text) : text;

    if (g_str_has_prefix(text, "* ") || g_str_has_prefix(text, "（") || (first >= 0x2460 && first <= 0x2473))
        return TRUE;
    return (digits || g_utf8_strchr("一二三四五六七八九十", -1, first)) &&
           (*behind == '.' || g_str_has_prefix(behind, "、") || g_str_has_prefix(behind, "．"));
}

/*
 * A line that counts the items of a list in another way than YAML: below a name with nothing behind it, or,
 * with a hyphen, below another item.
 */
static gboolean is_item(const Source *source, guint line, const char *text)
{
    const char *start = text + strspn(text, " ");
    const gboolean tight = *start == '-' && start[1] != '-';
    g_autofree char *above = line > 1 ? source_line(source, line - 1) : g_strdup("");

    g_strstrip(above);
    if (tight && g_str_has_prefix(above, "- "))
        return TRUE;
    return (tight || is_numbered(start)) &&
           (g_str_has_suffix(above, ":") || g_str_has_suffix(above, WIDE_COLON));
}

/* A line that begins with what a Chinese keyboard or Word makes of '-' and '#'. */
static const char *sign_hint(const char *line)
{
    static const char *const dashes[] = {"－", "—", "–", "−", "•", "·", "●"};
    const char *start = line + strspn(line, " ");

    if (g_str_has_prefix(start, "＃"))
        return _("a comment begins with '#': type it with an English keyboard");
    for (gsize i = 0; i < G_N_ELEMENTS(dashes); i++)
        if (g_str_has_prefix(start, dashes[i]))
            return _("a line of a list begins with '- ': type a hyphen and a space");
    return NULL;
}

char *yaml_line_hint(const Source *source, guint line)
{
    g_autofree char *text = source_line(source, line);
    const char *hint = sign_hint(text) ? sign_hint(text) : colon_hint(text);
    g_autofree char *mended = hint ? NULL : name_mended(text, TRUE);

    if (mended)
        return g_strdup_printf(_("write %s"), mended);
    return g_strdup(hint ? hint : _("write each field on a line of its own, such as: title: …"));
}

/* The line as libyaml read it. */
static char *line_read(const Source *source, guint line, guint first_line, const YamlRepair *repair)
{
    return repair ? yaml_repair_line(repair, line - first_line) : source_line(source, line);
}

/* What to write on a line whose colon is another sign; NULL where it has one. Newly allocated. */
static char *colon_report_hint(const char *line)
{
    const char *hint = colon_hint(line);
    g_autofree char *mended = hint ? NULL : name_mended(line, FALSE);

    return mended ? g_strdup_printf(_("write %s"), mended) : g_strdup(hint);
}

/*
 * libyaml often sees that a colon is missing only on the next line: looks at the line of the problem, then at
 * the one above.
 */
static gboolean report_colon(Place place, guint first_line, const YamlRepair *repair,
                             Diagnostics *diagnostics)
{
    const guint lowest = MAX(first_line, place.line - 1);

    for (guint line = place.line; line >= lowest; line--) {
        g_autofree char *text = line_read(place.source, line, first_line, repair);
        g_autofree char *hint = colon_report_hint(text);
        if (!hint || (line < place.line && *text == ' '))
            continue;
        const char *colon = wide_colon(text) ? wide_colon(text) : tight_colon(text);
        const Place at = {place.source, NULL, line,
                          1 + (colon ? (guint)g_utf8_strlen(text, colon - text) : 0)};
        diagnostics_error(diagnostics, at, hint, "%s", _("a line like 'name: value' is expected"));
        return TRUE;
    }
    return FALSE;
}

/* **title**: without what makes letters bold elsewhere. */
static char *signs_strip(const char *name)
{
    const char *start = name + strspn(name, NAME_SIGNS);
    gsize length = strlen(start);

    while (length > 0 && strchr(NAME_SIGNS, start[length - 1]))
        length--;
    return g_strndup(start, length);
}

/* The line 'name: value' with its value in quotes, newly allocated, or NULL. Where the name begins with a
 * sign that no name has, without that. */
static char *line_quoted(const char *line)
{
    const char *colon = strstr(line, ": ");

    if (!colon)
        return NULL;
    g_autofree char *name = g_strstrip(g_strndup(line, (gsize)(colon - line)));
    g_autofree char *value = g_strstrip(g_strdup(colon + 2));
    g_autofree char *bare = strchr(NAME_SIGNS, *name) ? signs_strip(name) : NULL;
    if (bare && *bare)
        return g_strdup_printf("%s: %s", bare, value);
    if (!strpbrk(value, "\"\\"))
        return g_strdup_printf("%s: \"%s\"", name, value);
    return strchr(value, '\'') ? NULL : g_strdup_printf("%s: '%s'", name, value);
}

char *yaml_line_quoted_hint(const char *line)
{
    g_autofree char *quoted = line_quoted(line);

    return quoted ? g_strdup_printf(_("write %s"), quoted) : g_strdup(_("put quotes around the whole text"));
}

/* name: "one","two" is a list, and "name": "value", is how JSON ends a line. NULL where `line` is neither. */
static char *quoted_items(const char *line, const char *at)
{
    const char *colon = strstr(line, ": ");
    g_autofree char *rest = space_strip(at);

    if (strcmp(rest, ",") == 0 || strcmp(rest, "，") == 0)
        return g_strndup(line, (gsize)(at - line));
    if (!colon || !*rest || !strchr("\"'", rest[strlen(rest) - 1]))
        return NULL;
    g_autofree char *name = g_strndup(line, (gsize)(colon - line));
    g_auto(GStrv) parts = g_strsplit(colon + 2, "、", -1);
    g_autofree char *commas = g_strjoinv(", ", parts);
    const gboolean list = parts[1] || *rest == ',';
    return list ? g_strdup_printf("%s: [%s]", name, commas) : NULL;
}

static void report_behind_quote(Place place, const char *line, const char *at, Diagnostics *diagnostics)
{
    g_autofree char *mended = quoted_items(line, at);
    g_autofree char *hint = mended ? g_strdup_printf(_("write %s"), mended) : yaml_line_quoted_hint(line);

    diagnostics_error(diagnostics, place, hint, "%s", _("text after the closing quote"));
}

static void report_quotes(Place place, const char *line, const char *message, Diagnostics *diagnostics)
{
    g_autofree char *hint = yaml_line_quoted_hint(line);

    diagnostics_error(diagnostics, place, hint, "%s", message);
}

/* A character that means something in YAML where a text begins. */
static gboolean report_sign(Place place, const char *line, const char *at, Diagnostics *diagnostics)
{
    g_autofree char *sign = g_strndup(at, (gsize)(g_utf8_next_char(at) - at));
    g_autofree char *message = g_strdup_printf(_("a text cannot begin with '%s'"), sign);

    report_quotes(place, line, message, diagnostics);
    return TRUE;
}

/* A second ': ' on the line of `at`. */
static gboolean report_second_colon(Place place, const char *line, const char *at, Diagnostics *diagnostics)
{
    const char *first = strstr(line, ": ");

    if (!first || first >= at)
        return FALSE;
    report_quotes(place, line, _("a second ': ' on the line"), diagnostics);
    return TRUE;
}

/* A field deeper than the one above, as libyaml sees at its colon. */
static gboolean report_deep(Place place, const char *line, Diagnostics *diagnostics)
{
    const Place at = {place.source, NULL, place.line, 1 + (guint)strspn(line, " ")};

    if (*line != ' ')
        return FALSE;
    diagnostics_error(diagnostics, at, _("begin it as deep as the line above, or put the text in quotes"),
                      "%s", _("this line is indented too far"));
    return TRUE;
}

/* libyaml stops on the line that lacks a colon, or behind it. */
static gboolean report_sign_of_line(Place place, const char *line, Diagnostics *diagnostics)
{
    const char *hint = is_item(place.source, place.line, line)
                           ? _("a line of a list begins with '- ': type a hyphen and a space")
                           : sign_hint(line);

    if (hint)
        diagnostics_error(diagnostics, place, hint, "%s", _("a line like 'name: value' is expected"));
    return hint != NULL;
}

/* In a list: a field of the record above. */
static gboolean report_shallow(Place place, Diagnostics *diagnostics)
{
    diagnostics_error(diagnostics, place, _("begin it as deep as the lines that it belongs to"), "%s",
                      _("this line is not as deep as those above it"));
    return TRUE;
}

/* Text behind a closing quote, or a line that is not as deep as the others. */
static gboolean report_misfit(Place place, const char *line, const char *at, Diagnostics *diagnostics)
{
    const char *before = at;

    while (before > line && before[-1] == ' ')
        before--;
    if (before == line)
        return report_shallow(place, diagnostics);
    if (before[-1] == '"' || before[-1] == '\'')
        report_behind_quote(place, line, at, diagnostics);
    else if (before[-1] == ']' || before[-1] == '}')
        report_quotes(place, line, _("text after the closing bracket"), diagnostics);
    else
        return FALSE;
    return TRUE;
}

/* "* one": what begins with a star is a reference to YAML, and an item of a list elsewhere. */
static gboolean is_alias(const char *problem)
{
    return g_str_has_prefix(problem, "did not find expected alphabetic or numeric character");
}

gboolean yaml_line_report(Place place, guint column, const char *problem, guint first_line,
                          const YamlRepair *repair, Diagnostics *diagnostics)
{
    g_autofree char *line = line_read(place.source, place.line, first_line, repair);
    const glong length = g_utf8_strlen(line, -1);
    const char *at = g_utf8_offset_to_pointer(line, MIN((glong)column, length));
    const gboolean values = g_str_has_prefix(problem, "mapping values are not allowed");

    if (*at == '\t') {
        diagnostics_error(diagnostics, place, _("indent with spaces: two for each level"),
                          _("a tab at the start of the line"));
        return TRUE;
    }
    if ((g_str_has_prefix(problem, "could not find expected ':'") || is_alias(problem)) &&
        report_sign_of_line(place, line, diagnostics))
        return TRUE;
    if ((values || g_str_has_prefix(problem, "could not find expected ':'")) &&
        report_colon(place, first_line, repair, diagnostics))
        return TRUE;
    if (values)
        return report_second_colon(place, line, at, diagnostics) || report_deep(place, line, diagnostics);
    if (g_str_has_prefix(problem, "found character that cannot start any token") ||
        (g_str_has_prefix(problem, "did not find expected node content") && *at && strchr("[]{},", *at)))
        return report_sign(place, line, at, diagnostics);
    if (g_str_has_prefix(problem, "did not find expected '-' indicator") && strstr(line, ": "))
        return report_shallow(place, diagnostics);
    if (g_str_has_prefix(problem, "did not find expected key") ||
        g_str_has_prefix(problem, "did not find expected <document start>"))
        return report_misfit(place, line, at, diagnostics);
    return FALSE;
}
