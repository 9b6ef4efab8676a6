/* SPDX-License-Identifier: MIT */
#include "compile/compiler.h"

#include "compile/include.h"
#include "compile/nesting.h"
#include "compile/place.h"
#include "compile/slip.h"

#include <glib/gi18n.h>
#include <lauxlib.h>
#include <string.h>

/* Mistakes shown of one template: more are often the same one. */
#define ERRORS_MAX 20

typedef struct {
    Template *out;
    lua_State *L;
    Diagnostics *diagnostics;
    Nesting *nesting;
    guint open_blocks;
    GHashTable *block_names; /* set */
    guint line;              /* of the last mark, and where it starts */
    gsize line_start;
    guint lua_line; /* that the chunk has reached */
    guint errors;
} Compiler;

static void block_clear(gpointer data)
{
    g_free(((TemplateBlock *)data)->name);
}

static void mark_clear(gpointer data)
{
    g_free(((Mark *)data)->code);
}

static void scope_clear(gpointer data)
{
    TemplateScope *scope = data;
    g_free(scope->names);
}

void template_free(Template *compiled)
{
    if (!compiled)
        return;
    source_free(compiled->source);
    g_free(compiled->name);
    g_free(compiled->parent);
    g_array_unref(compiled->texts);
    g_array_unref(compiled->marks);
    g_array_unref(compiled->blocks);
    g_array_unref(compiled->scopes);
    g_string_free(compiled->lua, TRUE);
    g_free(compiled);
}

static void fail(Compiler *c, gsize offset, const char *hint, const char *message)
{
    if (c->errors++ >= ERRORS_MAX)
        return;
    diagnostics_error(c->diagnostics, source_place(c->out->source, offset), hint, "%s", message);
}

/* "[string "…"]:1: what is wrong" without what comes before the words. */
static const char *message_body(const char *message)
{
    for (const char *p = message; (p = strchr(p, ':')); p++) {
        const char *digits = p + 1;
        while (g_ascii_isdigit(*digits))
            digits++;
        if (digits > p + 1 && g_str_has_prefix(digits, ": "))
            return digits + 2;
    }
    return message;
}

static void add_newlines(GString *lua, const char *text, gsize start, gsize end)
{
    for (const char *p = text + start; (p = memchr(p, '\n', (gsize)(text + end - p))); p++)
        g_string_append_c(lua, '\n');
}

static void add_text(Compiler *c, const Token *token)
{
    if (token->print < token->print_end) {
        const TemplateText text = {token->print, token->print_end, {CONTEXT_NONE, CONTEXT_NONE}, {0}};
        g_string_append_printf(c->out->lua, " __b_text(%u);", c->out->texts->len);
        g_array_append_val(c->out->texts, text);
    }
}

/* Begins a line of the chunk. Marks come in order, so lines are counted on from the last one. */
static guint add_mark(Compiler *c, const Token *token)
{
    const char *text = c->out->source->text;

    for (const char *p; (p = memchr(text + c->line_start, '\n', token->start - c->line_start)); c->line++)
        c->line_start = (gsize)(p - text) + 1;
    const guint column =
        1 + (guint)g_utf8_strlen(text + c->line_start, (gssize)(token->start - c->line_start));
    guint last = c->line;
    for (gsize p = token->start; p < token->end; p++)
        last += text[p] == '\n';
    Mark mark = {c->line, column, last, c->lua_line + 1,
                 g_strndup(text + token->code, token->code_end - token->code)};

    g_strstrip(mark.code);
    g_array_append_val(c->out->marks, mark);
    g_string_append_c(c->out->lua, '\n');
    return c->out->marks->len - 1;
}

/* The names by which the chunk calls us are not for templates. */
static gboolean check_names(Compiler *c, const Token *token, const char *code)
{
    const gsize end = strlen(code);

    for (gsize p = 0; p < end;) {
        const gsize after = lua_skip(code, p, end);
        const gboolean begins = p == 0 || !(g_ascii_isalnum(code[p - 1]) || code[p - 1] == '_');
        if (after == p && begins && g_str_has_prefix(code + p, TEMPLATE_PREFIX)) {
            g_autofree char *message =
                g_strdup_printf(_("names that begin with '%s' are not for templates"), TEMPLATE_PREFIX);
            fail(c, token->start, NULL, message);
            return FALSE;
        }
        p = MAX(after, p + 1);
    }
    return TRUE;
}

