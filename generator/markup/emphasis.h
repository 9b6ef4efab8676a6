/* SPDX-License-Identifier: MIT */
#pragma once

/* Emphasis beside Chinese, Japanese and Korean text. CommonMark tells where emphasis opens and closes by the
 * spaces and punctuation around a run of * or _, which Chinese does not have: in **“重要”**的 the second
 * run could not close. The CommonMark CJK-friendly Amendments (github.com/tats-u/markdown-cjk-friendly,
 * specification.md) mend that, and for ~~ as well.
 *
 * cmark's inline parser asks its extensions about every character it has no rule of its own for. All of CJK
 * is among those, so a run that touches it is met here: before cmark when the CJK character comes first, and
 * right after cmark when it follows. Nothing but the run's ability to open and close is touched. */

#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>

/* To be called by a match_inline function at a byte above 0x7f or a tilde. Returns the node for what it has
 * consumed, whose elder siblings it has appended to `parent` already; NULL to leave the place to others. */
cmark_node *emphasis_match(cmark_parser *parser, cmark_node *parent, unsigned char c,
                           cmark_inline_parser *inlines);
