/* SPDX-License-Identifier: MIT */
#include "typeset/tile-words.h"

#include <glib.h>

static const TileWords chinese = {
    "%1$s · 第 %2$u 行第 %3$u 列",
    "拼贴说明",
    "共 %1$u 页，%2$u 行，每行 %3$u 列。用 %4$s 纸打印，选“实际大小”（100%%），不要选“适合页面”。",
    {
        "1. 沿虚线裁去每页左边和上边的白边；最右一列再裁右边，最下一行再裁下边。",
        "2. 先不涂胶，按上面的图摆一遍，对一对页号。",
        "3. 斜线处涂胶。右边一页的左边缘盖住斜线，对齐图案，粘成一行。",
        "4. 各行粘好以后，从上往下拼：下面一行的上边缘盖住上面一行的斜线。",
    },
    "打印后量一量，这条线应是 100 mm。",
};

static const TileWords english = {
    "%1$s · row %2$u, column %3$u",
    "How to glue this sheet",
    "%1$u pages: %2$u rows of %3$u columns. Print on %4$s at actual size (100%%); do not fit to the page.",
    {
        "1. Cut off the white margin along the dashed lines: left and top of each page; also the right of "
        "the "
        "last column, and the bottom of the last row.",
        "2. Lay out all the pages by this plan before you glue them.",
        "3. Put glue on the hatched strip. Lay the left edge of the next page over it, so that the picture "
        "goes "
        "on, until the row is complete.",
        "4. Then join the rows from the top: the upper edge of each covers the hatched strip of the row "
        "above.",
    },
    "Measure it when printed: this line is 100 mm.",
};

const TileWords *tile_language(const char *language)
{
    return g_ascii_strncasecmp(language, "zh", 2) == 0 ? &chinese : &english;
}
