/* SPDX-License-Identifier: MIT */
#include "typeset/itemise.h"

#include <hb-ot.h>
#include <string.h>

/* Latin lies on its side about the middle of its capital letters, which is that of the square as well. */
#define CAPITAL_MIDDLE 0.367
#define BLANK_ADVANCE 0.25

/* What is known of a glyph's empty halves. */
typedef struct {
    double lead, trail;
} Halves;

typedef struct {
    Paragraph *paragraph;
    GArray *pieces; /* Piece */
    hb_buffer_t *buffer;
    hb_buffer_t *mark;  /* for one mark */
    GHashTable *halves; /* face number and glyph → Halves */
} Shaping;

static Item *item_add(const Shaping *shaping, const Piece *piece, gsize start, gsize end)
{
    Item item = {.start = start,
                 .end = end,
                 .face = piece->face,
                 .glyph = shaping->paragraph->glyphs->len,
                 .scale = 1,
                 .class = piece->class,
                 .style = piece->style,
                 .turned = piece->turned,
                 .kept = piece->unbreaking,
                 .url = piece->url};

    g_array_append_val(shaping->paragraph->items, item);
    return item_at(shaping->paragraph, shaping->paragraph->items->len - 1);
}

static void buffer_shape(hb_buffer_t *buffer, const Piece *piece, const char *text, gsize length, gsize start,
                         gsize end, gboolean vertical, const hb_feature_t *features, guint count)
{
    hb_buffer_clear_contents(buffer);
    hb_buffer_add_utf8(buffer, text, (int)length, (guint)start, (int)(end - start));
    hb_buffer_set_direction(buffer, vertical ? HB_DIRECTION_TTB : HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer, piece->script);
    hb_buffer_set_language(buffer, hb_language_from_string("zh-Hans", -1));
    hb_shape(piece->face->font, buffer, features, count);
}

static double em(int units)
{
    return (double)units / EM_UNITS;
}

/* The halves of a mark of a font without half-width forms that its ink leaves empty, in horizontal text. */
static Halves mark_measure_ink(const Piece *piece, guint glyph, double advance)
{
    hb_glyph_extents_t ink;

    if (advance < 0.9 || !hb_font_get_glyph_extents(piece->face->font, glyph, &ink) || ink.width == 0)
        return (Halves){0, 0};
    const double before = em(ink.x_bearing), after = advance - em(ink.x_bearing + ink.width);
    const double half = advance / 2;
    if (MAX(before, after) >= half)
        return before > after ? (Halves){half, 0} : (Halves){0, half};
    return MIN(before, after) >= half / 2 ? (Halves){half / 2, half / 2} : (Halves){0, 0};
}

/*
 * The empty halves of a mark: what the feature for half-width forms (halt, and vhal in vertical text) takes
 * off it, before and after its ink.
 */
static Halves mark_measure(const Shaping *shaping, const Piece *piece, guint glyph)
{
    const Paragraph *paragraph = shaping->paragraph;
    const gboolean vertical = paragraph->vertical;
    const hb_feature_t half = {vertical ? HB_TAG('v', 'h', 'a', 'l') : HB_TAG('h', 'a', 'l', 't'), 1, 0, -1};
    hb_glyph_position_t full = {0}, halved = {0};

    for (guint count = 0; count < 2; count++) {
        guint length;
        buffer_shape(shaping->mark, piece, paragraph->text, paragraph->length, piece->start, piece->end,
                     vertical, &half, count);
        const hb_glyph_position_t *positions = hb_buffer_get_glyph_positions(shaping->mark, &length);
        if (length == 1)
            *(count ? &halved : &full) = positions[0];
    }
    const double taken = em(vertical ? halved.y_advance - full.y_advance : full.x_advance - halved.x_advance);
    const double lead = em(vertical ? halved.y_offset - full.y_offset : full.x_offset - halved.x_offset);
    if (taken <= 0 && !vertical)
        return mark_measure_ink(piece, glyph, em(full.x_advance));
    if (taken <= 0 || taken > 0.7)
        return (Halves){0, 0};
    return (Halves){CLAMP(lead, 0, taken), taken - CLAMP(lead, 0, taken)};
}

