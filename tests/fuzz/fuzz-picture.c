/* SPDX-License-Identifier: MIT */
/*
 * Fuzzes the sizes of pictures: whatever the bytes are, the size is not known, or is one that a page can use;
 * and from a file, which is read a piece at a time, it is the same.
 */
#include "picture/size.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const guint8 *data, size_t size);

int LLVMFuzzerTestOneInput(const guint8 *data, size_t size)
{
    PictureSize here = {7, 7}, there = {7, 7};
    const int file = memfd_create("picture", 0);
    g_assert(file >= 0 && write(file, data, size) == (gssize)size);
    g_autofree char *path = g_strdup_printf("/proc/self/fd/%d", file);

    const gboolean known = picture_size_of_bytes(data, size, &here);
    g_assert(picture_size_of_file(path, &there) == known);
    close(file);
    g_assert(here.width == there.width && here.height == there.height);
    g_assert(known || (here.width == 7 && here.height == 7));
    g_assert(here.width > 0 && here.width <= PICTURE_SIDE_MAX);
    g_assert(here.height > 0 && here.height <= PICTURE_SIDE_MAX);
    return 0;
}
