/* SPDX-License-Identifier: MIT */
#include "picture/kind.h"

#include "picture/heif.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define HEAD 12

static PhotoKind kind_of_bytes(const guint8 head[HEAD])
{
    if (memcmp(head, "\xff\xd8\xff", 3) == 0)
        return KIND_JPEG;
    if (memcmp(head, "\x89PNG\r\n\x1a\n", 8) == 0)
        return KIND_PNG;
    if (memcmp(head, "RIFF", 4) == 0 && memcmp(head + 8, "WEBP", 4) == 0)
        return KIND_WEBP;
    if (memcmp(head, "GIF87a", 6) == 0 || memcmp(head, "GIF89a", 6) == 0)
        return KIND_GIF;
    if (memcmp(head, "II*\0", 4) == 0 || memcmp(head, "MM\0*", 4) == 0)
        return KIND_TIFF;
    return heif_has_brand(head) ? KIND_HEIF : KIND_OTHER;
}

PhotoKind kind_of_file(const char *path)
{
    const int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    guint8 head[HEAD];

    if (fd < 0)
        return KIND_OTHER;
    const gboolean whole = read(fd, head, HEAD) == HEAD;
    close(fd);
    return whole ? kind_of_bytes(head) : KIND_OTHER;
}
