/* SPDX-License-Identifier: MIT */
/*
 * Where a line may be broken. Between Chinese characters and marks that is CLREQ, 3.1.4 (neither begins nor
 * ends a line), in what is Latin ICU (UAX #14, strict); and then there are addresses, which have no spaces.
 */
#include "typeset/paragraph-private.h"

#include <string.h>
#include <unicode/ubrk.h>

/* From how many characters on a word without spaces is broken at its signs. */
#define ADDRESS_LEAST 20
/* And one with a slash in it. */
#define PATH_LEAST 8

static char byte_of(const Paragraph *paragraph, guint index)
{
    return paragraph->text[item_at(paragraph, index)->start];
}

/* Digits that share a square of a vertical line are of the class of Han. */
static gboolean is_digit(const Paragraph *paragraph, guint index)
{
    return index < paragraph->items->len &&
           (item_at(paragraph, index)->class == CLASS_DIGIT || g_ascii_isdigit(byte_of(paragraph, index)));
}

static gboolean contains(const char *characters, gunichar c)
{
    return c != 0 && g_utf8_strchr(characters, -1, c) != NULL;
}

/* A digit, what joins two numbers, and a digit: 8：30, 3—5. */
static gboolean is_number(const Paragraph *paragraph, guint index)
{
    return index >= 2 && is_digit(paragraph, index - 2) && is_digit(paragraph, index) &&
           contains("：．／～〜—―－–-~:/.", item_character(paragraph, index - 1));
}

/* A number and what it counts stay together where that costs little, and so do the parts of a date: 3栋, 第3,
 * 10月18日; but not WiFi6网络. */
static gboolean is_counted(const Paragraph *paragraph, guint index)
{
    const gunichar before = item_character(paragraph, index - 1);

    if (is_digit(paragraph, index))
        return contains("第共约近超达", before) ||
               (index >= 2 && contains("年月", before) && is_digit(paragraph, index - 2));
    for (guint i = index; i-- > 0 && class_is_word(item_at(paragraph, i)->class);)
        if (!is_digit(paragraph, i))
            return FALSE;
    return is_digit(paragraph, index - 1) && item_at(paragraph, index)->class == CLASS_HAN;
}

/* "No. 5", and a telephone number in groups. */
static gboolean is_numbered(const Paragraph *paragraph, guint index)
{
    if (index >= 2 && is_digit(paragraph, index - 2) && is_digit(paragraph, index))
        return TRUE;
    return index >= 4 && is_digit(paragraph, index) && byte_of(paragraph, index - 2) == '.' &&
           g_ascii_tolower(byte_of(paragraph, index - 3)) == 'o' && byte_of(paragraph, index - 4) == 'N';
}

static BreakKind break_after_blank(const Paragraph *paragraph, guint index)
{
    const Item *item = item_at(paragraph, index);
    const guint seen = paragraph->sums[index].seen_to;

    if (item_at(paragraph, index - 1)->kept || !class_may_begin(item->class) || seen == 0 ||
        !class_may_end(item_at(paragraph, seen - 1)->class))
        return BREAK_NEVER;
    return is_numbered(paragraph, index) ? BREAK_POOR : BREAK_GOOD;
}

static BreakKind break_of_wide(const Paragraph *paragraph, guint index, gboolean icu)
{
    const Item *before = item_at(paragraph, index - 1), *item = item_at(paragraph, index);

    if (is_number(paragraph, index))
        return BREAK_FORCED;
    if (before->class == CLASS_SIGN || item->class == CLASS_SIGN)
        return icu ? BREAK_GOOD : BREAK_FORCED;
    /* "#话题", but not "C#和" */
    if (contains("@#$&", item_character(paragraph, index - 1)) &&
        !(index >= 2 && class_is_word(item_at(paragraph, index - 2)->class)))
        return BREAK_FORCED;
    return is_counted(paragraph, index) ? BREAK_POOR : BREAK_GOOD;
}

static BreakKind break_of_narrow(const Paragraph *paragraph, guint index, gboolean icu, gboolean address)
{
    const Item *item = item_at(paragraph, index);
    const char before = byte_of(paragraph, index - 1);

    if (is_number(paragraph, index))
        return BREAK_FORCED;
    if (address)
        return icu || (class_is_word(item->class) && before > 0 && strchr("/.-_?&=@#%+~:,;", before) &&
                       !(index >= 2 && is_digit(paragraph, index - 2) && is_digit(paragraph, index)))
                   ? BREAK_POOR
                   : BREAK_FORCED;
    /* UAX #14 would break C++ and GB/T. */
    return icu && !(before > 0 && strchr("/+#", before)) ? BREAK_GOOD : BREAK_FORCED;
}

