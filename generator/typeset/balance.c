/* SPDX-License-Identifier: MIT */
#include "typeset/paragraph-private.h"

GArray *paragraph_balance(const Paragraph *paragraph, guint count)
{
    double low = 0, high = paragraph_width(paragraph);
    GArray *lines = paragraph_break(paragraph, high, 0, FALSE);

    for (guint i = 0; i < 20 && count > 1; i++) {
        const double width = (low + high) / 2;
        GArray *tried = paragraph_break(paragraph, width, 0, FALSE);
        if (tried->len > count) {
            g_array_unref(tried);
            low = width;
            continue;
        }
        g_array_unref(lines);
        lines = tried;
        high = width;
    }
    return lines;
}