static void fail_nesting(Compiler *c, const NestingMistake *mistake)
{
    fail(c, mistake->offset, mistake->hint, mistake->message);
}

/* NULL if `before` and `code` make a chunk, else what Lua says. Newly allocated. */
static char *syntax_error(Compiler *c, const char *before, const char *code)
{
    g_autofree char *chunk = g_strconcat(before, code, NULL);
    char *words = NULL;

    if (luaL_loadbufferx(c->L, chunk, strlen(chunk), "=x", "t") != LUA_OK)
        words = g_strdup(message_body(lua_tostring(c->L, -1)));
    lua_pop(c->L, 1);
    return words;
}

/* Whether the code is one whole expression, so that nothing can break out of the call around it. */
static gboolean check_expression(Compiler *c, const Token *token, const char *code)
{
    g_autofree char *words = syntax_error(c, "return ", code);

    if (words) {
        g_auto(Explanation) why = slip_explain_print(code, words);
        fail(c, token->start, why.hint, why.message);
        return FALSE;
    }
    g_autofree char *one = g_strconcat("(", code, ")", NULL);
    g_autofree char *several = syntax_error(c, "return ", one);
    if (several)
        fail(c, token->start, _("write a mark for each"), _("a mark prints one value"));
    return several == NULL;
}

static gboolean is_empty(const char *code)
{
    return code[strspn(code, " \t\r\n")] == '\0';
}

static void add_print(Compiler *c, const Token *token)
{
    g_autofree char *code = lua_without_comments(c->out->source->text, token->code, token->code_end);

    if (is_empty(code)) {
        fail(c, token->start, NULL, _("there is nothing between {{ and }}"));
        return;
    }
    g_strchomp(code); /* Lua counts an expression to the line of what closes it */
    if (!check_names(c, token, code) || !check_expression(c, token, code))
        return;
    const guint mark = add_mark(c, token);
    g_string_append_printf(c->out->lua, "__b_print((%s),%u);", code, mark);
}

/* The word a statement begins with, newly allocated; `*rest` is what follows it. */
static char *first_word(const char *code, const char **rest)
{
    const char *start = code + strspn(code, " \t\r\n");
    const char *end = start;

    while (g_ascii_isalnum(*end) || *end == '_')
        end++;
    *rest = end;
    return g_strndup(start, (gsize)(end - start));
}

/* The text of the quoted string that is all of `code`, newly allocated, or NULL. */
static char *quoted_name(const char *code)
{
    g_autofree char *text = g_strstrip(g_strdup(code));
    const gsize length = strlen(text);

    if (length < 3 || (text[0] != '"' && text[0] != '\'') || text[length - 1] != text[0])
        return NULL;
    char *name = g_strndup(text + 1, length - 2);
    if (strpbrk(name, "\\\"'\n")) {
        g_free(name);
        return NULL;
    }
    return name;
}

static void add_extends(Compiler *c, const Token *token, const char *rest)
{
    char *name = quoted_name(rest);

    if (!name)
        fail(c, token->start, _("write {% extends \"base.html\" %}"),
             _("'extends' needs the name of a layout"));
    else if (c->out->parent)
        fail(c, token->start, NULL, _("a template extends one layout only"));
    else if (c->out->marks->len > 0)
        fail(c, token->start, _("put it at the top of the file"), _("'extends' must be the first mark"));
    g_free(c->out->parent);
    c->out->parent = name;
    c->out->parent_mark = add_mark(c, token);
}

static void add_block(Compiler *c, const Token *token, const char *rest)
{
    const char *end;
    g_autofree char *name = first_word(rest, &end);

    if (!*name || !is_empty(end)) {
        fail(c, token->start, _("write {% block main %}"), _("'block' needs a name"));
        nesting_open(c->nesting, token->start, "block");
        c->open_blocks++;
        return;
    }
    if (!g_hash_table_add(c->block_names, g_strdup(name))) {
        g_autofree char *message = g_strdup_printf(_("there is a block '%s' in this file already"), name);
        fail(c, token->start, NULL, message);
    }
    const guint mark = add_mark(c, token);
    const TemplateBlock block = {g_strdup(name), mark, c->open_blocks > 0};
    g_array_append_val(c->out->blocks, block);
    nesting_open(c->nesting, token->start, "block");
    c->open_blocks++;
    g_string_append_printf(c->out->lua, "__b_block(\"%s\",function(super)", name);
}

