/* SPDX-License-Identifier: MIT */
/* Photos of books, in rows that are as wide as the text: a strip for each. */
#include "picture/size.h"
#include "typeset/book-caption.h"

#include <math.h>

/* In millimetres. */
#define HEIGHT 48
#define GAP 3
#define CAPTION_GAP 1
/* Rows differ from the height that is wanted by so much at most; a single picture is one. */
#define HIGHEST 1.45
/* Of the height of a page. */
#define PAGE_SHARE 0.45
/* Width by height: what is beyond is cut to that. */
#define NARROWEST 0.5
#define WIDEST 2.6
#define ASPECT 1.5 /* of one that cannot be read */
/* In lines of the body. */
#define BEFORE 0.6
#define AFTER 0.9

typedef struct {
    const BookPhoto *photo;
    double aspect;
    Galley *caption;         /* or NULL */
    double x, width, height; /* of the picture in its row */
    gboolean below;          /* the caption stands in strips of its own, as wide as the text */
} PlacedPhoto;

/* What a strip of the run is. */
typedef struct {
    guint row;
    const PlacedPhoto *told; /* a line of its caption; NULL: the pictures of the row */
    guint slab;
} Strip;

typedef struct {
    BookRun run;
    BookSetting *setting; /* while it is made */
    GArray *photos;       /* PlacedPhoto */
    GArray *strips;       /* Strip */
    GArray *starts;       /* guint: the first photo of each row, and one beyond the last */
} PhotosRun;

static PlacedPhoto *photo_at(const PhotosRun *run, guint index)
{
    return &g_array_index(run->photos, PlacedPhoto, index);
}

static guint start_at(const PhotosRun *run, guint row)
{
    return g_array_index(run->starts, guint, row);
}

static void photo_clear(gpointer data)
{
    galley_free(((PlacedPhoto *)data)->caption);
}

static double aspect_of(const char *file)
{
    PictureSize size;

    if (!picture_size_of_file(file, &size) || size.width == 0 || size.height == 0)
        return ASPECT;
    return CLAMP((double)size.width / size.height, NARROWEST, WIDEST);
}

/* As many in each row as asked for; else rows of about that height, alike in width. */
static void rows_divide(PhotosRun *run, double width, double height)
{
    const guint count = run->photos->len, columns = run->run.piece->columns;
    const double gap = GAP * POINTS_PER_MM;
    double all = 0, before = 0;
    guint row = 0;

    for (guint i = 0; i < count; i++)
        all += photo_at(run, i)->aspect;
    const double rows = MAX(1, round((all * height + (count - 1) * gap) / width));
    for (guint i = 0; i < count; i++) {
        const double aspect = photo_at(run, i)->aspect;
        const guint wanted = columns > 0 ? i / columns : (guint)((before + aspect / 2) / all * rows);
        if (i == 0 || wanted > row)
            g_array_append_val(run->starts, i);
        row = wanted;
        before += aspect;
    }
    g_array_append_val(run->starts, count);
}

static double height_of(const Galley *caption)
{
    const GArray *slabs = galley_slabs(caption);
    double height = 0;

    for (guint i = 0; i < slabs->len; i++)
        height += g_array_index(slabs, Slab, i).height;
    return height;
}

static void caption_set(PhotosRun *run, PlacedPhoto *photo, double width)
{
    galley_free(photo->caption);
    photo->caption = book_caption(run->setting, photo->photo->caption, CAPTION_NOTE, width);
}

/* Gives the height that they add to a row. Those that are as long as a page stand below it. */
static double captions_set(PhotosRun *run, guint first, guint end)
{
    const double room = run->setting->height * (1 - PAGE_SHARE) - CAPTION_GAP * POINTS_PER_MM;
    double most = 0;

    for (guint i = first; i < end; i++) {
        PlacedPhoto *photo = photo_at(run, i);
        caption_set(run, photo, photo->width);
        const double height = photo->caption ? height_of(photo->caption) : 0;
        photo->below = height > room;
        if (photo->below)
            caption_set(run, photo, run->setting->width);
        else
            most = MAX(most, height);
    }
    return most > 0 ? most + CAPTION_GAP * POINTS_PER_MM : 0;
}

/* Places the pictures of a row in the middle, `height` high. Gives the height of all. */
static double row_set(PhotosRun *run, guint row, double height)
{
    const guint first = start_at(run, row), end = start_at(run, row + 1);
    const double gap = GAP * POINTS_PER_MM;
    double width = (end - first - 1) * gap;

    for (guint i = first; i < end; i++)
        width += photo_at(run, i)->aspect * height;
    double x = MAX(run->setting->width - width, 0) / 2;
    for (guint i = first; i < end; i++) {
        PlacedPhoto *photo = photo_at(run, i);
        photo->x = x;
        photo->width = photo->aspect * height;
        photo->height = height;
        x += photo->width + gap;
    }
    return height + captions_set(run, first, end);
}

