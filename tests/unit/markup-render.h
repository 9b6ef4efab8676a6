/* SPDX-License-Identifier: MIT */
#pragma once

/* What the tests of Markdown have in common. */

#include "markup/document.h"

#include <string.h>

static inline Document *markup_parse(const char *text, gboolean raw_html)
{
    MarkupOptions options = {.raw_html = raw_html};
    g_autoptr(GError) error = NULL;
    Document *document = document_parse(text, strlen(text), &options, NULL, &error);

    g_assert_no_error(error);
    g_assert_nonnull(document);
    return document;
}

/* Newly allocated. */
static inline char *markup_render(const char *text, gboolean raw_html, const MarkupTarget *target)
{
    g_autoptr(Document) document = markup_parse(text, raw_html);
    GString *html = g_string_new(NULL);

    document_render(document, target, html);
    return g_string_free(html, FALSE);
}

/* `html` without the ids of headings, newly allocated. */
static inline char *markup_strip_heading_ids(const char *html)
{
    g_autoptr(GRegex) regex = g_regex_new("(<h[1-6]) id=\"[^\"]*\"", 0, 0, NULL);
    return g_regex_replace(regex, html, -1, 0, "\\1", 0, NULL);
}

#define assert_html(text, expected)                                                                          \
    G_STMT_START                                                                                             \
    {                                                                                                        \
        g_autofree char *html_ = markup_render((text), FALSE, NULL);                                         \
        g_assert_cmpstr(html_, ==, (expected));                                                              \
    }                                                                                                        \
    G_STMT_END
