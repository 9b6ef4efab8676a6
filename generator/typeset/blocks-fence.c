/* SPDX-License-Identifier: MIT */
#include "markup/gallery.h"
#include "picture/photo.h"
#include "text/number.h"
#include "typeset/blocks-private.h"

#include <string.h>

#define CELLS_MAX 20000

/* The cells of a table as they are read. */
typedef struct {
    GPtrArray *cells; /* char * */
    guint columns;
} Sheaf;

/* The separator is what the first line has most of. */
static const char *separator_of(const char *text)
{
    static const char *const separators[] = {",", "，", "\t", ";"};
    const gsize length = strcspn(text, "\n");
    g_autofree char *line = g_strndup(text, length);

    for (guint i = 0; i < G_N_ELEMENTS(separators); i++)
        if (strstr(line, separators[i]))
            return separators[i];
    return separators[0];
}

/* RFC 4180: one cell at *text, which moves to what ends it. */
static char *cell_read(const char **text, const char *separator)
{
    GString *cell = g_string_new(NULL);
    const char *p = *text;

    if (*p == '"') {
        for (p++; *p && !(*p == '"' && p[1] != '"'); p++) {
            p += *p == '"';
            g_string_append_c(cell, *p);
        }
        p += *p == '"';
    }
    for (; *p && *p != '\n' && !g_str_has_prefix(p, separator); p++)
        g_string_append_c(cell, *p);
    *text = p;
    return g_strstrip(g_string_free(cell, FALSE));
}

/* Rows are as long as the first; blank lines are none. */
static gboolean sheaf_read(Sheaf *sheaf, const char *text)
{
    const char *separator = separator_of(text);

    while (*text) {
        if (*text == '\n' || *text == '\r') {
            text++;
            continue;
        }
        guint count = 0;
        for (gboolean more = TRUE; more; count++) {
            char *cell = cell_read(&text, separator);
            if (sheaf->columns > 0 && count >= sheaf->columns)
                g_free(cell);
            else
                g_ptr_array_add(sheaf->cells, cell);
            more = g_str_has_prefix(text, separator);
            text += more ? strlen(separator) : 0;
        }
        sheaf->columns = sheaf->columns > 0 ? sheaf->columns : count;
        for (; count < sheaf->columns; count++)
            g_ptr_array_add(sheaf->cells, g_strdup(""));
        if (sheaf->cells->len > CELLS_MAX)
            return FALSE;
    }
    return sheaf->cells->len > 0;
}

/* No day and no telephone: those have a hyphen within. */
static gboolean is_number(const char *text)
{
    text += *text == '-' || *text == '+';
    return strpbrk(text, "0123456789") && strspn(text, "0123456789.,% ") == strlen(text);
}

static gboolean column_is_numeric(const Sheaf *sheaf, guint column)
{
    gboolean any = FALSE;

    for (guint i = sheaf->columns + column; i < sheaf->cells->len; i += sheaf->columns) {
        const char *cell = g_ptr_array_index(sheaf->cells, i);
        if (*cell && !is_number(cell))
            return FALSE;
        any = any || *cell;
    }
    return any;
}

/* Amounts get their groups of three, as on the pages; whole numbers may be years or telephone numbers. */
static Styled number_read(Arena *arena, const char *cell)
{
    const char *point = strchr(cell, '.');
    char text[NUMBER_SIZE];
    char *end;
    const double number = g_ascii_strtod(cell, &end);

    if (!point || *end || strspn(cell, "-0123456789.") != strlen(cell) || ABS(number) >= NUMBER_LIMIT ||
        strlen(point + 1) > NUMBER_DECIMALS_MAX)
        return inline_plain(arena, cell, strlen(cell));
    number_format(text, number, (int)strlen(point + 1));
    return inline_plain(arena, text, strlen(text));
}

static void style_bold(Arena *arena, Styled *text)
{
    Span *span = arena_new0(arena, Span, 1);

    *span = (Span){.end = text->length, .style = SPAN_BOLD};
    text->spans = span;
    text->n_spans = 1;
}

static Block *block_like(Blocks *blocks, BlockKind kind, const Block *place)
{
    Block *block = blocks_add(blocks, kind);

    block->inset = place->inset;
    block->quotes = place->quotes;
    return block;
}

/* Sums stand out. */
static gboolean row_is_total(const char *first)
{
    return strcmp(first, "合计") == 0 || strcmp(first, "总计") == 0 ||
           g_ascii_strcasecmp(first, "total") == 0;
}