/* At which a row is as wide as the text. */
static double full_height(const PhotosRun *run, guint row)
{
    const guint first = start_at(run, row), end = start_at(run, row + 1);
    const double gaps = (end - first - 1) * GAP * POINTS_PER_MM;
    double aspects = 0;

    for (guint i = first; i < end; i++)
        aspects += photo_at(run, i)->aspect;
    return MAX(run->setting->width - gaps, 1) / aspects;
}

/* The last row is no higher than the one above it, nor, where it lacks columns, than is wanted. */
static double last_most(const PhotosRun *run, guint row, double above, double wanted)
{
    const gboolean lacks = start_at(run, row + 1) - start_at(run, row) < run->run.piece->columns;

    return lacks ? MIN(above, wanted) : above;
}

static void told_add(PhotosRun *run, guint row, const PlacedPhoto *photo)
{
    const GArray *slabs = galley_slabs(photo->caption);

    g_array_index(run->run.slabs, Slab, run->run.slabs->len - 1).kept = TRUE;
    for (guint i = 0; i < slabs->len; i++) {
        const Strip strip = {row, photo, i};
        g_array_append_val(run->run.slabs, g_array_index(slabs, Slab, i));
        g_array_append_val(run->strips, strip);
    }
}

static void rows_set(PhotosRun *run, double wanted)
{
    const BookSetting *setting = run->setting;
    const double more = run->run.piece->height > 0 ? 1 : HIGHEST;
    const double most = MIN(wanted * more, setting->height * PAGE_SHARE);
    double above = most;

    for (guint row = 0; row + 1 < run->starts->len; row++) {
        const gboolean last = row + 2 == run->starts->len;
        const double height = MIN(full_height(run, row), last ? last_most(run, row, above, wanted) : most);
        const Slab slab = {.before = row > 0 ? GAP * POINTS_PER_MM : BEFORE * setting->pitch,
                           .height = row_set(run, row, height)};
        const Strip strip = {.row = row};
        above = height;
        g_array_append_val(run->run.slabs, slab);
        g_array_append_val(run->strips, strip);
        for (guint i = start_at(run, row); i < start_at(run, row + 1); i++)
            if (photo_at(run, i)->below)
                told_add(run, row, photo_at(run, i));
    }
    run->run.after = AFTER * setting->pitch;
}

static void photo_put(const PlacedPhoto *photo, const SlabPlace *place, Marks *marks)
{
    const Mark mark = {.kind = MARK_IMAGE,
                       .image = {.file = photo->photo->file,
                                 .x = place->x + photo->x,
                                 .y = place->y,
                                 .width = photo->width,
                                 .height = photo->height,
                                 .fit = FIT_COVER,
                                 .focus_x = photo->photo->focus_x,
                                 .focus_y = photo->photo->focus_y,
                                 .alt = photo->photo->caption}};

    marks_begin(marks, "Figure", NULL);
    marks_add(marks, &mark);
    marks_end(marks);
    if (photo->caption && !photo->below)
        galley_put_at(photo->caption, mark.image.x, place->y + photo->height + CAPTION_GAP * POINTS_PER_MM,
                      place->column, marks);
}

static void photos_put(BookRun *base, guint first, guint end, const SlabPlace *places, Marks *marks)
{
    const PhotosRun *run = (const PhotosRun *)base;

    for (guint i = first; i < end; i++) {
        const Strip *strip = &g_array_index(run->strips, Strip, i);
        if (strip->told) {
            galley_put_slabs(strip->told->caption, strip->slab, strip->slab + 1, &places[i] - strip->slab,
                             marks);
            continue;
        }
        for (guint j = start_at(run, strip->row); j < start_at(run, strip->row + 1); j++)
            photo_put(photo_at(run, j), &places[i], marks);
    }
}

static void photos_free(BookRun *base)
{
    PhotosRun *run = (PhotosRun *)base;

    g_array_unref(run->photos);
    g_array_unref(run->starts);
    g_array_unref(run->strips);
    g_free(run);
}

BookRun *book_photos_new(BookSetting *setting, const BookPiece *piece)
{
    const double height = (piece->height > 0 ? piece->height : HEIGHT) * POINTS_PER_MM;

    if (piece->n_photos == 0)
        return NULL;
    PhotosRun *run = g_new0(PhotosRun, 1);
    book_run_init(&run->run, piece);
    run->run.put = photos_put;
    run->run.free = photos_free;
    run->setting = setting;
    run->photos = g_array_new(FALSE, TRUE, sizeof(PlacedPhoto));
    run->starts = g_array_new(FALSE, FALSE, sizeof(guint));
    run->strips = g_array_new(FALSE, FALSE, sizeof(Strip));
    g_array_set_clear_func(run->photos, photo_clear);
    for (guint i = 0; i < piece->n_photos; i++) {
        const PlacedPhoto photo = {.photo = &piece->photos[i], .aspect = aspect_of(piece->photos[i].file)};
        g_array_append_val(run->photos, photo);
    }
    rows_divide(run, setting->width, height);
    rows_set(run, height);
    return &run->run;
}
