/* SPDX-License-Identifier: MIT */
#include "import/pictures.h"

#include "content/filename.h"

#include <glib/gi18n.h>
#include <string.h>
#include <sys/stat.h>

#define PICTURE_MEGABYTES 64

/* The bytes of a data: address with base64, or NULL. */
static GBytes *decode_data(const char *source)
{
    const char *comma = strstr(source, ";base64,");
    gsize length;

    if (!comma)
        return NULL;
    guchar *bytes = g_base64_decode(comma + strlen(";base64,"), &length);
    return g_bytes_new_take(bytes, length);
}

static GBytes *read_file(const char *path)
{
    struct stat info;
    char *bytes;
    gsize length;

    if (stat(path, &info) < 0 || !S_ISREG(info.st_mode) || info.st_size > (goffset)PICTURE_MEGABYTES << 20 ||
        !g_file_get_contents(path, &bytes, &length, NULL))
        return NULL;
    return g_bytes_new_take(bytes, length);
}

/* A file that a web page shows: only beside the page, so that no page fetches what it should not. */
static GBytes *read_beside(const char *beside, const char *source)
{
    g_autofree char *bare = g_strndup(source, strcspn(source, "?#"));
    g_autofree char *decoded = g_uri_unescape_string(bare, NULL);

    if (!decoded || strstr(decoded, ":") || *decoded == '/')
        return NULL;
    g_autofree char *path = g_build_filename(beside, decoded, NULL);
    return filename_is_inside(beside, path) ? read_file(path) : NULL;
}

static gboolean is_shown(const char *name)
{
    static const char *const shown[] = {"png", "jpg", "jpeg", "gif", "webp", "svg", "bmp", NULL};
    return g_strv_contains(shown, strrchr(name, '.') + 1);
}

void picture_take(Paper *paper, const char *folder, const char *beside, const char *name, const char *source,
                  Diagnostics *diagnostics)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    GBytes *bytes = g_str_has_prefix(source, "data:") ? decode_data(source)
                    : *source                         ? read_beside(beside, source)
                                                      : read_file(path);
    g_autofree char *quoted = g_strndup(*source ? source : name, 100);

    if (!bytes) {
        diagnostics_warning(diagnostics, PLACE_FILE(paper->name),
                            _("put it beside the entry under that name"),
                            _("the picture '%s' was not found; the entry calls it '%s'"), quoted, name);
        return;
    }
    g_ptr_array_add(paper->pictures, picture_new_take(g_strdup(name), bytes));
    if (!is_shown(name))
        diagnostics_warning(diagnostics, PLACE_FILE(paper->name),
                            _("in Word, save the picture as PNG or JPEG, and put that in its place"),
                            _("browsers do not show the picture '%s'"), name);
}
