/* SPDX-License-Identifier: MIT */
#include "typeset/artwork-picture.h"

#include "picture/size.h"
#include "typeset/artwork-grey.h"
#include "typeset/artwork-kind.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <string.h>

#define PIXELS_MAX 40000000
/* What Adobe's mark in a JPEG is searched for in. */
#define HEAD_SIZE 65536

/* Whether a JPEG may have four inks: those that have bear Adobe's mark. */
static gboolean is_four_inks(const guchar *bytes, gsize length)
{
    return memmem(bytes, MIN(length, HEAD_SIZE), "Adobe\0", 6) != NULL;
}

static GdkPixbuf *picture_decode(const guchar *bytes, gsize length)
{
    g_autoptr(GdkPixbufLoader) loader =
        gdk_pixbuf_loader_new_with_type(*bytes == 0xFF ? "jpeg" : "png", NULL);
    const gboolean written = loader && gdk_pixbuf_loader_write(loader, bytes, length, NULL);
    const gboolean closed = loader && gdk_pixbuf_loader_close(loader, NULL);
    GdkPixbuf *picture = written && closed ? gdk_pixbuf_loader_get_pixbuf(loader) : NULL;

    return picture ? gdk_pixbuf_copy(picture) : NULL;
}

static char *picture_again(const guchar *bytes, gsize length, gboolean grey)
{
    g_autoptr(GdkPixbuf) picture = picture_decode(bytes, length);
    const gboolean jpeg = *bytes == 0xFF;
    g_autofree char *encoded = NULL;
    gsize size;

    if (!picture)
        return NULL;
    if (grey)
        grey_pixels(gdk_pixbuf_get_pixels(picture), gdk_pixbuf_get_width(picture),
                    gdk_pixbuf_get_height(picture), gdk_pixbuf_get_rowstride(picture),
                    gdk_pixbuf_get_n_channels(picture));
    if (!gdk_pixbuf_save_to_buffer(picture, &encoded, &size, jpeg ? "jpeg" : "png", NULL,
                                   jpeg ? "quality" : "compression", jpeg ? "92" : "3", NULL))
        return NULL;
    g_autofree char *text = g_base64_encode((const guchar *)encoded, size);
    return g_strconcat("data:image/", jpeg ? "jpeg" : "png", ";base64,", text, NULL);
}

PictureFault artwork_picture(const char *value, gboolean grey, char **address)
{
    const char *comma = strchr(value, ',');
    gsize length = 0;
    PictureSize size;

    if (!comma || !artwork_is_picture(value, (gsize)(comma - value)))
        return PICTURE_UNKNOWN;
    g_autofree guchar *bytes = g_base64_decode(comma + 1, &length);
    if (length < 4 || !picture_size_of_bytes(bytes, length, &size))
        return PICTURE_DAMAGED;
    if (memcmp(bytes, "\xFF\xD8\xFF", 3) != 0 && memcmp(bytes, "\x89PNG", 4) != 0)
        return PICTURE_UNKNOWN;
    if ((guint64)size.width * size.height > PIXELS_MAX)
        return PICTURE_LARGE;
    *address = grey || (*bytes == 0xFF && is_four_inks(bytes, length)) ? picture_again(bytes, length, grey)
                                                                       : g_strdup(value);
    return *address ? PICTURE_GOOD : PICTURE_DAMAGED;
}
