/* SPDX-License-Identifier: MIT */
#include "import/lines.h"

#include "import/character.h"
#include "import/markdown.h"
#include "import/number.h"
#include "import/pattern.h"
#include "text/chinese.h"
#include "text/space.h"

#include <glib/gi18n.h>
#include <string.h>

/* Where an editor breaks lines by itself: twenty Chinese characters or more, and the punctuation that must
 * not begin a line hangs or is carried over with the character before it. */
#define WRAP_LEAST 40
#define WRAP_MOST 160
#define WRAP_SLACK 4
/* So many lines of that width, and half of all that could be, are no accident. */
#define WRAP_LINES 3

typedef struct {
    char *raw;    /* as in the file */
    char *text;   /* without white space around it */
    guint number; /* from 1 */
    guint indent; /* columns of white space before it */
    guint width;  /* columns up to its last character */
    guint tabs;
} Line;

static void line_clear(Line *line)
{
    g_free(line->raw);
    g_free(line->text);
}

static guint tabs_count(const char *text)
{
    guint count = 0;

    for (; (text = strchr(text, '\t')); text++)
        count++;
    return count;
}

/* Columns of `length` bytes, a tab being four. */
static guint columns(const char *text, gsize length)
{
    guint width = text_width(text, length);

    for (gsize i = 0; i < length; i++)
        width += text[i] == '\t' ? 3 : 0;
    return width;
}

static Line line_new(char *raw, guint number)
{
    Line line = {.raw = raw, .text = space_strip(raw), .number = number};

    line.indent = columns(raw, (gsize)(space_skip(raw) - raw));
    line.width = line.indent + columns(line.text, strlen(line.text));
    line.tabs = strchr(line.text, '\t') ? tabs_count(raw) : 0;
    return line;
}

static GArray *lines_split(const char *text)
{
    GArray *lines = g_array_new(FALSE, FALSE, sizeof(Line));
    guint number = 0;

    g_array_set_clear_func(lines, (GDestroyNotify)line_clear);
    while (*text) {
        const gsize length = strcspn(text, "\n");
        const Line line = line_new(g_strndup(text, length), ++number);
        g_array_append_val(lines, line);
        text += length + (text[length] == '\n');
    }
    return lines;
}

static const Line *line_at(const GArray *lines, guint index)
{
    return &g_array_index(lines, Line, index);
}

/* "- 3 -", "— 3 —", "第 3 页 共 8 页". */
static gboolean is_page_number(const char *text)
{
    static GRegex *regex;

    return strlen(text) < 64 && pattern_match(&regex,
                                              "^(?:[-—–－―]+\\s*\\d{1,3}\\s*[-—–－―]+"
                                              "|第\\s*\\d{1,3}\\s*页(?:[\\s，,/]*共\\s*\\d{1,3}\\s*页)?)$",
                                              text, NULL);
}

/* What begins a paragraph of its own whatever came before. */
static gboolean is_start(const Line *line)
{
    return !*line->text || line->indent > 0 || line->tabs || number_read(line->text).kind;
}

static gboolean can_go_on(const Line *line, const Line *next)
{
    return *line->text && !line->tabs && !is_start(next);
}

/* The width at which all long lines of the file end, 0 if there is none. */
static guint wrap_width(const GArray *lines)
{
    guint counts[WRAP_MOST + 1] = {0};
    guint all = 0, widest = 0, full = 0;

    for (guint i = 0; i + 1 < lines->len; i++) {
        const Line *line = line_at(lines, i);
        if (!can_go_on(line, line_at(lines, i + 1)) || line->width < WRAP_LEAST)
            continue;
        if (line->width > WRAP_MOST)
            return 0;
        counts[line->width]++;
        all++;
        widest = MAX(widest, line->width);
    }
    for (guint width = widest; width > 0 && width + WRAP_SLACK >= widest; width--)
        full += counts[width];
    return full >= WRAP_LINES && full * 2 >= all ? widest : 0;
}

/* Columns of what an editor would have put on the line before, had there been room: a word, or a character.
 */
