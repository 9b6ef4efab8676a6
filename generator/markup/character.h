/* SPDX-License-Identifier: MIT */
#pragma once

/* Which characters are written without spaces between words. */

#include <glib.h>

/* "CJK character" of the CommonMark CJK-friendly Amendments (github.com/tats-u/markdown-cjk-friendly,
 * specification.md, 2.1): wide, full-width or half-width and not an emoji by default, or Hangul. */
gboolean character_is_cjk(gunichar c);

/* Han, kana, Bopomofo, CJK symbols and punctuation, full-width forms. Not Hangul: Korean has spaces. */
gboolean character_is_unspaced(gunichar c);

/* A mark that Chinese shares with Latin script: quotation marks, dash, ellipsis, middle dot. */
gboolean character_is_shared_mark(gunichar c);

/* Whether a line break between the two is no space: both unspaced, or one of them and a shared mark. */
gboolean character_is_joined(gunichar before, gunichar after);
