/* SPDX-License-Identifier: MIT */
#include "picture/exif.h"
#include "picture/photo.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

const guint8 *reader_at(Reader *reader, guint64 offset, gsize count)
{
    if (count > READER_WINDOW || count > reader->length || offset > reader->length - count)
        return NULL;
    if (reader->bytes)
        return reader->bytes + offset;
    if (offset < reader->start || offset + count > reader->start + reader->held) {
        const gssize held = pread(reader->descriptor, reader->window, READER_WINDOW, (off_t)offset);
        reader->start = (gsize)offset;
        reader->held = held > 0 ? (gsize)held : 0;
    }
    const gsize skipped = (gsize)offset - reader->start;
    return reader->held - skipped >= count ? reader->window + skipped : NULL;
}

gboolean size_set(PictureSize *size, double width, double height)
{
    if (!(width > 0 && width <= PICTURE_SIDE_MAX && height > 0 && height <= PICTURE_SIDE_MAX))
        return FALSE;
    size->width = MAX((guint)(width + 0.5), 1);
    size->height = MAX((guint)(height + 0.5), 1);
    return TRUE;
}

/* https://www.w3.org/TR/png-3/#11IHDR */
static gboolean size_of_png(Reader *reader, PictureSize *size)
{
    const guint8 *at = reader_at(reader, 0, 24);

    return at && memcmp(at, "\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16) == 0 &&
           size_set(size, read_big32(at + 16), read_big32(at + 20));
}

/* https://www.w3.org/Graphics/GIF/spec-gif89a.txt, 18 */
static gboolean size_of_gif(Reader *reader, PictureSize *size)
{
    const guint8 *at = reader_at(reader, 0, 10);

    return at && (memcmp(at, "GIF87a", 6) == 0 || memcmp(at, "GIF89a", 6) == 0) &&
           size_set(size, read_little16(at + 6), read_little16(at + 8));
}

/* RFC 9649; of VP8, RFC 6386, 9.1: a key frame. */
static gboolean size_of_webp(Reader *reader, PictureSize *size)
{
    const guint8 *at = reader_at(reader, 0, 30);

    if (!at || memcmp(at, "RIFF", 4) != 0 || memcmp(at + 8, "WEBP", 4) != 0)
        return FALSE;
    if (memcmp(at + 12, "VP8X", 4) == 0)
        return size_set(size, 1.0 + (read_little32(at + 24) & 0xffffff), 1.0 + (read_little32(at + 26) >> 8));
    if (memcmp(at + 12, "VP8L", 4) == 0) {
        const guint32 bits = read_little32(at + 21);
        return at[20] == 0x2f && size_set(size, 1 + (bits & 0x3fff), 1 + (bits >> 14 & 0x3fff));
    }
    return memcmp(at + 12, "VP8 ", 4) == 0 && (at[20] & 1) == 0 && memcmp(at + 23, "\x9d\x01\x2a", 3) == 0 &&
           size_set(size, read_little16(at + 26) & 0x3fff, read_little16(at + 28) & 0x3fff);
}

static guint orientation_read(Reader *reader)
{
    Tiff tiff;

    return exif_find(reader, &tiff) ? exif_orientation(&tiff) : 1;
}

static gboolean size_of_photo(Reader *reader, PictureSize *size)
{
    PictureSize lying;

    if (!size_of_jpeg(reader, &lying) && !size_of_png(reader, &lying) && !size_of_webp(reader, &lying) &&
        !size_of_tiff(reader, &lying))
        return FALSE;
    const gboolean turned = orientation_read(reader) >= PICTURE_LIES;
    *size = turned ? (PictureSize){lying.height, lying.width} : lying;
    return TRUE;
}

static gboolean size_read(Reader *reader, PictureSize *size)
{
    return size_of_photo(reader, size) || size_of_gif(reader, size) || size_of_svg(reader, size) ||
           size_of_heif(reader, size);
}

gboolean picture_size_of_bytes(const guint8 *bytes, gsize length, PictureSize *size)
{
    Reader reader = {.bytes = bytes, .length = bytes ? length : 0};

    return length > 0 && size_read(&reader, size);
}

gboolean reader_open(Reader *reader, const char *path)
{
    /* What has become a pipe since it was listed is not waited for. */
    const int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    struct stat status;

    if (descriptor < 0)
        return FALSE;
    *reader = (Reader){.descriptor = descriptor};
    if (fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode)) {
        reader->length = (gsize)status.st_size;
        return TRUE;
    }
    close(descriptor);
    return FALSE;
}

gboolean picture_size_of_file(const char *path, PictureSize *size)
{
    Reader reader;

    if (!reader_open(&reader, path))
        return FALSE;
    const gboolean known = size_read(&reader, size);
    close(reader.descriptor);
    return known;
}

guint picture_orientation(const char *path)
{
    Reader reader;

    if (!reader_open(&reader, path))
        return 1;
    const guint orientation = orientation_read(&reader);
    close(reader.descriptor);
    return orientation;
}

gboolean picture_has_name(const char *path)
{
    const char *dot = strrchr(path, '.');

    return photo_has_name(path) || (dot && g_ascii_strcasecmp(dot + 1, "svg") == 0);
}
