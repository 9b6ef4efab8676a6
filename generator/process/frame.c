/* SPDX-License-Identifier: MIT */
#include "process/frame.h"

#include "text/descriptor.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

typedef struct {
    guint32 kind;
    guint32 length;
} Header;

gboolean frame_write(int fd, FrameKind kind, const void *bytes, gsize length)
{
    const Header header = {kind, (guint32)MIN(length, G_MAXUINT32)};

    return descriptor_write(fd, (const char *)&header, sizeof header) && descriptor_write(fd, bytes, length);
}

void frame_reader_init(FrameReader *reader)
{
    reader->bytes = g_byte_array_new();
}

void frame_reader_clear(FrameReader *reader)
{
    g_clear_pointer(&reader->bytes, g_byte_array_unref);
}

gboolean frame_read(FrameReader *reader, int fd)
{
    guint8 buffer[65536];
    const ssize_t length = read(fd, buffer, sizeof buffer);

    if (length > 0)
        g_byte_array_append(reader->bytes, buffer, (guint)length);
    return length > 0 || (length < 0 && errno == EINTR);
}

FrameState frame_take(FrameReader *reader, FrameKind *kind, GBytes **bytes)
{
    GByteArray *read = reader->bytes;
    Header header;

    if (read->len < sizeof header)
        return FRAME_PART;
    memcpy(&header, read->data, sizeof header);
    if (header.kind >= N_FRAMES || header.length > FRAME_SIZE_MAX)
        return FRAME_BROKEN;
    if (read->len - sizeof header < header.length)
        return FRAME_PART;
    *kind = header.kind;
    *bytes = g_bytes_new(read->data + sizeof header, header.length);
    g_byte_array_remove_range(read, 0, (guint)sizeof header + header.length);
    return FRAME_WHOLE;
}