static guint first_width(const char *text)
{
    const char *end = text;

    while (*end > ' ')
        end++;
    return columns(text, end > text ? (gsize)(end - text) : (gsize)(g_utf8_next_char(text) - text));
}

static gboolean goes_on(const Line *line, const Line *next, guint wrap)
{
    static const char ends[] = "。！？；：!?;:";
    const gunichar last = text_last(line->text);

    return wrap > 0 && can_go_on(line, next) && line->width <= wrap &&
           line->width + first_width(next->text) + WRAP_SLACK > wrap && !g_utf8_strchr(ends, -1, last);
}

/* Latin words on both sides of a line's end were parted by a blank. */
static void join(GString *into, const char *text)
{
    const gunichar before = g_utf8_get_char(g_utf8_prev_char(into->str + into->len));

    if (before < 0x80 && (guchar)*text < 0x80 && !(g_unichar_isdigit(before) && g_ascii_isdigit(*text)))
        g_string_append_c(into, ' ');
    g_string_append(into, text);
}

static guint paragraph_read(const GArray *lines, guint at, guint wrap, Paper *paper)
{
    const Line *first = line_at(lines, at);
    g_autoptr(GString) text = g_string_new(first->text);

    for (at++; at < lines->len && goes_on(line_at(lines, at - 1), line_at(lines, at), wrap); at++)
        join(text, line_at(lines, at)->text);
    paper_add(paper, text->str, first->number, first->indent);
    return at;
}

/* How many lines from `at` have the tabs that the first has. */
static guint table_rows(const GArray *lines, guint at)
{
    const guint tabs = line_at(lines, at)->tabs;
    guint rows = 0;

    while (tabs && at + rows < lines->len && line_at(lines, at + rows)->tabs == tabs)
        rows++;
    return rows;
}

static void append_row(GString *into, const char *raw)
{
    g_auto(GStrv) cells = g_strsplit(raw, "\t", -1);

    for (guint i = 0; cells[i]; i++) {
        g_autofree char *text = space_strip(cells[i]);
        g_string_append(into, "| ");
        markdown_escape_cell(into, text);
        g_string_append_c(into, ' ');
    }
    g_string_append(into, "|\n");
}

static guint table_read(const GArray *lines, guint at, guint rows, Paper *paper)
{
    GString *markdown = g_string_new(NULL);

    for (guint i = 0; i < rows; i++) {
        append_row(markdown, line_at(lines, at + i)->raw);
        for (guint tab = 0; i == 0 && tab <= line_at(lines, at)->tabs; tab++)
            g_string_append(markdown, tab == line_at(lines, at)->tabs ? "| --- |\n" : "| --- ");
    }
    g_string_truncate(markdown, markdown->len - 1);
    Block *block = paper_add_markdown(paper, BLOCK_OTHER, g_strdup(""), g_string_free(markdown, FALSE));
    block->line = line_at(lines, at)->number;
    return at + rows;
}

static guint block_read(const GArray *lines, guint at, guint wrap, Paper *paper, guint *pages)
{
    const Line *line = line_at(lines, at);
    const guint rows = table_rows(lines, at);

    if (rows >= 2)
        return table_read(lines, at, rows, paper);
    if (!*line->text)
        return at + 1;
    if (!is_page_number(line->text))
        return paragraph_read(lines, at, wrap, paper);
    paper_keep(paper, g_strdup(line->text), line->number);
    (*pages)++;
    return at + 1;
}

void lines_read(const char *text, Paper *paper, Diagnostics *diagnostics)
{
    g_autoptr(GArray) lines = lines_split(text);
    const guint wrap = wrap_width(lines);
    guint pages = 0;

    for (guint at = 0; at < lines->len;)
        at = block_read(lines, at, wrap, paper, &pages);
    if (pages)
        diagnostics_warning(diagnostics, PLACE_FILE(paper->name), NULL,
                            ngettext("%u page number was left out of the text",
                                     "%u page numbers were left out of the text", pages),
                            pages);
}
