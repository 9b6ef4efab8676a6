/* SPDX-License-Identifier: MIT */
/* Markdown as blocks. */
#include "typeset/blocks.h"

#include <string.h>

static void spans_print(const Styled *text, GString *into)
{
    for (guint i = 0; i < text->n_spans; i++) {
        const Span *span = &text->spans[i];
        g_string_append_printf(into, " %u[%.*s]", span->style, (int)(span->end - span->start),
                               text->text + span->start);
        if (span->url)
            g_string_append_printf(into, "(%s)", span->url);
    }
}

static void text_print(const Styled *text, GString *into)
{
    g_autoptr(GString) shown = g_string_new_len(text->text, (gssize)text->length);

    spans_print(text, shown);
    g_string_replace(shown, "\xe2\x80\xa8", "/", 0);
    g_string_replace(shown, "\xc2\xa0", "_", 0);
    g_string_append(into, shown->str);
}

static void table_print(const BlockTable *table, GString *into)
{
    for (guint i = 0; i < table->rows * table->columns; i++) {
        g_string_append(into, i % table->columns ? " | " : i ? " // " : "");
        text_print(&table->cells[i], into);
    }
    g_string_append(into, " :");
    for (guint i = 0; i < table->columns; i++)
        g_string_append_c(into, "dsceju"[table->align[i]]);
}

static void label_print(const Block *block, GString *into)
{
    static const char *const labels[] = {"", "=", "*", "o", "x"};

    if (block->label != LABEL_NONE)
        g_string_append_printf(into, "%s%s", labels[block->label],
                               block->label_text ? block->label_text : "");
}

/* One block a line. */
static void block_print(const Block *block, GString *into)
{
    static const char *const kinds[] = {"p", "h", "code", "image", "rule", "table", "names", "<", ">"};

    g_string_append(into, kinds[block->kind]);
    if (block->tag)
        g_string_append(into, block->tag);
    label_print(block, into);
    if (block->kind == BLOCK_HEADING)
        g_string_append_printf(into, "%u", block->level);
    if (block->kind == BLOCK_PARAGRAPH && block->paragraph != PARAGRAPH_PLAIN)
        g_string_append_c(into, " fstT-"[block->paragraph]);
    if (block->quotes)
        g_string_append_printf(into, " >%u", block->quotes);
    if (block->file)
        g_string_append_printf(into, " %s (%s)", block->file, block->alt);
    g_string_append_c(into, ' ');
    text_print(&block->text, into);
    if (block->kind == BLOCK_TABLE)
        table_print(&block->table, into);
    for (const char *const *name = block->names; name && *name; name++)
        g_string_append_printf(into, "%s,", *name);
    g_string_append_c(into, '\n');
}

static void assert_blocks(const char *markdown, const char *expected)
{
    g_autoptr(Blocks) blocks = blocks_read(markdown, strlen(markdown), NULL, NULL);
    g_autoptr(GString) got = g_string_new(NULL);

    g_assert_nonnull(blocks);
    for (guint i = 0; i < blocks->list->len; i++)
        block_print(&g_array_index(blocks->list, Block, i), got);
    g_assert_cmpstr(got->str, ==, expected);
}

static void test_inline(void)
{
    assert_blocks("# 停水*通知*\n\n请**大家**注意`A1`~~旧~~。",
                  "h1 停水通知 2[通知]\np 请大家注意A1旧。 1[大家] 4[A1] 8[旧]\n");
    assert_blocks("**重要*的*事**", "p 重要的事 1[重要的事] 2[的]\n");
    assert_blocks("今天\n明天\nA\nB", "p 今天明天 A B\n");
    assert_blocks("甲  \n乙\\\n丙", "p 甲/乙/丙\n");
    assert_blocks("甲<b>乙</b>\n\n<div>丙</div>\n", "p 甲乙\n");
    assert_blocks("见[网站](https://a.cn/x)、[另一篇](b.md)", "p 见网站、另一篇 16[网站](https://a.cn/x)\n");
    assert_blocks("看![图](a.jpg)图", "p 看图图\n");
    assert_blocks("甲\x01乙", "p 甲乙\n");
}

static void test_images(void)
{
    assert_blocks("![集合](a%20b.jpg \"广场\")", "image a%20b.jpg (集合) 广场\n");
    assert_blocks("![甲](a.jpg)\n![乙](b.jpg)", "image a.jpg (甲) \nimage b.jpg (乙) \n");
    assert_blocks("![远方](https://a.cn/a.jpg)", "p 远方\n");
    assert_blocks("![](https://a.cn/a.jpg)", "");
}

static void test_lists(void)
{
    assert_blocks(
        "3. 甲\n4. 乙",
        "<L \n<LI \n<LBody=3. \np- 甲\n>LBody \n>LI \n<LI \n<LBody=4. \np- 乙\n>LBody \n>LI \n>L \n");
    assert_blocks(
        "- 甲\n  - 乙",
        "<L \n<LI \n<LBody* \np- 甲\n<L \n<LI \n<LBody* \np- 乙\n>LBody \n>LI \n>L \n>LBody \n>LI \n>L \n");
    assert_blocks("- [ ] 甲\n- [x] 乙",
                  "<L \n<LI \n<LBodyo \np- 甲\n>LBody \n>LI \n<LI \n<LBodyx \np- 乙\n>LBody \n>LI \n>L \n");
    assert_blocks("-\n- 乙",
                  "<L \n<LI \n<LBody* \np- \n>LBody \n>LI \n<LI \n<LBody* \np- 乙\n>LBody \n>LI \n>L \n");
}

