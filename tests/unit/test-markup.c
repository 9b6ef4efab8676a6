/* SPDX-License-Identifier: MIT */

/* What a text looks like when nobody has anything to say about its links and blocks. */

#include "markup-render.h"

static void test_emphasis(void)
{
    assert_html("**“重要”**的", "<p><strong>“重要”</strong>的</p>\n");
    assert_html("**注意：**今晚", "<p><strong>注意：</strong>今晚</p>\n");
    assert_html("**“A”**和**“B”**", "<p><strong>“A”</strong>和<strong>“B”</strong></p>\n");
    assert_html("今晚*（雨）*停电", "<p>今晚<em>（雨）</em>停电</p>\n");
    assert_html("今晚***“雨”***停电", "<p>今晚<em><strong>“雨”</strong></em>停电</p>\n");
    assert_html("今晚~~“雨”~~停电", "<p>今晚<del>“雨”</del>停电</p>\n");
    assert_html("**运行`make`**即可", "<p><strong>运行<code>make</code></strong>即可</p>\n");
    assert_html("见**[通知](a.md)**的", "<p>见<strong><a href=\"a.md\">通知</a></strong>的</p>\n");
    assert_html("雨~~**(大)**~~停", "<p>雨<del><strong>(大)</strong></del>停</p>\n");
    assert_html("雨~~**“大”**~~停", "<p>雨<del><strong>“大”</strong></del>停</p>\n");
}

static void test_emphasis_in_blocks(void)
{
    assert_html("- 今晚**“雨”**停\n", "<ul>\n<li>今晚<strong>“雨”</strong>停</li>\n</ul>\n");
    assert_html("> 今晚**“雨”**停\n", "<blockquote>\n<p>今晚<strong>“雨”</strong>停</p>\n</blockquote>\n");
    assert_html("## 今晚**“雨”**停", "<h2 id=\"今晚雨停\">今晚<strong>“雨”</strong>停</h2>\n");
    assert_html("今晚**“雨”**停\n===", "<h1 id=\"今晚雨停\">今晚<strong>“雨”</strong>停</h1>\n");
    assert_html("|今晚**“雨”**停|\n|-|\n|~~“大”~~的|\n",
                "<table>\n<thead>\n<tr>\n<th "
                "scope=\"col\">今晚<strong>“雨”</strong>停</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n"
                "<td><del>“大”</del>的</td>\n</tr>\n</tbody>\n</table>\n");
}

/* Where a run of asterisks is not emphasis, CJK beside it makes no difference. */
static void test_emphasis_nowhere_else(void)
{
    assert_html("`中**“文”**中`", "<p><code>中**“文”**中</code></p>\n");
    assert_html("    中**“文”**中", "<pre><code>中**“文”**中\n</code></pre>\n");
    assert_html("```\n中**“文”**中\n```", "<pre><code>中**“文”**中\n</code></pre>\n");
    assert_html("中\\*\\*“文”\\*\\*中", "<p>中**“文”**中</p>\n");
    assert_html("[链](</中**“文”**中> \"中**“文”**中\")",
                "<p><a href=\"/%E4%B8%AD**%E2%80%9C%E6%96%87%E2%80%9D**%E4%B8%AD\" "
                "title=\"中**“文”**中\">链</a></p>\n");
    assert_html("<http://a.cn/中**“文”**中>",
                "<p><a href=\"http://a.cn/%E4%B8%AD**%E2%80%9C%E6%96%87%E2%80%9D**%E4%B8%AD\">"
                "http://a.cn/中**“文”**中</a></p>\n");
    assert_html("[中**“文”**中]\n\n[中**“文”**中]: /u",
                "<p><a href=\"/u\">中<strong>“文”</strong>中</a></p>\n");
    assert_html("甲[^中*“文”*中]\n\n[^中*“文”*中]: 乙\n",
                "<p>甲<sup class=\"footnote-ref\"><a href=\"#fn-1\" id=\"fnref-1\" "
                "data-footnote-ref>1</a></sup></p>\n"
                "<div class=\"footnotes\" data-footnotes>\n<ol>\n<li id=\"fn-1\">\n<p>乙 "
                "<a href=\"#fnref-1\" class=\"footnote-backref\" data-footnote-backref "
                "aria-label=\"Back to content\">↩</a></p>\n</li>\n</ol>\n</div>\n");
    g_autofree char *html = markup_render("<i title=\"中**“文”**中\">中</i>", TRUE, NULL);
    g_assert_cmpstr(html, ==, "<p><i title=\"中**“文”**中\">中</i></p>\n");
}

/* cmark takes what follows an escaped caret for the label of a footnote, and a bracket too many. */
static void test_no_footnote(void)
{
    assert_html("[\\^a] [&Hat;a]", "<p>[^a] [^a]</p>\n");
}

static void test_tilde(void)
{
    assert_html("8:00~10:00、14:00~16:00", "<p>8:00~10:00、14:00~16:00</p>\n");
    assert_html("a ~b~ c ~~d~~", "<p>a ~b~ c <del>d</del></p>\n");
}

static void test_linebreak(void)
{
    assert_html("社区\n广场", "<p>社区广场</p>\n");
    assert_html("社区\r\n广场", "<p>社区广场</p>\n");
    assert_html("社区，\n（广场）", "<p>社区，（广场）</p>\n");
    assert_html("他说：\n“好”\n的", "<p>他说：“好”的</p>\n");
    assert_html("社区**广场**\n集合", "<p>社区<strong>广场</strong>集合</p>\n");
    assert_html("社区\n**广场**", "<p>社区<strong>广场</strong></p>\n");
    assert_html("~~社区~~\n[广场](a)", "<p><del>社区</del><a href=\"a\">广场</a></p>\n");
    assert_html("![社区\n广场](a)", "<p><img src=\"a\" alt=\"社区广场\" /></p>\n");
    assert_html("ひらがな\nカタカナ", "<p>ひらがなカタカナ</p>\n");
}

