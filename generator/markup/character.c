/* SPDX-License-Identifier: MIT */
#include "markup/character.h"

typedef struct {
    gunichar first, last;
} Range;

/* Unicode 16, from East Asian Width, Emoji_Presentation and Script. Unassigned code points of the Han planes
 * are wide by UAX #11. */
static const Range CJK[] = {
    {0x1100, 0x11ff},   {0x20a9, 0x20a9},   {0x2329, 0x232a},   {0x2630, 0x2637},   {0x268a, 0x268f},
    {0x2e80, 0x2e99},   {0x2e9b, 0x2ef3},   {0x2f00, 0x2fd5},   {0x2ff0, 0x303e},   {0x3041, 0x3096},
    {0x3099, 0x30ff},   {0x3105, 0x312f},   {0x3131, 0x318e},   {0x3190, 0x31e5},   {0x31ef, 0x321e},
    {0x3220, 0x3247},   {0x3250, 0xa48c},   {0xa490, 0xa4c6},   {0xa960, 0xa97c},   {0xac00, 0xd7a3},
    {0xd7b0, 0xd7c6},   {0xd7cb, 0xd7fb},   {0xf900, 0xfaff},   {0xfe10, 0xfe19},   {0xfe30, 0xfe52},
    {0xfe54, 0xfe66},   {0xfe68, 0xfe6b},   {0xff01, 0xffbe},   {0xffc2, 0xffc7},   {0xffca, 0xffcf},
    {0xffd2, 0xffd7},   {0xffda, 0xffdc},   {0xffe0, 0xffe6},   {0xffe8, 0xffee},   {0x16fe0, 0x16fe4},
    {0x16ff0, 0x16ff6}, {0x17000, 0x18cd5}, {0x18cff, 0x18d1e}, {0x18d80, 0x18df2}, {0x1aff0, 0x1aff3},
    {0x1aff5, 0x1affb}, {0x1affd, 0x1affe}, {0x1b000, 0x1b122}, {0x1b132, 0x1b132}, {0x1b150, 0x1b152},
    {0x1b155, 0x1b155}, {0x1b164, 0x1b167}, {0x1b170, 0x1b2fb}, {0x1d300, 0x1d356}, {0x1d360, 0x1d376},
    {0x1f200, 0x1f200}, {0x1f202, 0x1f202}, {0x1f210, 0x1f219}, {0x1f21b, 0x1f22e}, {0x1f230, 0x1f231},
    {0x1f237, 0x1f237}, {0x1f23b, 0x1f23b}, {0x1f240, 0x1f248}, {0x1f260, 0x1f265}, {0x20000, 0x3fffd},
};

static gboolean range_contains(const Range *ranges, gsize count, gunichar c)
{
    gsize low = 0;
    while (low < count) {
        gsize middle = low + (count - low) / 2;
        if (c < ranges[middle].first)
            count = middle;
        else if (c > ranges[middle].last)
            low = middle + 1;
        else
            return TRUE;
    }
    return FALSE;
}

gboolean character_is_cjk(gunichar c)
{
    if (c >= 0x4e00 && c <= 0x9fff)
        return TRUE;
    return c >= 0x1100 && range_contains(CJK, G_N_ELEMENTS(CJK), c);
}

static gboolean character_is_hangul(gunichar c)
{
    return (c >= 0x1100 && c <= 0x11ff) || (c >= 0x3131 && c <= 0x318e) || (c >= 0x3200 && c <= 0x321e) ||
           (c >= 0x3260 && c <= 0x327e) || (c >= 0xa960 && c <= 0xa97c) || (c >= 0xac00 && c <= 0xd7fb) ||
           (c >= 0xffa0 && c <= 0xffdc);
}

/* Wide signs that belong to no script of East Asia: the won, trigrams, Yi, counting rods. */
static gboolean character_is_foreign(gunichar c)
{
    return (c > 0x11ff && c < 0x2e80 && c != 0x2329 && c != 0x232a) || (c >= 0xa000 && c <= 0xa4c6) ||
           (c >= 0x1d300 && c <= 0x1d376);
}

gboolean character_is_unspaced(gunichar c)
{
    return character_is_cjk(c) && !character_is_hangul(c) && !character_is_foreign(c);
}

gboolean character_is_shared_mark(gunichar c)
{
    switch (c) {
    case 0x00b7: /* · */
    case 0x2014: /* — */
    case 0x2018: /* ‘ */
    case 0x2019: /* ’ */
    case 0x201c: /* “ */
    case 0x201d: /* ” */
    case 0x2026: /* … */
    case 0x2027: /* ‧ */ return TRUE;
    default: return FALSE;
    }
}

gboolean character_is_joined(gunichar before, gunichar after)
{
    gboolean unspaced_before = character_is_unspaced(before);
    gboolean unspaced_after = character_is_unspaced(after);
    return (unspaced_before && (unspaced_after || character_is_shared_mark(after))) ||
           (unspaced_after && character_is_shared_mark(before));
}
