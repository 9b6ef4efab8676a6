/* SPDX-License-Identifier: MIT */
#include "compile/nesting.h"

#include "compile/lexer.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct {
    const char *word; /* static */
    gsize offset;
    gboolean waits;   /* for its 'do' or 'then' */
    gboolean in_else; /* an 'if' whose 'else' has begun */
    gsize else_if;    /* where an else in it was followed by another if, + 1; 0: nowhere */
} Open;

struct Nesting {
    GArray *open;
};

Nesting *nesting_new(void)
{
    Nesting *nesting = g_new0(Nesting, 1);
    nesting->open = g_array_new(FALSE, TRUE, sizeof(Open));
    return nesting;
}

void nesting_free(Nesting *nesting)
{
    if (!nesting)
        return;
    g_array_unref(nesting->open);
    g_free(nesting);
}

guint nesting_depth(const Nesting *nesting)
{
    return nesting->open->len;
}

void nesting_mistake_clear(NestingMistake *mistake)
{
    g_free(mistake->message);
    g_free(mistake->hint);
}

static Open *top(Nesting *nesting)
{
    const guint count = nesting->open->len;
    return count > 0 ? &g_array_index(nesting->open, Open, count - 1) : NULL;
}

static gboolean is_top(Nesting *nesting, const char *word)
{
    const Open *open = top(nesting);
    return open && strcmp(open->word, word) == 0;
}

void nesting_open(Nesting *nesting, gsize offset, const char *word)
{
    const Open open = {.word = word, .offset = offset};
    g_array_append_val(nesting->open, open);
}

void nesting_close(Nesting *nesting)
{
    if (nesting->open->len > 0)
        g_array_set_size(nesting->open, nesting->open->len - 1);
}

static gboolean wrong(NestingMistake *mistake, gsize offset, char *message, char *hint)
{
    *mistake = (NestingMistake){offset, message, hint};
    return FALSE;
}

static gboolean not_closed(NestingMistake *mistake, const Open *open)
{
    if (strcmp(open->word, "block") == 0)
        return wrong(mistake, open->offset, g_strdup(_("this block is not closed")),
                     g_strdup(_("add {% endblock %}")));
    if (open->else_if)
        return wrong(mistake, open->else_if - 1,
                     g_strdup(_("'else if' opens another 'if', and one is not closed")),
                     g_strdup(_("write elseif")));
    return wrong(mistake, open->offset, g_strdup_printf(_("this '%s' is not closed"), open->word),
                 strcmp(open->word, "repeat") == 0 ? g_strdup(_("add {% until … %}"))
                                                   : g_strdup(_("add {% end %} where it ends")));
}

static gboolean read_end(Nesting *nesting, gsize offset, NestingMistake *mistake)
{
    if (!top(nesting) || is_top(nesting, "block"))
        return wrong(mistake, offset, g_strdup(_("there is nothing open for this 'end' to close")),
                     is_top(nesting, "block") ? g_strdup(_("a block is closed with {% endblock %}"))
                                              : g_strdup(_("remove it, or add the {% if %} or {% for %}")));
    if (is_top(nesting, "repeat"))
        return wrong(mistake, offset, g_strdup(_("'repeat' is closed with 'until'")), NULL);
    nesting_close(nesting);
    return TRUE;
}

static gboolean read_else(Nesting *nesting, gsize offset, const char *word, NestingMistake *mistake)
{
    if (is_top(nesting, "if")) {
        if (top(nesting)->in_else)
            return wrong(mistake, offset, g_strdup_printf(_("an '%s' cannot follow 'else'"), word),
                         g_strdup(_("'else' comes last, before {% end %}")));
        top(nesting)->in_else = strcmp(word, "else") == 0;
        top(nesting)->waits = !top(nesting)->in_else;
        return TRUE;
    }
    const Open *open = top(nesting);
    return wrong(mistake, offset, g_strdup_printf(_("there is no open 'if' for this '%s'"), word),
                 open && strcmp(open->word, "block") != 0
                     ? g_strdup_printf(_("close the '%s' before it with {%% end %%}"), open->word)
                     : NULL);
}

