/* SPDX-License-Identifier: MIT */
#include "text/source.h"

#include "text/encoding.h"
#include "text/file-error.h"

#include <glib/gi18n.h>
#include <string.h>
#include <sys/stat.h>

/* Nobody writes more into one file; and a file may be all hole and no text. */
#define MEGABYTES_MAX 16

#define BOM "\xef\xbb\xbf"

Source *source_new_take(const char *name, char *text, gsize length)
{
    Source *source = g_new0(Source, 1);
    source->name = g_strdup(name);
    source->text = text;
    source->length = length;
    return source;
}

void source_free(Source *source)
{
    if (!source)
        return;
    g_free(source->name);
    g_free(source->text);
    g_free(source);
}

static void bom_remove(Source *source)
{
    const gsize size = strlen(BOM);

    if (source->length < size || memcmp(source->text, BOM, size) != 0)
        return;
    source->length -= size;
    memmove(source->text, source->text + size, source->length + 1);
}

/* Makes the text printable from `offset` on its line, so that the message can quote what comes before. */
static void cut_line_at(Source *source, gsize offset)
{
    source->length = offset;
    source->text[offset] = '\0';
}

static gboolean text_check(Source *source, Diagnostics *diagnostics)
{
    const char *end;

    if (g_utf8_validate(source->text, (gssize)source->length, &end))
        return TRUE;
    const gsize offset = (gsize)(end - source->text);
    const guchar byte = (guchar)*end;
    cut_line_at(source, offset);
    const Place place = source_place(source, offset);
    if (byte == 0)
        diagnostics_error(diagnostics, place, _("remove it, or save the file again as text in UTF-8"),
                          _("a NUL character in the text"));
    else
        diagnostics_error(diagnostics, place,
                          g_str_has_suffix(source->name, ".csv")
                              ? _("save the file as UTF-8; in Excel, as \"CSV UTF-8\"")
                              : _("save it with the encoding UTF-8: in Notepad with 'Save as', in WPS or "
                                  "Word as plain text"),
                          _("the text is not UTF-8 here (byte 0x%02X)"), byte);
    return FALSE;
}

/* A pipe would be waited for, with nobody at its other end. */
static gboolean is_file(const char *path, GError **error)
{
    struct stat info;

    if (stat(path, &info) != 0)
        return TRUE; /* that it is not there is for who opens it to say */
    const gboolean regular = S_ISREG(info.st_mode);
    if (regular && info.st_size <= (goffset)MEGABYTES_MAX << 20)
        return TRUE;
    if (regular)
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_FAILED, _("'%s' has more than %u MB"), path,
                    MEGABYTES_MAX);
    else
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_FAILED, _("'%s' is no regular file"), path);
    return FALSE;
}

Source *source_load(const char *path, const char *name, Diagnostics *diagnostics, GError **error)
{
    char *text;
    gsize length;

    if (!is_file(path, error))
        return NULL;
    if (!g_file_get_contents(path, &text, &length, error)) {
        file_error_explain(error, path);
        return NULL;
    }
    g_autoptr(Source) source = source_new_take(name, text, length);
    bom_remove(source);
    if (!text_check(source, diagnostics))
        return NULL;
    return g_steal_pointer(&source);
}

static Source *refuse_encoding(const Source *source, Encoding encoding, Diagnostics *diagnostics)
{
    diagnostics_error(diagnostics, source_place(source, source->length),
                      _("save it again in UTF-8; in Excel and WPS, as \"CSV UTF-8\""),
                      _("the text is taken for %s, which it is not here"), encoding_name(encoding));
    return NULL;
}

/* Line ends of a Mac before 2001, which Excel still offers. */
static void returns_replace(Source *source)
{
    if (!memchr(source->text, '\n', source->length))
        g_strdelimit(source->text, "\r", '\n');
}

Source *source_load_any(const char *path, const char *name, Diagnostics *diagnostics, GError **error)
{
    g_autofree char *bytes = NULL;
    gsize size, length;
    gboolean whole;

    if (!is_file(path, error))
        return NULL;
    if (!g_file_get_contents(path, &bytes, &size, error)) {
        file_error_explain(error, path);
        return NULL;
    }
    const Encoding encoding = encoding_guess(bytes, size);
    g_autoptr(Source) source = NULL;
    if (encoding == ENCODING_UTF8) {
        source = source_new_take(name, g_steal_pointer(&bytes), size);
        bom_remove(source);
        if (!text_check(source, diagnostics))
            return NULL;
    } else {
        char *text = encoding_read(bytes, size, encoding, &length, &whole);
        source = source_new_take(name, text, length);
        if (!whole)
            return refuse_encoding(source, encoding, diagnostics);
    }
    returns_replace(source);
    return g_steal_pointer(&source);
}

Place source_place(const Source *source, gsize offset)
{
    const char *start = source->text;
    const char *at = source->text + MIN(offset, source->length);
    guint line = 1;

    for (const char *p = start; (p = memchr(p, '\n', (gsize)(at - p))); start = p)
        p++, line++;
    return (Place){
        .source = source, .line = line, .column = 1 + (guint)g_utf8_strlen(start, (gssize)(at - start))};
}

char *source_line(const Source *source, guint line)
{
    const char *start = source->text;
    const char *end = source->text + source->length;

    for (guint at = 1; at < line; at++) {
        start = memchr(start, '\n', (gsize)(end - start));
        if (!start)
            return g_strdup("");
        start++;
    }
    const char *stop = memchr(start, '\n', (gsize)(end - start));
    if (!stop)
        stop = end;
    if (stop > start && stop[-1] == '\r')
        stop--;
    return g_strndup(start, (gsize)(stop - start));
}
