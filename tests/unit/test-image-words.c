/* SPDX-License-Identifier: MIT */
/* Which alternative texts tell what an image shows. */
#include "markup/image-words.h"

static void assert_tell(gboolean tell, const char *const *words, const char *address)
{
    for (; *words; words++)
        if (image_words_tell(*words, address) != tell)
            g_error("'%s' of '%s' %s", *words, address, tell ? "tells something" : "tells nothing");
}

static void test_tell(void)
{
    static const char *const words[] = {"巡逻队员在三号楼前检查消防栓",
                                        "消防栓",
                                        "tree",
                                        "图书馆",
                                        "照片墙",
                                        "photo of the hall",
                                        "image-building",
                                        "三号楼",
                                        "示意图：消防通道",
                                        NULL};
    assert_tell(TRUE, words, "photos/tree.jpg");
    g_assert_true(image_words_tell("夜巡", "夜巡.jpg"));
}

static void test_tell_nothing(void)
{
    static const char *const words[] = {"",
                                        "  ",
                                        "图片",
                                        "照片2",
                                        "照片（三）",
                                        "第三张照片",
                                        "图 1",
                                        "微信图片_20250601101112",
                                        "mmexport1718000000000",
                                        "IMG_2031",
                                        "IMG_2031.JPG",
                                        "DSC00012",
                                        "image",
                                        "Photo 3",
                                        "20250601_101112",
                                        "现场.jpeg",
                                        "…",
                                        NULL};
    assert_tell(FALSE, words, "photos/tree.jpg");
    g_assert_false(image_words_tell("night-patrol-3", "a/night-patrol-3.jpg"));
    g_assert_false(image_words_tell("夜巡 1.webp", "%E5%A4%9C%E5%B7%A1%201.webp"));
    g_assert_false(image_words_tell("tree.svg", "tree.svg"));
}

/* Not walked through again and again, whatever it is. */
static void test_long(void)
{
    g_autofree char *words = g_strnfill(10000000, 'x');
    g_assert_true(image_words_tell(words, words));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/image-words/tell", test_tell);
    g_test_add_func("/image-words/tell-nothing", test_tell_nothing);
    g_test_add_func("/image-words/long", test_long);
    return g_test_run();
}