static gboolean table_read(Blocks *blocks, const char *text, const Block *place)
{
    g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func(g_free);
    Sheaf sheaf = {cells, 0};

    if (!sheaf_read(&sheaf, text))
        return FALSE;
    Styled *styled = arena_new0(blocks->arena, Styled, cells->len);
    FrameAlign *align = arena_new0(blocks->arena, FrameAlign, sheaf.columns);
    for (guint i = 0; i < sheaf.columns; i++) /* the first names the rows */
        align[i] = i > 0 && column_is_numeric(&sheaf, i) ? ALIGN_END : ALIGN_START;
    for (guint i = 0; i < cells->len; i++) {
        const char *cell = g_ptr_array_index(cells, i);
        styled[i] = align[i % sheaf.columns] == ALIGN_END && i >= sheaf.columns
                        ? number_read(blocks->arena, cell)
                        : inline_plain(blocks->arena, cell, strlen(cell));
        if (row_is_total(g_ptr_array_index(cells, i - i % sheaf.columns)))
            style_bold(blocks->arena, &styled[i]);
    }
    block_like(blocks, BLOCK_TABLE, place)->table =
        (BlockTable){cells->len / sheaf.columns, sheaf.columns, styled, align};
    return TRUE;
}

/* Names, parted by lines and commas, or else by spaces. */
static gboolean names_read(Blocks *blocks, const char *text, const Block *place)
{
    g_autoptr(GString) all = g_string_new(text);

    g_string_replace(all, "，", "\n", 0);
    g_string_replace(all, "、", "\n", 0);
    g_string_replace(all, ",", "\n", 0);
    g_autofree char *stripped = g_strstrip(g_strdup(all->str));
    g_auto(GStrv) parts = g_strsplit_set(stripped, strchr(stripped, '\n') ? "\n" : " \t", -1);
    const char **names = arena_new0(blocks->arena, const char *, g_strv_length(parts) + 1);
    guint count = 0;

    for (char **part = parts; *part; part++) {
        g_strstrip(*part);
        if (**part)
            names[count++] = inline_plain(blocks->arena, *part, strlen(*part)).text;
    }
    if (count > 0)
        block_like(blocks, BLOCK_NAMES, place)->names = names;
    return count > 0;
}

static void title_read(Blocks *blocks, const char *title, const Block *place)
{
    if (!*title)
        return;
    Block *block = block_like(blocks, BLOCK_PARAGRAPH, place);
    block->text = inline_plain(blocks->arena, title, strlen(title));
    block->paragraph = PARAGRAPH_TITLE;
    block->kept = TRUE;
    style_bold(blocks->arena, &block->text);
}

/* "柱状图 三年居民数": what follows the kind of picture is its title. */
static const char *title_of_chart(const char *arguments)
{
    const char *title = arguments + strcspn(arguments, " \t");
    return title + strspn(title, " \t");
}

/* In rows, each photo with its caption. What is no picture is for the page to say. */
static gboolean gallery_set(Blocks *blocks, const char *title, const char *text, const Block *place)
{
    g_autoptr(GArray) items = gallery_read(text);
    const guint before = blocks->list->len;

    title_read(blocks, title, place);
    const guint first = blocks->list->len;
    for (guint i = 0; i < items->len; i++) {
        const GalleryItem *item = &g_array_index(items, GalleryItem, i);
        if ((!photo_has_name(item->file) && !picture_has_name(item->file)) || strstr(item->file, "://"))
            continue;
        Block *block = block_like(blocks, BLOCK_IMAGE, place);
        block->beside = TRUE;
        block->file = arena_strdup(blocks->arena, item->file);
        block->alt = inline_plain(blocks->arena, item->alt, strlen(item->alt)).text;
        block->text = inline_plain(blocks->arena, item->caption, strlen(item->caption));
    }
    if (blocks->list->len == first)
        g_array_set_size(blocks->list, before);
    return TRUE;
}

gboolean fence_read(Blocks *blocks, const char *name, const char *arguments, const char *text,
                    const Block *place)
{
    const guint before = blocks->list->len;

    if (strcmp(name, "roster") == 0)
        return names_read(blocks, text, place);
    if (strcmp(name, "csv") == 0)
        return table_read(blocks, text, place);
    if (strcmp(name, GALLERY_BLOCK) == 0)
        return gallery_set(blocks, arguments, text, place);
    if (strcmp(name, "chart") != 0)
        return FALSE;
    title_read(blocks, title_of_chart(arguments), place);
    if (table_read(blocks, text, place)) {
        g_array_index(blocks->list, Block, blocks->list->len - 1).close = blocks->list->len > before + 1;
        return TRUE;
    }
    g_array_set_size(blocks->list, before);
    return FALSE;
}
