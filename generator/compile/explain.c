/* SPDX-License-Identifier: MIT */
#include "compile/explain.h"

#include "compile/code.h"
#include "compile/phrase.h"
#include "compile/slip.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

/* "attempt to DO a TYPE value (KIND 'NAME')", taken apart, with the expression that NAME is the last part of.
 */
typedef struct {
    char type[64], kind[32], name[256];
    char *expression; /* or NULL */
    char *key;        /* what is read from it, or NULL */
    const char *shown;
    gboolean in_c; /* a function of C has tried: Lua names nothing then */
} Attempt;

static void explain(Explanation *e, char *message, char *hint)
{
    e->message = message;
    e->hint = hint;
}

static gboolean counts_from_zero(const char *code)
{
    return code && strstr(code, "[0]");
}

static char *hint_around(const char *expression)
{
    if (counts_from_zero(expression))
        return g_strdup(_("Lua counts from 1: the first one is [1]"));
    if (!expression || !code_is_chain(expression))
        return NULL;
    return g_strdup_printf(_("put {%% if %s then %%} … {%% end %%} around it"), expression);
}

static char *hint_or(const char *expression, const char *instead)
{
    return expression ? g_strdup_printf(_("write (%s or %s)"), expression, instead) : NULL;
}

char *explain_nothing(const char *code)
{
    if (counts_from_zero(code) || !code_is_chain(code))
        return hint_around(code_is_chain(code) ? code : NULL);
    return g_strdup_printf(_("write {{ %s or \"\" }}, or put {%% if %s then %%} … {%% end %%} around it"),
                           code, code);
}

/* The expression after " in " of a loop's head, newly allocated, or NULL; `*variables`: what stands before.
 */
static char *looped(const char *code, char **variables)
{
    const char *in = strstr(code, " in ");
    const char *end = in ? g_strrstr(in, " do") : NULL;
    const char *start = strstr(code, "for ");

    *variables = NULL;
    if (!in || !start || start > in)
        return NULL;
    start += strlen("for ");
    *variables = g_strstrip(g_strndup(start, (gsize)(in - start)));
    in += strlen(" in ");
    return g_strstrip(end && end > in ? g_strndup(in, (gsize)(end - in)) : g_strdup(in));
}

static void explain_loop(Explanation *e, const Attempt *a, const char *code)
{
    g_autofree char *variables = NULL;
    g_autofree char *list = looped(code, &variables);

    if (!list)
        return;
    if (strcmp(a->type, "nil") == 0)
        explain(e, g_strdup_printf(_("'%s' has no value here to go through"), list), hint_around(list));
    else if (strcmp(a->type, "table") == 0)
        explain(e, g_strdup_printf(_("'%s' is a list, which 'for' goes through with ipairs"), list),
                g_strdup_printf(_("write {%% for %s%s in ipairs(%s) do %%}"),
                                strchr(variables, ',') ? "" : "_, ", variables, list));
    else
        explain(e,
                g_strdup_printf(_("'%s' is a %s, which 'for' cannot go through"), list, phrase_kind(a->type)),
                NULL);
}

/* ipairs(nil) fails only in the loop, without a word of what it was given. */
static void explain_ipairs(Explanation *e, const char *code)
{
    g_autofree char *list = code_argument(code, "ipairs", 1);

    if (list)
        explain(e, g_strdup_printf(_("'%s' has no value here to go through"), list), hint_around(list));
}

static void explain_index(Explanation *e, const Attempt *a)
{
    const gboolean nothing = strcmp(a->type, "nil") == 0;

    if (nothing && a->key)
        explain(e, g_strdup_printf(_("'%s' has no value here, so it has no '%s'"), a->shown, a->key),
                hint_around(a->expression));
    else if (nothing)
        explain(e, g_strdup_printf(_("'%s' has no value here, so nothing can be read from it"), a->shown),
                hint_around(a->expression));
    else if (a->key)
        explain(e,
                g_strdup_printf(_("'%s' is a %s, so it has no '%s'"), a->shown, phrase_kind(a->type), a->key),
                NULL);
}

static void explain_call(Explanation *e, const Attempt *a)
{
    if (strcmp(a->type, "nil") == 0)
        explain(e, g_strdup_printf(_("'%s' has no value here, so it cannot be called"), a->shown), NULL);
    else
        explain(e,
                g_strdup_printf(_("'%s' is a %s, and no function to call"), a->shown, phrase_kind(a->type)),
                g_strdup_printf(_("write %s without the brackets"), a->shown));
}

