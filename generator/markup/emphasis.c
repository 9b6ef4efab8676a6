/* SPDX-License-Identifier: MIT */
#include "markup/emphasis.h"

#include "markup/character.h"

#include <cmark-gfm/chunk.h>
#include <cmark-gfm/node.h>
#include <cmark-gfm/parser.h>
#include <cmark-gfm/utf8.h>
#include <glib.h>

/* What stands at one side of a delimiter run. */
typedef struct {
    gboolean space;
    gboolean punctuation; /* of any script */
    gboolean cjk;
} Side;

/* A delimiter run: bytes of a chunk, all the same. */
typedef struct {
    int start, end;
    gboolean opens, closes;
    gboolean by_cjk; /* a CJK character stands beside it */
} Run;

static gboolean byte_is_delimiter(unsigned char c)
{
    return c == '*' || c == '_' || c == '~';
}

/* The bytes at which neither cmark nor an extension stops: 6月29日 is one text, not four. Not the space,
 * which cmark drops at the end of a line. */
static const guint8 plain[256] = {
    ['0' ... '9'] = 1, ['A' ... 'Z'] = 1, ['a' ... 'v'] = 1, ['x' ... 'z'] = 1,   [','] = 1,
    ['.'] = 1,         ['-'] = 1,         ['/'] = 1,         [0x80 ... 0xff] = 1,
};

static Side side_of(int32_t c)
{
    return (Side){
        .space = cmark_utf8proc_is_space(c) != 0,
        .punctuation = cmark_utf8proc_is_punctuation(c) != 0,
        .cjk = character_is_cjk((gunichar)c),
    };
}

/* The character that ends at `end`, and where it starts. A line feed at the beginning, as in cmark. */
static int32_t character_before(const cmark_chunk *text, int end, int *start)
{
    int32_t c = '\n';

    *start = end;
    while (*start > 0 && (text->data[--*start] & 0xc0) == 0x80)
        ;
    if (*start < end && cmark_utf8proc_iterate(text->data + *start, end - *start, &c) < 0)
        c = '\n';
    return c;
}

static gboolean is_variation_selector(int32_t c)
{
    return c >= 0xfe00 && c <= 0xfe0e;
}

static gboolean is_ideographic_variation_selector(int32_t c)
{
    return c >= 0xe0100 && c <= 0xe01ef;
}

static gboolean is_quotation_mark(int32_t c)
{
    return c == 0x2018 || c == 0x2019 || c == 0x201c || c == 0x201d;
}

/* cmark looks through tildes that touch a run of * or _, and takes them for the end of a line where there is
 * nothing behind them. */
static Side side_before(const cmark_chunk *text, const Run *run)
{
    int start, end = run->start;

    if (text->data[run->start] != '~') {
        while (end > 0 && text->data[end - 1] == '~')
            end--;
    }

    int32_t c = character_before(text, end, &start);
    if (is_ideographic_variation_selector(c))
        return (Side){.cjk = TRUE};
    if (!is_variation_selector(c))
        return side_of(c);

    int32_t base = character_before(text, start, &start);
    Side side = side_of(base);
    side.space = FALSE;
    if (c == 0xfe01 && is_quotation_mark(base))
        side.cjk = TRUE;
    return side;
}

static Side side_after(const cmark_chunk *text, const Run *run)
{
    int start = run->end;
    int32_t c = '\n';

    if (text->data[run->start] != '~') {
        while (start < text->len && text->data[start] == '~')
            start++;
    }
    if (start < text->len && cmark_utf8proc_iterate(text->data + start, text->len - start, &c) < 0)
        c = '\n';
    return side_of(c);
}

/* CJK-friendly Amendments, 6.2. */
static void run_judge(Run *run, const cmark_chunk *text)
{
    Side before = side_before(text, run), after = side_after(text, run);
    gboolean barred_before = before.punctuation && !before.cjk;
    gboolean barred_after = after.punctuation && !after.cjk;
    gboolean left = !after.space && (!barred_after || before.space || barred_before || before.cjk);
    gboolean right = !before.space && (!barred_before || after.space || barred_after || after.cjk);
    gboolean word = text->data[run->start] == '_';

    run->by_cjk = before.cjk || after.cjk;
    run->opens = left && (!word || !right || before.punctuation);
    run->closes = right && (!word || !left || after.punctuation);
}