static Halves mark_halves(const Shaping *shaping, const Piece *piece, guint glyph)
{
    const gint64 key = (gint64)piece->face->number << 32 | glyph;
    Halves *known = g_hash_table_lookup(shaping->halves, &key);

    if (!known) {
        known = g_new(Halves, 1);
        *known = mark_measure(shaping, piece, glyph);
        g_hash_table_insert(shaping->halves, g_memdup2(&key, sizeof key), known);
    }
    return *known;
}

static const Piece *piece_at(const Shaping *shaping, guint index)
{
    return &g_array_index(shaping->pieces, Piece, index);
}

static void glyph_add(const Shaping *shaping, Item *item, guint glyph, double x, double y)
{
    const ItemGlyph added = {glyph, x, y};

    g_array_append_val(shaping->paragraph->glyphs, added);
    item->n_glyphs++;
}

/* Appends a glyph at the item's end, and makes it as much longer as the glyph is. */
static void item_append(const Shaping *shaping, Item *item, guint glyph, const hb_glyph_position_t *position)
{
    const double x = em(position->x_offset), y = em(position->y_offset);

    if (!shaping->paragraph->vertical) {
        glyph_add(shaping, item, glyph, item->advance + x, -y);
        item->advance += em(position->x_advance);
    } else if (item->turned) {
        glyph_add(shaping, item, glyph, y - CAPITAL_MIDDLE, item->advance + x);
        item->advance += em(position->x_advance);
    } else {
        glyph_add(shaping, item, glyph, x, item->advance - y);
        item->advance -= em(position->y_advance);
    }
}

/* Whether pieces of two indices are shaped together. */
static gboolean piece_joins(const Piece *a, const Piece *b)
{
    return b->kind == PIECE_GLYPHS && a->face == b->face && a->script == b->script &&
           a->narrow == b->narrow && a->turned == b->turned && !a->upright && !b->upright;
}

/* Pieces from `first` up to `end` are one run. An item never begins within a piece. */
static void run_shape(const Shaping *shaping, guint first, guint end)
{
    const Paragraph *paragraph = shaping->paragraph;
    const Piece *piece = piece_at(shaping, first);
    const hb_feature_t narrow = {HB_TAG('p', 'w', 'i', 'd'), 1, 0, -1};
    const gsize run_end = piece_at(shaping, end - 1)->end;
    Item *item = NULL;
    guint length;

    buffer_shape(shaping->buffer, piece, paragraph->text, paragraph->length, piece->start, run_end,
                 paragraph->vertical && !piece->turned, &narrow, piece->narrow ? 1 : 0);
    const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(shaping->buffer, &length);
    const hb_glyph_position_t *positions = hb_buffer_get_glyph_positions(shaping->buffer, &length);
    for (guint i = 0, at = first; i < length; i++) {
        while (at + 1 < end && piece_at(shaping, at + 1)->start <= infos[i].cluster)
            at++;
        piece = piece_at(shaping, at);
        if (!item || (piece->start == infos[i].cluster && piece->start > item->start)) {
            if (item)
                item->end = piece->start;
            item = item_add(shaping, piece, piece->start, run_end);
        }
        item_append(shaping, item, infos[i].codepoint, &positions[i]);
        if (class_is_mark(item->class) && item->n_glyphs == 1) {
            const Halves halves = mark_halves(shaping, piece, infos[i].codepoint);
            item->lead = halves.lead;
            item->trail = halves.trail;
        }
    }
}

/* Digits upright in one square of a vertical line: half as wide if there are two, smaller if they are more.
 */
