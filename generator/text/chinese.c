/* SPDX-License-Identifier: MIT */
#include "text/chinese.h"

#include "text/identity.h"

#include <string.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

/* Han by its reading in pinyin, then everything to plain Latin letters. */
static char *to_latin(const char *text)
{
    UErrorCode status = U_ZERO_ERROR;
    UTransliterator *transliterator =
        utrans_openU(u"Han-Latin; Latin-ASCII; Lower", -1, UTRANS_FORWARD, NULL, 0, NULL, &status);
    if (U_FAILURE(status))
        return g_utf8_strdown(text, -1);
    const gsize capacity = strlen(text) * 8 + 1;
    g_autofree UChar *wide = g_new0(UChar, capacity);
    int32_t length = 0;
    u_strFromUTF8(wide, (int32_t)capacity, &length, text, -1, &status);
    int32_t limit = length;
    utrans_transUChars(transliterator, wide, &length, (int32_t)capacity, 0, &limit, &status);
    utrans_close(transliterator);
    char *latin = g_malloc0(capacity * 3);
    u_strToUTF8(latin, (int32_t)capacity * 3, NULL, wide, length, &status);
    return latin;
}

char *chinese_file_name(const char *title, gsize most)
{
    g_autofree char *masked = identity_hide(title);
    g_autofree char *latin = to_latin(masked);
    GString *name = g_string_new(NULL);
    gsize word = 0; /* where the last whole word ends */

    for (const char *p = latin; *p && name->len < most; p++) {
        if (g_ascii_isalnum(*p)) {
            g_string_append_c(name, *p);
        } else if (name->len > 0 && name->str[name->len - 1] != '-') {
            word = name->len;
            g_string_append_c(name, '-');
        }
        if (!p[1])
            word = name->len;
    }
    if (word > 0)
        g_string_truncate(name, word);
    while (name->len > 0 && name->str[name->len - 1] == '-')
        g_string_truncate(name, name->len - 1);
    return g_string_free(name, FALSE);
}

gboolean chinese_is_han(gunichar c)
{
    return (c >= 0x4e00 && c <= 0x9fff) || c == 0x3007 || (c >= 0x3400 && c <= 0x4dbf) ||
           (c >= 0xf900 && c <= 0xfaff) || (c >= 0x20000 && c <= 0x3ffff);
}

guint text_width(const char *text, gsize length)
{
    guint width = 0;

    for (const char *p = text; p < text + length; p = g_utf8_next_char(p)) {
        const gunichar c = g_utf8_get_char(p);
        if (!g_unichar_iszerowidth(c))
            width += g_unichar_iswide(c) ? 2 : 1;
    }
    return width;
}

void text_append_column(GString *into, const char *text, guint columns)
{
    const guint width = text_width(text, strlen(text));

    g_string_append_printf(into, "%s%*s", text, (int)(columns - MIN(width, columns)), "");
}
