/* SPDX-License-Identifier: MIT */
#include "typeset/blocks.h"

#include "typeset/blocks-private.h"

#include <string.h>

Block *blocks_add(Blocks *blocks, BlockKind kind)
{
    const Block block = {.kind = kind, .scale = 1, .text = {.text = ""}};

    g_array_append_val(blocks->list, block);
    return &g_array_index(blocks->list, Block, blocks->list->len - 1);
}

Blocks *blocks_new(void)
{
    Blocks *blocks = g_new0(Blocks, 1);

    blocks->arena = arena_new();
    blocks->list = g_array_new(FALSE, FALSE, sizeof(Block));
    return blocks;
}

Blocks *blocks_plain(const char *text)
{
    Blocks *blocks = blocks_new();
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

    for (char **line = lines; *line; line++) {
        g_strstrip(*line);
        if (!**line)
            continue;
        Block *block = blocks_add(blocks, BLOCK_PARAGRAPH);
        block->text = inline_plain(blocks->arena, *line, strlen(*line));
        block->paragraph = PARAGRAPH_HUNG;
        block->close = TRUE;
    }
    return blocks;
}

Blocks *blocks_one(const Styled *text)
{
    Blocks *blocks = g_new0(Blocks, 1);

    blocks->list = g_array_sized_new(FALSE, FALSE, sizeof(Block), 1);
    Block *block = blocks_add(blocks, BLOCK_PARAGRAPH);
    block->text = *text;
    block->paragraph = PARAGRAPH_HUNG;
    return blocks;
}

Blocks *blocks_heading(const char *text, guint level)
{
    Blocks *blocks = blocks_new();
    Block *block = blocks_add(blocks, BLOCK_HEADING);

    block->text = inline_plain(blocks->arena, text, strlen(text));
    block->level = level;
    block->kept = TRUE;
    return blocks;
}

Blocks *blocks_picture(const char *file)
{
    Blocks *blocks = blocks_new();
    Block *block = blocks_add(blocks, BLOCK_IMAGE);

    block->file = arena_strdup(blocks->arena, file);
    return blocks;
}

void blocks_free(Blocks *blocks)
{
    if (!blocks)
        return;
    g_array_unref(blocks->list);
    g_clear_pointer(&blocks->arena, arena_free);
    g_free(blocks);
}
