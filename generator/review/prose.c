/* SPDX-License-Identifier: MIT */
#include "review/prose.h"

#include "review/prose-blank.h"

#include <string.h>

Prose *prose_new(Review *review)
{
    Prose *prose = g_new0(Prose, 1);

    prose->review = review;
    prose->text = g_string_sized_new(16 * 1024);
    prose->lines = g_array_sized_new(FALSE, FALSE, sizeof(Line), 256);
    return prose;
}

void prose_free(Prose *prose)
{
    g_string_free(prose->text, TRUE);
    g_array_unref(prose->lines);
    g_free(prose);
}

static gsize line_indent(const char *line, gsize length)
{
    gsize columns = 0;

    for (gsize i = 0; i < length && (line[i] == ' ' || line[i] == '\t'); i++)
        columns += line[i] == '\t' ? 4 - columns % 4 : 1;
    return columns;
}

static gboolean is_item(const char *text, gsize length)
{
    gsize digits = 0;

    while (digits < length && digits < 9 && g_ascii_isdigit(text[digits]))
        digits++;
    const gsize mark = digits;
    if (mark + 1 >= length || (text[mark + 1] != ' ' && text[mark + 1] != '\t'))
        return FALSE;
    return strchr(digits > 0 ? ".)" : "-*+", text[mark]) != NULL;
}

static LineKind kind_of(const char *text, gsize length)
{
    if (length == 0)
        return LINE_BLANK;
    if (text[0] == '#')
        return LINE_HEADING;
    if (text[0] == '>')
        return LINE_QUOTE;
    if (memchr(text, '|', length))
        return LINE_ROW;
    return is_item(text, length) ? LINE_ITEM : LINE_TEXT;
}

/* What the lines before say of the next one. */
typedef struct {
    char fence;    /* of an open block of code; or 0 */
    gsize size;    /* of that fence */
    gboolean list; /* within one: what is indented belongs to it */
    gboolean after_blank;
} State;

static gsize fence_size(const char *text, gsize length, char fence)
{
    gsize size = 0;

    while (size < length && text[size] == fence)
        size++;
    return size >= 3 ? size : 0;
}

/* Whether the line is, opens or closes a block of code. */
static gboolean is_fenced(State *state, const char *text, gsize length)
{
    if (state->fence) {
        const gsize size = fence_size(text, length, state->fence);
        gsize rest = size;
        while (rest < length && (text[rest] == ' ' || text[rest] == '\r'))
            rest++;
        if (size >= state->size && rest == length)
            state->fence = '\0';
        return TRUE;
    }
    if (length < 3 || (text[0] != '`' && text[0] != '~'))
        return FALSE;
    state->size = fence_size(text, length, text[0]);
    if (!state->size || (text[0] == '`' && memchr(text + state->size, '`', length - state->size)))
        return FALSE;
    state->fence = text[0];
    return TRUE;
}

static LineKind line_classify(State *state, const char *line, gsize length)
{
    const gsize columns = line_indent(line, length);
    gsize white = 0;

    while (white < length && (line[white] == ' ' || line[white] == '\t'))
        white++;
    while (length > white && (line[length - 1] == '\r' || line[length - 1] == ' '))
        length--;
    if ((columns < 4 || state->list) && is_fenced(state, line + white, length - white))
        return LINE_CODE;
    const LineKind kind = kind_of(line + white, length - white);
    if (kind == LINE_BLANK) {
        state->after_blank = TRUE;
        return kind;
    }
    const gboolean code = columns >= 4 && state->after_blank && !state->list;
    if (columns == 0)
        state->list = kind == LINE_ITEM || (state->list && !state->after_blank);
    state->after_blank = code;
    return code ? LINE_CODE : kind;
}

/* Parts the text into lines, and blanks code out. */
static void lines_read(Prose *prose)
{
    State state = {.after_blank = TRUE};
    char *text = prose->text->str;
    const gsize length = prose->text->len;

    for (gsize start = 0; start < length;) {
        const char *end = memchr(text + start, '\n', length - start);
        const gsize stop = end ? (gsize)(end - text) : length;
        const Line line = {start, stop, line_classify(&state, text + start, stop - start)};
        if (line.kind == LINE_CODE)
            memset(text + start, PROSE_BLANK, stop - start);
        g_array_append_val(prose->lines, line);
        start = stop + 1;
    }
}

static void prose_begin(Prose *prose, const Entry *entry, const Value *value, const char *text, gsize length)
{
    prose->entry = entry;
    prose->value = value;
    prose->punctuated = 0;
    prose->cursor = (Cursor){.source = entry->source};
    g_string_truncate(prose->text, 0);
    g_string_append_len(prose->text, text, (gssize)length);
    g_array_set_size(prose->lines, 0);
}

void prose_read_body(Prose *prose, const Entry *entry)
{
    gsize length;
    const char *text = entry_body(entry, &length);

    prose_begin(prose, entry, NULL, text, length);
    blank_comments(prose->text);
    lines_read(prose);
    blank_inlines(prose->text);
}

void prose_read_value(Prose *prose, const Entry *entry, const Value *value)
{
    const Line line = {0, value->length, LINE_TEXT};

    prose_begin(prose, entry, value, value->text, value->length);
    g_array_append_val(prose->lines, line);
}

Place prose_place(Prose *prose, gsize offset)
{
    if (prose->value)
        return entry_place(prose->entry, prose->value);
    return cursor_place(&prose->cursor, prose->entry->body + offset);
}

const char *prose_written(const Prose *prose)
{
    return prose->value ? prose->value->text : entry_body(prose->entry, NULL);
}

char *prose_words(const Prose *prose, gsize start, gsize end)
{
    return g_strndup(prose_written(prose) + start, end - start);
}

gunichar prose_at(const Prose *prose, gsize offset)
{
    return offset < prose->text->len ? g_utf8_get_char(prose->text->str + offset) : 0;
}

gunichar prose_before(const Prose *prose, gsize offset)
{
    return offset > 0 ? g_utf8_get_char(g_utf8_prev_char(prose->text->str + offset)) : 0;
}

gboolean is_chinese_mark(gunichar c)
{
    return (c >= 0x3001 && c <= 0x301f && c != 0x3007) || (c >= 0x2018 && c <= 0x201d) || c == 0x2026 ||
           c == 0xff01 || (c >= 0xff08 && c <= 0xff0f) || (c >= 0xff1a && c <= 0xff1f) || c == 0xb7;
}