static BreakKind break_of(const Paragraph *paragraph, guint index, gboolean icu, gboolean address)
{
    const Item *before = item_at(paragraph, index - 1), *item = item_at(paragraph, index);

    if (before->class == CLASS_LINE_END)
        return BREAK_MUST;
    if (class_is_blank(item->class))
        return BREAK_NEVER;
    if (class_is_blank(before->class))
        return break_after_blank(paragraph, index);
    if (!class_may_begin(item->class) || !class_may_end(before->class))
        return BREAK_NEVER;
    if (class_is_wide(before->class) || class_is_wide(item->class))
        return break_of_wide(paragraph, index, icu);
    return break_of_narrow(paragraph, index, icu, address);
}

/* Whether ICU has to be asked: about anything narrow that is not just letters and digits. */
static gboolean needs_icu(const Paragraph *paragraph)
{
    for (guint i = 0; i < paragraph->items->len; i++) {
        const Item *item = item_at(paragraph, i);
        if (!class_is_wide(item->class) && !class_is_blank(item->class) &&
            (!class_is_word(item->class) || (guchar)byte_of(paragraph, i) >= 0x80))
            return TRUE;
    }
    return FALSE;
}

guint8 *paragraph_ask_icu(const Paragraph *paragraph, gboolean words)
{
    guint8 *breaks = g_malloc0(paragraph->length + 1);
    UErrorCode status = U_ZERO_ERROR;
    UText text = UTEXT_INITIALIZER;

    utext_openUTF8(&text, paragraph->text, (int64_t)paragraph->length, &status);
    UBreakIterator *iterator =
        ubrk_open(words ? UBRK_WORD : UBRK_LINE, words ? "zh" : "zh@lb=strict", NULL, 0, &status);
    if (U_SUCCESS(status)) {
        ubrk_setUText(iterator, &text, &status);
        for (int32_t at = ubrk_first(iterator); at != UBRK_DONE; at = ubrk_next(iterator))
            breaks[at] = 1;
    }
    if (iterator)
        ubrk_close(iterator);
    utext_close(&text);
    return breaks;
}

/* One more than the last item of the narrow ones without a blank that begin at `start`. */
static guint word_end(const Paragraph *paragraph, guint start)
{
    guint end = start;

    while (end < paragraph->items->len && !class_is_wide(item_at(paragraph, end)->class) &&
           !class_is_blank(item_at(paragraph, end)->class))
        end++;
    return end;
}

static gboolean is_address(const Paragraph *paragraph, guint start, guint end)
{
    if (end - start >= ADDRESS_LEAST)
        return TRUE;
    for (guint i = start; i < end; i++)
        if (byte_of(paragraph, i) == '@' ||
            (byte_of(paragraph, i) == '/' && i > start && end - start >= PATH_LEAST) ||
            (i + 3 < end && strncmp(paragraph->text + item_at(paragraph, i)->start, "www.", 4) == 0))
            return TRUE;
    return FALSE;
}

/* A soft hyphen, which there is no glyph for here: what it allows would be a word broken without a hyphen. */
static gboolean is_softly_hyphenated(const Paragraph *paragraph, guint index)
{
    const gsize at = item_at(paragraph, index)->start;

    return at >= 2 && strncmp(paragraph->text + at - 2, "\xc2\xad", 2) == 0;
}

void paragraph_find_breaks(Paragraph *paragraph)
{
    g_autofree guint8 *icu = needs_icu(paragraph) ? paragraph_ask_icu(paragraph, FALSE) : NULL;
    gboolean address = FALSE;

    for (guint i = 0, end = 0; i < paragraph->items->len; i++) {
        Item *item = item_at(paragraph, i);
        if (i >= end) {
            end = word_end(paragraph, i);
            address = is_address(paragraph, i, end);
            end = MAX(end, i + 1);
        }
        item->breaks = i > 0
                           ? break_of(paragraph, i,
                                      icu && icu[item->start] && !is_softly_hyphenated(paragraph, i), address)
                           : BREAK_NEVER;
    }
}
