/* SPDX-License-Identifier: MIT */
/*
 * Private to typeset/: a paragraph, shaped once and broken into lines as often as its width changes. Lengths
 * are in sizes (ems), so that a larger size is only a narrower measure.
 *
 * Chinese by CLREQ (Requirements for Chinese Text Layout, W3C): no line begins with a closing mark or ends
 * with an opening one; of two marks that meet, one gives up its empty half, and so do an opening mark at the
 * beginning of a line and a stop at its end; a quarter of a size stands between Han and Latin; a line is
 * justified at the gaps between Han, and never by more than a limit; a last line of one character is
 * avoided where another division of the paragraph does.
 */
#pragma once

#include "typeset/marks.h"

typedef enum {
    SPAN_BOLD = 1 << 0,
    SPAN_EMPHASIS = 1 << 1, /* dots below Han, in the accent's colour; letters bold */
    SPAN_CODE = 1 << 2,
    SPAN_STRUCK = 1 << 3,
    SPAN_LINK = 1 << 4,
    SPAN_ACCENT = 1 << 5, /* in the accent's colour */
} SpanStyle;

/* Bytes from `start` up to `end` of a text. Spans may overlap. */
typedef struct {
    gsize start, end;
    guint style;     /* SpanStyle */
    const char *url; /* SPAN_LINK: an absolute address; "#name": a place of this document; or NULL */
} Span;

/* U+2028 in a text ends a line, not the paragraph. */
typedef struct {
    const char *text;
    gsize length;
    const Span *spans;
    guint n_spans;
} Styled;

typedef struct {
    Fonts *fonts;
    const char *font; /* role */
    gboolean bold;
    gboolean vertical;
    double tracking;
    gunichar substitute; /* its glyph is shown for what no font has; 0: the room of one size */
} ParagraphStyle;

typedef struct Paragraph Paragraph;

/* A character that no font of its role has, or that is written from right to left. */
typedef struct {
    gunichar character;
    const char *font; /* the role */
} MissingCharacter;

/* There is no writing from right to left here: set from left to right it would be wrong and look right. */
gboolean character_is_leftward(gunichar c);

/*
 * The most that justification puts between two characters, in sizes, beyond what stands there anyway: with a
 * quarter, narrow columns with long numbers and titles in them have half as many lines that are too short as
 * with a fifth.
 */
#define STRETCH_MAX 0.25

/*
 * Shapes `styled`, which is copied. Characters that no font has are appended to `missing`
 * (MissingCharacter; each once, the first 50; the array is the caller's, or NULL), and take the room of one
 * size.
 */
Paragraph *paragraph_new(const Styled *styled, const ParagraphStyle *style, GArray *missing);
void paragraph_free(Paragraph *paragraph);

/* What it needs on one line; the widest, where U+2028 stands in it. */
double paragraph_width(const Paragraph *paragraph);
/* The widest piece that cannot be broken without force. */
double paragraph_width_least(const Paragraph *paragraph);

/* One line: items from `start` up to `end`. */
typedef struct {
    guint start, end;
    double natural;
    gboolean last; /* of the paragraph, or before a U+2028 */
    gboolean forced;
} Line;

/*
 * Breaks it into lines of `width`, the first narrower by `indent`; a good paragraph as a whole, not line by
 * line. What is mostly Latin is never justified: between words, the limit is soon reached, and some lines
 * would be full and some not. Gives an array of Line; free with g_array_unref(). Costs what its length is,
 * times a constant.
 */
GArray *paragraph_break(const Paragraph *paragraph, double width, double indent, gboolean justify);
/*
 * Breaks it into exactly `count` lines, or fewer, of lengths as alike as can be, only between words (ICU): a
 * headline. The same kind of array.
 */
GArray *paragraph_balance(const Paragraph *paragraph, guint count);

/* Where and how a line is put. */
typedef struct {
    double x, y;  /* of the baseline's beginning in points; vertical: of the line's middle, at its top */
    double size;  /* points */
    double width; /* room, in sizes; of a first line without its indent, after which x begins */
    FrameAlign align;
    Colour colour, accent;
    const char *frame; /* for MarkLine */
    guint column;
    gboolean first;
} LinePlace;

/*
 * Writes the glyphs of a line, its emphasis dots, strokes and links, and its MarkLine. It never leaves
 * anything out: an item that is wider than its room stands out of it, which paragraph_width_least() tells
 * beforehand.
 */
void paragraph_put(const Paragraph *paragraph, const Line *line, const LinePlace *place, Marks *marks);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Paragraph, paragraph_free)
