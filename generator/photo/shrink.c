/* SPDX-License-Identifier: MIT */
/* Each line is scaled across once it is read; those that a line of the copy is made of wait in a ring. */
#include "photo/shrink.h"

#include <math.h>
#include <string.h>

#define COLOURS 3
#define SCALE_MAX 4
/* Of the kernel, in points of the copy to each side. */
#define SUPPORT 2

/* Four neighbours at once, wherever they begin: what processors have had for twenty years. */
typedef float Four __attribute__((vector_size(16), aligned(4), may_alias));
#define FOURS(count) (((count) + 3) / 4)

/* What points of the photo one of the copy is made of. */
typedef struct {
    guint first, count;
    float weights[2 * SUPPORT * SCALE_MAX + 2];
} Taps;

typedef struct {
    guint width, height;     /* of the photo */
    PictureSize size;        /* of the copy */
    Taps *across, *down;     /* by column and line of the copy */
    float *line;             /* of the photo */
    float **ring;            /* lines of the photo, as wide as the copy */
    guint lines, read, made; /* in the ring; of the photo; of the copy */
    float *sum;              /* a line of the copy */
    guint8 *bytes;           /* the same */
    VipsImage *out;
} Shrink;

/* Catmull and Rom's: https://en.wikipedia.org/wiki/Cubic_Hermite_spline, with a = -1/2. */
static double cubic(double x)
{
    x = fabs(x);
    if (x < 1)
        return (1.5 * x - 2.5) * x * x + 1;
    return x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
}

static Taps *taps_new(guint from, guint to)
{
    const double scale = from / (double)to;
    Taps *all = g_new0(Taps, to);

    for (guint i = 0; i < to; i++) {
        const double centre = (i + 0.5) * scale - 0.5;
        const double first = MAX(ceil(centre - SUPPORT * scale), 0);
        const double last = MIN(floor(centre + SUPPORT * scale), from - 1.0);
        double sum = 0;
        all[i].first = (guint)first;
        all[i].count = (guint)(last - first) + 1;
        for (guint j = 0; j < all[i].count; j++)
            sum += cubic((first + j - centre) / scale);
        for (guint j = 0; j < all[i].count; j++)
            all[i].weights[j] = (float)(cubic((first + j - centre) / scale) / sum);
    }
    return all;
}

static void line_across(Shrink *shrink, const guint8 *bytes, float *out)
{
    for (guint i = 0; i < shrink->width * COLOURS; i++)
        shrink->line[i] = bytes[i];
    for (guint x = 0; x < shrink->size.width; x++) {
        const Taps *taps = &shrink->across[x];
        const float *at = shrink->line + (gsize)taps->first * COLOURS;
        Four sum = {0};
        for (guint i = 0; i < taps->count; i++)
            sum += taps->weights[i] * *(const Four *)(at + (gsize)i * COLOURS);
        *(Four *)(out + (gsize)x * COLOURS) = sum; /* the fourth is overwritten by the next one */
    }
}

static void line_down(Shrink *shrink, const Taps *taps)
{
    const guint count = shrink->size.width * COLOURS;
    Four *sum = (Four *)shrink->sum;

    for (guint i = 0; i < taps->count; i++) {
        const Four *line = (const Four *)shrink->ring[(taps->first + i) % shrink->lines];
        const float weight = taps->weights[i];
        if (i == 0)
            memset(shrink->sum, 0, FOURS(count) * sizeof(Four));
        for (guint j = 0; j < FOURS(count); j++)
            sum[j] += weight * line[j];
    }
    for (guint i = 0; i < count; i++)
        shrink->bytes[i] = (guint8)(CLAMP(shrink->sum[i], 0.0f, 255.0f) + 0.5f);
}

static gboolean line_take(Shrink *shrink, const guint8 *bytes)
{
    line_across(shrink, bytes, shrink->ring[shrink->read % shrink->lines]);
    shrink->read++;
    while (shrink->made < shrink->size.height) {
        const Taps *taps = &shrink->down[shrink->made];
        if (taps->first + taps->count > shrink->read)
            break;
        line_down(shrink, taps);
        if (vips_image_write_line(shrink->out, (int)shrink->made, shrink->bytes) != 0)
            return FALSE;
        shrink->made++;
    }
    return TRUE;
}

static int lines_take(VipsRegion *region, VipsRect *area, void *data)
{
    Shrink *shrink = data;

    for (int i = 0; i < area->height; i++)
        if (!line_take(shrink, VIPS_REGION_ADDR(region, 0, area->top + i)))
            return -1;
    return 0;
}

static void shrink_init(Shrink *shrink, VipsImage *image, PictureSize size)
{
    /* A vector is read and written from the last point, too. */
    const gsize floats = (gsize)size.width * COLOURS + 4;

    shrink->size = size;
    shrink->width = (guint)vips_image_get_width(image);
    shrink->height = (guint)vips_image_get_height(image);
    shrink->across = taps_new(shrink->width, size.width);
    shrink->down = taps_new(shrink->height, size.height);
    shrink->line = g_new0(float, (gsize)shrink->width *COLOURS + 4);
    shrink->lines = G_N_ELEMENTS(shrink->down->weights);
    shrink->ring = g_new(float *, shrink->lines);
    for (guint i = 0; i < shrink->lines; i++)
        shrink->ring[i] = g_new0(float, floats);
    shrink->sum = g_new0(float, floats);
    shrink->bytes = g_malloc((gsize)size.width * COLOURS);
}

static void shrink_clear(Shrink *shrink)
{
    for (guint i = 0; i < shrink->lines; i++)
        g_free(shrink->ring[i]);
    g_free(shrink->ring);
    g_free(shrink->line);
    g_free(shrink->sum);
    g_free(shrink->bytes);
    g_free(shrink->across);
    g_free(shrink->down);
}

gboolean shrink_can(VipsImage *image, PictureSize size)
{
    const guint width = (guint)vips_image_get_width(image), height = (guint)vips_image_get_height(image);

    return vips_image_get_format(image) == VIPS_FORMAT_UCHAR && vips_image_get_bands(image) == COLOURS &&
           vips_image_get_coding(image) == VIPS_CODING_NONE && size.width <= width && size.height <= height &&
           width <= (guint64)size.width * SCALE_MAX && height <= (guint64)size.height * SCALE_MAX;
}

VipsImage *shrink(VipsImage *image, PictureSize size)
{
    Shrink work = {.out = vips_image_new_memory()};

    if (vips_image_pipelinev(work.out, VIPS_DEMAND_STYLE_THINSTRIP, image, NULL) != 0) {
        g_object_unref(work.out);
        return NULL;
    }
    work.out->Xsize = (int)size.width;
    work.out->Ysize = (int)size.height;
    shrink_init(&work, image, size);
    const gboolean done = vips_sink_disc(image, lines_take, &work) == 0 && work.made == size.height;
    shrink_clear(&work);
    if (!done)
        g_clear_object(&work.out);
    return work.out;
}
