/* SPDX-License-Identifier: MIT */
/* HEIC and AVIF: how large the primary picture is, what is cut off, how it is turned (ISO/IEC 23008-12, 6.5).
 */
#include "picture/heif.h"
#include "picture/size-private.h"

typedef struct {
    double width, height;
} Sides;

static double ratio_next(Numbers *numbers)
{
    const double up = (double)number_next(numbers, 4);
    const guint64 down = number_next(numbers, 4);

    return down > 0 ? up / (double)down : 0;
}

/* They stand in the order in which they are to be followed. FALSE where one says nonsense. */
static gboolean property_follow(Sides *sides, Reader *reader, const Box *box)
{
    Numbers numbers = numbers_of(reader, box);

    if (box_is(box, "ispe")) {
        number_next(&numbers, 4);
        sides->width = (double)number_next(&numbers, 4);
        sides->height = (double)number_next(&numbers, 4);
    } else if (box_is(box, "clap")) {
        const double width = ratio_next(&numbers), height = ratio_next(&numbers);
        *sides = (Sides){MIN(width, sides->width), MIN(height, sides->height)};
    } else if (box_is(box, "irot") && (number_next(&numbers, 1) & 1)) {
        *sides = (Sides){sides->height, sides->width};
    }
    return !numbers.cut;
}

static gboolean primary_follow(const Heif *heif, Sides *sides)
{
    for (guint i = 0; i < heif->links->len; i++) {
        const HeifLink link = g_array_index(heif->links, HeifLink, i);
        if (link.item == heif->primary &&
            !property_follow(sides, heif->reader, &g_array_index(heif->properties, Box, link.property)))
            return FALSE;
    }
    return TRUE;
}

gboolean size_of_heif(Reader *reader, PictureSize *size)
{
    Sides sides = {0, 0};
    Heif heif;

    const gboolean known = heif_read(&heif, reader) && primary_follow(&heif, &sides) &&
                           size_set(size, sides.width, sides.height);
    heif_clear(&heif);
    return known;
}
