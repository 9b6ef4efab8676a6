/* SPDX-License-Identifier: MIT */
#include "album/alike.h"

/* Of the 64 bits of a hash. Two photos of different things differ in 20 and more; two of one stage, with
 * other people on it, in about 10. */
#define BITS_BURST 8
#define BITS_NEAR 5
#define BITS_SAME 2
/* Between photos; in microseconds. */
#define TIME_BURST (15 * G_USEC_PER_SEC)
#define TIME_NEAR (120 * G_USEC_PER_SEC)
/* Skies and walls all have one hash, or nearly: of a photo with as few bits set, or as many, it says nothing.
 */
#define BITS_PLAIN 6

/* A photo made smaller keeps its proportions, but for what is rounded: to 1 in 50. */
static gboolean have_same_shape(PictureSize a, PictureSize b)
{
    const guint64 one = (guint64)a.width * b.height, other = (guint64)b.width * a.height;

    return MAX(one, other) - MIN(one, other) <= MAX(one, other) / 50;
}

static gboolean is_plain(guint64 hash)
{
    const int bits = __builtin_popcountll(hash);

    return bits <= BITS_PLAIN || bits >= 64 - BITS_PLAIN;
}

gboolean shots_are_alike(const Shot *a, const Shot *b)
{
    const int bits = __builtin_popcountll(a->look.hash ^ b->look.hash);
    const gint64 apart = ABS(a->when - b->when);

    if (bits > BITS_BURST || !have_same_shape(a->look.size, b->look.size))
        return FALSE;
    if (apart <= TIME_NEAR && a->clock != CLOCK_FILE && b->clock != CLOCK_FILE)
        return bits <= (apart <= TIME_BURST ? BITS_BURST : BITS_NEAR);
    return bits <= BITS_SAME && !is_plain(a->look.hash) &&
           (a->clock != CLOCK_CAMERA || b->clock != CLOCK_CAMERA);
}

static guint64 points_of(const Shot *shot)
{
    return (guint64)shot->look.size.width * shot->look.size.height;
}

/* What the entry has, then the largest, the one that says most surely when it was taken, the sharpest. */
static int compare_worth(gconstpointer a, gconstpointer b)
{
    const Shot *first = *(const Shot *const *)a, *second = *(const Shot *const *)b;
    const guint64 points = points_of(first), others = points_of(second);

    if ((first->fate == SHOT_THERE) != (second->fate == SHOT_THERE))
        return first->fate == SHOT_THERE ? -1 : 1;
    if (points != others)
        return points > others ? -1 : 1;
    if (first->clock != second->clock)
        return first->clock > second->clock ? -1 : 1;
    if (first->look.sharpness != second->look.sharpness)
        return first->look.sharpness > second->look.sharpness ? -1 : 1;
    return shot_compare(a, b);
}

static Shot *better_of(const GPtrArray *kept, const Shot *shot)
{
    for (guint i = 0; i < kept->len; i++)
        if (shots_are_alike(kept->pdata[i], shot))
            return kept->pdata[i];
    return NULL;
}

static void leave_out(Shot *shot, Shot *better)
{
    shot->fate = SHOT_ALIKE;
    shot->kept = better;
    if (shot->clock <= better->clock)
        return;
    better->clock = shot->clock;
    better->when = shot->when;
}

/* Each is held against all that are kept: of 2,000 photos two million hashes, which takes some milliseconds.
 */
void alike_find(const GPtrArray *shots)
{
    g_autoptr(GPtrArray) order = g_ptr_array_new();
    g_autoptr(GPtrArray) kept = g_ptr_array_new();

    for (guint i = 0; i < shots->len; i++) {
        const Shot *shot = shots->pdata[i];
        if (shot->fate == SHOT_NEW || shot->fate == SHOT_THERE)
            g_ptr_array_add(order, (Shot *)shot);
    }
    g_ptr_array_sort(order, compare_worth);
    for (guint i = 0; i < order->len; i++) {
        Shot *shot = order->pdata[i];
        Shot *better = shot->fate == SHOT_NEW ? better_of(kept, shot) : NULL;
        if (better)
            leave_out(shot, better);
        else
            g_ptr_array_add(kept, shot);
    }
}
