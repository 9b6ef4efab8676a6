/* SPDX-License-Identifier: MIT */
#include "compile/forecast.h"

#include "compile/lexer.h"
#include "compile/nesting.h"

#include <glib/gi18n.h>
#include <string.h>

/* A value that leaves open as little as can be: an address that begins with it has no scheme and no host, and
 * it may stand for the seconds of a refresh. */
#define SAMPLE "5/"

/* A statement that is open. */
typedef struct {
    Context start;
    Context end;       /* of the branches before this one, or CONTEXT_NONE */
    gboolean has_else; /* one of them is taken */
    gboolean block;
} Level;

typedef struct {
    const Template *template;
    Diagnostics *diagnostics;
    Escaper *escaper;
    Nesting *nesting;
    GArray *levels; /* Level */
    guint blocks;   /* open ones */
    Context context;
    gboolean lost; /* where the rest stands is not known */
} Forecast;

/* What stands outside of blocks in a layout that extends another is not printed. */
static gboolean is_printed(const Forecast *f)
{
    return !f->template->parent || f->blocks > 0;
}

static void warn(const Forecast *f, gsize offset, const EscapeProblem *problem, char *message)
{
    diagnostics_warning(f->diagnostics, source_place(f->template->source, offset), problem->mend, "%s",
                        message);
    g_free(message);
}

static void follow_text(Forecast *f, const Token *token)
{
    EscapeProblem problem;

    if (escape_text(f->escaper, &f->context, f->template->source->text + token->print,
                    token->print_end - token->print, &problem))
        return;
    warn(f, token->print + problem.offset, &problem,
         g_strdup_printf(_("no value can stand %s"), problem.where));
    f->lost = TRUE;
}

static void follow_value(Forecast *f, const Token *token)
{
    static const EscapeValue sample = {SAMPLE, sizeof SAMPLE - 1, ESCAPE_STRING};
    g_autoptr(GString) printed = g_string_new(NULL);
    g_autofree char *code = g_strndup(f->template->source->text + token->code, token->code_end - token->code);
    EscapeProblem problem;

    if (escape_value(f->escaper, &f->context, printed, &sample, &problem) != ESCAPE_REFUSED)
        return;
    warn(f, token->start, &problem,
         g_strdup_printf(_("'%s' cannot stand %s"), g_strstrip(code), problem.where));
    f->lost = !escape_text(f->escaper, &f->context, "x", 1, &problem); /* as if it stood there */
}

static void enter(Forecast *f, const char *word)
{
    const Level level = {.start = f->context, .end = CONTEXT_NONE, .block = strcmp(word, "block") == 0};

    g_array_append_val(f->levels, level);
    if (level.block && !is_printed(f))
        f->context = escape_start(escape_mode_of(f->template->name));
    f->blocks += level.block;
}

/* The present branch ends: all must lead to the same place. */
static void end_branch(Forecast *f, Level *level)
{
    if (level->end != CONTEXT_NONE && level->end != f->context)
        f->lost = TRUE;
    level->end = f->context;
}

static void leave(Forecast *f)
{
    Level *level = &g_array_index(f->levels, Level, f->levels->len - 1);
    const gboolean fills = level->block && f->template->parent && f->blocks == 1;

    f->blocks -= level->block;
    end_branch(f, level);
    if (fills)
        f->context = level->start;
    else if (!level->has_else && f->context != level->start)
        f->lost = TRUE;
    g_array_set_size(f->levels, f->levels->len - 1);
}

static void change_branch(Forecast *f, gboolean last)
{
    Level *level = &g_array_index(f->levels, Level, f->levels->len - 1);

    end_branch(f, level);
    level->has_else = level->has_else || last;
    f->context = level->start;
}

static void read_statement(Forecast *f, const char *word, const char *code, gsize offset)
{
    g_auto(NestingMistake) mistake = {0};

    if (strcmp(word, "block") == 0)
        nesting_open(f->nesting, offset, "block");
    else if (strcmp(word, "endblock") == 0)
        nesting_end_block(f->nesting, offset, &mistake);
    else if (strcmp(word, "extends") != 0 && strcmp(word, "include") != 0)
        nesting_read(f->nesting, offset, code, &mistake);
}

static void follow_statement(Forecast *f, const Token *token)
{
    g_autofree char *code = lua_without_comments(f->template->source->text, token->code, token->code_end);
    const char *start = code + strspn(code, " \t\r\n");
    g_autofree char *word = g_strndup(start, strspn(start, "abcdefghijklmnopqrstuvwxyz_"));
    const gboolean last = strcmp(word, "else") == 0;

    read_statement(f, word, code, token->start);
    const guint depth = nesting_depth(f->nesting), before = f->levels->len;
    for (guint i = before; i < depth; i++)
        enter(f, word);
    for (guint i = depth; i < before; i++)
        leave(f);
    if (depth == before && depth > 0 && (last || strcmp(word, "elseif") == 0))
        change_branch(f, last);
}

static void follow_token(Forecast *f, const Token *token)
{
    switch (token->kind) {
    case TOKEN_TEXT:
        if (is_printed(f))
            follow_text(f, token);
        break;
    case TOKEN_PRINT:
        if (is_printed(f))
            follow_value(f, token);
        break;
    case TOKEN_STATEMENT: follow_statement(f, token); break;
    case TOKEN_COMMENT: break;
    }
}

void forecast_template(const Template *template, Diagnostics *diagnostics)
{
    g_autoptr(Escaper) escaper = escaper_new(NULL);
    g_autoptr(Nesting) nesting = nesting_new();
    g_autoptr(GArray) levels = g_array_new(FALSE, FALSE, sizeof(Level));
    TemplateError error;
    g_autoptr(GArray) tokens = template_tokens(template->source->text, template->source->length, &error);
    Forecast f = {template, diagnostics, escaper, nesting, levels, 0, 0, FALSE};

    f.context = escape_start(escape_mode_of(template->name));
    for (guint i = 0; tokens && i < tokens->len && !f.lost; i++)
        follow_token(&f, &g_array_index(tokens, Token, i));
}
