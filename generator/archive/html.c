/* SPDX-License-Identifier: MIT */
#include "archive/html.h"

#include "escape/escape.h"

#include <stdarg.h>
#include <string.h>

struct Html {
    GString *out;
    Escaper *escaper;
    Context context;
};

Html *html_new(void)
{
    Html *html = g_new0(Html, 1);

    html->out = g_string_new(NULL);
    html->escaper = escaper_new(NULL);
    html->context = escape_start(ESCAPE_HTML);
    return html;
}

static void append_own(Html *html, const char *markup, gsize length)
{
    EscapeProblem problem;
    const gboolean sound = escape_text(html->escaper, &html->context, markup, length, &problem);

    g_assert(sound);
    g_string_append_len(html->out, markup, (gssize)length);
}

static void append_value(Html *html, const char *text)
{
    const EscapeValue value = {text, strlen(text), ESCAPE_STRING};
    EscapeProblem problem;
    const EscapeResult result = escape_value(html->escaper, &html->context, html->out, &value, &problem);

    g_assert(result != ESCAPE_REFUSED);
}

void html_print(Html *html, const char *markup, ...)
{
    va_list values;
    const char *value;

    va_start(values, markup);
    while ((value = strstr(markup, "%s"))) {
        append_own(html, markup, (gsize)(value - markup));
        append_value(html, va_arg(values, const char *));
        markup = value + 2;
    }
    va_end(values);
    append_own(html, markup, strlen(markup));
}

void html_begin(Html *html, const char *language, const char *title, const char *style)
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

    html_print(html, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n", language);
    append_own(html, policy, strlen(policy));
    html_print(html,
               "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
               "<meta name=\"referrer\" content=\"no-referrer\">\n<title>%s</title>\n<style>",
               title);
    append_own(html, style, strlen(style));
    html_print(html, "</style>\n</head>\n<body>\n");
}

void html_heading(Html *html, const char *level, gboolean begins, const char *id)
{
    g_autofree char *tag = g_strdup_printf(begins ? "<h%s id=\"" : "</h%s>\n", level);

    append_own(html, tag, strlen(tag));
    if (!begins)
        return;
    append_value(html, id);
    append_own(html, "\">", 2);
}

GString *html_end(Html *html)
{
    GString *out = html->out;

    html_print(html, "</body>\n</html>\n");
    g_assert(!escape_unfinished(html->context));
    escaper_free(html->escaper);
    g_free(html);
    return out;
}
