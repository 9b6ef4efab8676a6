/* SPDX-License-Identifier: MIT */
/* Books into pages. */
#include "test-typeset-book.h"

static void test_small(void)
{
    const BookPiece pieces[] = {
        chapter("第一章"),
        text("　　今天天气很好。"),
    };
    g_auto(Laid) laid = lay(pieces, G_N_ELEMENTS(pieces));

    g_assert_cmpuint(laid.pages->pages->len, ==, 1);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    fonts_begin();
    g_test_add_func("/book/small", test_small);
    return g_test_run();
}
