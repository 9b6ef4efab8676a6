/* SPDX-License-Identifier: MIT */
#include "import/body.h"

#include "import/character.h"
#include "import/markdown.h"
#include "import/outline.h"
#include "text/space.h"

#include <string.h>

#define DEPTH_MOST 8
/* What keeps two lists apart: pages do not show it. */
#define LIST_END "<!-- -->"

typedef struct {
    GString *text;
    gsize indents[DEPTH_MOST + 1]; /* of what belongs to an item of that depth */
    guint lists[DEPTH_MOST + 1];   /* the list of the item before, by depth; + 1; 0: none */
    char marks[DEPTH_MOST + 1];    /* what follows the numbers of that list */
    gboolean after_list;           /* the block before was a list of the file's own */
    gboolean after_item; /* … an item: without an empty line between them, no paragraphs are made */
} Body;

/* Markdown of which a part was passed over. */
typedef struct {
    const char *rest;
    guint stars; /* of emphasis that was opened in the part, and goes on in the rest */
} Passed;

static void pass_stars(Passed *passed)
{
    const guint stars = (guint)strspn(passed->rest, "*");

    passed->rest += stars;
    if (stars)
        passed->stars = passed->stars ? 0 : stars;
}

/* Passes over the first `length` bytes of `text` in its Markdown. FALSE where the two go apart. */
static gboolean markdown_pass(const char *markdown, const char *text, gsize length, Passed *passed)
{
    *passed = (Passed){markdown, 0};
    for (gsize i = 0; i < length; passed->rest++, i++) {
        pass_stars(passed);
        if (*passed->rest == '\\')
            passed->rest++;
        if (*passed->rest != text[i])
            return FALSE;
    }
    if (passed->stars)
        pass_stars(passed);
    return TRUE;
}

/* The Markdown of a block behind the first `length` bytes of its text. Newly allocated. */
static char *markdown_behind(const Block *block, gsize length)
{
    Passed passed;

    if (block->markdown && markdown_pass(block->markdown, block->text, length, &passed))
        return g_strdup_printf("%.*s%s", (int)passed.stars, "***", space_skip(passed.rest));
    GString *into = g_string_new(NULL);
    markdown_escape(into, space_skip(block->text + length));
    return g_string_free(into, FALSE);
}

/* Whether the number of an item can be parted from its text without loss. */
static gboolean can_part(const Block *block, gsize length)
{
    Passed passed;

    return !block_is_rich(block) || markdown_pass(block->markdown, block->text, length, &passed);
}

static void append_lines(GString *into, const char *markdown, gsize indent)
{
    for (const char *line = markdown; *line;) {
        const gsize length = strcspn(line, "\n");
        for (gsize i = 0; i < indent && length > 0 && line > markdown; i++)
            g_string_append_c(into, ' ');
        g_string_append_len(into, line, (gssize)length);
        line += length;
        if (*line)
            g_string_append_c(into, *line++);
    }
}

static void append_blanks(GString *into, gsize count)
{
    for (gsize i = 0; i < count; i++)
        g_string_append_c(into, ' ');
}

static void append_block(Body *body, const char *markdown, gsize indent)
{
    append_blanks(body->text, indent);
    append_lines(body->text, markdown, indent);
    g_string_append(body->text, "\n\n");
}

static void append_heading(Body *body, const Block *block, const Part *part)
{
    const gboolean whole = block->text[part->heading] == '\0';

    for (guint i = 0; i < part->level; i++)
        g_string_append_c(body->text, '#');
    g_string_append_c(body->text, ' ');
    if (whole && block_is_rich(block)) {
        g_string_append(body->text, block->markdown);
    } else {
        g_autofree char *heading = g_strndup(block->text, part->heading);
        markdown_escape_heading(body->text, heading);
    }
    g_string_append(body->text, "\n\n");
    if (whole)
        return;
    g_autofree char *rest = markdown_behind(block, part->heading);
    append_block(body, rest, 0);
}

/* Two lists that follow each other would be one for Markdown, if the same mark followed their numbers. */
static char item_mark(Body *body, const Part *part)
{
    const guint list = part->list + 1;

    if (body->lists[part->depth] != list)
        body->marks[part->depth] = body->lists[part->depth] && body->marks[part->depth] == '.' ? ')' : '.';
    body->lists[part->depth] = list;
    return body->marks[part->depth];
}

static void append_item(Body *body, const Block *block, const Part *part)
{
    const gsize indent = body->indents[part->depth - 1];
    const gboolean goes_on = body->lists[part->depth] == part->list + 1;
    const char mark = item_mark(body, part);
    g_autofree char *marker = g_strdup_printf("%u%c ", part->number.value, mark);
    g_autofree char *text = markdown_behind(block, part->number.length);

    if (body->after_item && (goes_on || part->number.value == 1))
        g_string_truncate(body->text, body->text->len - 1);
    if (body->after_list)
        append_block(body, LIST_END, indent);
    body->indents[part->depth] = indent + strlen(marker);
    append_blanks(body->text, indent);
    g_string_append(body->text, marker);
    append_lines(body->text, text, body->indents[part->depth]);
    g_string_append(body->text, "\n\n");
}

static gboolean is_list(const Block *block)
{
    return block->kind == BLOCK_OTHER &&
           (g_ascii_isdigit(*block->markdown) || g_str_has_prefix(block->markdown, "- "));
}

static void append_text(Body *body, const Block *block, const Part *part)
{
    const gsize indent = body->indents[part->depth];
    g_autofree char *markdown = block->markdown ? g_strdup(block->markdown) : markdown_behind(block, 0);

    if (is_list(block) && (body->after_list || body->lists[part->depth + 1]))
        append_block(body, LIST_END, indent);
    append_block(body, markdown, indent);
}

static void append_part(Body *body, const Block *block, const Part *part)
{
    if (part->role == ROLE_HEADING)
        append_heading(body, block, part);
    else if (part->role == ROLE_ITEM)
        append_item(body, block, part);
    else
        append_text(body, block, part);
    for (guint depth = part->depth + 1; depth <= DEPTH_MOST; depth++)
        body->lists[depth] = 0;
    body->after_item = part->role == ROLE_ITEM;
    body->after_list = is_list(block);
}

/* Where the number of an item cannot be taken from its Markdown, all numbers stay as they were typed. */
static void lists_check(const Paper *paper, GArray *parts)
{
    gboolean good = TRUE;

    for (guint i = 0; i < parts->len; i++) {
        const Part *part = &g_array_index(parts, Part, i);
        good &= part->role != ROLE_ITEM || can_part(paper_block(paper, i), part->number.length);
    }
    for (guint i = 0; !good && i < parts->len; i++) {
        Part *part = &g_array_index(parts, Part, i);
        part->depth = 0;
        part->role = part->role == ROLE_ITEM ? ROLE_TEXT : part->role;
    }
}

char *body_format(const Paper *paper, Diagnostics *diagnostics)
{
    g_autoptr(GArray) parts = outline_read(paper, diagnostics);
    Body body = {.text = g_string_new(NULL)};

    lists_check(paper, parts);
    for (guint i = 0; i < parts->len; i++)
        append_part(&body, paper_block(paper, i), &g_array_index(parts, Part, i));
    while (body.text->len > 0 && body.text->str[body.text->len - 1] == '\n')
        g_string_truncate(body.text, body.text->len - 1);
    if (body.text->len > 0)
        g_string_append_c(body.text, '\n');
    return g_string_free(body.text, FALSE);
}
