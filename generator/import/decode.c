/* SPDX-License-Identifier: MIT */
#include "import/decode.h"

#include "import/pattern.h"
#include "text/encoding.h"

#include <glib/gi18n.h>
#include <string.h>

/* Where a page of HTML says what it is: the first 1024 bytes by the standard, more in practice. */
#define HEAD_BYTES 4096

static gboolean begins(const char *bytes, gsize length, const char *magic, gsize size)
{
    return length >= size && memcmp(bytes, magic, size) == 0;
}

static gboolean contains(const char *bytes, gsize length, const char *what, gsize size)
{
    return memmem(bytes, length, what, size) != NULL;
}

#define BEGINS(magic) begins(bytes, length, magic, sizeof(magic) - 1)
#define CONTAINS(what) contains(bytes, length, what, sizeof(what) - 1)

static gboolean refuse(const char *name, Diagnostics *diagnostics, const char *hint, const char *message)
{
    diagnostics_error(diagnostics, PLACE_FILE(name), hint, "%s", message);
    return FALSE;
}

/* A file of Office before 2007, WPS, or a new one under a password: Microsoft's compound file, [MS-CFB]. */
static gboolean refuse_compound(const char *name, const char *bytes, gsize length, Diagnostics *diagnostics)
{
    if (CONTAINS("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"))
        return refuse(name, diagnostics,
                      _("open it in Word or WPS, remove the password, and save it as .docx"),
                      _("the file is protected by a password"));
    return refuse(name, diagnostics, _("open it in Word or WPS, and save it as .docx"),
                  _("the file has the old format of Word or WPS"));
}

static gboolean form_of_zip(const char *name, const char *bytes, gsize length, Form *form,
                            Diagnostics *diagnostics)
{
    *form = FORM_WORD;
    if (CONTAINS("word/document"))
        return TRUE;
    return refuse(name, diagnostics, _("open it in Word or WPS, and save it as .docx"),
                  _("the file is no Word document"));
}

static gboolean looks_like_html(const char *bytes, gsize length)
{
    g_autofree char *head = g_ascii_strdown(bytes, (gssize)MIN(length, HEAD_BYTES));

    return strstr(head, "<!doctype html") || strstr(head, "<html") || strstr(head, "<body");
}

/* RFC 2557: what browsers and Word call a web page in a single file. */
static gboolean is_archive(const char *bytes, gsize length)
{
    static GRegex *regex;
    g_autofree char *head = g_strndup(bytes, MIN(length, HEAD_BYTES));
    g_autofree char *valid = g_utf8_make_valid(head, -1);

    return pattern_match(
        &regex, "(?i)\\A(?:[\\w-]+:.*\\R(?:[ \\t].*\\R)*)*Content-Type:\\s*multipart/related", valid, NULL);
}

static gboolean has_extension(const char *name, const char *const *extensions)
{
    const char *dot = strrchr(name, '.');

    for (; dot && *extensions; extensions++)
        if (g_ascii_strcasecmp(dot + 1, *extensions) == 0)
            return TRUE;
    return FALSE;
}

gboolean decode_form(const char *name, const char *bytes, gsize length, Form *form, Diagnostics *diagnostics)
{
    static const char *const html[] = {"html", "htm", "xhtml", "shtml", NULL};
    static const char *const text[] = {"txt", "text", NULL};

    if (length == 0)
        return refuse(name, diagnostics, NULL, _("the file is empty"));
    if (BEGINS("PK\003\004"))
        return form_of_zip(name, bytes, length, form, diagnostics);
    if (BEGINS("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"))
        return refuse_compound(name, bytes, length, diagnostics);
    if (BEGINS("%PDF-"))
        return refuse(name, diagnostics,
                      _("import what it was made from; or copy its text into a file, and save it as .txt"),
                      _("a PDF is not text any more"));
    if (BEGINS("{\\rtf"))
        return refuse(name, diagnostics, _("open it in Word or WPS, and save it as .docx"),
                      _("the file has the format RTF"));
    if (is_archive(bytes, length))
        return refuse(name, diagnostics,
                      _("open it in the browser, and save it as a complete web page (.html); or in Word, and "
                        "save it as .docx"),
                      _("the file is a web page in a single file (MHTML)"));
    *form = has_extension(name, html) || looks_like_html(bytes, length) ? FORM_HTML : FORM_TEXT;
    if (*form == FORM_HTML || has_extension(name, text))
        return TRUE;
    return refuse(name, diagnostics, _("save it as one of these, with that ending of its name"),
                  _("only .txt, .docx and .html can be imported"));
}

