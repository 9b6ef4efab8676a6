/* SPDX-License-Identifier: MIT */
#pragma once

/* Printing into cmark's HTML renderer. */

#include <cmark-gfm.h>
#include <cmark-gfm/buffer.h>
#include <cmark-gfm/houdini.h>
#include <glib.h>
#include <string.h>

static inline void html_text(cmark_strbuf *html, const char *text)
{
    houdini_escape_html0(html, (const uint8_t *)text, (bufsize_t)strlen(text), 0);
}

static inline void html_url(cmark_strbuf *html, const char *url)
{
    houdini_escape_href(html, (const uint8_t *)url, (bufsize_t)strlen(url));
}

/* Starts a new line unless one has just been started. */
static inline void html_line(cmark_strbuf *html)
{
    if (html->size > 0 && html->ptr[html->size - 1] != '\n')
        cmark_strbuf_putc(html, '\n');
}

/* `id` with the prefix of the page before it. Newly allocated. */
static inline char *html_id(const char *prefix, const char *id)
{
    return prefix != NULL && *prefix != '\0' ? g_strconcat(prefix, ":", id, NULL) : g_strdup(id);
}