static Run run_at(const cmark_chunk *text, int start)
{
    Run run = {.start = start, .end = start + 1};

    while (run.end < text->len && text->data[run.end] == text->data[start])
        run.end++;
    run_judge(&run, text);
    return run;
}

static cmark_node *text_node(cmark_parser *parser, cmark_inline_parser *inlines, int end)
{
    cmark_chunk *text = cmark_inline_parser_get_chunk(inlines);
    int start = cmark_inline_parser_get_offset(inlines);
    cmark_node *node = cmark_node_new_with_mem(CMARK_NODE_TEXT, parser->mem);

    node->as.literal = cmark_chunk_dup(text, start, end - start);
    node->start_line = node->end_line = cmark_inline_parser_get_line(inlines);
    node->start_column = cmark_inline_parser_get_column(inlines);
    node->end_column = node->start_column + (end - start) - 1;
    cmark_inline_parser_set_offset(inlines, end);
    return node;
}

static cmark_node *run_take(const Run *run, cmark_parser *parser, cmark_inline_parser *inlines)
{
    unsigned char c = cmark_inline_parser_peek_char(inlines);
    cmark_node *node = text_node(parser, inlines, run->end);
    /* A single tilde is a range in Chinese, 8:00~10:00, and strikes nothing out. */
    gboolean delimits = c != '~' || run->end - run->start == 2;

    if (delimits && (run->opens || run->closes))
        cmark_inline_parser_push_delimiter(inlines, c, run->opens, run->closes, node);
    return node;
}

/* cmark has just judged the run that ends here, before a character above U+007F or a tilde. It always keeps a
 * run that the amendments give a part to, so there is one to correct. */
static void run_correct(cmark_node *parent, cmark_inline_parser *inlines)
{
    cmark_chunk *text = cmark_inline_parser_get_chunk(inlines);
    int end = cmark_inline_parser_get_offset(inlines);
    delimiter *last = cmark_inline_parser_get_last_delimiter(inlines);

    if (end == 0 || (text->data[end - 1] != '*' && text->data[end - 1] != '_'))
        return;
    /* An escaped asterisk is text: the last delimiter is then an earlier one. */
    if (last == NULL || last->inl_text != cmark_node_last_child(parent))
        return;

    Run run = {.start = end - last->inl_text->as.literal.len, .end = end};
    run_judge(&run, text);
    last->can_open = run.opens;
    last->can_close = run.closes;
}

/* Takes the delimiter runs at the current place that follow `node` without a gap. */
static cmark_node *runs_take(cmark_node *node, cmark_parser *parser, cmark_node *parent,
                             cmark_inline_parser *inlines)
{
    cmark_chunk *text = cmark_inline_parser_get_chunk(inlines);
    int start;

    while ((start = cmark_inline_parser_get_offset(inlines)) < text->len &&
           byte_is_delimiter(text->data[start])) {
        Run run = run_at(text, start);
        if (!run.by_cjk)
            break;
        if (node != NULL)
            cmark_node_append_child(parent, node);
        node = run_take(&run, parser, inlines);
    }
    return node;
}

cmark_node *emphasis_match(cmark_parser *parser, cmark_node *parent, unsigned char c,
                           cmark_inline_parser *inlines)
{
    cmark_chunk *text = cmark_inline_parser_get_chunk(inlines);
    int end = cmark_inline_parser_get_offset(inlines);

    run_correct(parent, inlines);
    if (c == '~')
        return runs_take(NULL, parser, parent, inlines);
    while (end < text->len && plain[text->data[end]])
        end++;
    return runs_take(text_node(parser, inlines, end), parser, parent, inlines);
}
