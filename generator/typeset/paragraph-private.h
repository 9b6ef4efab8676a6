/* SPDX-License-Identifier: MIT */
/*
 * Private to paragraph.h's files. A paragraph is a row of items, of what is set as one: a character with its
 * marks, a ligature, or up to three digits upright in a vertical line. Lengths are in sizes, along the line.
 */
#pragma once

#include "typeset/paragraph.h"

/* What a character does in a line. Those up to CLASS_PREFIX are as wide as a Han character, as a rule. */
typedef enum {
    CLASS_HAN, /* Kana, Hangul and wide signs, too */
    CLASS_OPENING,
    CLASS_CLOSING,
    CLASS_STOP,       /* 。，、；：！？ */
    CLASS_MIDDLE,     /* ·・ and connectors: ～－／ */
    CLASS_DASH,       /* — */
    CLASS_ELLIPSIS,   /* … */
    CLASS_POSTFIX,    /* ％ ℃, and what belongs to the character before it: 々 ー ゃ */
    CLASS_PREFIX,     /* ￥ */
    CLASS_WIDE_SPACE, /* U+3000 */
    CLASS_SPACE,
    CLASS_LATIN, /* letters of all scripts with narrow letters, and signs that stand among them: @ # & */
    CLASS_DIGIT,
    CLASS_NARROW_OPENING, /* ( [ {, and a quotation mark in a Latin sentence */
    CLASS_NARROW_CLOSING, /* ) ] } , . ; : ! ? */
    CLASS_SIGN,           /* other narrow signs: - / */
    CLASS_LINE_END,       /* U+2028 */
} CharacterClass;

/* How a break between two items is thought of. */
typedef enum {
    BREAK_NEVER,  /* against the rules: only where one item wider than the line leaves no choice */
    BREAK_FORCED, /* within a word, where it is wider than the line */
    BREAK_POOR,   /* within an address, or between a number and what it counts */
    BREAK_GOOD,
    BREAK_MUST, /* U+2028 */
} BreakKind;

typedef struct {
    guint glyph;
    double x,
        y; /* of its origin, from the item's beginning; y downwards. Vertical: x from the line's middle */
} ItemGlyph;

typedef struct {
    gsize start, end; /* bytes */
    const Face *face;
    guint glyph, n_glyphs; /* of Paragraph.glyphs */
    double scale;          /* of the size: below 1 for digits that share a square */
    double advance;
    double lead, trail; /* empty room before and after a mark's ink, which it may give up */
    guint8 class;       /* CharacterClass */
    guint8 style;       /* SpanStyle */
    guint8 breaks;      /* BreakKind, before the item */
    gboolean turned : 1;
    gboolean kept : 1; /* a space that does not vanish at the end of a line: U+00A0 */
    const char *url;

    /* Between the item before and this one. */
    double gap;    /* what is put there beyond the advances; below 0 where one of two marks gives up room */
    double shrink; /* what can be taken out */
    guint stretch; /* 1 where justification may put something, else 0 */
} Item;

/* Sums over the items before one. */
typedef struct {
    double natural; /* of gaps and advances */
    double shrink;
    guint stretch;
    guint seen_from; /* the first item from here that is no blank */
    guint seen_to;   /* one more than the last item before here that is no blank */
} Sums;

struct Paragraph {
    char *text;
    gsize length;
    GArray *items;  /* Item */
    GArray *glyphs; /* ItemGlyph */
    Sums *sums;     /* one more than items: of those before it, with their gaps */
    gboolean vertical;
    gboolean ragged; /* mostly Latin: not justified */
    double tracking;
};

static inline Item *item_at(const Paragraph *paragraph, guint index)
{
    return &g_array_index(paragraph->items, Item, index);
}

/* The first character of an item. */
static inline gunichar item_character(const Paragraph *paragraph, guint index)
{
    return g_utf8_get_char(paragraph->text + item_at(paragraph, index)->start);
}

/* The class of a character by itself; `wide`: the marks that Chinese shares with Latin script are Chinese. */
CharacterClass class_of(gunichar c, gboolean wide);
/* Whether there is an em's worth of ink or room: all up to CLASS_WIDE_SPACE. */
static inline gboolean class_is_wide(CharacterClass class)
{
    return class <= CLASS_WIDE_SPACE;
}
static inline gboolean class_is_blank(CharacterClass class)
{
    return class == CLASS_SPACE || class == CLASS_WIDE_SPACE || class == CLASS_LINE_END;
}
/* A mark with a half that may be empty. */
static inline gboolean class_is_mark(CharacterClass class)
{
    return class >= CLASS_OPENING && class <= CLASS_MIDDLE;
}
static inline gboolean class_is_word(CharacterClass class)
{
    return class == CLASS_LATIN || class == CLASS_DIGIT;
}
/* Whether a line may begin or end with it. */
gboolean class_may_begin(CharacterClass class);
gboolean class_may_end(CharacterClass class);

/* Bytes of a text (in shared marks: their first) that are Latin marks: a bit for each byte. Freed by
 * g_free(). */
guint8 *context_find_narrow(const char *text, gsize length);

/* Fills items and glyphs. */
void paragraph_shape(Paragraph *paragraph, const Styled *styled, const ParagraphStyle *style,
                     GArray *missing);
/* Fills Item.breaks. */
void paragraph_find_breaks(Paragraph *paragraph);
/* A byte for each of the text: whether ICU begins a word there (`words`), or would break a line. g_free(). */
guint8 *paragraph_ask_icu(const Paragraph *paragraph, gboolean words);
/* Fills the gaps and the sums. */
void paragraph_space(Paragraph *paragraph);

/* What is seen of the items from `start` up to `end` on a line: blanks at both its ends are not. */
typedef struct {
    guint start, end; /* none: equal */
    double natural;   /* with marks at the ends squeezed */
    double shrink;
    guint stretch;
} Extent;

/* paragraph_break(); adds to `steps` how many lines it has looked at: what tests of its cost count. */
GArray *paragraph_break_counted(const Paragraph *paragraph, double width, double indent, gboolean justify,
                                gsize *steps);

Extent paragraph_extent(const Paragraph *paragraph, guint start, guint end);
/* Whether it is one character, with the marks around it: alone on a line, it looks lost. */
gboolean extent_is_single(const Paragraph *paragraph, const Extent *extent);
