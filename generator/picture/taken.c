/* SPDX-License-Identifier: MIT */
#include "picture/taken.h"

#include "picture/exif.h"

#include <stdio.h>
#include <unistd.h>

static gboolean day_read(const char *text, int *year, int *month, int *day)
{
    return sscanf(text, "%4d:%2d:%2d", year, month, day) == 3 && *year > 0 && *month > 0 && *day > 0;
}

gboolean picture_taken(const char *path, int *year, int *month, int *day)
{
    gboolean found = FALSE;
    char text[11];
    Reader reader;
    Tiff tiff;

    if (!reader_open(&reader, path))
        return FALSE;
    found = exif_find(&reader, &tiff) && exif_day(&tiff, text);
    close(reader.descriptor);
    return found && day_read(text, year, month, day);
}
