/* SPDX-License-Identifier: MIT */
#include "archive/tag-text.h"

#include <glib/gi18n.h>
#include <string.h>

#define UTF8_BOM "\xef\xbb\xbf"

/* Names of character sets as IANA registers them: no options of iconv's behind a slash. */
static gboolean is_charset_name(const char *name)
{
    for (const char *p = name; *p; p++)
        if (!g_ascii_isalnum(*p) && !strchr("-_.:()+", *p))
            return FALSE;
    return *name != '\0' && strlen(name) < 64;
}

gboolean tag_encoding_is_known(const char *encoding)
{
    GIConv converter = is_charset_name(encoding) ? g_iconv_open("UTF-8", encoding) : (GIConv)-1;

    if (converter == (GIConv)-1)
        return FALSE;
    g_iconv_close(converter);
    return TRUE;
}

char *tag_encoding_read(const char *bytes, const char *encoding)
{
    gsize read, written;
    g_autofree char *text = g_convert(bytes, -1, "UTF-8", encoding, &read, &written, NULL);

    return text && read == strlen(bytes) && written == strlen(text) ? g_steal_pointer(&text) : NULL;
}

/*
 * UTF-16 without a byte order mark is big-endian (RFC 2781, 4.3), but programs write their machine's: which
 * it is shows by the zeros, since tag files begin with ASCII.
 */
static const char *encoding_of(const char *encoding, const char *bytes, gsize length)
{
    if (g_ascii_strcasecmp(encoding, "UTF-16") != 0 || length < 2)
        return encoding;
    if (memcmp(bytes, "\xff\xfe", 2) == 0 || memcmp(bytes, "\xfe\xff", 2) == 0)
        return encoding;
    return bytes[1] == '\0' ? "UTF-16LE" : "UTF-16BE";
}

static guint line_at(const char *bytes, gsize offset)
{
    guint line = 1;

    for (gsize i = 0; i < offset; i++)
        line += bytes[i] == '\n' || (bytes[i] == '\r' && bytes[i + 1] != '\n');
    return line;
}

static void report_encoding(const TagText *text, const char *bytes, gsize valid, const char *encoding,
                            Diagnostics *diagnostics)
{
    const Place place = {.file = text->shown, .line = line_at(bytes, valid)};

    diagnostics_error(diagnostics, place,
                      _("write the file in the encoding that 'bagit.txt' names, or name its encoding there"),
                      _("the bytes here are not %s, which 'bagit.txt' says"), encoding);
}

static gboolean text_convert(TagText *text, const char *encoding, Diagnostics *diagnostics)
{
    gsize read = 0, written = 0;

    text->converted = g_convert(text->text, (gssize)text->length, "UTF-8",
                                encoding_of(encoding, text->text, text->length), &read, &written, NULL);
    if (!text->converted || read < text->length) {
        report_encoding(text, text->text, MIN(read, text->length), encoding, diagnostics);
        return FALSE;
    }
    text->text = text->converted;
    text->length = written;
    return TRUE;
}

gboolean tag_text_open(TagText *text, BagItems *items, BagItem *item, const char *encoding, TagBom *bom,
                       Diagnostics *diagnostics)
{
    const char *bytes = items_text(items, item, diagnostics);
    const char *end;

    *text = (TagText){.text = bytes, .length = item->bytes, .ended = TRUE};
    *bom = BOM_NONE;
    if (!bytes)
        return FALSE;
    text->shown = items_shown(items, item->path);
    if (encoding && !text_convert(text, encoding, diagnostics))
        return FALSE;
    if (text->length >= 3 && memcmp(text->text, UTF8_BOM, 3) == 0) {
        text->at = 3;
        *bom = encoding ? BOM_NONE : BOM_NEEDLESS;
    }
    /* NUL is no character of such files, but UTF-8: who reads a line sees to it. */
    for (const char *at = text->text; !encoding && at < text->text + text->length; at = end + 1) {
        g_utf8_validate(at, text->text + text->length - at, &end);
        if (end == text->text + text->length)
            break;
        if (!*end)
            continue;
        report_encoding(text, text->text, (gsize)(end - text->text), "UTF-8", diagnostics);
        break;
    }
    return TRUE;
}

void tag_text_clear(TagText *text)
{
    g_clear_pointer(&text->converted, g_free);
    g_clear_pointer(&text->shown, g_free);
}

gboolean tag_text_next(TagText *text, const char **line, gsize *length)
{
    if (text->at >= text->length)
        return FALSE;
    const char *begin = text->text + text->at, *end = text->text + text->length;
    const char *p = begin;

    while (p < end && *p != '\n' && *p != '\r')
        p++;
    *line = begin;
    *length = (gsize)(p - begin);
    text->ended = p < end;
    p += p + 1 < end && p[0] == '\r' && p[1] == '\n' ? 2 : 1;
    text->at = (gsize)(p - text->text);
    text->line++;
    return TRUE;
}

Place tag_text_place(const TagText *text)
{
    return (Place){.file = text->shown, .line = text->line};
}
