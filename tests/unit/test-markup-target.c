/* SPDX-License-Identifier: MIT */

/* What the owner of a text has a say in: links, blocks, ids, warnings. */

#include "markup-render.h"

#define BACK(id)                                                                                             \
    "<a href=\"#" id "\" class=\"footnote-backref\" data-footnote-backref aria-label=\"Back to content\">↩"

static char *note_resolve(void *data, const char *url, gboolean image, guint line)
{
    g_string_append_printf(data, "%u %s %s\n", line, image ? "image" : "link", url);
    return g_str_has_suffix(url, ".md") ? g_strdup("../a&b.html") : NULL;
}

static char *note_block(void *data, const char *name, const char *arguments, const char *text, guint line)
{
    g_string_append_printf(data, "%u %s(%s) %s", line, name, arguments, text);
    return strcmp(name, "chart") == 0 ? g_strdup("<figure></figure>") : NULL;
}

static void note_warn(void *data, guint line, guint column, const char *message)
{
    g_string_append_printf(data, "%u:%u %s\n", line, column, message);
}

static char *render_noting(const char *text, GString *notes)
{
    MarkupTarget target = {.data = notes, .resolve = note_resolve, .block = note_block, .warn = note_warn};
    return markup_render(text, FALSE, &target);
}

static void test_links(void)
{
    g_autoptr(GString) notes = g_string_new(NULL);
    g_autofree char *html = render_noting("[甲](a.md \"题\")\n![乙\\]](p%20q.jpg)\n\n详见https://a.cn，\n"
                                          "电邮z@a.cn[^1]和[丙][r]\n\n[r]: r.md\n[^1]: [丁](&amp;.md)\n",
                                          notes);

    g_assert_cmpstr(notes->str, ==,
                    "1 link a.md\n2 image p%20q.jpg\n4 link https://a.cn\n5 link mailto:z@a.cn\n5 link r.md\n"
                    "8 link &.md\n");
    g_assert_nonnull(strstr(html, "<a href=\"../a&amp;b.html\" title=\"题\">甲</a>"));
    g_assert_nonnull(strstr(html, "<img src=\"p%20q.jpg\" alt=\"乙]\" />"));
    g_assert_nonnull(strstr(html, "<a href=\"../a&amp;b.html\">丁</a>"));
}

/* A line of code or HTML that runs over the end of a line counts, too. */
static void test_link_lines(void)
{
    g_autoptr(GString) notes = g_string_new(NULL);
    g_autofree char *html =
        render_noting("`a\nb` [甲](1)\n> - x\n>   [乙](2)\n\n|t|\n|-|\n|[丙](3)|\n", notes);

    g_assert_cmpstr(notes->str, ==, "2 link 1\n4 link 2\n8 link 3\n");
    g_assert_nonnull(html);
}

static char *show_photo(void *data, const MarkupPicture *picture)
{
    g_string_append_printf(data, "%u %s(%s) %s\n", picture->line, picture->alt, picture->title, picture->url);
    return g_str_has_suffix(picture->url, ".jpg") ? g_strdup("<i>") : NULL;
}

/* The text of an image that is shown in its own way is not shown again; others are as ever. */
static void test_images(void)
{
    g_autoptr(GString) notes = g_string_new(NULL);
    const MarkupTarget target = {.data = notes, .image = show_photo};
    g_autofree char *html = markup_render(
        "甲 ![乙*丙*`<`\n丁![戊](e.jpg)](a.jpg \"题\"),[![己](b.jpg)](c)\n![b](b.png)\n", FALSE, &target);

    g_assert_cmpstr(html, ==, "<p>甲 <i>,<a href=\"c\"><i></a>\n<img src=\"b.png\" alt=\"b\" /></p>\n");
    g_assert_cmpstr(notes->str, ==, "2 乙丙< 丁戊(题) a.jpg\n2 己() b.jpg\n3 b() b.png\n");
}

static void test_gallery(void)
{
    g_autoptr(GString) notes = g_string_new(NULL);
    const MarkupTarget target = {.data = notes, .image = show_photo};
    const char *text =
        "> ```gallery 夜巡\n> a.jpg 茶<\n>\n> ![](b.png \"下\")\n> ```\n\n```gallerya\nx\n```\n";
    g_autofree char *html = markup_render(text, FALSE, &target);

    g_assert_cmpstr(html, ==,
                    "<blockquote>\n<figure><i><figcaption>茶&lt;</figcaption></figure>\n"
                    "<figure><img src=\"b.png\" alt=\"\" /><figcaption>下</figcaption></figure>\n"
                    "</blockquote>\n<pre><code class=\"language-gallerya\">x\n</code></pre>\n");
    g_assert_cmpstr(notes->str, ==, "2 茶<() a.jpg\n4 () b.png\n");
}