static void explain_arithmetic(Explanation *e, const Attempt *a)
{
    if (strcmp(a->type, "nil") == 0)
        explain(e, g_strdup_printf(_("'%s' has no value to calculate with"), a->shown),
                hint_or(a->expression, "0"));
    else
        explain(e, g_strdup_printf(_("'%s' is a %s, and no number"), a->shown, phrase_kind(a->type)),
                strcmp(a->type, "date") == 0
                    ? g_strdup(_("days between two dates: page.expires.days - site.today.days"))
                : strcmp(a->type, "string") == 0 ? g_strdup(_("texts are joined by two dots: a .. b"))
                                                 : NULL);
}

static void explain_join(Explanation *e, const Attempt *a)
{
    if (strcmp(a->type, "nil") == 0)
        explain(e, g_strdup_printf(_("'%s' has no value to join to a text"), a->shown),
                hint_or(a->expression, "\"\""));
    else
        explain(e,
                g_strdup_printf(_("'%s' is a %s, which cannot be joined to a text"), a->shown,
                                phrase_kind(a->type)),
                strcmp(a->type, "date") == 0      ? g_strdup_printf(_("write date(%s)"), a->shown)
                : strcmp(a->type, "boolean") == 0 ? g_strdup_printf(_("write tostring(%s)"), a->shown)
                : strcmp(a->type, "markup") == 0  ? g_strdup(_("print it in a mark of its own"))
                                                  : NULL);
}

static void explain_length(Explanation *e, const Attempt *a)
{
    if (strcmp(a->type, "nil") == 0)
        explain(e, g_strdup_printf(_("'%s' has no value here, so it has no length"), a->shown),
                hint_around(a->expression));
    else
        explain(e, g_strdup_printf(_("'%s' is a %s, which has no length"), a->shown, phrase_kind(a->type)),
                NULL);
}

/* Lua names constants and what it has computed by words of its own. */
static void find_expression(Attempt *a, const char *code, gboolean indexing)
{
    const gboolean computed = *a->name == '\0' || *a->name == '?' || strcmp(a->name, "integer index") == 0;

    if (computed)
        a->name[0] = '\0';
    if (strcmp(a->kind, "constant") == 0 || (computed && !indexing))
        return;
    a->expression = code_expression(code, computed ? "" : a->name, &a->key);
    a->shown = a->expression ? a->expression : a->name;
}

static gboolean attempt_read(Attempt *a, const char *words, const char *before, const char *code)
{
    char form[96];

    g_snprintf(form, sizeof form, "%s a %%63s value (%%31[a-z ] '%%255[^']", before);
    const int read = sscanf(words, form, a->type, a->kind, a->name);
    if (read < 1)
        return FALSE;
    a->in_c = read == 1;
    g_strchomp(a->kind);
    a->shown = a->name;
    find_expression(a, code, strcmp(before, "attempt to index") == 0);
    return TRUE;
}

static void attempt_clear(Attempt *a)
{
    g_free(a->expression);
    g_free(a->key);
}

/* FALSE if the words are no such message. */
static gboolean explain_attempt(Explanation *e, const char *words, const char *code)
{
    static const struct {
        const char *before;
        void (*explain)(Explanation *e, const Attempt *a);
        const char *nameless;
    } attempts[] = {
        {"attempt to index", explain_index,
         N_("something here has no value, so nothing can be read from it")},
        {"attempt to call", explain_call, N_("what is called here has no value")},
        {"attempt to perform arithmetic on", explain_arithmetic,
         N_("something here has no value to calculate with")},
        {"attempt to concatenate", explain_join, N_("something here has no value to join to a text")},
        {"attempt to get length of", explain_length, N_("something here has no value, so it has no length")}};

    for (guint i = 0; i < G_N_ELEMENTS(attempts); i++) {
        Attempt a = {0};
        if (!attempt_read(&a, words, attempts[i].before, code))
            continue;
        if (strcmp(a.kind, "for iterator") == 0)
            explain_loop(e, &a, code);
        else if (a.in_c)
            explain_ipairs(e, code);
        if (!e->message && *a.shown)
            attempts[i].explain(e, &a);
        if (!e->message && strcmp(a.type, "nil") == 0)
            explain(e, g_strdup(_(attempts[i].nameless)), NULL);
        attempt_clear(&a);
        return TRUE;
    }
    return FALSE;
}

