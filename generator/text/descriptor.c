/* SPDX-License-Identifier: MIT */
#include "text/descriptor.h"

#include <errno.h>
#include <unistd.h>

gboolean descriptor_write(int fd, const char *bytes, gsize length)
{
    while (length > 0) {
        const ssize_t written = write(fd, bytes, length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return FALSE;
        bytes += written;
        length -= (gsize)written;
    }
    return TRUE;
}