/* Whoever follows the links of a text meets its photos. */
static void test_gallery_links(void)
{
    g_autoptr(GString) notes = g_string_new(NULL);
    g_autofree char *html = render_noting("甲\n\n~~~gallery\na b.jpg：茶\ndata:text/html,.jpg\n~~~\n", notes);

    g_assert_nonnull(strstr(notes->str, "4 image a b.jpg\n5 image data:text/html,.jpg\n"));
    g_assert_nonnull(strstr(notes->str, "5:1 a link to “data:” is left out\n"));
    g_assert_nonnull(strstr(html, "<figure><img src=\"a%20b.jpg\" alt=\"茶\" />"));
    g_assert_null(strstr(html, "data:"));
}

static void test_labels(void)
{
    const MarkupTarget target = {.done_label = "\"完\"", .to_do_label = "未"};
    g_autofree char *html = markup_render("- [x] 甲\n- [ ] 乙\n", FALSE, &target);

    g_assert_nonnull(strstr(html, "checked=\"\" disabled=\"\" aria-label=\"&quot;完&quot;\" /> 甲"));
    g_assert_nonnull(strstr(html, "<li><input type=\"checkbox\" disabled=\"\" aria-label=\"未\" /> 乙"));
}

static void test_dangerous_links(void)
{
    g_autoptr(GString) notes = g_string_new(NULL);
    g_autofree char *html = render_noting("[甲](JavaScript:alert(1)) ![乙](data:image/png;base64,A)", notes);
    g_autofree char *trusted = markup_render("[甲](javascript:a)", TRUE, NULL);

    g_assert_cmpstr(html, ==,
                    "<p><a href=\"\">甲</a> <img src=\"data:image/png;base64,A\" alt=\"乙\" /></p>\n");
    g_assert_nonnull(strstr(notes->str, "1:1 a link to “javascript:” is left out\n"));
    g_assert_cmpstr(trusted, ==, "<p><a href=\"javascript:a\">甲</a></p>\n");
}

static void test_blocks(void)
{
    g_autoptr(GString) notes = g_string_new(NULL);
    g_autofree char *html =
        render_noting("甲\n\n- x\n\n  ```chart  bar wide \n  a: 1\n  ```\n\n~~~c <\nint;\n~~~\n\n"
                      "```\nplain\n```\n\n    chart\n",
                      notes);

    g_assert_cmpstr(notes->str, ==, "5 chart(bar wide) a: 1\n9 c(<) int;\n");
    g_assert_nonnull(strstr(html, "<p>x</p>\n<figure></figure>\n</li>"));
    g_assert_nonnull(strstr(html, "</ul>\n<pre><code class=\"language-c\">int;\n</code></pre>\n"
                                  "<pre><code>plain\n</code></pre>\n<pre><code>chart\n</code></pre>\n"));
}

/* A block may be made of Markdown itself. */
static char *nest_block(void *data, const char *name, const char *arguments G_GNUC_UNUSED, const char *text,
                        guint line G_GNUC_UNUSED)
{
    MarkupTarget inner = {.data = data, .prefix = name};
    return markup_render(text, FALSE, &inner);
}

static void test_nested(void)
{
    MarkupTarget target = {.block = nest_block, .prefix = "p"};
    g_autofree char *html = markup_render("```q\n# 甲\n```\n\n# 甲\n", FALSE, &target);

    g_assert_cmpstr(html, ==, "<h1 id=\"q:甲\">甲</h1>\n<h1 id=\"p:甲\">甲</h1>\n");
}

static void test_warnings(void)
{
    g_autoptr(GString) notes = g_string_new(NULL);
    g_autofree char *html = render_noting("甲 <b>乙</b>\n\n<!-- 丙 -->\n\n<div>\n丁\n</div>\n", notes);
    static const char *const WARNING = "HTML is left out of the text";
    g_autofree char *expected = g_strdup_printf("1:5 %s\n1:11 %s\n5:1 %s\n", WARNING, WARNING, WARNING);

    g_assert_cmpstr(notes->str, ==, expected);
    g_assert_cmpstr(html, ==,
                    "<p>甲 <!-- raw HTML omitted -->乙<!-- raw HTML omitted --></p>\n"
                    "<!-- raw HTML omitted -->\n<!-- raw HTML omitted -->\n");
}

static void test_no_warnings_of_trusted_html(void)
{
    g_autoptr(GString) notes = g_string_new(NULL);
    MarkupTarget target = {.data = notes, .warn = note_warn};
    g_autofree char *html = markup_render("<div>甲</div>\n", TRUE, &target);

    g_assert_cmpstr(notes->str, ==, "");
    g_assert_cmpstr(html, ==, "<div>甲</div>\n");
}

static const char FOOTNOTES[] = "# 安排\n\n甲[^注]乙[^注]丙[^b] [上](#%E5%AE%89%E6%8E%92) [外](#other)\n\n"
                                "[^b]: - 表\n[^注]: 说明\n";

