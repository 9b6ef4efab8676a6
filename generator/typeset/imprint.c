/* SPDX-License-Identifier: MIT */
#include "typeset/imprint.h"

#include <string.h>

Imprint imprint_of_sheet(const Sheet *sheet)
{
    return (Imprint){.name = sheet->name,
                     .root = sheet->root,
                     .place = sheet->place,
                     .title = sheet->title,
                     .author = sheet->author,
                     .subject = sheet->subject,
                     .keywords = sheet->keywords,
                     .language = sheet->language,
                     .created = sheet->created};
}

Imprint imprint_of_book(const Book *book)
{
    return (Imprint){.name = book->name,
                     .root = book->root,
                     .place = PLACE_NONE,
                     .title = book->title,
                     .author = book->author,
                     .subject = book->subject,
                     .keywords = book->keywords,
                     .language = book->language,
                     .created = book->created};
}

char *imprint_file(const Imprint *imprint, const char *path)
{
    const gsize length = imprint->root ? strlen(imprint->root) : 0;

    if (length > 0 && strncmp(path, imprint->root, length) == 0 && path[length] == '/')
        return g_strdup(path + length + 1);
    return g_path_get_basename(path);
}
