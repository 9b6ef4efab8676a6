/* SPDX-License-Identifier: MIT */
#pragma once

/* Bare URLs in text without spaces. cmark-gfm's autolink extension takes everything up to the next white
 * space; here a URL also ends before CJK text and punctuation, and www. may follow CJK text directly. */

#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>

/* cmark-gfm's own autolink extension, which finds the end of the URL once CJK text is cut off. */
cmark_syntax_extension *autolink_extension(void);

/* To be called by a match_inline function at ':' and 'w', in place of the extension's own. Returns a link, or
 * NULL when no URL stands there. */
cmark_node *autolink_match(cmark_parser *parser, cmark_node *parent, unsigned char c,
                           cmark_inline_parser *inlines);