static void test_linebreak_stays(void)
{
    assert_html("社区  \n广场", "<p>社区<br />\n广场</p>\n");
    assert_html("社区\\\n广场", "<p>社区<br />\n广场</p>\n");
    assert_html("社区\nplaza\n广场", "<p>社区\nplaza\n广场</p>\n");
    assert_html("a\nb", "<p>a\nb</p>\n");
    assert_html("“a”\n“b”", "<p>“a”\n“b”</p>\n");
    assert_html("한국\n어", "<p>한국\n어</p>\n");
    assert_html("社区\n![图](a)\n广场", "<p>社区\n<img src=\"a\" alt=\"图\" />\n广场</p>\n");
    assert_html("社区\n\n广场", "<p>社区</p>\n<p>广场</p>\n");
    assert_html("```\n社区\n广场\n```", "<pre><code>社区\n广场\n</code></pre>\n");
}

static void test_autolink(void)
{
    assert_html("详见https://a.cn/b，谢谢",
                "<p>详见<a href=\"https://a.cn/b\">https://a.cn/b</a>，谢谢</p>\n");
    assert_html("https://a.cn/b谢谢", "<p><a href=\"https://a.cn/b\">https://a.cn/b</a>谢谢</p>\n");
    assert_html("（https://a.cn/b）", "<p>（<a href=\"https://a.cn/b\">https://a.cn/b</a>）</p>\n");
    assert_html("“https://a.cn/b”", "<p>“<a href=\"https://a.cn/b\">https://a.cn/b</a>”</p>\n");
    assert_html("https://a.cn/b?c=d。", "<p><a href=\"https://a.cn/b?c=d\">https://a.cn/b?c=d</a>。</p>\n");
    assert_html("网址：www.a.cn，", "<p>网址：<a href=\"http://www.a.cn\">www.a.cn</a>，</p>\n");
    assert_html("电邮zhang@a.cn，", "<p>电邮<a href=\"mailto:zhang@a.cn\">zhang@a.cn</a>，</p>\n");
    assert_html("http://中国.cn/a，",
                "<p><a href=\"http://%E4%B8%AD%E5%9B%BD.cn/a\">http://中国.cn/a</a>，</p>\n");
    assert_html("https://a.cn/é x", "<p><a href=\"https://a.cn/%C3%A9\">https://a.cn/é</a> x</p>\n");
    assert_html("见https：//a.cn", "<p>见https：//a.cn</p>\n");
}

static void test_extensions(void)
{
    assert_html(
        "|甲|乙|\n|:-|-:|\n|1|2|\n",
        "<table>\n<thead>\n<tr>\n<th scope=\"col\" class=\"left\">甲</th>\n<th scope=\"col\" "
        "class=\"right\">乙</th>\n</tr>\n</thead>\n"
        "<tbody>\n<tr>\n<td class=\"left\">1</td>\n<td class=\"right\">2</td>\n</tr>\n</tbody>\n</table>\n");
    assert_html(
        "- [x] 甲\r\n- [ ] 乙\r\n",
        "<ul>\n<li><input type=\"checkbox\" checked=\"\" disabled=\"\" aria-label=\"Done\" /> 甲</li>\n"
        "<li><input type=\"checkbox\" disabled=\"\" aria-label=\"To do\" /> 乙</li>\n</ul>\n");
    g_autofree char *html = markup_render("<b>甲</b><script>x</script>", TRUE, NULL);
    g_assert_cmpstr(html, ==, "<p><b>甲</b>&lt;script>x&lt;/script></p>\n");
}

static void test_bytes(void)
{
    static const char TEXT[] = "\xef\xbb\xbf# \xff甲\0乙";
    g_autoptr(Document) document = document_parse(TEXT, sizeof(TEXT) - 1, NULL, NULL, NULL);
    g_autoptr(GString) html = g_string_new("before ");

    document_render(document, NULL, html);
    g_assert_cmpstr(html->str, ==, "before <h1 id=\"甲乙\">\xef\xbf\xbd甲\xef\xbf\xbd乙</h1>\n");
}

/* cmark takes the columns of two lines for the length of such a label. */
static void test_label_over_lines(void)
{
    g_autofree char *html = markup_render("[^http://甲\n🎉🎉乙丙]", FALSE, NULL);
    g_assert_true(g_utf8_validate(html, -1, NULL));
    g_assert_true(g_str_has_prefix(html, "<p>[^"));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/markup/emphasis", test_emphasis);
    g_test_add_func("/markup/emphasis/in-blocks", test_emphasis_in_blocks);
    g_test_add_func("/markup/emphasis/nowhere-else", test_emphasis_nowhere_else);
    g_test_add_func("/markup/no-footnote", test_no_footnote);
    g_test_add_func("/markup/tilde", test_tilde);
    g_test_add_func("/markup/linebreak", test_linebreak);
    g_test_add_func("/markup/linebreak/stays", test_linebreak_stays);
    g_test_add_func("/markup/autolink", test_autolink);
    g_test_add_func("/markup/extensions", test_extensions);
    g_test_add_func("/markup/bytes", test_bytes);
    g_test_add_func("/markup/label-over-lines", test_label_over_lines);
    return g_test_run();
}