/* The text in UTF-8 from what `charset` names, newly allocated; NULL if it is not in that. */
static char *charset_read(const char *bytes, gsize length, const char *charset)
{
    gsize written;
    char *text = g_convert(bytes, (gssize)length, "UTF-8", charset, NULL, &written, NULL);

    if (text && strlen(text) == written)
        return text;
    g_free(text);
    return NULL;
}

/* What the bytes show themselves goes before what a page says it is in: that is often left over. */
static char *text_read(const char *bytes, gsize length, const char *charset)
{
    const Encoding encoding = encoding_guess(bytes, length);
    gboolean whole;
    gsize written;

    if (encoding == ENCODING_GB18030 && charset && g_ascii_strcasecmp(charset, "utf-8") != 0) {
        char *named = charset_read(bytes, length, charset);
        if (named)
            return named;
    }
    char *text = encoding_read(bytes, length, encoding, &written, &whole);
    if (whole)
        return text;
    g_free(text);
    return NULL;
}

static gboolean is_line_end(gunichar c)
{
    return c == '\n' || c == '\v' || c == 0x85 || c == 0x2028 || c == 0x2029;
}

static gboolean is_noncharacter(gunichar c)
{
    return (c >= 0xfdd0 && c <= 0xfdef) || (c & 0xfffe) == 0xfffe;
}

/* What no reader sees and YAML refuses is left out. *strange: characters that text does not have. */
static char *clean(const char *text, gsize *count, gsize *strange)
{
    GString *into = g_string_sized_new(strlen(text));

    for (const char *p = text; *p; p = g_utf8_next_char(p), (*count)++) {
        const gunichar c = g_utf8_get_char(p);
        const GUnicodeType type = g_unichar_type(c);
        if (c == '\r' && p[1] == '\n')
            continue;
        if (c == '\r' || is_line_end(c))
            g_string_append_c(into, '\n');
        else if (c == '\f')
            g_string_append_c(into, ' ');
        else if ((c < ' ' && c != '\t') || (c >= 0x7f && c < 0xa0) || is_noncharacter(c))
            (*strange)++;
        else if (c != 0xfeff)
            g_string_append_unichar(into, c);
        *strange += type == G_UNICODE_UNASSIGNED || type == G_UNICODE_PRIVATE_USE;
    }
    return g_string_free(into, FALSE);
}

char *decode_text(const char *name, const char *bytes, gsize length, const char *charset,
                  Diagnostics *diagnostics)
{
    g_autofree char *raw = text_read(bytes, length, charset);
    gsize count = 0, strange = 0;
    g_autofree char *text = raw ? clean(raw, &count, &strange) : NULL;

    if (text && strange * 20 <= count)
        return g_steal_pointer(&text);
    refuse(name, diagnostics, _("open it in the program that made it, and save it as text in UTF-8"),
           _("the file is no text in UTF-8 or GB 18030"));
    return NULL;
}

char *decode_html_charset(const char *bytes, gsize length)
{
    g_autofree char *head = g_ascii_strdown(bytes, (gssize)MIN(length, HEAD_BYTES));
    const char *at = strstr(head, "charset");

    if (!at)
        return NULL;
    at += strlen("charset");
    at += strspn(at, " \t\r\n=\"'");
    const gsize size = strspn(at, "abcdefghijklmnopqrstuvwxyz0123456789-_:.");
    /* The browsers' reading of these names is the larger set. */
    const gboolean chinese = g_str_has_prefix(at, "gb");
    return size == 0 ? NULL : chinese ? g_strdup("GB18030") : g_strndup(at, size);
}