static void add_endblock(Compiler *c, const Token *token)
{
    g_auto(NestingMistake) mistake = {0};

    if (!nesting_end_block(c->nesting, token->start, &mistake)) {
        fail_nesting(c, &mistake);
        return;
    }
    c->open_blocks--;
    add_mark(c, token);
    g_string_append(c->out->lua, "end);");
}

/* The number of the scope with the names that the arguments of an include are written with. */
static guint scope_number(GArray *scopes, const char *arguments)
{
    g_autofree char *names = include_names(arguments);

    for (guint i = 0; i < scopes->len; i++)
        if (strcmp(g_array_index(scopes, TemplateScope, i).names, names) == 0)
            return i;
    const TemplateScope scope = {g_steal_pointer(&names), LUA_NOREF};
    g_array_append_val(scopes, scope);
    return scopes->len - 1;
}

static void add_include(Compiler *c, const Token *token, const char *rest)
{
    const char *code = rest + strspn(rest, " \t\r\n");
    const gsize end = include_name_end(code);

    if (end == 0) {
        fail(c, token->start, _("write {% include \"card.html\" { item = entry } %}"),
             _("'include' needs the name of a partial"));
        return;
    }
    const char *arguments = code + end;
    if (g_ascii_isalpha(arguments[strspn(arguments, " \t")]) && strchr(arguments, '{')) { /* Twig's 'with' */
        fail(c, token->start, _("write {% include \"card.html\" { item = entry } %}"),
             _("no word stands between the partial and its table"));
        return;
    }
    g_autofree char *whole =
        g_strdup_printf("(%.*s),%s", (int)end, code, is_empty(arguments) ? "nil" : arguments);
    g_autofree char *checked = g_strdup_printf("{%s}", whole);
    g_autofree char *words = syntax_error(c, "return ", checked);
    if (words) {
        g_autofree char *message = slip_words(words);
        g_autofree char *hint = slip_hint(code);
        fail(c, token->start, hint ? hint : _("write {% include \"card.html\" { item = entry } %}"), message);
        return;
    }
    const guint scope = scope_number(c->out->scopes, arguments);
    add_mark(c, token);
    add_newlines(c->out->lua, rest, 0, (gsize)(code - rest));
    g_string_append_printf(c->out->lua, "__b_include(%s,%u);", whole, scope);
}

/* A word that other languages of templates have; what it opens or closes is counted all the same. */
static gboolean refuse_foreign(Compiler *c, const Token *token, const char *word, const char *rest)
{
    const ForeignWord *foreign = slip_foreign(word, rest);

    if (!foreign)
        return FALSE;
    g_autofree char *message = g_strdup_printf(_("'%s' is not known here"), word);
    fail(c, token->start, _(foreign->hint), message);
    if (foreign->opens > 0)
        nesting_open(c->nesting, token->start, "if");
    else if (foreign->opens < 0)
        nesting_close(c->nesting);
    return TRUE;
}

/* A value that is not printed, as in {% page.title %}. */
static gboolean refuse_value(Compiler *c, const Token *token, const char *code)
{
    g_autofree char *as_statement = syntax_error(c, "", code);
    g_autofree char *as_value = as_statement ? syntax_error(c, "return ", code) : NULL;

    if (!as_statement || as_value || is_empty(code))
        return FALSE;
    g_autofree char *shown = g_strstrip(g_strdup(code));
    g_autofree char *hint = g_strdup_printf(_("to print it write {{ %s }}"), shown);
    fail(c, token->start, hint, _("this is a value, and nothing is done with it"));
    return TRUE;
}

static void add_lua(Compiler *c, const Token *token, const char *code)
{
    g_auto(Explanation) why = {0};
    g_auto(NestingMistake) mistake = {0};
    const gboolean slipped = slip_explain_statement(code, &why);
    const gboolean nested = nesting_read(c->nesting, token->start, code, &mistake);

    if (slipped)
        fail(c, token->start, why.hint, why.message);
    else if (!nested)
        fail_nesting(c, &mistake);
    else if (!refuse_value(c, token, code)) {
        add_mark(c, token);
        g_string_append_printf(c->out->lua, "%s;", code);
    }
}

