/* SPDX-License-Identifier: MIT */
#include "markup/gallery.h"

#include "picture/photo.h"

#include <string.h>

/* Of a picture: ".jpeg". */
#define ENDING_MAX 5

typedef struct {
    const char *start, *end;
} Span;

gboolean gallery_is_named(const char *info)
{
    return strncmp(info, GALLERY_BLOCK, strlen(GALLERY_BLOCK)) == 0 &&
           strchr(" \t\r\n\v\f", info[strlen(GALLERY_BLOCK)]) != NULL;
}

static void item_clear(gpointer data)
{
    GalleryItem *item = data;
    g_free(item->file);
    g_free(item->alt);
    g_free(item->caption);
}

/* U+3000 among them: the blank of Chinese keyboards. */
static gboolean is_blank(gunichar c)
{
    return g_unichar_isspace(c) || c == 0xFEFF;
}

static Span span_strip(Span span)
{
    while (span.start < span.end && is_blank(g_utf8_get_char(span.start)))
        span.start = g_utf8_next_char(span.start);
    while (span.start < span.end && is_blank(g_utf8_get_char(g_utf8_prev_char(span.end))))
        span.end = g_utf8_prev_char(span.end);
    return span;
}

static char *span_dup(Span span)
{
    return g_strndup(span.start, (gsize)(span.end - span.start));
}

static gboolean span_begins(Span span, const char *text)
{
    const gsize length = strlen(text);
    return (gsize)(span.end - span.start) >= length && memcmp(span.start, text, length) == 0;
}

static const char *span_find(Span span, const char *text)
{
    return g_strstr_len(span.start, span.end - span.start, text);
}

/* Where the ending of a picture ends that begins at `dot`; NULL where none does. */
static const char *ending_end(const char *dot, const char *end)
{
    char ending[ENDING_MAX + 1] = ".";
    guint length = 1;

    for (; dot + length < end && g_ascii_isalnum(dot[length]); length++) {
        if (length == ENDING_MAX)
            return NULL;
        ending[length] = dot[length];
    }
    return photo_has_name(ending) || picture_has_name(ending) ? dot + length : NULL;
}

/* What may stand between a name and the words. */
static gsize separator_length(Span rest)
{
    static const char *const separators[] = {":", "：", "|", "｜", ",", "，"};

    for (gsize i = 0; i < G_N_ELEMENTS(separators); i++)
        if (span_begins(rest, separators[i]))
            return strlen(separators[i]);
    return 0;
}

static gboolean name_ends(Span rest)
{
    return rest.start == rest.end || is_blank(g_utf8_get_char(rest.start)) || separator_length(rest) > 0;
}

/*
 * Where the name of a picture ends that `line` begins with: its end where there is none. "a.jpg.png" is one
 * name; "a.jpg巡逻" is a name whose blank was forgotten, if nothing better follows.
 */
static const char *name_end(Span line)
{
    const char *forgotten = NULL;

    for (const char *dot = line.start; (dot = memchr(dot, '.', (gsize)(line.end - dot))); dot++) {
        const char *end = ending_end(dot, line.end);
        if (end && name_ends((Span){end, line.end}))
            return end;
        if (end && !forgotten && (guchar)*end >= 0x80)
            forgotten = end;
    }
    return forgotten ? forgotten : line.end;
}

/* A name, as an address: '#' and '?' end its path there, and '%' begins an escape. */
static char *name_address(Span name)
{
    GString *address = g_string_sized_new((gsize)(name.end - name.start));

    for (const char *p = name.start; p < name.end; p++) {
        const gboolean escape =
            *p == '%' && name.end - p > 2 && g_ascii_isxdigit(p[1]) && g_ascii_isxdigit(p[2]);
        if (*p == '#' || *p == '?' || (*p == '%' && !escape))
            g_string_append_printf(address, "%%%02X", (guint)(guchar)*p);
        else
            g_string_append_c(address, *p);
    }
    return g_string_free(address, FALSE);
}

/* The words behind a name. */
static Span words_after(Span rest)
{
    rest = span_strip(rest);
    rest.start += separator_length(rest);
    return span_strip(rest);
}

static void item_read_name(GalleryItem *item, Span line)
{
    const Span name = {line.start, name_end(line)};

    item->file = name_address(name);
    item->alt = span_dup(words_after((Span){name.end, line.end}));
}

/* The title that ends what stands in the brackets of an image: taken out of `inside`. NULL: there is none. */
static char *title_take(Span *inside)
{
    const char quote = inside->start < inside->end ? inside->end[-1] : '\0';

    if (quote != '"' && quote != '\'')
        return NULL;
    const char before[] = {' ', quote, '\0'};
    const char *start = span_find((Span){inside->start, inside->end - 1}, before);
    if (!start)
        return NULL;
    char *title = span_dup(span_strip((Span){start + 2, inside->end - 1}));
    inside->end = start;
    *inside = span_strip(*inside);
    return title;
}

/* ![words](file "title"), or FALSE. Names may have blanks in them without "<" and ">", as on other lines. */
static gboolean item_read_image(GalleryItem *item, Span line)
{
    const char *middle = span_begins(line, "![") ? span_find(line, "](") : NULL;
    const char *end = middle ? g_strrstr_len(middle, line.end - middle, ")") : NULL;

    if (!end)
        return FALSE;
    Span inside = span_strip((Span){middle + 2, end});
    item->caption = title_take(&inside);
    if (inside.end - inside.start >= 2 && *inside.start == '<' && inside.end[-1] == '>')
        inside = span_strip((Span){inside.start + 1, inside.end - 1});
    const Span words = span_strip((Span){line.start + 2, middle});
    item->file = span_dup(inside);
    item->column += (guint)(inside.start - line.start);
    item->alt = span_dup(words.start < words.end ? words : words_after((Span){end + 1, line.end}));
    return TRUE;
}

static Span sign_skip(Span line)
{
    if (span_begins(line, "- ") || span_begins(line, "* "))
        line.start += 2;
    return span_strip(line);
}

GArray *gallery_read(const char *text)
{
    GArray *items = g_array_new(FALSE, TRUE, sizeof(GalleryItem));
    guint number = 0;

    g_array_set_clear_func(items, item_clear);
    for (const char *next = text; *next;) {
        const char *begin = next, *end = begin + strcspn(begin, "\n");
        const Span line = sign_skip(span_strip((Span){begin, end}));
        next = end + (*end == '\n');
        number++;
        if (line.start == line.end)
            continue;
        GalleryItem item = {.line = number, .column = 1 + (guint)(line.start - begin)};
        if (!item_read_image(&item, line))
            item_read_name(&item, line);
        if (!item.caption)
            item.caption = g_strdup(item.alt);
        g_array_append_val(items, item);
    }
    return items;
}