static void square_shape(const Shaping *shaping, guint first, guint count)
{
    const Paragraph *paragraph = shaping->paragraph;
    const Piece *piece = piece_at(shaping, first);
    const hb_feature_t half = {HB_TAG('h', 'w', 'i', 'd'), 1, 0, -1};
    const gsize end = piece_at(shaping, first + count - 1)->end;
    double width = 0, x = 0;
    guint length;

    buffer_shape(shaping->buffer, piece, paragraph->text, paragraph->length, piece->start, end, FALSE, &half,
                 count > 1 ? 1 : 0);
    const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(shaping->buffer, &length);
    const hb_glyph_position_t *positions = hb_buffer_get_glyph_positions(shaping->buffer, &length);
    for (guint i = 0; i < length; i++)
        width += em(positions[i].x_advance);
    Item *item = item_add(shaping, piece, piece->start, end);
    item->class = CLASS_HAN;
    item->scale = width > 1 ? 1 / width : 1;
    item->advance = 1;
    for (guint i = 0; i < length; i++) {
        glyph_add(shaping, item, infos[i].codepoint,
                  (x + em(positions[i].x_offset) - width / 2) * item->scale,
                  0.5 + (CAPITAL_MIDDLE - em(positions[i].y_offset)) * item->scale);
        x += em(positions[i].x_advance);
    }
}

static guint run_end(const Shaping *shaping, guint first)
{
    const Piece *piece = piece_at(shaping, first);
    guint end = first + 1;

    if (piece->upright)
        return first + piece->upright;
    while (end < shaping->pieces->len && piece_joins(piece, piece_at(shaping, end)))
        end++;
    return end;
}

/* One glyph in the place of what no font has; the text stays what it is. */
static void substitute_shape(const Shaping *shaping, Item *item, const ParagraphStyle *style)
{
    const Face *face = style->substitute && !style->vertical
                           ? fonts_find(style->fonts, style->font, style->bold, style->substitute)
                           : NULL;
    hb_codepoint_t glyph;

    if (!face || !hb_font_get_nominal_glyph(face->font, style->substitute, &glyph))
        return;
    item->face = face;
    item->class = CLASS_HAN;
    item->advance = em(hb_font_get_glyph_h_advance(face->font, glyph));
    glyph_add(shaping, item, glyph, 0, 0);
}

/* What has no glyph of its own. */
static void blank_shape(const Shaping *shaping, const Piece *piece, const ParagraphStyle *style)
{
    GArray *items = shaping->paragraph->items;

    if (piece->kind == PIECE_NOTHING) {
        if (items->len > 0 && item_at(shaping->paragraph, items->len - 1)->class != CLASS_LINE_END)
            item_at(shaping->paragraph, items->len - 1)->end = piece->end;
        return;
    }
    Item *item = item_add(shaping, piece, piece->start, piece->end);
    if (piece->kind == PIECE_BLANK)
        item->advance = shaping->paragraph->text[piece->start] == '\t' ? 1 : BLANK_ADVANCE;
    else
        item->advance = piece->kind == PIECE_LINE_END ? 0 : 1;
    if (piece->kind == PIECE_MISSING)
        substitute_shape(shaping, item, style);
}

void paragraph_shape(Paragraph *paragraph, const Styled *styled, const ParagraphStyle *style, GArray *missing)
{
    g_autoptr(GArray) pieces = text_itemise(paragraph->text, paragraph->length, styled, style, missing);
    const Shaping shaping = {paragraph, pieces, hb_buffer_create(), hb_buffer_create(),
                             g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free)};

    for (guint i = 0, end; i < pieces->len; i = end) {
        const Piece *piece = piece_at(&shaping, i);
        end = i + 1;
        if (piece->kind != PIECE_GLYPHS) {
            blank_shape(&shaping, piece, style);
            continue;
        }
        end = run_end(&shaping, i);
        if (piece->upright)
            square_shape(&shaping, i, end - i);
        else
            run_shape(&shaping, i, end);
    }
    hb_buffer_destroy(shaping.buffer);
    hb_buffer_destroy(shaping.mark);
    g_hash_table_unref(shaping.halves);
}