static void test_quotes(void)
{
    assert_blocks("> 甲\n>\n> > 乙\n",
                  "<BlockQuote \np >1 甲\n<BlockQuote >1 \np >2 乙\n>BlockQuote >1 \n>BlockQuote \n");
    assert_blocks("> 好。\n>\n> ——某居民\n", "<BlockQuote \np >1 好。\npt >1 ——某居民\n>BlockQuote \n");
}

static void test_tables(void)
{
    assert_blocks("| 项 | 数 |\n|:-:|--:|\n| **甲** | 1 |\n| 乙 |\n",
                  "table 项 | 数 // 甲 1[甲] | 1 // 乙 |  :ce\n");
    assert_blocks("```csv\n项目,金额\n\"甲,乙\",1940.00\n合计,24470.5\n```\n",
                  "table 项目 | 金额 // 甲,乙 | 1,940.00 // 合计 1[合计] | 24,470.5 1[24,470.5] :se\n");
    assert_blocks("```csv\n项,增减,日期\n甲,-3%,2025-03-22\n```\n",
                  "table 项 | 增减 | 日期 // 甲 | -3% | 2025-03-22 :ses\n");
    assert_blocks("```csv\n年，数\n2024，1\n2025\n```\n", "table 年 | 数 // 2024 | 1 // 2025 |  :se\n");
}

static void test_fences(void)
{
    assert_blocks("```roster\n王 五、李四\n```\n", "names 王 五,李四,\n");
    assert_blocks("```roster\n王五 李四\n```\n", "names 王五,李四,\n");
    assert_blocks("```chart 柱状图 户数\n年,户\n2024,3\n```\n",
                  "pT 户数 1[户数]\ntable 年 | 户 // 2024 | 3 :se\n");
    assert_blocks("```\n a\tb\n\nc\n```\n", "code _a_ _ b//c 4[_a_ _ b//c]\n");
    assert_blocks("```csv\n```\n", "");
    assert_blocks("***\n", "rule \n");
}

static void test_galleries(void)
{
    assert_blocks("> ```gallery 夜巡\n> a b.jpg 茶\n> ![甲](c.svg \"下\")\n> d.png\n> 说明\n> "
                  "https://a.cn/e.jpg f\n> ```\n",
                  "<BlockQuote \npT >1 夜巡 1[夜巡]\nimage >1 a b.jpg (茶) 茶\nimage >1 c.svg (甲) 下\n"
                  "image >1 d.png () \n>BlockQuote \n");
    assert_blocks("甲\n\n```gallery 夜巡\n说明\n```\n", "p 甲\n");
}

static void test_notes(void)
{
    assert_blocks("甲[^b]乙[^a]。\n\n[^a]: 一\n[^b]: 二\n",
                  "p 甲①乙②。\nrule \n<Note=① \np- 二\n>Note \n<Note=② \np- 一\n>Note \n");
}

static void test_signs(void)
{
    assert_blocks("各位居民：\n\n明天停水。\n\n梧桐里社区居委会\n\n2025年11月3日",
                  "pf 各位居民：\np 明天停水。\nps 梧桐里社区居委会\nps 2025年11月3日\n");
    assert_blocks("明天停水。\n\n党委  \n居委会  \n2025年11月17日",
                  "p 明天停水。\nps 党委/居委会/2025年11月17日\n");
    assert_blocks("明天停水。\n\n后天也停", "p 明天停水。\np 后天也停\n");
    assert_blocks("请带：身份证\n\n**2025年11月3日上午九点开会，地点在居委会**",
                  "p 请带：身份证\np 2025年11月3日上午九点开会，地点在居委会 "
                  "1[2025年11月3日上午九点开会，地点在居委会]\n");
    assert_blocks("2025年11月3日", "p 2025年11月3日\n");
    assert_blocks("注意：\n\n1. 甲\n", "p 注意：\n<L \n<LI \n<LBody=1. \np- 甲\n>LBody \n>LI \n>L \n");
}

/* More than the stack would bear: an error, not a crash. */
static void test_deep(void)
{
    g_autoptr(GString) text = g_string_new(NULL);
    guint line = 0;
    g_autoptr(GError) error = NULL;

    for (guint i = 0; i < 1000000; i++)
        g_string_append_c(text, '>');
    g_string_append(text, "甲");
    g_autoptr(Blocks) blocks = blocks_read(text->str, text->len, &line, &error);
    g_assert_true(blocks != NULL || error != NULL);

    g_string_truncate(text, 0);
    for (guint i = 0; i < 50000; i++)
        g_string_append(text, "**甲_乙");
    for (guint i = 0; i < 50000; i++)
        g_string_append(text, "_丙**");
    g_autoptr(Blocks) nested = blocks_read(text->str, text->len, NULL, NULL);
    g_assert_nonnull(nested);
    g_assert_cmpuint(nested->list->len, ==, 1);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/typeset/blocks/inline", test_inline);
    g_test_add_func("/typeset/blocks/images", test_images);
    g_test_add_func("/typeset/blocks/lists", test_lists);
    g_test_add_func("/typeset/blocks/quotes", test_quotes);
    g_test_add_func("/typeset/blocks/tables", test_tables);
    g_test_add_func("/typeset/blocks/fences", test_fences);
    g_test_add_func("/typeset/blocks/galleries", test_galleries);
    g_test_add_func("/typeset/blocks/notes", test_notes);
    g_test_add_func("/typeset/blocks/signs", test_signs);
    g_test_add_func("/typeset/blocks/deep", test_deep);
    return g_test_run();
}