static void test_footnotes(void)
{
    g_autofree char *html = markup_render(FOOTNOTES, FALSE, NULL);

    g_assert_cmpstr(
        html, ==,
        "<h1 id=\"安排\">安排</h1>\n"
        "<p>甲<sup class=\"footnote-ref\"><a href=\"#fn-1\" id=\"fnref-1\" data-footnote-ref>1</a></sup>"
        "乙<sup class=\"footnote-ref\"><a href=\"#fn-1\" id=\"fnref-1-2\" data-footnote-ref>1</a></sup>"
        "丙<sup class=\"footnote-ref\"><a href=\"#fn-2\" id=\"fnref-2\" data-footnote-ref>2</a></sup>"
        " <a href=\"#%E5%AE%89%E6%8E%92\">上</a> <a href=\"#other\">外</a></p>\n"
        "<div class=\"footnotes\" data-footnotes>\n<ol>\n"
        "<li id=\"fn-1\">\n<p>说明 " BACK("fnref-1") "</a> " BACK(
            "fnref-1-2") "<sup class=\"footnote-ref\">2</sup></a></p>\n</li>\n"
                         "<li id=\"fn-2\">\n<ul>\n<li>表</li>\n</ul>\n" BACK(
                             "fnref-2") "</a>\n</li>\n</ol>\n</div>\n");
}

static GHashTable *ids_of(const char *html)
{
    GHashTable *ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (const char *p = html; (p = strstr(p, " id=\"")) != NULL; p++)
        g_assert_true(g_hash_table_add(ids, g_strndup(p + 5, strcspn(p + 5, "\""))));
    return ids;
}

static void test_prefix(void)
{
    MarkupTarget target = {.prefix = "news/a", .footnote_label = "返回\"正文\""};
    g_autofree char *html = markup_render(FOOTNOTES, FALSE, &target);
    g_autoptr(GHashTable) ids = ids_of(html);

    g_assert_cmpuint(g_hash_table_size(ids), ==, 6);
    g_assert_true(g_hash_table_contains(ids, "news/a:安排"));
    g_assert_true(g_hash_table_contains(ids, "news/a:fnref-1-2"));
    g_assert_nonnull(strstr(html, "href=\"#news/a:%E5%AE%89%E6%8E%92\">上"));
    g_assert_nonnull(strstr(html, "href=\"#other\">外"));
    g_assert_nonnull(strstr(html, "href=\"#news/a:fn-1\" id=\"news/a:fnref-1\""));
    g_assert_nonnull(strstr(html, "href=\"#news/a:fnref-2\" class=\"footnote-backref\""));
    g_assert_nonnull(strstr(html, "aria-label=\"返回&quot;正文&quot;\""));
}

/* Ids of two texts on a page, whatever their prefixes, are different. */
static void test_prefixes_apart(void)
{
    static const char *const PREFIXES[] = {"", "fn", "fnref-1", "fn:fn-1", "a"};
    static const char TEXT[] = "# fn-1\n\n# fn\n\n# a:fn-1\n\n[^1] [^1]\n\n[^1]: x\n";
    g_autoptr(GString) page = g_string_new(NULL);
    g_autoptr(Document) document = markup_parse(TEXT, FALSE);

    for (gsize i = 0; i < G_N_ELEMENTS(PREFIXES); i++) {
        MarkupTarget target = {.prefix = PREFIXES[i]};
        document_render(document, &target, page);
    }
    g_autoptr(GHashTable) ids = ids_of(page->str);
    g_assert_cmpuint(g_hash_table_size(ids), ==, 6 * G_N_ELEMENTS(PREFIXES));
}

/* A rendering leaves nothing behind. */
static void test_again(void)
{
    g_autoptr(Document) document = markup_parse(FOOTNOTES, FALSE);
    g_autoptr(GString) notes = g_string_new(NULL);
    MarkupTarget other = {.data = notes, .resolve = note_resolve, .prefix = "x"};
    g_autoptr(GString) first = g_string_new(NULL), second = g_string_new(NULL), third = g_string_new(NULL);

    document_render(document, NULL, first);
    document_render(document, &other, second);
    document_render(document, NULL, third);
    g_assert_cmpuint(first->len, >, 0);
    g_assert_cmpstr(first->str, !=, second->str);
    g_assert_cmpstr(first->str, ==, third->str);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/markup/links", test_links);
    g_test_add_func("/markup/links/lines", test_link_lines);
    g_test_add_func("/markup/links/dangerous", test_dangerous_links);
    g_test_add_func("/markup/images", test_images);
    g_test_add_func("/markup/galleries", test_gallery);
    g_test_add_func("/markup/galleries/links", test_gallery_links);
    g_test_add_func("/markup/tasks/labels", test_labels);
    g_test_add_func("/markup/blocks", test_blocks);
    g_test_add_func("/markup/nested", test_nested);
    g_test_add_func("/markup/warnings", test_warnings);
    g_test_add_func("/markup/warnings/trusted", test_no_warnings_of_trusted_html);
    g_test_add_func("/markup/footnotes", test_footnotes);
    g_test_add_func("/markup/prefix", test_prefix);
    g_test_add_func("/markup/prefix/apart", test_prefixes_apart);
    g_test_add_func("/markup/again", test_again);
    return g_test_run();
}
