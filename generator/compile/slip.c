/* SPDX-License-Identifier: MIT */
#include "compile/slip.h"

#include "compile/code.h"
#include "compile/lexer.h"
#include "compile/phrase.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

typedef struct {
    const char *sign, *hint;
} Slip;

/* Longer ones first. */
static const Slip SIGNS[] = {{"!==", N_("not equal is written ~=")},
                             {"===", N_("equal is written ==")},
                             {"..=", N_("write x = x .. y")},
                             {"!=", N_("not equal is written ~=")},
                             {"<>", N_("not equal is written ~=")},
                             {"&&", N_("write 'and'")},
                             {"||", N_("write 'or'")},
                             {"++", N_("write x = x + 1")},
                             {"+=", N_("write x = x + y")},
                             {"-=", N_("write x = x - y")},
                             {"*=", N_("write x = x * y")},
                             {"=>", N_("write >= or, in a table, =")},
                             {"??", N_("write 'or'")},
                             {"?", N_("write 'condition and this or that'")},
                             {"!", N_("write 'not'")}};

static const ForeignWord WORDS[] = {{"elif", N_("write elseif"), 0},
                                    {"elsif", N_("write elseif"), 0},
                                    {"set", N_("write {% local name = value %}"), 0},
                                    {"assign", N_("write {% local name = value %}"), 0},
                                    {"let", N_("write {% local name = value %}"), 0},
                                    {"var", N_("write {% local name = value %}"), 0},
                                    {"const", N_("write {% local name = value %}"), 0},
                                    {"import", N_("write {% include \"card.html\" { item = entry } %}"), 0},
                                    {"from", N_("write {% include \"card.html\" { item = entry } %}"), 0},
                                    {"render", N_("write {% include \"card.html\" { item = entry } %}"), 0},
                                    {"partial", N_("write {% include \"card.html\" { item = entry } %}"), 0},
                                    {"unless", N_("write {% if not … then %}"), 1},
                                    {"foreach", N_("write {% for item in site.news do %}"), 1},
                                    {"each", N_("write {% for item in site.news do %}"), 1},
                                    {"range", N_("write {% for item in site.news do %}"), 1},
                                    {"case", N_("write {% if … then %} and {% elseif … then %}"), 1},
                                    {"switch", N_("write {% if … then %} and {% elseif … then %}"), 1},
                                    {"when", N_("write {% elseif … then %}"), 0},
                                    {"macro", N_("write a partial, or {% local function name(…) %}"), 1},
                                    {"define", N_("write {% block name %}"), 1},
                                    {"with", N_("write {% local name = value %}"), 1},
                                    {"raw", N_("write {{ \"{{\" }} for the mark itself"), 1},
                                    {"verbatim", N_("write {{ \"{{\" }} for the mark itself"), 1},
                                    {"comment", N_("write {# … #}"), 1}};

static gboolean is_word(char c)
{
    return g_ascii_isalnum(c) || c == '_';
}

/* "x | upper" is Lua, too, but means the bits of numbers. */
static gboolean is_filter(const char *code, gsize p)
{
    const char *after = code + p + 1;

    if (code[p] != '|' || *after == '|' || (p > 0 && code[p - 1] == '|'))
        return FALSE;
    after += strspn(after, " \t");
    return g_ascii_isalpha(*after);
}

static const Slip *slip_find(const char *code)
{
    static const Slip filter = {"|", N_("there are no filters: call a function, as in {{ date(x) }}, or a "
                                        "method of the text, as in {{ x:upper() }}")};
    const gsize end = strlen(code);

    for (gsize p = 0; p < end;) {
        const gsize after = lua_skip(code, p, end);
        if (after > p) {
            p = after;
            continue;
        }
        if (is_filter(code, p))
            return &filter;
        for (guint i = 0; i < G_N_ELEMENTS(SIGNS); i++)
            if (g_str_has_prefix(code + p, SIGNS[i].sign))
                return &SIGNS[i];
        p++;
    }
    return NULL;
}

char *slip_hint(const char *code)
{
    const Slip *slip = slip_find(code);
    return slip ? g_strdup(_(slip->hint)) : NULL;
}

/* A single brace where two should have closed a mark further up: then it holds what stands after it as well.
 */
static gboolean is_open(const char *code)
{
    const gsize end = strlen(code);
    gsize depth = 0;

    for (gsize p = 0; p < end;) {
        const gsize after = lua_skip(code, p, end);
        if (after > p) {
            p = after;
            continue;
        }
        if (code[p] == '{')
            depth++;
        else if (code[p] == '}' && depth-- == 0)
            return TRUE;
        p++;
    }
    return FALSE;
}

static gboolean explain_sign(const char *code, Explanation *e)
{
    const Slip *slip = slip_find(code);

    if (!slip)
        return FALSE;
    *e = (Explanation){strcmp(slip->sign, "|") == 0 ? g_strdup(_("'|' is no filter here"))
                                                    : g_strdup_printf(_("Lua has no '%s'"), slip->sign),
                       g_strdup(_(slip->hint))};
    return TRUE;
}

gboolean slip_explain_statement(const char *code, Explanation *e)
{
    if (is_open(code)) {
        *e = (Explanation){g_strdup(_("this mark is not closed")), g_strdup(_("close it with %}"))};
        return TRUE;
    }
    const Slip *slip = slip_find(code);
    return slip && strcmp(slip->sign, "|") != 0 && explain_sign(code, e);
}

