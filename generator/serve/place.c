/* SPDX-License-Identifier: MIT */
#include "serve/place.h"

#include "build/destination.h"

#include <gio/gio.h>
#include <string.h>
#include <unistd.h>

static gboolean is_hidden(const char *name)
{
    return *name == '\0' || (*name == '.' && strcmp(name, ".well-known") != 0);
}

char *place_of_address(const char *encoded)
{
    g_autofree char *path = g_uri_unescape_string(encoded, "/");

    if (!path || *path != '/' || !g_utf8_validate(path, -1, NULL))
        return NULL;
    const gboolean folder = g_str_has_suffix(path, "/");
    g_autofree char *whole = g_strconcat(path + 1, folder ? "index.html" : "", NULL);
    g_auto(GStrv) names = g_strsplit(whole, "/", -1);
    for (char **name = names; *name; name++)
        if (is_hidden(*name))
            return NULL;
    return g_steal_pointer(&whole);
}

/* A publisher puts a new file in its place, and never writes in one: what is mapped stays what it is. */
static GBytes *bytes_map(int fd)
{
    g_autoptr(GMappedFile) mapped = g_mapped_file_new_from_fd(fd, FALSE, NULL);

    return mapped ? g_mapped_file_get_bytes(mapped) : NULL;
}

PlaceKind place_open(const char *folder, const char *path, GBytes **bytes)
{
    g_autoptr(Destination) destination = destination_new(folder);
    struct stat status;

    if (!destination_stat(destination, path, &status))
        return PLACE_MISSING;
    if (S_ISDIR(status.st_mode))
        return PLACE_FOLDER;
    const int fd = destination_open(destination, path);
    if (fd < 0)
        return PLACE_MISSING;
    GBytes *found = bytes_map(fd);
    close(fd);
    *bytes = found;
    return found ? PLACE_THERE : PLACE_MISSING;
}

FileStamp place_stamp(const char *folder, const char *path)
{
    g_autoptr(Destination) destination = destination_new(folder);
    struct stat status;

    if (!destination_stat(destination, path, &status) || !S_ISREG(status.st_mode))
        return STAMP_NONE;
    return stamp_of_stat(&status);
}

const char *place_type(const char *path)
{
    static const struct {
        const char *end, *type;
    } types[] = {
        {".html", "text/html; charset=utf-8"},
        {".htm", "text/html; charset=utf-8"},
        {".css", "text/css; charset=utf-8"},
        {".js", "text/javascript; charset=utf-8"},
        {".mjs", "text/javascript; charset=utf-8"},
        {".json", "application/json; charset=utf-8"},
        {".webmanifest", "application/manifest+json; charset=utf-8"},
        {".xml", "application/xml; charset=utf-8"},
        {".xsl", "application/xslt+xml; charset=utf-8"},
        {".txt", "text/plain; charset=utf-8"},
        {".md", "text/plain; charset=utf-8"},
        {".csv", "text/csv; charset=utf-8"},
        {".ics", "text/calendar; charset=utf-8"},
        {".vtt", "text/vtt; charset=utf-8"},
        {".svg", "image/svg+xml; charset=utf-8"},
        {".png", "image/png"},
        {".jpg", "image/jpeg"},
        {".jpeg", "image/jpeg"},
        {".gif", "image/gif"},
        {".webp", "image/webp"},
        {".avif", "image/avif"},
        {".bmp", "image/bmp"},
        {".ico", "image/vnd.microsoft.icon"},
        {".woff2", "font/woff2"},
        {".woff", "font/woff"},
        {".ttf", "font/ttf"},
        {".otf", "font/otf"},
        {".mp4", "video/mp4"},
        {".m4v", "video/mp4"},
        {".webm", "video/webm"},
        {".mov", "video/quicktime"},
        {".mp3", "audio/mpeg"},
        {".m4a", "audio/mp4"},
        {".ogg", "audio/ogg"},
        {".wav", "audio/wav"},
        {".wasm", "application/wasm"},
        {".pdf", "application/pdf"},
        {".zip", "application/zip"},
        {".doc", "application/msword"},
        {".xls", "application/vnd.ms-excel"},
        {".ppt", "application/vnd.ms-powerpoint"},
        {".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
        {".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
        {".pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"},
    };
    const char *end = strrchr(path, '.');

    for (gsize i = 0; end && i < G_N_ELEMENTS(types); i++)
        if (g_ascii_strcasecmp(end, types[i].end) == 0)
            return types[i].type;
    return "application/octet-stream";
}
