/* SPDX-License-Identifier: MIT */
/* Lines for photos in the gallery of a text: where they go, and that all else stays as it is. */
#include "album/block.h"

#include <string.h>

#define FRONT "---\ntitle: A\n---\n"

static GString *add(const char *text, BlockLines *lines)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    const char *front = strstr(text, "\n---");
    const char *body = front ? strchr(front + 1, '\n') : NULL;

    g_ptr_array_add(names, (gpointer) "a-01.jpg");
    g_ptr_array_add(names, (gpointer) "a-02.jpg");
    return block_add(text, strlen(text), body ? (gsize)(body + 1 - text) : 0, names, lines);
}

static void check(const char *text, const char *wanted, guint first)
{
    BlockLines lines;
    g_autoptr(GString) got = add(text, &lines);

    g_assert_cmpstr(got->str, ==, wanted);
    g_assert_cmpuint(lines.first, ==, first);
    g_assert_cmpuint(lines.last, ==, first + 1);
    g_assert_cmpuint(lines.open, ==, 0);
}

#define TWO "a-01.jpg\na-02.jpg\n"
#define BLOCK "```gallery\n" TWO "```\n"

static void test_end(void)
{
    check(FRONT, FRONT "\n" BLOCK, 6);
    check(FRONT "\n", FRONT "\n" BLOCK, 6);
    check(FRONT "Text", FRONT "Text\n\n" BLOCK, 7);
    check(FRONT "Text\n", FRONT "Text\n\n" BLOCK, 7);
    check(FRONT "Text\n\n\n", FRONT "Text\n\n\n" BLOCK, 8);
    check("---\r\ntitle: A\r\n---\r\nText\r\n",
          "---\r\ntitle: A\r\n---\r\nText\r\n\r\n```gallery\r\na-01.jpg\r\na-02.jpg\r\n```\r\n", 7);
    check("\xEF\xBB\xBF" FRONT "Text", "\xEF\xBB\xBF" FRONT "Text\n\n" BLOCK, 7);
}

static void test_extended(void)
{
    check(FRONT "```gallery\nx.jpg 门\n```\n", FRONT "```gallery\nx.jpg 门\n" TWO "```\n", 6);
    check(FRONT "~~~~ gallery 夜巡\nx.jpg\n~~~\n~~~~\nMore.\n",
          FRONT "~~~~ gallery 夜巡\nx.jpg\n~~~\n" TWO "~~~~\nMore.\n", 7);
    check(FRONT "- a\n\n  ```gallery\n  x.jpg\n  ```",
          FRONT "- a\n\n  ```gallery\n  x.jpg\n  a-01.jpg\n  a-02.jpg\n  ```", 8);
    check(FRONT "```gallery\n```\n\n```gallery\nx.jpg\n```\n",
          FRONT "```gallery\n```\n\n```gallery\nx.jpg\n" TWO "```\n", 9);
    check("---\r\ntitle: A\r\n---\r\n```gallery\r\nx.jpg\r\n```\r\n",
          "---\r\ntitle: A\r\n---\r\n```gallery\r\nx.jpg\r\na-01.jpg\r\na-02.jpg\r\n```\r\n", 6);
}

/* What only looks like a gallery. */
static void test_no_gallery(void)
{
    static const char *const texts[] = {
        FRONT "````markdown\n```gallery\nx.jpg\n```\n````\n",
        FRONT "    ```gallery\n    ```\n",
        FRONT "<!--\n```gallery\nx.jpg\n```\n-->\n",
        FRONT "```galleryish\nx.jpg\n```\n",
        FRONT "``` a ` gallery\n",
        FRONT "> ```gallery\n> x.jpg\n> ```\n",
        "---\ntitle: A\nnote: |\n  ```gallery\n  ```\n---\n",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        BlockLines lines;
        g_autoptr(GString) got = add(texts[i], &lines);
        g_autofree char *wanted = g_strconcat(texts[i], "\n" BLOCK, NULL);
        g_assert_cmpstr(got->str, ==, wanted);
    }
}

/* A block without an end would swallow what is added behind it. */
static void test_open(void)
{
    BlockLines lines;
    g_autoptr(GString) got = add(FRONT "Text\n```\ncode\n", &lines);

    g_assert_cmpuint(lines.open, ==, 5);
    g_assert_cmpuint(lines.first, ==, 0);
    g_assert_cmpstr(got->str, ==, FRONT "Text\n```\ncode\n");
}

static void test_nothing(void)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    BlockLines lines;
    g_autoptr(GString) got = block_add(FRONT "Text", strlen(FRONT "Text"), strlen(FRONT), names, &lines);

    g_assert_cmpstr(got->str, ==, FRONT "Text");
    g_assert_cmpuint(lines.first, ==, 0);
}

/* In a block of HTML that goes on to the end nobody would see it. */
static void test_html(void)
{
    static const char *const texts[][2] = {{"<!-- note\n\nText\n", "-->"},
                                           {"<SCRIPT>\nlet a;\n", "</script>"},
                                           {"<pre>\n```\n", "</pre>"},
                                           {"<!-- a -->\n<style>\n", "</style>"}};
    static const char *const ended[] = {"<!-- a\nb --> c\n", "<script>a</script>\n", "<preface>\n",
                                        "a <!-- b\n"};
    BlockLines lines;

    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autofree char *text = g_strconcat(FRONT, texts[i][0], NULL);
        g_autoptr(GString) got = add(text, &lines);
        g_assert_cmpuint(lines.open, >, 0);
        g_assert_cmpstr(lines.end, ==, texts[i][1]);
        g_assert_cmpstr(got->str, ==, text);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(ended); i++) {
        g_autofree char *text = g_strconcat(FRONT, ended[i], NULL);
        g_autoptr(GString) got = add(text, &lines);
        g_assert_cmpuint(lines.open, ==, 0);
        g_assert_nonnull(strstr(got->str, "```gallery"));
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/album/block/end", test_end);
    g_test_add_func("/album/block/extended", test_extended);
    g_test_add_func("/album/block/no-gallery", test_no_gallery);
    g_test_add_func("/album/block/open", test_open);
    g_test_add_func("/album/block/html", test_html);
    g_test_add_func("/album/block/nothing", test_nothing);
    return g_test_run();
}