/* The word that stands first, newly allocated. */
static char *word_first(const char *code)
{
    const char *start = code + strspn(code, " \t\r\n"), *end = start;

    while (is_word(*end))
        end++;
    return g_strndup(start, (gsize)(end - start));
}

/* "page.end": a word of Lua is no name. */
static gboolean explain_keyword(const char *code, const char *words, Explanation *e)
{
    char word[32];

    if (sscanf(words, "<name> expected near '%31[^']'", word) != 1 || !g_ascii_isalpha(word[0]))
        return FALSE;
    g_autofree char *dotted = g_strconcat(".", word, NULL);
    const char *at = strstr(code, dotted);
    const char *start = at;
    while (start && start > code && (is_word(start[-1]) || start[-1] == '.'))
        start--;
    *e = (Explanation){g_strdup_printf(_("'%s' is a word of Lua, and no name"), word),
                       at ? g_strdup_printf(_("write %.*s[\"%s\"]"), (int)(at - start), start, word) : NULL};
    return TRUE;
}

static gboolean is_assignment(const char *code)
{
    for (const char *p = code; (p = strchr(p, '=')); p++) {
        if (p[1] == '=')
            p++;
        else if (p > code && !strchr("=~<>", p[-1]))
            return !strchr(code, '{') && !strchr(code, '(');
    }
    return FALSE;
}

/* How a statement that begins with `word` is written. */
static const char *form_of(const char *word)
{
    static const char *const alone[] = {"else", "end", "endblock", NULL};

    if (g_strv_contains(alone, word))
        return _("write {%% %s %%}");
    if (strcmp(word, "if") == 0 || strcmp(word, "elseif") == 0)
        return _("write {%% %s … then %%}");
    return strcmp(word, "for") == 0 || strcmp(word, "while") == 0 ? _("write {%% %s … do %%}")
                                                                  : _("write {%% %s … %%}");
}

Explanation slip_explain_print(const char *code, const char *words)
{
    static const char *const statements[] = {"if",    "for",      "while",   "else",    "elseif", "end",
                                             "local", "function", "include", "extends", "block",  "endblock",
                                             "do",    "repeat",   "return",  NULL};
    g_autofree char *first = word_first(code);
    Explanation e = {0};

    if (is_open(code))
        return (Explanation){g_strdup(_("this mark is not closed")), g_strdup(_("close it with }}"))};
    if (g_strv_contains(statements, first) && strcmp(first, "function") != 0)
        return (Explanation){g_strdup_printf(_("'%s' prints nothing"), first),
                             g_strdup_printf(form_of(first), first)};
    if (explain_sign(code, &e) || explain_keyword(code, words, &e))
        return e;
    e.message = slip_words(words);
    if (strstr(code, " if ") && strstr(code, " else "))
        e.hint = g_strdup(_("write {{ condition and this or that }}"));
    else if (strstr(code, ":where("))
        e.hint = g_strdup(_("write where{ level = \"national\" }, with braces"));
    else if (is_assignment(code))
        e.hint = g_strdup(_("to set a name write {% name = value %}; to compare, =="));
    return e;
}

char *slip_syntax_hint(const char *code, const char *words)
{
    char *hint = slip_hint(code);

    if (hint)
        return hint;
    if (g_str_has_prefix(words, "'=' or 'in' expected"))
        return g_strdup(_("write {% for item in site.news do %}"));
    if (g_str_has_prefix(words, "'then' expected near '='"))
        return g_strdup(_("equal is written =="));
    return NULL;
}

const ForeignWord *slip_foreign(const char *word, const char *rest)
{
    static const ForeignWord close = {"end", N_("write {% end %}"), -1};
    const char *after = rest + strspn(rest, " \t\r\n");

    if (*after && strchr("=.,:(['\"{;", *after) && strcmp(word, "import") != 0 && strcmp(word, "render") != 0)
        return NULL;
    if (g_str_has_prefix(word, "end") && word[3] && *after == '\0')
        return &close;
    for (guint i = 0; i < G_N_ELEMENTS(WORDS); i++)
        if (strcmp(WORDS[i].word, word) == 0)
            return &WORDS[i];
    return NULL;
}

/* Takes "FROM…TO" out of the text. */
static void cut(GString *text, const char *from, const char *to)
{
    const char *start = strstr(text->str, from);
    const char *end = start ? strstr(start, to) : NULL;

    if (end)
        g_string_erase(text, start - text->str, end + strlen(to) - start);
}

char *slip_words(const char *words)
{
    g_autoptr(GString) text = g_string_new(words);

    if (strstr(words, "'__b_"))
        return g_strdup(_("nothing can follow 'return' here"));
    cut(text, " (to close ", ")");
    g_string_replace(text, "near ';'", "at the end of the mark", 0);
    g_string_replace(text, "near <eof>", "at the end of the mark", 0);
    if (strcmp(text->str, "unexpected symbol at the end of the mark") == 0)
        return g_strdup(_("something is missing at the end of the mark"));
    if (g_str_has_prefix(text->str, "<eof> expected near ")) {
        g_autofree char *word = phrase_quote(text->str + strlen("<eof> expected near "));
        return g_strdup_printf(_("%s cannot stand here"), word);
    }
    return phrase_lua(text->str);
}
