/* SPDX-License-Identifier: MIT */
#include "import/paper.h"

#include "import/character.h"
#include "text/space.h"

#include <string.h>

static void block_free(Block *block)
{
    if (!block)
        return;
    g_free(block->text);
    g_free(block->markdown);
    g_free(block);
}

gboolean block_is_rich(const Block *block)
{
    return block->markdown && (strstr(block->markdown, "](") || strstr(block->markdown, "[^"));
}

static void picture_free(Picture *picture)
{
    g_free(picture->name);
    g_bytes_unref(picture->bytes);
    g_free(picture);
}

Picture *picture_new_take(char *name, GBytes *bytes)
{
    Picture *picture = g_new0(Picture, 1);

    *picture = (Picture){name, bytes};
    return picture;
}

Paper *paper_new(const char *name)
{
    Paper *paper = g_new0(Paper, 1);

    paper->name = g_strdup(name);
    paper->blocks = g_ptr_array_new_with_free_func((GDestroyNotify)block_free);
    paper->pictures = g_ptr_array_new_with_free_func((GDestroyNotify)picture_free);
    paper->notes = g_ptr_array_new_with_free_func(g_free);
    paper->taken = g_ptr_array_new_with_free_func(g_free);
    return paper;
}

void paper_free(Paper *paper)
{
    if (!paper)
        return;
    g_free(paper->name);
    g_free(paper->title);
    g_ptr_array_unref(paper->blocks);
    g_ptr_array_unref(paper->pictures);
    g_ptr_array_unref(paper->notes);
    g_ptr_array_unref(paper->taken);
    g_free(paper);
}

Block *paper_add(Paper *paper, const char *text, guint line, guint indent)
{
    Block *block = g_new0(Block, 1);

    *block = (Block){.line = line, .indent = indent, .text = space_strip(text)};
    g_ptr_array_add(paper->blocks, block);
    return block;
}

Block *paper_add_markdown(Paper *paper, BlockKind kind, char *text, char *markdown)
{
    Block *block = g_new0(Block, 1);

    *block = (Block){.kind = kind, .text = text, .markdown = markdown};
    g_ptr_array_add(paper->blocks, block);
    return block;
}

Block *paper_block(const Paper *paper, guint index)
{
    return g_ptr_array_index(paper->blocks, index);
}

void paper_keep(Paper *paper, char *text, guint line)
{
    g_strdelimit(text, "\n\r", ' ');
    g_ptr_array_add(paper->taken, line ? g_strdup_printf("%u: %s", line, text) : g_strdup(text));
    g_free(text);
}

void paper_take(Paper *paper, guint index, guint count)
{
    for (guint i = index; i < index + count; i++) {
        const Block *block = paper_block(paper, i);
        paper_keep(paper, g_strdup(*block->text ? block->text : block->markdown), block->line);
    }
    g_ptr_array_remove_range(paper->blocks, index, count);
}
