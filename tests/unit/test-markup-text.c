/* SPDX-License-Identifier: MIT */

/* The outline and the excerpt. */

#include "markup-render.h"
#include "markup/cluster.h"

static void test_outline(void)
{
    g_autoptr(Document) document = markup_parse(
        "# 安排 & Plan\n\n甲\n\n## `make` *的*<b>用</b>法\n\n> 二\n> ---\n\n甲 乙\n丙\n===\n", FALSE);
    guint count;
    const Heading *outline = document_get_outline(document, &count);

    g_assert_cmpuint(count, ==, 4);
    g_assert_cmpuint(outline[0].level, ==, 1);
    g_assert_cmpstr(outline[0].text, ==, "安排 & Plan");
    g_assert_cmpstr(outline[0].id, ==, "安排--plan");
    g_assert_cmpuint(outline[1].level, ==, 2);
    g_assert_cmpuint(outline[1].line, ==, 5);
    g_assert_cmpstr(outline[1].text, ==, "make 的用法");
    g_assert_cmpstr(outline[1].id, ==, "make-的用法");
    g_assert_cmpuint(outline[2].line, ==, 7);
    g_assert_cmpstr(outline[3].text, ==, "甲 乙丙");
    g_assert_cmpuint(outline[3].line, ==, 10);
}

static void test_outline_empty(void)
{
    g_autoptr(Document) document = markup_parse("甲", FALSE);
    guint count = 1;

    g_assert_null(document_get_outline(document, &count));
    g_assert_cmpuint(count, ==, 0);
}

static void assert_ids(const char *text, const char *const *ids)
{
    g_autoptr(Document) document = markup_parse(text, FALSE);
    guint count;
    const Heading *outline = document_get_outline(document, &count);

    g_assert_cmpuint(count, ==, g_strv_length((char **)ids));
    for (guint i = 0; i < count; i++)
        g_assert_cmpstr(outline[i].id, ==, ids[i]);
}

static void test_ids(void)
{
    assert_ids("# 一、安排！\n# Über_Uns-2\n# ！？\n# \n# 안내\n# Cafe\xcc\x81\n",
               (const char *const[]){"一安排", "über_uns-2", "section", "section-1", "안내", "café", NULL});
    assert_ids("# a\n# a\n# a-1\n# a\n# A\n", (const char *const[]){"a", "a-1", "a-1-1", "a-2", "a-3", NULL});
    assert_ids("# fn-1\n# fnref-1-2\n# fn-2\n\n[^x] [^x]\n\n[^x]: y\n",
               (const char *const[]){"fn-1-1", "fnref-1-2-1", "fn-2", NULL});
}

#define assert_excerpt(text, characters, expected)                                                           \
    G_STMT_START                                                                                             \
    {                                                                                                        \
        g_autoptr(Document) document_ = markup_parse((text), FALSE);                                         \
        g_autofree char *excerpt_ = document_excerpt(document_, (characters));                               \
        g_assert_cmpstr(excerpt_, ==, (expected));                                                           \
    }                                                                                                        \
    G_STMT_END

static void test_excerpt(void)
{
    assert_excerpt("# 题\n\n社区**广场**\n集合，`make` [见](a)。\n\n二段 end\nof it\n\n- 三\n- four\n- five",
                   100, "社区广场集合，make 见。二段 end of it 三 four five");
    assert_excerpt("甲![图](a)[^1]<b>乙</b>~~旧~~丙\n\n```\n码\n```\n\n|表|\n|-|\n|格|\n\n丁\n\n[^1]: 注\n",
                   100, "甲乙丙丁");
    assert_excerpt("\u3000\u3000社区\u3000广场  \n集合&amp;\\*", 100, "社区 广场集合&*");
    /* Never inside a word, an hour or a span of hours; no comma before the dots. */
    assert_excerpt("gone by one o’clock, they say", 13, "gone by one…");
    assert_excerpt("open 17:00–18:30 today", 11, "open…");
    assert_excerpt("soup, bread and tea", 5, "soup…");
    assert_excerpt("甲\n\n```gallery 夜巡\na.jpg 茶\n```\n\n乙", 100, "甲乙");
    assert_excerpt("", 10, "");
    assert_excerpt("![图](a)", 10, "");
}

static void test_excerpt_cut(void)
{
    assert_excerpt("社区广场集合", 6, "社区广场集合");
    assert_excerpt("社区广场集合", 4, "社区广场…");
    assert_excerpt("社区广场集合", 0, "…");
    assert_excerpt("社区 plaza 集合", 5, "社区…");
    assert_excerpt("社区 plaza 集合", 8, "社区 plaza…");
    assert_excerpt("社区 plaza 集合", 9, "社区 plaza…");
    assert_excerpt("于2025-06-29日", 7, "于…");
    assert_excerpt("于19:30集合", 4, "于…");
    assert_excerpt("共3.5万元", 3, "共…");
    assert_excerpt("共 1,000。5 人", 8, "共 1,000。…");
    assert_excerpt("abcdefghij", 4, "abcd…");
    assert_excerpt("café\xcc\x81s", 5, "café\xcc\x81s");
}

static guint clusters(const char *text)
{
    guint count = 0;

    for (; *text != '\0'; count++)
        text = cluster_end(text);
    return count;
}

static void test_clusters(void)
{
    g_assert_cmpuint(clusters("社区a"), ==, 3);
    g_assert_cmpuint(clusters("e\u0301\u0323e"), ==, 2);
    g_assert_cmpuint(clusters("葛\U000e0100城"), ==, 2);
    g_assert_cmpuint(clusters("👨\u200d👩\u200d👧👍🏽❤\ufe0f"), ==, 3);
    g_assert_cmpuint(clusters("🇨🇳🇯🇵🇰"), ==, 3);
    g_assert_cmpuint(clusters("\u1112\u1161\u11ab각"), ==, 2);
    g_assert_cmpuint(clusters("\r\n\n"), ==, 2);
    assert_excerpt("甲👨\u200d👩\u200d👧乙丙", 2, "甲👨\u200d👩\u200d👧…");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/markup/outline", test_outline);
    g_test_add_func("/markup/outline/empty", test_outline_empty);
    g_test_add_func("/markup/outline/ids", test_ids);
    g_test_add_func("/markup/excerpt", test_excerpt);
    g_test_add_func("/markup/excerpt/cut", test_excerpt_cut);
    g_test_add_func("/markup/clusters", test_clusters);
    return g_test_run();
}