/* One word of the code; `*last` is the word before it. */
static gboolean read_word(Nesting *nesting, gsize offset, const char *word, const char **last,
                          NestingMistake *mistake)
{
    static const char *const openers[] = {"if", "for", "while", "function", "repeat"};

    for (guint i = 0; i < G_N_ELEMENTS(openers); i++) {
        if (strcmp(word, openers[i]) != 0)
            continue;
        if (i == 0 && *last && strcmp(*last, "else") == 0)
            top(nesting)->else_if = offset + 1;
        nesting_open(nesting, offset, openers[i]);
        top(nesting)->waits = i < 3;
        *last = openers[i];
        return TRUE;
    }
    *last = strcmp(word, "else") == 0 ? "else" : NULL;
    if (strcmp(word, "do") == 0) {
        if ((is_top(nesting, "for") || is_top(nesting, "while")) && top(nesting)->waits)
            top(nesting)->waits = FALSE;
        else
            nesting_open(nesting, offset, "do");
    } else if (strcmp(word, "then") == 0 && is_top(nesting, "if")) {
        top(nesting)->waits = FALSE;
    } else if (strcmp(word, "until") == 0 && is_top(nesting, "repeat")) {
        nesting_close(nesting);
    } else if (strcmp(word, "end") == 0) {
        return read_end(nesting, offset, mistake);
    } else if (strcmp(word, "else") == 0 || strcmp(word, "elseif") == 0) {
        return read_else(nesting, offset, word, mistake);
    }
    return TRUE;
}

/* A mark is a statement's head as a whole: text follows it. */
static gboolean check_head(Nesting *nesting, gsize offset, const char *code, NestingMistake *mistake)
{
    Open *open = top(nesting);

    if (!open || !open->waits)
        return TRUE;
    open->waits = FALSE;
    const char *lacks = strcmp(open->word, "if") == 0 ? "then" : "do";
    g_autofree char *head = g_strstrip(g_strdup(code));
    const gboolean colon = g_str_has_suffix(head, ":");
    if (colon)
        head[strlen(head) - 1] = '\0';
    return wrong(mistake, offset, g_strdup_printf(_("'%s' is missing at the end of this mark"), lacks),
                 g_strdup_printf(_("write {%% %s %s %%}"), head, lacks));
}

static gboolean is_word(char c)
{
    return g_ascii_isalnum(c) || c == '_';
}

gboolean nesting_read(Nesting *nesting, gsize offset, const char *code, NestingMistake *mistake)
{
    const gsize end = strlen(code);
    const char *last = NULL;

    for (gsize p = 0; p < end;) {
        const gsize after = lua_skip(code, p, end);
        gsize stop = p;
        if (after > p) {
            p = after;
            continue;
        }
        while (stop < end && is_word(code[stop]))
            stop++;
        if (stop == p) {
            p++;
            continue;
        }
        g_autofree char *word = g_strndup(code + p, stop - p);
        const gboolean member =
            p > 0 && (code[p - 1] == '.' || code[p - 1] == ':') && p > 1 && code[p - 2] != '.';
        if (member && strcmp(word, "end") == 0)
            return wrong(mistake, offset, g_strdup(_("'end' is a word of Lua, and cannot stand after a dot")),
                         g_strdup(_("write page[\"end\"]")));
        if (!member && !read_word(nesting, offset, word, &last, mistake))
            return FALSE;
        p = stop;
    }
    return check_head(nesting, offset, code, mistake);
}

gboolean nesting_end_block(Nesting *nesting, gsize offset, NestingMistake *mistake)
{
    gboolean any = FALSE;

    for (guint i = 0; i < nesting->open->len; i++)
        any = any || strcmp(g_array_index(nesting->open, Open, i).word, "block") == 0;
    if (!any)
        return wrong(mistake, offset, g_strdup(_("'endblock' without a block")), NULL);
    const Open open = *top(nesting);
    while (!is_top(nesting, "block"))
        nesting_close(nesting);
    nesting_close(nesting);
    return strcmp(open.word, "block") == 0 || not_closed(mistake, &open);
}

gboolean nesting_finish(Nesting *nesting, NestingMistake *mistake)
{
    if (!top(nesting))
        return TRUE;
    const Open open = *top(nesting);
    nesting_close(nesting);
    return not_closed(mistake, &open);
}
