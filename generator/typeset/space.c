/* SPDX-License-Identifier: MIT */
/* What stands between the items of a line. CLREQ, 3.1.6 (marks that meet), 3.2.2 (Chinese and Latin). */
#include "typeset/paragraph-private.h"

#define HAN_LATIN 0.25
#define HAN_LATIN_LEAST 0.125
#define WORD_SPACE_LEAST 0.15
/* What nobody sees between two Han, and what saves many a last line of one character. */
#define HAN_SHRINK 0.01

/* Of two marks that meet, one gives up its empty half, where both have one; else what there is. */
static void marks_join(Item *before, Item *item)
{
    const double room = before->trail + item->lead;
    const double taken = before->trail > 0 && item->lead > 0 ? MIN(before->trail, item->lead) : room;

    item->gap -= taken;
}

static gboolean is_han_latin(const Item *before, const Item *item)
{
    return (before->class == CLASS_HAN && class_is_word(item->class)) ||
           (item->class == CLASS_HAN && class_is_word(before->class));
}

/* A space between Chinese and Latin is the quarter that stands there anyway. */
static void space_set(const Paragraph *paragraph, guint index)
{
    Item *item = item_at(paragraph, index);
    const Item *before = item_at(paragraph, index - 1);
    const Item *after = index + 1 < paragraph->items->len ? item_at(paragraph, index + 1) : NULL;
    const gboolean between = after && is_han_latin(before, after);
    const double wanted = between ? HAN_LATIN : item->advance;

    item->gap += wanted - item->advance;
    item->shrink = MAX(wanted - (between ? HAN_LATIN_LEAST : WORD_SPACE_LEAST), 0);
    item->stretch = before->class != CLASS_SPACE;
}

/* Whether justification may put room between the two. */
static gboolean may_stretch(const Item *before, const Item *item)
{
    switch (before->class) {
    case CLASS_OPENING:
    case CLASS_MIDDLE:
    case CLASS_PREFIX:
    case CLASS_WIDE_SPACE:
    case CLASS_SPACE:
    case CLASS_NARROW_OPENING:
    case CLASS_SIGN: return FALSE;
    case CLASS_DASH:
    case CLASS_ELLIPSIS:
        if (item->class == before->class)
            return FALSE;
        break;
    default: break;
    }
    switch (item->class) {
    case CLASS_CLOSING:
    case CLASS_STOP:
    case CLASS_MIDDLE:
    case CLASS_POSTFIX:
    case CLASS_WIDE_SPACE:
    case CLASS_NARROW_CLOSING:
    case CLASS_SIGN: return FALSE;
    default: return class_is_wide(before->class) || class_is_wide(item->class);
    }
}

/* A full-width colon or point between two digits, 9：30, is as wide as a narrow one. */
static gboolean is_in_number(const Paragraph *paragraph, guint index)
{
    const gunichar mark = item_character(paragraph, index - 1);

    return index >= 2 && (mark == 0xff1a || mark == 0xff0e) &&
           item_at(paragraph, index - 2)->class == CLASS_DIGIT &&
           item_at(paragraph, index)->class == CLASS_DIGIT;
}

static void gap_set(const Paragraph *paragraph, guint index)
{
    Item *before = item_at(paragraph, index - 1), *item = item_at(paragraph, index);

    if (before->class == CLASS_LINE_END || item->class == CLASS_LINE_END)
        return;
    item->gap = paragraph->tracking;
    if (item->class == CLASS_SPACE) {
        space_set(paragraph, index);
        return;
    }
    item->stretch = may_stretch(before, item);
    if (is_in_number(paragraph, index)) {
        item->gap -= before->trail;
    } else if (is_han_latin(before, item)) {
        item->gap += HAN_LATIN;
        item->shrink = HAN_LATIN - HAN_LATIN_LEAST;
    } else if (class_is_mark(before->class) && class_is_mark(item->class)) {
        marks_join(before, item);
    } else if (before->class == CLASS_HAN && item->class == CLASS_HAN) {
        item->shrink = HAN_SHRINK;
    } else {
        item->shrink = before->trail + item->lead;
    }
}

static gboolean is_blank(const Paragraph *paragraph, guint index)
{
    const Item *item = item_at(paragraph, index);
    const gboolean begins = index == 0 || item_at(paragraph, index - 1)->class == CLASS_LINE_END;

    /* At the beginning of a paragraph, a wide space is an indent. */
    return class_is_blank(item->class) && !item->kept && !(item->class == CLASS_WIDE_SPACE && begins);
}

void paragraph_space(Paragraph *paragraph)
{
    const guint count = paragraph->items->len;
    Sums *sums = paragraph->sums = g_new0(Sums, count + 1);
    double wide = 0, narrow = 0;

    for (guint i = 0; i < count; i++) {
        if (i > 0)
            gap_set(paragraph, i);
        const Item *item = item_at(paragraph, i);
        *(class_is_wide(item->class) ? &wide : &narrow) += item->advance;
        sums[i + 1].natural = sums[i].natural + item->gap + item->advance;
        sums[i + 1].shrink = sums[i].shrink + item->shrink;
        sums[i + 1].stretch = sums[i].stretch + item->stretch;
        sums[i + 1].seen_to = is_blank(paragraph, i) ? sums[i].seen_to : i + 1;
    }
    paragraph->ragged = narrow > wide;
    sums[count].seen_from = count;
    for (guint i = count; i-- > 0;)
        sums[i].seen_from = is_blank(paragraph, i) ? sums[i + 1].seen_from : i;
}

Extent paragraph_extent(const Paragraph *paragraph, guint start, guint end)
{
    const Sums *sums = paragraph->sums;
    Extent extent = {MIN(sums[start].seen_from, end), MAX(sums[end].seen_to, start)};

    if (extent.start >= extent.end)
        return (Extent){start, start};
    const Item *first = item_at(paragraph, extent.start), *last = item_at(paragraph, extent.end - 1);
    extent.natural = sums[extent.end].natural - sums[extent.start].natural - first->gap - first->lead -
                     (class_may_begin(last->class) ? 0 : last->trail);
    extent.shrink = sums[extent.end].shrink - sums[extent.start + 1].shrink;
    extent.stretch = sums[extent.end].stretch - sums[extent.start + 1].stretch;
    return extent;
}

gboolean extent_is_single(const Paragraph *paragraph, const Extent *extent)
{
    guint seen = 0;

    if (extent->end - extent->start > 8)
        return FALSE;
    for (guint i = extent->start; i < extent->end; i++) {
        const CharacterClass class = item_at(paragraph, i)->class;
        seen += class == CLASS_HAN || class == CLASS_POSTFIX || class_is_word(class);
    }
    return seen <= 1;
}
