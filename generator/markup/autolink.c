/* SPDX-License-Identifier: MIT */
#include "markup/autolink.h"

#include "markup/character.h"

#include <cmark-gfm/chunk.h>
#include <cmark-gfm/syntax_extension.h>
#include <cmark-gfm/utf8.h>
#include <glib.h>
#include <string.h>

/* The extension looks at some URLs again and again, so a URL has bounds: RFC 1035, 2.3.4, for the host, and
 * what browsers and servers agree on for the whole. */
#define HOST_BYTES 253
#define URL_BYTES 2048
#define CLOSING_BRACKETS 64

cmark_syntax_extension *autolink_extension(void)
{
    return cmark_find_syntax_extension("autolink");
}

static gboolean character_ends_url(int32_t c, gboolean in_host)
{
    if (character_is_shared_mark((gunichar)c))
        return TRUE;
    if (!character_is_cjk((gunichar)c))
        return FALSE;
    return !in_host || cmark_utf8proc_is_punctuation(c);
}

/* Whether the host begins with a CJK letter, as in 中国互联网络信息中心.中国: then others may follow. */
static gboolean host_is_international(const cmark_chunk *text, int host)
{
    int32_t c;

    return host < text->len && cmark_utf8proc_iterate(text->data + host, text->len - host, &c) > 0 &&
           character_is_cjk((gunichar)c) && !character_ends_url(c, TRUE);
}

/* Where the URL ends at the latest whose host starts at `host`, or 0 if it is too long to be one. */
static int url_end(const cmark_chunk *text, int host)
{
    gboolean in_host = TRUE, international = host_is_international(text, host);
    int end = host, length, brackets = 0;
    int32_t c;

    for (; end < text->len && !g_ascii_isspace(text->data[end]) && text->data[end] != '<'; end += length) {
        c = text->data[end];
        length = c < 0x80 ? 1 : cmark_utf8proc_iterate(text->data + end, text->len - end, &c);
        if (length <= 0 || (c >= 0x80 && character_ends_url(c, in_host && international)))
            break;
        if (c == '/' || c == '?' || c == '#')
            in_host = FALSE;
        brackets += c == ')';
        if (end - host >= (in_host ? HOST_BYTES : URL_BYTES) || brackets > CLOSING_BRACKETS)
            return 0;
    }
    return end;
}

static gboolean chunk_has(const cmark_chunk *text, int offset, const char *string)
{
    int length = (int)strlen(string);
    return text->len - offset >= length && memcmp(text->data + offset, string, length) == 0;
}

/* Whether a scheme that the extension links ends at `offset`. */
static gboolean scheme_before(const cmark_chunk *text, int offset)
{
    static const char *const SCHEMES[] = {"http", "https", "ftp"};

    for (gsize i = 0; i < G_N_ELEMENTS(SCHEMES); i++) {
        int length = (int)strlen(SCHEMES[i]);
        const char *start = (const char *)text->data + offset - length;
        if (offset >= length && g_ascii_strncasecmp(start, SCHEMES[i], (gsize)length) == 0)
            return TRUE;
    }
    return FALSE;
}

static gboolean character_before_is_cjk(const cmark_chunk *text, int offset)
{
    const char *start = (const char *)text->data;
    const char *before = g_utf8_find_prev_char(start, start + offset);
    return before != NULL && character_is_cjk(g_utf8_get_char(before));
}

cmark_node *autolink_match(cmark_parser *parser, cmark_node *parent, unsigned char c,
                           cmark_inline_parser *inlines)
{
    cmark_syntax_extension *extension = autolink_extension();
    cmark_chunk *text = cmark_inline_parser_get_chunk(inlines);
    int offset = cmark_inline_parser_get_offset(inlines);
    const char *start = c == 'w' ? "www." : "://";

    if (!chunk_has(text, offset, start) || (c == ':' && !scheme_before(text, offset)))
        return NULL;
    int end = url_end(text, offset + (int)strlen(start));
    if (end == 0)
        return NULL;

    /* The extension asks for a space before www.: it is shown one. */
    gboolean spaced = c == 'w' && offset > 0 && character_before_is_cjk(text, offset);
    unsigned char before = spaced ? text->data[offset - 1] : 0;
    int length = text->len;
    text->len = end;
    if (spaced)
        text->data[offset - 1] = ' ';
    cmark_node *link = extension->match_inline(extension, parser, parent, c, inlines);
    if (spaced)
        text->data[offset - 1] = before;
    text->len = length;
    return link;
}
