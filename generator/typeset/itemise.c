/* SPDX-License-Identifier: MIT */
#include "typeset/itemise.h"

#include "markup/cluster.h"
#include "text/space.h"

#include <string.h>
#include <unicode/uchar.h>

#define N_STYLES 6

/* A span begins or ends. */
typedef struct {
    gsize at;
    gboolean begins;
    guint span;
} Edge;

static int edge_compare(gconstpointer a, gconstpointer b)
{
    const Edge *left = a, *right = b;

    if (left->at != right->at)
        return left->at < right->at ? -1 : 1;
    return (left->span > right->span) - (left->span < right->span);
}

/* The style at a place that goes forward through the text. */
typedef struct {
    const Styled *styled;
    GArray *edges; /* Edge */
    guint next;
    guint open[N_STYLES]; /* spans with that bit */
    guint link;           /* span that began last, + 1 */
} Sweep;

static void sweep_init(Sweep *sweep, const Styled *styled)
{
    *sweep = (Sweep){styled, g_array_new(FALSE, FALSE, sizeof(Edge))};
    for (guint i = 0; i < styled->n_spans; i++) {
        const Edge edges[] = {{styled->spans[i].start, TRUE, i}, {styled->spans[i].end, FALSE, i}};
        if (styled->spans[i].start < styled->spans[i].end)
            g_array_append_vals(sweep->edges, edges, G_N_ELEMENTS(edges));
    }
    g_array_sort(sweep->edges, edge_compare);
}

static void edge_pass(Sweep *sweep, const Edge *edge)
{
    const Span *span = &sweep->styled->spans[edge->span];

    for (guint bit = 0; bit < N_STYLES; bit++)
        if (span->style & (1u << bit))
            sweep->open[bit] += edge->begins ? 1 : (guint)-1;
    if (!(span->style & SPAN_LINK) || !span->url)
        return;
    if (edge->begins)
        sweep->link = edge->span + 1;
    else if (sweep->link == edge->span + 1)
        sweep->link = 0;
}

static guint sweep_to(Sweep *sweep, gsize at, const char **url)
{
    guint style = 0;

    for (; sweep->next < sweep->edges->len; sweep->next++) {
        const Edge *edge = &g_array_index(sweep->edges, Edge, sweep->next);
        if (edge->at > at)
            break;
        edge_pass(sweep, edge);
    }
    for (guint bit = 0; bit < N_STYLES; bit++)
        style |= sweep->open[bit] > 0 ? 1u << bit : 0;
    *url = style & SPAN_LINK && sweep->link > 0 ? sweep->styled->spans[sweep->link - 1].url : NULL;
    return style;
}

static gboolean character_is_nothing(gunichar c)
{
    return c != '\t' && (g_unichar_type(c) == G_UNICODE_CONTROL ||
                         u_hasBinaryProperty((UChar32)c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT));
}

gboolean character_is_leftward(gunichar c)
{
    if (c < 0x590)
        return FALSE;
    const UCharDirection direction = u_charDirection((UChar32)c);
    return direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC;
}

/* More of them than anybody reads; each is compared with those before. */
#define MISSING_MAX 50

static void missing_add(GArray *missing, gunichar character, const char *font)
{
    const MissingCharacter found = {character, font};

    for (guint i = 0; missing && i < missing->len; i++)
        if (g_array_index(missing, MissingCharacter, i).character == character)
            return;
    if (missing && missing->len < MISSING_MAX)
        g_array_append_val(missing, found);
}

typedef struct {
    const char *text;
    const ParagraphStyle *style;
    GArray *missing;
    guint8 *narrow;
    Sweep sweep;
    hb_script_t script;
    GArray *pieces;
} Itemising;

static const Face *character_find(const Itemising *itemising, gunichar c, gboolean bold)
{
    return character_is_leftward(c) ? NULL
                                    : fonts_find(itemising->style->fonts, itemising->style->font, bold, c);
}

/*
 * The face of a whole cluster is that of its first character, if it has the rest: a mark from another font
 * would stand anywhere. A shared mark in Chinese comes from the font of Chinese, where a theme has a Latin
 * one first.
 */
static const Face *piece_face(const Itemising *itemising, const Piece *piece, gboolean bold)
{
    const char *end = itemising->text + piece->end;
    const gunichar first = g_utf8_get_char(itemising->text + piece->start);
    const gboolean shared = class_is_wide(piece->class) && first < 0x3000 && class_is_mark(piece->class);
    const Face *face = character_find(itemising, shared ? 0x3002 : first, bold);
    gboolean complete = TRUE;
    hb_codepoint_t glyph;

    if (!face || (shared && !hb_font_get_nominal_glyph(face->font, first, &glyph)))
        face = character_find(itemising, first, bold);
    if (!face && space_is(first))
        face = fonts_first(itemising->style->fonts, itemising->style->font, bold);
    for (const char *at = itemising->text + piece->start; at < end; at = g_utf8_next_char(at)) {
        const gunichar c = g_utf8_get_char(at);
        const gboolean known = space_is(c) || character_is_nothing(c) ||
                               (face && hb_font_get_nominal_glyph(face->font, c, &glyph));
        /* A mark may have become part of a character that the font has. */
        if (!known && (!face || !g_unichar_ismark(c))) {
            missing_add(itemising->missing, c, itemising->style->font);
            complete = FALSE;
        }
    }
    return complete ? face : NULL;
}

