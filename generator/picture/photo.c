/* SPDX-License-Identifier: MIT */
#include "picture/photo.h"

#include <stdio.h>
#include <string.h>

/* A page shows photos in a column on a desk, on a telephone, and in a row of several. */
static const guint WIDTHS[] = {480, 960, 1600};
#define WIDTH_MAX 1600
/* A width of its own is not worth a copy if one of those is nearly as wide: by a tenth. */
#define NEARLY 11 / 10
/* WebP has 14 bits for each side. */
#define HEIGHT_MAX 16383
/* Parts a file from what is wanted of it: no path has two slashes in it. */
#define WISH_MARK "//"
#define WISH_LINK "link"

static const char *const ENDINGS[N_PHOTO_FORMATS] = {"webp", "jpg", "png"};

/* In the middle of the last part of a path, or at its end. */
static const char *ending_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *dot = strrchr(slash ? slash : path, '.');

    return dot ? dot + 1 : path + strlen(path);
}

static gboolean ends_with_one_of(const char *path, const char *const *endings)
{
    const char *ending = ending_of(path);

    for (; *endings; endings++)
        if (g_ascii_strcasecmp(ending, *endings) == 0)
            return TRUE;
    return FALSE;
}

gboolean photo_is_foreign(const char *path)
{
    static const char *const endings[] = {"dng", "gpr", "dcr", "kdc", "rwl", "raw", "cr2", "cr3", "nef",
                                          "nrw", "arw", "sr2", "orf", "rw2", "raf", "pef", "srw", "x3f",
                                          "3fr", "iiq", "jxl", "jp2", "j2k", "jpx", "psd", NULL};
    return ends_with_one_of(path, endings);
}

gboolean photo_has_name(const char *path)
{
    static const char *const endings[] = {"jpg", "jpeg", "jpe",  "jfif", "mpo", "insp", "png",  "webp",
                                          "gif", "avif", "heic", "heif", "hif", "tif",  "tiff", NULL};
    return ends_with_one_of(path, endings) || photo_is_foreign(path);
}

PhotoFormat photo_whole_format(const char *path)
{
    return g_ascii_strcasecmp(ending_of(path), "png") == 0 ? PHOTO_PNG : PHOTO_JPEG;
}

/* Where a part as long as `part` begins on a side as long as `whole`, with the focus in its middle if it can.
 */
static guint part_begin(guint whole, guint part, guint focus)
{
    const gint64 begin = ((gint64)whole * MIN(focus, 100) * 2 - (gint64)part * 100 + 100) / 200;

    return (guint)CLAMP(begin, 0, (gint64)whole - part);
}

void photo_part(PictureSize whole, const PhotoCrop *crop, guint *left, guint *top, PictureSize *part)
{
    *left = *top = 0;
    *part = whole;
    if (crop->across == 0 || crop->down == 0)
        return;
    const guint64 wide = (guint64)whole.height * crop->across, high = (guint64)whole.width * crop->down;
    if (wide < high)
        part->width = (guint)MAX((wide + crop->down / 2) / crop->down, 1);
    else
        part->height = (guint)MAX((high + crop->across / 2) / crop->across, 1);
    part->width = MIN(part->width, whole.width);
    part->height = MIN(part->height, whole.height);
    *left = part_begin(whole.width, part->width, crop->focus_x);
    *top = part_begin(whole.height, part->height, crop->focus_y);
}

void photo_crop_settle(PictureSize whole, PhotoCrop *crop)
{
    guint left, top;
    PictureSize part;

    photo_part(whole, crop, &left, &top, &part);
    if (part.width == whole.width && part.height == whole.height)
        *crop = (PhotoCrop){0};
}

static PictureSize size_of_width(PictureSize part, guint width)
{
    const guint64 height = ((guint64)part.height * width + part.width / 2) / part.width;

    return (PictureSize){width, (guint)CLAMP(height, 1, HEIGHT_MAX)};
}

guint photo_sizes(PictureSize whole, const PhotoCrop *crop, PictureSize sizes[PHOTO_WIDTHS_MAX])
{
    guint left, top, count = 0;
    PictureSize part;

    if (whole.width == 0 || whole.height == 0)
        return 0;
    photo_part(whole, crop, &left, &top, &part);
    const guint widest = (guint)MAX(MIN((guint64)part.width * HEIGHT_MAX / part.height, part.width), 1);
    for (gsize i = 0; i < G_N_ELEMENTS(WIDTHS); i++)
        if (WIDTHS[i] <= widest)
            sizes[count++] = size_of_width(part, WIDTHS[i]);
    if (widest < WIDTH_MAX && (count == 0 || widest > sizes[count - 1].width * NEARLY))
        sizes[count++] = size_of_width(part, widest);
    return count;
}

/* "-4x5", and the focus where it is not the middle: "-4x5-50-30". */
static void append_crop(GString *text, const PhotoCrop *crop)
{
    if (crop->across == 0 || crop->down == 0)
        return;
    g_string_append_printf(text, "-%ux%u", crop->across, crop->down);
    if (crop->focus_x != 50 || crop->focus_y != 50)
        g_string_append_printf(text, "-%u-%u", crop->focus_x, crop->focus_y);
}

char *photo_path(const char *path, const PhotoCrop *crop, guint width, PhotoFormat format)
{
    const char *ending = ending_of(path);
    const gsize stem = (gsize)(ending - path) - (*ending != '\0');
    GString *text = g_string_new_len(path, (gssize)stem);

    /* So that tree.jpg and tree.png can lie in one folder. */
    if (g_ascii_strcasecmp(ending, "jpg") != 0 &&
        (width != PHOTO_WHOLE || g_ascii_strcasecmp(ending, ENDINGS[format]) != 0)) {
        g_autofree char *lower = g_ascii_strdown(ending, -1);
        g_string_append_printf(text, "-%s", lower);
    }
    append_crop(text, crop);
    if (width != PHOTO_WHOLE)
        g_string_append_printf(text, "-%u", width);
    g_string_append_printf(text, ".%s", ENDINGS[format]);
    return g_string_free(text, FALSE);
}

char *photo_wish(const char *file, const PhotoWish *wish)
{
    const PhotoCrop *crop = &wish->crop;

    if (wish->link)
        return g_strconcat(file, WISH_MARK WISH_LINK, NULL);
    if (crop->across == 0 || crop->down == 0)
        return g_strdup(file);
    return g_strdup_printf("%s" WISH_MARK "%ux%u+%u+%u", file, crop->across, crop->down, crop->focus_x,
                           crop->focus_y);
}

char *photo_wish_file(const char *text, PhotoWish *wish)
{
    const char *mark = strstr(text, WISH_MARK);
    PhotoCrop read = {0};

    *wish = (PhotoWish){0};
    if (!mark)
        return g_strdup(text);
    const char *wanted = mark + strlen(WISH_MARK);
    wish->link = strcmp(wanted, WISH_LINK) == 0;
    if (sscanf(wanted, "%ux%u+%u+%u", &read.across, &read.down, &read.focus_x, &read.focus_y) == 4 &&
        read.across > 0 && read.across <= PHOTO_RATIO_MAX && read.down > 0 && read.down <= PHOTO_RATIO_MAX)
        wish->crop = read;
    return g_strndup(text, (gsize)(mark - text));
}
