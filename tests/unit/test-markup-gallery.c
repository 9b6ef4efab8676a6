/* SPDX-License-Identifier: MIT */

/* The lines of galleries. */

#include "markup/document.h"
#include "markup/gallery.h"
#include "markup/image.h"

#include <glib.h>
#include <string.h>

/* "line:column file | alt | caption" of each item. */
static char *describe(const char *text)
{
    g_autoptr(GArray) items = gallery_read(text);
    GString *lines = g_string_new(NULL);

    for (guint i = 0; i < items->len; i++) {
        const GalleryItem *item = &g_array_index(items, GalleryItem, i);
        g_string_append_printf(lines, "%u:%u %s | %s", item->line, item->column, item->file, item->alt);
        if (strcmp(item->alt, item->caption) != 0)
            g_string_append_printf(lines, " | %s", item->caption);
        g_string_append_c(lines, '\n');
    }
    return g_string_free(lines, FALSE);
}

#define assert_gallery(text, expected)                                                                       \
    G_STMT_START                                                                                             \
    {                                                                                                        \
        g_autofree char *items_ = describe(text);                                                            \
        g_assert_cmpstr(items_, ==, (expected));                                                             \
    }                                                                                                        \
    G_STMT_END

static void test_names(void)
{
    assert_gallery("", "");
    assert_gallery("\n \r\n\t\n", "");
    assert_gallery("yexun-01.jpg 巡逻队员在三号楼前检查消防栓\nyexun-02.jpg\n",
                   "1:1 yexun-01.jpg | 巡逻队员在三号楼前检查消防栓\n2:1 yexun-02.jpg | \n");
    assert_gallery("\r\n  A B.JPG\t两位 居民 \r\n\u3000c.HEIC\u3000茶\n",
                   "2:3 A B.JPG | 两位 居民\n3:4 c.HEIC | 茶\n");
    assert_gallery("a.jpg:b\na.jpg：b\na.jpg | b\na.jpg ，b\na.jpg：\n",
                   "1:1 a.jpg | b\n2:1 a.jpg | b\n3:1 a.jpg | b\n4:1 a.jpg | b\n5:1 a.jpg | \n");
    assert_gallery("- a.jpg b\n*  c.svg\n", "1:3 a.jpg | b\n2:4 c.svg | \n");
}

static void test_endings(void)
{
    /* One name, and the words may have one of their own. */
    assert_gallery("a.jpg.png b\n", "1:1 a.jpg.png | b\n");
    assert_gallery("a.jpg 见 b.jpg\n", "1:1 a.jpg | 见 b.jpg\n");
    assert_gallery("v1.2/2025.06.29 夜.jpeg 说明.\n", "1:1 v1.2/2025.06.29 夜.jpeg | 说明.\n");
    assert_gallery("a.jpgs b.jpg c\n", "1:1 a.jpgs b.jpg | c\n");
    /* The blank was forgotten. */
    assert_gallery("a.jpg巡逻\na.jpg副本.jpg 茶\n", "1:1 a.jpg | 巡逻\n2:1 a.jpg副本.jpg | 茶\n");
    /* No picture: all of it. */
    assert_gallery("a.pdf 说明\n夜巡\n.\n", "1:1 a.pdf 说明 | \n2:1 夜巡 | \n3:1 . | \n");
}

static void test_addresses(void)
{
    assert_gallery("a#1?.jpg b\n100%.jpg\n5%#.jpg\na%20b.jpg\n",
                   "1:1 a%231%3F.jpg | b\n2:1 100%25.jpg | \n3:1 5%25%23.jpg | \n4:1 a%20b.jpg | \n");
    assert_gallery("../p/a.jpg b\n/p/a.jpg\nhttps://a.cn/b.jpg c\n",
                   "1:1 ../p/a.jpg | b\n2:1 /p/a.jpg | \n3:1 https://a.cn/b.jpg | c\n");
}

static void test_images(void)
{
    assert_gallery("![词](<my photo.jpg>)\n![ 词 [1] ](a%20b.jpg \"下\")\n  ![](a.jpg) 词\n![](a.jpg)：词\n",
                   "1:9 my photo.jpg | 词\n2:14 a%20b.jpg | 词 [1] | 下\n3:7 a.jpg | 词\n4:5 a.jpg | 词\n");
    assert_gallery("![词](a b.jpg 'c \"d')\n![词](a(1).jpg)\n![](\"a\")\n",
                   "1:8 a b.jpg | 词 | c \"d\n2:8 a(1).jpg | 词\n3:5 \"a\" | \n");
    /* Not quite: a line like any other. */
    assert_gallery("![词] a.jpg b\n![词](a.jpg\n![](\n![]()\n",
                   "1:1 ![词] a.jpg | b\n2:1 ![词](a.jpg | \n3:1 ![]( | \n4:5  | \n");
}

static void test_named(void)
{
    g_assert_true(gallery_is_named("gallery"));
    g_assert_true(gallery_is_named("gallery 夜巡"));
    g_assert_false(gallery_is_named("gallerys"));
    g_assert_false(gallery_is_named("a gallery"));
}

static void test_without_text(void)
{
    const char *text =
        "甲![ ](a.jpg)\n乙![`c`](b.jpg)\n\n> ```gallery 夜巡\n> c.jpg 茶\n> d e.jpg\n> ![](f.jpg \"下\")\n"
        "> ```\n\n```\ng.jpg\n```\n\n[![](h.jpg)](i)\n";
    g_autoptr(GArray) images = markup_images_without_text(text, strlen(text));
    g_autoptr(GString) lines = g_string_new(NULL);

    for (guint i = 0; i < images->len; i++) {
        const MarkupImage *image = &g_array_index(images, MarkupImage, i);
        g_string_append_printf(lines, "%u %s\n", image->line, image->address);
    }
    g_assert_cmpstr(lines->str, ==, "1 a.jpg\n6 d e.jpg\n7 f.jpg\n14 h.jpg\n");
}

/* What is searched: words, not names of files. */
static void test_words(void)
{
    const char *text = "甲\n\n```gallery 夜巡 掠影\na.jpg 茶 水\n![词](b.png "
                       "\"下\")\nc.jpg\n```\n\n```gallerys\nd.jpg\n```\n";
    g_autoptr(Document) document = document_parse(text, strlen(text), NULL, NULL, NULL);
    g_autoptr(GString) words = g_string_new(NULL);

    document_text(document, words);
    g_assert_cmpstr(words->str, ==, "甲\n夜巡 掠影\n茶 水\n词\n下\nd.jpg");
}

/* A text as long as any is read in one go. */
static void test_long(void)
{
    g_autoptr(GString) text = g_string_new(NULL);

    for (guint i = 0; i < 300000; i++)
        g_string_append(text, i % 3 ? ".jpgx" : "![](");
    const gint64 begin = g_get_monotonic_time();
    g_autoptr(GArray) items = gallery_read(text->str);
    g_assert_cmpuint(items->len, ==, 1);
    g_assert_cmpint(g_get_monotonic_time() - begin, <, 5 * G_USEC_PER_SEC);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/markup/gallery/names", test_names);
    g_test_add_func("/markup/gallery/endings", test_endings);
    g_test_add_func("/markup/gallery/addresses", test_addresses);
    g_test_add_func("/markup/gallery/images", test_images);
    g_test_add_func("/markup/gallery/named", test_named);
    g_test_add_func("/markup/gallery/without-text", test_without_text);
    g_test_add_func("/markup/gallery/words", test_words);
    g_test_add_func("/markup/gallery/long", test_long);
    return g_test_run();
}