static hb_script_t piece_script(Itemising *itemising, gunichar c)
{
    const hb_script_t script = hb_unicode_script(hb_unicode_funcs_get_default(), c);

    if (script != HB_SCRIPT_COMMON && script != HB_SCRIPT_INHERITED && script != HB_SCRIPT_UNKNOWN)
        itemising->script = script;
    return itemising->script;
}

static PieceKind piece_kind(gunichar c, gboolean alone)
{
    if (c == '\t' || c == '\n' || c == '\r')
        return PIECE_BLANK;
    if (class_of(c, TRUE) == CLASS_LINE_END)
        return PIECE_LINE_END;
    return alone && character_is_nothing(c) ? PIECE_NOTHING : PIECE_GLYPHS;
}

static gboolean cluster_is_nothing(const char *start, const char *end)
{
    for (const char *at = start; at < end; at = g_utf8_next_char(at))
        if (!character_is_nothing(g_utf8_get_char(at)))
            return FALSE;
    return TRUE;
}

/* Emphasis has dots below Han, and nothing below letters; they have no slanted form here, either. */
static gboolean piece_is_bold(const Itemising *itemising, const Piece *piece)
{
    return itemising->style->bold || piece->style & SPAN_BOLD ||
           (piece->style & SPAN_EMPHASIS && !class_is_wide(piece->class));
}

static void piece_add(Itemising *itemising, const char *start, const char *end)
{
    const gunichar c = g_utf8_get_char(start);
    const gsize at = (gsize)(start - itemising->text);
    Piece piece = {.start = at, .end = (gsize)(end - itemising->text)};

    piece.narrow = itemising->narrow[at];
    piece.class = class_of(c, !piece.narrow);
    piece.kind = piece_kind(c, cluster_is_nothing(start, end));
    piece.style = (guint8)sweep_to(&itemising->sweep, at, &piece.url);
    piece.script = piece_script(itemising, c);
    piece.unbreaking = c == 0xa0 || c == 0x202f;
    piece.turned = itemising->style->vertical && !class_is_wide(piece.class);
    if (piece.kind == PIECE_GLYPHS) {
        piece.face = piece_face(itemising, &piece, piece_is_bold(itemising, &piece));
        piece.kind = piece.face ? PIECE_GLYPHS : PIECE_MISSING;
    }
    g_array_append_val(itemising->pieces, piece);
}

static gboolean piece_is_word(const GArray *pieces, guint index)
{
    const Piece *piece = index < pieces->len ? &g_array_index(pieces, Piece, index) : NULL;

    return piece && (class_is_word(piece->class) || piece->class == CLASS_SIGN);
}

/* Pieces from `start` are to share a square, if one font has them all. */
static void square_make(GArray *pieces, guint start, guint count)
{
    const Piece *first = &g_array_index(pieces, Piece, start);

    for (guint i = 0; i < count; i++) {
        const Piece *piece = &g_array_index(pieces, Piece, start + i);
        if (piece->kind != PIECE_GLYPHS || piece->face != first->face)
            return;
    }
    for (guint i = 0; i < count; i++) {
        Piece *piece = &g_array_index(pieces, Piece, start + i);
        piece->turned = FALSE;
        piece->upright = count;
    }
}

/* Up to three digits that stand by themselves share a square of a vertical line; so does one capital letter.
 */
static void squares_make(GArray *pieces, const char *text)
{
    for (guint i = 0; i < pieces->len;) {
        const Piece *piece = &g_array_index(pieces, Piece, i);
        guint count = 0, digits = 0;

        for (; piece_is_word(pieces, i + count); count++)
            digits += g_ascii_isdigit(text[g_array_index(pieces, Piece, i + count).start]);
        if ((count == digits && count >= 1 && count <= 3) ||
            (count == 1 && g_ascii_isupper(text[piece->start])))
            square_make(pieces, i, count);
        i += MAX(count, 1);
    }
}

GArray *text_itemise(const char *text, gsize length, const Styled *styled, const ParagraphStyle *style,
                     GArray *missing)
{
    Itemising itemising = {.text = text,
                           .style = style,
                           .missing = missing,
                           .narrow = context_find_narrow(text, length),
                           .script = HB_SCRIPT_HAN,
                           .pieces = g_array_new(FALSE, FALSE, sizeof(Piece))};

    sweep_init(&itemising.sweep, styled);
    for (const char *at = text, *end; at < text + length; at = end) {
        end = cluster_end(at);
        piece_add(&itemising, at, end);
    }
    if (style->vertical)
        squares_make(itemising.pieces, text);
    g_array_unref(itemising.sweep.edges);
    g_free(itemising.narrow);
    return itemising.pieces;
}
