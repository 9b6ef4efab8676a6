/* SPDX-License-Identifier: MIT */
#include "text/json.h"

#include <string.h>

static void append_plainly(GString *into, guchar byte)
{
    static const char *const named[] = {
        ['\b'] = "\\b", ['\t'] = "\\t", ['\n'] = "\\n", ['\f'] = "\\f", ['\r'] = "\\r"};

    if (byte == '"' || byte == '\\')
        g_string_append_printf(into, "\\%c", byte);
    else if (byte < G_N_ELEMENTS(named) && named[byte])
        g_string_append(into, named[byte]);
    else if (byte < 0x20)
        g_string_append_printf(into, "\\u%04x", byte);
    else
        g_string_append_c(into, (char)byte);
}

/* Eight bytes are looked at at once: every byte, at every place among them, beside every kind of neighbour.
 */
static void test_strings(void)
{
    static const guchar neighbours[] = {0x00, 0x1F, 0x20, '!',  '"',  '#', '[',
                                        '\\', ']',  0x7F, 0x80, 0xA2, 0xFF};
    char text[19];

    for (guint byte = 0; byte < 256; byte++)
        for (gsize place = 0; place < sizeof text; place++)
            for (guint i = 0; i < G_N_ELEMENTS(neighbours); i++) {
                g_autoptr(GString) got = g_string_new(NULL), wanted = g_string_new("\"");
                memset(text, 'a', sizeof text);
                text[place] = (char)byte;
                if (place + 1 < sizeof text)
                    text[place + 1] = (char)neighbours[i];
                for (gsize k = 0; k < sizeof text; k++)
                    append_plainly(wanted, (guchar)text[k]);
                g_string_append_c(wanted, '"');
                json_append_string(got, text, sizeof text);
                g_assert_cmpmem(got->str, got->len, wanted->str, wanted->len);
            }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/text/json/strings", test_strings);
    return g_test_run();
}
