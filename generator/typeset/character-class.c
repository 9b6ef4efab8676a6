/* SPDX-License-Identifier: MIT */
#include "markup/character.h"
#include "text/space.h"
#include "typeset/paragraph-private.h"

#include <string.h>

/* CLREQ, 3.1: punctuation, and which of it may begin or end a line; connectors and signs of its table 2. */
static const struct {
    CharacterClass class;
    const char *characters;
} WIDE[] = {
    {CLASS_OPENING, "“‘（《「『【〈〔〖［｛〘〚｟〝﹁﹃﹙﹛﹝"},
    {CLASS_CLOSING, "”’）》」』】〉〕〗］｝〙〛｠〞〟﹂﹄﹚﹜﹞"},
    {CLASS_STOP, "，。、；：！？．﹐﹑﹒﹔﹕﹖﹗｡､‼⁇⁈⁉"},
    {CLASS_MIDDLE, "·・‧～〜－／＼｜･"},
    {CLASS_DASH, "—―⸺⸻"},
    {CLASS_ELLIPSIS, "…⋯‥"},
    {CLASS_POSTFIX,
     "％‰‱℃℉°′″￠㎎㎏㎜㎝㎞㎡㎥㏄々〻〱〲ーゝゞヽヾぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ"},
    {CLASS_PREFIX, "￥＄￡￦"},
};

/* Without those that are letters and digits. */
static CharacterClass class_of_ascii(char c)
{
    if (strchr("([{", c))
        return CLASS_NARROW_OPENING;
    if (strchr(")]},.;:!?%", c))
        return c == '%' ? CLASS_LATIN : CLASS_NARROW_CLOSING;
    return strchr("@#&*+=$_~^", c) ? CLASS_LATIN : CLASS_SIGN;
}

static CharacterClass class_of_narrow(gunichar c)
{
    switch (c) {
    case 0x2018:
    case 0x201c: return CLASS_NARROW_OPENING;
    case 0xb7:
    case 0x2019:
    case 0x201d:
    case 0x2026: return CLASS_NARROW_CLOSING;
    default: return CLASS_SIGN;
    }
}

static CharacterClass class_of_wide(gunichar c)
{
    char text[7] = {0};

    g_unichar_to_utf8(c, text);
    for (guint i = 0; i < G_N_ELEMENTS(WIDE); i++)
        if (strstr(WIDE[i].characters, text))
            return WIDE[i].class;
    return CLASS_HAN;
}

/* Marks that Chinese shares with Latin script, and which are narrow there: “ ” ‘ ’ … · */
static gboolean is_shared(gunichar c)
{
    return c == 0xb7 || c == 0x2018 || c == 0x2019 || c == 0x201c || c == 0x201d || c == 0x2026;
}

CharacterClass class_of(gunichar c, gboolean wide)
{
    if (c >= 0x4e00 && c <= 0x9fff)
        return CLASS_HAN;
    if (c < 0x80 && c > 0x20)
        return g_ascii_isalpha(c) ? CLASS_LATIN : g_ascii_isdigit(c) ? CLASS_DIGIT : class_of_ascii((char)c);
    if (c == 0x3000)
        return CLASS_WIDE_SPACE;
    if (c == 0x2028 || c == 0x2029)
        return CLASS_LINE_END;
    if (c <= 0x20 || space_is(c))
        return CLASS_SPACE;
    if (is_shared(c) && !wide)
        return class_of_narrow(c);
    const CharacterClass class = class_of_wide(c);
    if (class != CLASS_HAN || character_is_cjk(c))
        return class;
    if (g_unichar_isdigit(c))
        return CLASS_DIGIT;
    return g_unichar_isalpha(c) || g_unichar_ismark(c) ? CLASS_LATIN : c < 0x2100 ? CLASS_SIGN : CLASS_HAN;
}

gboolean class_may_begin(CharacterClass class)
{
    switch (class) {
    case CLASS_CLOSING:
    case CLASS_STOP:
    case CLASS_MIDDLE:
    case CLASS_DASH:
    case CLASS_ELLIPSIS:
    case CLASS_POSTFIX:
    case CLASS_NARROW_CLOSING: return FALSE;
    default: return TRUE;
    }
}

gboolean class_may_end(CharacterClass class)
{
    return class != CLASS_OPENING && class != CLASS_NARROW_OPENING && class != CLASS_PREFIX;
}

/* What surrounds a mark. */
typedef enum { AROUND_NOTHING, AROUND_NARROW, AROUND_WIDE } Around;

static Around around_of(gunichar c)
{
    if (c == 0 || c == 0x2028)
        return AROUND_NOTHING;
    return class_is_wide(class_of(c, TRUE)) ? AROUND_WIDE : AROUND_NARROW;
}

typedef struct {
    const char *text;
    const char *end;
    gboolean chinese; /* there is a wide character in it */
    guint8 *narrow;
    GByteArray *open; /* for each mark that is open, whether it is narrow */
} Context;

/* The next character that is neither white space nor a shared mark. 0: none. */
static gunichar context_after(const Context *context, const char *at)
{
    for (guint steps = 0; at < context->end && steps < 8; at = g_utf8_next_char(at), steps++) {
        const gunichar c = g_utf8_get_char(at);
        if (!is_shared(c) && (!space_is(c) || c == 0x2028))
            return c;
    }
    return 0;
}

static gboolean context_is_narrow(const Context *context, gunichar c, gunichar before, gboolean joined,
                                  const char *after)
{
    const gboolean closing = c == 0x2019 || c == 0x201d;
    const gunichar next = after < context->end ? g_utf8_get_char(after) : 0;

    if (!context->chinese)
        return TRUE;
    /* An apostrophe. */
    if (c == 0x2019 && joined && around_of(before) == AROUND_NARROW && g_unichar_isalnum(next) &&
        around_of(next) == AROUND_NARROW)
        return TRUE;
    if (closing && context->open->len > 0) {
        const gboolean narrow = context->open->data[context->open->len - 1];
        g_byte_array_set_size(context->open, context->open->len - 1);
        return narrow;
    }
    return around_of(before) == AROUND_NARROW &&
           (closing || around_of(context_after(context, after)) == AROUND_NARROW);
}

guint8 *context_find_narrow(const char *text, gsize length)
{
    Context context = {text, text + length, FALSE, g_malloc0(length + 1), g_byte_array_new()};
    gunichar before = 0;     /* the last that is neither white space nor a shared mark */
    gboolean joined = FALSE; /* it stands right before */

    for (const char *at = text; at < context.end && !context.chinese; at = g_utf8_next_char(at)) {
        const gunichar c = g_utf8_get_char(at);
        context.chinese = !is_shared(c) && around_of(c) == AROUND_WIDE && c != 0x2014;
    }
    for (const char *at = text; at < context.end; at = g_utf8_next_char(at)) {
        const gunichar c = g_utf8_get_char(at);
        if (!is_shared(c)) {
            joined = !space_is(c) || c == 0x2028;
            before = joined ? c : before;
            continue;
        }
        const guint8 narrow = context_is_narrow(&context, c, before, joined, g_utf8_next_char(at));
        context.narrow[at - text] = narrow;
        if (c == 0x2018 || c == 0x201c)
            g_byte_array_append(context.open, &narrow, 1);
        joined = FALSE;
    }
    g_byte_array_unref(context.open);
    return context.narrow;
}
