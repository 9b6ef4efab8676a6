/* SPDX-License-Identifier: MIT */
#include "archive/writer.h"

#include "escape/escape.h"

#include <stdarg.h>
#include <string.h>

struct Writer {
    GString *out;
    Escaper *escaper;
    Context context;
};

Writer *writer_new(void)
{
    Writer *writer = g_new0(Writer, 1);

    writer->out = g_string_new(NULL);
    writer->escaper = escaper_new(NULL);
    writer->context = escape_start(ESCAPE_HTML);
    return writer;
}

static void append_own(Writer *writer, const char *markup, gsize length)
{
    EscapeProblem problem;
    const gboolean sound = escape_text(writer->escaper, &writer->context, markup, length, &problem);

    g_assert(sound);
    g_string_append_len(writer->out, markup, (gssize)length);
}

static void append_value(Writer *writer, const char *text)
{
    const EscapeValue value = {text, strlen(text), ESCAPE_STRING};
    EscapeProblem problem;
    const EscapeResult result =
        escape_value(writer->escaper, &writer->context, writer->out, &value, &problem);

    g_assert(result != ESCAPE_REFUSED);
}

void writer_print(Writer *writer, const char *markup, ...)
{
    va_list values;
    const char *value;

    va_start(values, markup);
    while ((value = strstr(markup, "%s"))) {
        append_own(writer, markup, (gsize)(value - markup));
        append_value(writer, va_arg(values, const char *));
        markup = value + 2;
    }
    va_end(values);
    append_own(writer, markup, strlen(markup));
}

void writer_begin(Writer *writer, const char *language, const char *title, const char *style)
{
    guint8 digest[32];
    gsize size = sizeof digest;
    g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);

    g_checksum_update(checksum, (const guchar *)style, -1);
    g_checksum_get_digest(checksum, digest, &size);
    g_autofree char *hash = g_base64_encode(digest, size);
    /* Content Security Policy Level 3, 2.3.1: a style is allowed by what it is. */
    g_autofree char *policy = g_strdup_printf("<meta http-equiv=\"Content-Security-Policy\" "
                                              "content=\"default-src 'none'; style-src 'sha256-%s'; base-uri "
                                              "'none'; form-action 'none'\">\n",
                                              hash);

    writer_print(writer, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n", language);
    append_own(writer, policy, strlen(policy));
    writer_print(writer,
                 "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                 "<meta name=\"referrer\" content=\"no-referrer\">\n<title>%s</title>\n<style>",
                 title);
    append_own(writer, style, strlen(style));
    writer_print(writer, "</style>\n</head>\n<body>\n");
}

void writer_heading(Writer *writer, const char *level, gboolean begins, const char *id)
{
    g_autofree char *tag = g_strdup_printf(begins ? "<h%s id=\"" : "</h%s>\n", level);

    append_own(writer, tag, strlen(tag));
    if (!begins)
        return;
    append_value(writer, id);
    append_own(writer, "\">", 2);
}

GString *writer_end(Writer *writer)
{
    GString *out = writer->out;

    writer_print(writer, "</body>\n</html>\n");
    g_assert(!escape_unfinished(writer->context));
    escaper_free(writer->escaper);
    g_free(writer);
    return out;
}
