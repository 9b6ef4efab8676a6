/* SPDX-License-Identifier: MIT */
#include "album/alike.h"

#include "text/strings.h"

/*
 * How many of the 64 bits of their hashes two photos may differ in, by the time between them. Photos of
 * different things differ in 20 and more; but those of a stage, with one person honoured after the other,
 * only in some.
 */
static const struct {
    gint64 apart; /* microseconds */
    int bits;
} NEAR[] = {{3 * G_USEC_PER_SEC, 10}, {15 * G_USEC_PER_SEC, 6}, {120 * G_USEC_PER_SEC, 3}};
/* The same to the eye, whenever. */
#define BITS_SAME 2
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

/* Text that goes on looks the same to a hash: of pictures of a screen, none is left out. */
static gboolean is_of_screen(const char *name)
{
    static const char *const words[] = {"screenshot", "截屏", "截图", "屏幕快照", NULL};
    g_autofree char *lower = g_utf8_strdown(name, -1);

    return g_str_has_suffix(lower, ".png") || strings_any_in(lower, words);
}

/* Of plain pictures, those of a burst only. */
static int bits_allowed(const Shot *a, const Shot *b)
{
    const gint64 apart = ABS(a->when - b->when);

    if (is_plain(a->look.hash) && apart > NEAR[0].apart)
        return -1;
    for (gsize i = 0; i < G_N_ELEMENTS(NEAR); i++)
        if (apart <= NEAR[i].apart)
            return NEAR[i].bits;
    return -1;
}

/* A photo, and what a messenger made of it: one of them does not say when it was taken, or is smaller. */
static gboolean may_be_copies(const Shot *a, const Shot *b)
{
    if (a->clock == CLOCK_CAMERA && b->clock == CLOCK_CAMERA)
        return FALSE;
    return a->clock == CLOCK_CAMERA || b->clock == CLOCK_CAMERA || a->look.size.width != b->look.size.width;
}

gboolean shots_are_alike(const Shot *a, const Shot *b)
{
    const int bits = __builtin_popcountll(a->look.hash ^ b->look.hash);
    const gboolean timed = a->clock != CLOCK_FILE && b->clock != CLOCK_FILE;

    if (bits > NEAR[0].bits || !have_same_shape(a->look.size, b->look.size) || is_of_screen(a->name) ||
        is_of_screen(b->name))
        return FALSE;
    return (timed && bits <= bits_allowed(a, b)) ||
           (bits <= BITS_SAME && !is_plain(a->look.hash) && may_be_copies(a, b));
}

static guint64 points_of(const Shot *shot)
{
    return (guint64)shot->look.size.width * shot->look.size.height;
}

static gboolean is_of_entry(const Shot *shot)
{
    return shot->fate == SHOT_THERE || shot->fate == SHOT_OLD;
}

/* Whoever covered a face or a number in a photo wants that one, though the other be sharper: IMG_E0001 is
 * what an iPhone calls a changed IMG_0001. */
static gboolean is_edited(const char *name)
{
    static const char *const words[] = {"edited", "编辑", "修图", "打码", "马赛克", NULL};
    g_autofree char *lower = g_utf8_strdown(name, -1);

    return (g_str_has_prefix(lower, "img_e") && g_ascii_isdigit(lower[5])) || strings_any_in(lower, words);
}

/* The better one first; of two files never 0, so that the order is the same however they came. */
static int compare_worth(gconstpointer a, gconstpointer b)
{
    const Shot *first = *(const Shot *const *)a, *second = *(const Shot *const *)b;
    const guint64 points = points_of(first), others = points_of(second);

    if (is_of_entry(first) != is_of_entry(second))
        return is_of_entry(first) ? -1 : 1;
    if (is_edited(first->name) != is_edited(second->name))
        return is_edited(first->name) ? -1 : 1;
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
        if (shot->fate == SHOT_NEW || is_of_entry(shot))
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