static void add_statement(Compiler *c, const Token *token)
{
    g_autofree char *code = lua_without_comments(c->out->source->text, token->code, token->code_end);
    const char *rest;
    g_autofree char *word = first_word(code, &rest);

    if (!check_names(c, token, code))
        return;
    if (strcmp(word, "extends") == 0)
        add_extends(c, token, rest);
    else if (strcmp(word, "block") == 0 && (g_ascii_isspace(*rest) || !*rest))
        add_block(c, token, rest);
    else if (strcmp(word, "endblock") == 0)
        add_endblock(c, token);
    else if (strcmp(word, "include") == 0)
        add_include(c, token, rest);
    else if (!refuse_foreign(c, token, word, rest))
        add_lua(c, token, code);
}

static void add_token(Compiler *c, const Token *token)
{
    const GString *lua = c->out->lua;
    const gsize before = lua->len;

    switch (token->kind) {
    case TOKEN_TEXT: add_text(c, token); return;
    case TOKEN_PRINT: add_print(c, token); break;
    case TOKEN_STATEMENT: add_statement(c, token); break;
    case TOKEN_COMMENT: return;
    }
    for (const char *p = lua->str + before; (p = strchr(p, '\n')); p++)
        c->lua_line++;
}

static void compile_all(Compiler *c)
{
    TemplateError error;
    g_autoptr(GArray) tokens = template_tokens(c->out->source->text, c->out->source->length, &error);

    if (!tokens) {
        fail(c, error.offset, error.hint, error.message);
        return;
    }
    g_string_append(c->out->lua, "local _ENV,__b_text,__b_print,__b_block,__b_include=...;");
    for (guint i = 0; i < tokens->len; i++)
        add_token(c, &g_array_index(tokens, Token, i));
    for (;;) {
        g_auto(NestingMistake) mistake = {0};
        if (nesting_finish(c->nesting, &mistake))
            break;
        fail_nesting(c, &mistake);
    }
}

/* Where Lua's words name a line of the chunk, that of the template. */
static char *template_words(const Template *template, const char *words)
{
    const char *at = strstr(words, " line ");
    guint line = 0;
    int length = 0;

    if (!at || sscanf(at, " line %u%n", &line, &length) != 1)
        return slip_words(words);
    g_autofree char *placed = g_strdup_printf("%.*s line %u%s", (int)(at - words), words,
                                              template_place(template, line).line, at + length);
    return slip_words(placed);
}

/* A mistake that only the whole chunk shows. */
static void check_whole(Compiler *c)
{
    const GString *lua = c->out->lua;
    guint line = 0;

    if (luaL_loadbufferx(c->L, lua->str, lua->len, "=x", "t") != LUA_OK) {
        const char *message = lua_tostring(c->L, -1);
        const char *body = message_body(message);
        sscanf(message, "x:%u:", &line);
        const Place place = template_place(c->out, line);
        const Mark *mark = template_mark_at(c->out, line);
        g_autofree char *hint = mark ? slip_syntax_hint(mark->code, body) : NULL;
        g_autofree char *words = template_words(c->out, body);
        diagnostics_error(c->diagnostics, place, hint, "%s", words);
        c->errors++;
    }
    lua_pop(c->L, 1);
}

Template *template_compile(Source *source, const char *name, lua_State *L, Diagnostics *diagnostics)
{
    g_autoptr(Template) out = g_new0(Template, 1);
    g_autoptr(Nesting) nesting = nesting_new();
    g_autoptr(GHashTable) block_names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    Compiler c = {out, L, diagnostics, nesting, 0, block_names, 1, 0, 1, 0};

    out->source = source;
    out->name = g_strdup(name);
    out->texts = g_array_new(FALSE, FALSE, sizeof(TemplateText));
    out->marks = g_array_new(FALSE, FALSE, sizeof(Mark));
    g_array_set_clear_func(out->marks, mark_clear);
    out->blocks = g_array_new(FALSE, FALSE, sizeof(TemplateBlock));
    g_array_set_clear_func(out->blocks, block_clear);
    out->scopes = g_array_new(FALSE, FALSE, sizeof(TemplateScope));
    g_array_set_clear_func(out->scopes, scope_clear);
    out->lua = g_string_new(NULL);
    out->function = LUA_NOREF;
    compile_all(&c);
    if (c.errors == 0)
        check_whole(&c);
    return c.errors > 0 ? NULL : g_steal_pointer(&out);
}
