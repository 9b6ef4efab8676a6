/* SPDX-License-Identifier: MIT */
#include "template/file-type.h"

#include "picture/photo.h"

#include <glib.h>
#include <string.h>

const char *file_type_of_name(const char *path)
{
    static const char *const types[][2] = {
        {"pdf", "pdf"},      {"ofd", "ofd"},     {"doc", "word"},   {"docx", "word"},   {"docm", "word"},
        {"odt", "word"},     {"rtf", "word"},    {"wps", "word"},   {"xls", "sheet"},   {"xlsx", "sheet"},
        {"xlsm", "sheet"},   {"ods", "sheet"},   {"et", "sheet"},   {"ppt", "slides"},  {"pptx", "slides"},
        {"odp", "slides"},   {"dps", "slides"},  {"csv", "csv"},    {"txt", "text"},    {"md", "text"},
        {"zip", "archive"},  {"rar", "archive"}, {"7z", "archive"}, {"tar", "archive"}, {"gz", "archive"},
        {"tgz", "archive"},  {"svg", "picture"}, {"mp3", "sound"},  {"m4a", "sound"},   {"wav", "sound"},
        {"ogg", "sound"},    {"mp4", "video"},   {"mov", "video"},  {"m4v", "video"},   {"webm", "video"},
        {"ics", "calendar"},
    };
    const char *slash = strrchr(path, '/'), *dot = strrchr(path, '.');

    if (photo_has_name(path))
        return "picture";
    for (gsize i = 0; dot && dot > slash && i < G_N_ELEMENTS(types); i++)
        if (g_ascii_strcasecmp(dot + 1, types[i][0]) == 0)
            return types[i][1];
    return "other";
}