/* "attempt to add a 'string' with a 'nil'": of texts only Lua says it so. */
static void explain_texts(Explanation *e, const char *words)
{
    char first[64], second[64];

    if (sscanf(words, "attempt to %*s a '%63[^']' with a '%63[^']'", first, second) == 2)
        explain(e,
                g_strdup_printf(_("a %s and a %s are nothing to calculate with"), phrase_kind(first),
                                phrase_kind(second)),
                g_strdup(_("texts are joined by two dots: a .. b")));
}

static void explain_compare(Explanation *e, const char *words)
{
    char first[64], second[64];

    if (sscanf(words, "attempt to compare two %63s values", first) == 1)
        g_strlcpy(second, first, sizeof second);
    else if (sscanf(words, "attempt to compare %63s with %63s", first, second) != 2)
        return;
    if (strcmp(first, "nil") == 0 || strcmp(second, "nil") == 0)
        explain(e, g_strdup(_("one side of this comparison has no value here")),
                g_strdup(_("ask for the value first: {% if x and x > 3 then %}")));
    else
        explain(
            e,
            g_strdup_printf(_("a %s cannot be compared with a %s"), phrase_kind(first), phrase_kind(second)),
            strcmp(first, "number") == 0 || strcmp(second, "number") == 0
                ? g_strdup(_("tonumber(x) makes a number of a text"))
                : NULL);
}

/* What Lua calls metamethods when their arguments are wrong. */
static char *operator_message(const char *function, const char *why)
{
    static const char *const comparing[] = {"lt", "le", NULL};

    if (strcmp(function, "index") == 0)
        return g_strdup_printf(_("this has names only (%s)"), why);
    if (g_strv_contains(comparing, function))
        return g_strdup_printf(_("a date can be compared with a date only (%s)"), why);
    if (strcmp(function, "?") == 0)
        return g_strdup_printf(_("a wrong argument (%s)"), why);
    return NULL;
}

static char *argument_hint(const char *code, const char *function, guint number, const char *why)
{
    g_autofree char *argument = code_argument(code, function, number);
    g_autofree char *around = argument ? hint_around(argument) : NULL;

    if (!g_str_has_suffix(why, "got nil") || !around)
        return NULL;
    return g_strdup_printf(_("'%s' has no value here: %s"), argument, around);
}

/* A method called with a dot gets its arguments one place too early. */
static gboolean explain_dot(Explanation *e, const char *function, const char *code)
{
    static const char *const methods[] = {"count", "group", "latest", "rates", "sort",
                                          "sum",   "where", "year",   NULL};
    g_autofree char *key = NULL;
    g_autofree char *called = code_expression(code, function, &key);

    const gsize before =
        called && strlen(called) > strlen(function) ? strlen(called) - strlen(function) - 1 : 0;
    if (!g_strv_contains(methods, function) || before == 0 || called[before] != '.')
        return FALSE;
    g_autofree char *of = g_strndup(called, before);
    explain(e, g_strdup_printf(_("'%s' is a method, which is called with a colon"), function),
            g_strdup_printf(_("write %s:%s(…)"), of, function));
    return TRUE;
}

static void explain_argument(Explanation *e, const char *words, const char *code)
{
    char function[128] = "", why[256] = "";
    guint number = 0;

    if (sscanf(words, "bad argument #%u to '%127[^']' (%255[^\n]", &number, function, why) != 3 &&
        sscanf(words, "calling '%127[^']' on bad self", function) != 1)
        return;
    if (*why)
        why[strlen(why) - 1] = '\0'; /* the bracket */
    if (explain_dot(e, function, code))
        return;
    g_autofree char *reason = phrase_argument(why);
    char *message = operator_message(function, reason);
    if (!message)
        message = *why ? g_strdup_printf(_("bad argument #%u to '%s' (%s)"), number, function, reason)
                       : phrase_lua(words);
    explain(e, message, argument_hint(code, function, number, why));
}

static gboolean explain_depth(Explanation *e, const char *words)
{
    if (!strstr(words, "stack overflow"))
        return FALSE;
    explain(e, g_strdup(_("functions call each other too deeply; does one call itself without end?")), NULL);
    return TRUE;
}

Explanation explain_error(const char *words, const char *code)
{
    Explanation e = {0};

    if (!explain_depth(&e, words) && !explain_attempt(&e, words, code))
        explain_compare(&e, words);
    if (!e.message)
        explain_texts(&e, words);
    if (!e.message)
        explain_argument(&e, words, code);
    if (!e.message)
        e.message = phrase_lua(words);
    if (!e.hint)
        e.hint = slip_hint(code);
    return e;
}

void explanation_clear(Explanation *explanation)
{
    g_free(explanation->message);
    g_free(explanation->hint);
}
