/* SPDX-License-Identifier: MIT */
/* The zero of a Chinese date is 〇 (U+3007): not ○, O, 0 or 零 (GB/T 15835-2011, 5.2.2). */
#include "review/marks.h"
#include "text/chinese-number.h"

#include <glib/gi18n.h>
#include <string.h>

#define YEAR_LENGTH 4

enum { NO_DIGIT, DIGIT, ZERO_RIGHT, ZERO_WRONG, ZERO_MAYBE };

static int kind_of(gunichar c)
{
    if (chinese_numeral_value(c) > 0)
        return DIGIT;
    switch (c) {
    case 0x3007: return ZERO_RIGHT;
    case 0x25cb:
    case 0x25ef:
    case 'O':
    case 'o':
    case 0xff2f: return ZERO_WRONG;
    case '0':
    case 0xff10:
    case 0x96f6: return ZERO_MAYBE; /* they are no mistake in other numbers */
    default: return NO_DIGIT;
    }
}

/* The year as it should be written, newly allocated, or NULL if `start` begins no year with a wrong zero. */
static char *year_mend(const Prose *prose, gsize start, gsize *end)
{
    g_autoptr(GString) year = g_string_new(NULL);
    const char *p = prose->text->str + start;
    guint counts[ZERO_MAYBE + 1] = {0};
    guint length = 0;

    for (int kind; (kind = kind_of(g_utf8_get_char(p))) != NO_DIGIT; p = g_utf8_next_char(p), length++) {
        if (length == YEAR_LENGTH)
            return NULL;
        g_string_append_unichar(year, kind == DIGIT ? g_utf8_get_char(p) : 0x3007);
        counts[kind]++;
    }
    *end = (gsize)(p - prose->text->str);
    const gboolean named = g_str_has_prefix(p, "年");
    if (length != YEAR_LENGTH || counts[DIGIT] == 0 || !(counts[ZERO_WRONG] || (counts[ZERO_MAYBE] && named)))
        return NULL;
    if (named)
        g_string_append(year, "年");
    return g_string_free(g_steal_pointer(&year), FALSE);
}

/* Whether a zero stands there that some character of more than ASCII or another zero is before. */
static gboolean is_candidate(const GString *text, gsize at)
{
    const char before = at > 0 ? text->str[at - 1] : ' ';
    const guchar next = (guchar)text->str[at + 1];

    if ((guchar)before < 0x80 && before != '0' && before != 'O' && before != 'o')
        return FALSE;
    switch ((guchar)text->str[at]) {
    case 0xe2: return next == 0x97; /* ○ ◯ */
    case 0xe9: return next == 0x9b; /* 零 */
    case 0xef: return next == 0xbc; /* full width */
    default: return TRUE;
    }
}

gsize zero_look(Prose *prose, gsize at)
{
    const char *text = prose->text->str;
    gsize start = at, end = at;

    if (!is_candidate(prose->text, at) || kind_of(prose_at(prose, at)) < ZERO_WRONG)
        return at;
    for (guint i = 0; i <= YEAR_LENGTH && kind_of(prose_before(prose, start)) != NO_DIGIT; i++)
        start = (gsize)(g_utf8_prev_char(text + start) - text);
    const gunichar first = prose_at(prose, start);
    g_autofree char *mended = first == 0x4e00 || first == 0x4e8c ? year_mend(prose, start, &end) : NULL;
    if (!mended)
        return at;
    g_autofree char *written = prose_words(prose, start, end);
    g_autofree char *hint = g_strdup_printf(_("write '%s'"), mended);
    finding_report(prose->review, SEVERITY_WARNING, FINDING_ZERO, prose->entry, prose_place(prose, start),
                   written, hint, _("the zero in the year '%s' is not '〇'"), written);
    return end;
}
