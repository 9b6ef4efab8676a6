/* SPDX-License-Identifier: MIT */
/*
 * A paragraph into lines as a whole, after Knuth and Plass, "Breaking Paragraphs into Lines" (1981): of all
 * ways to break it, the one with the least demerits. For each place, only those lines are looked at that end
 * there and can be as wide as the measure, so that the cost grows with the length alone.
 */
#include "typeset/paragraph-private.h"

/* Each is worse than what may come together of those above it in one paragraph. */
#define DEMERITS_POOR 40
#define DEMERITS_ORPHAN 2e4 /* one character on the last line */
#define DEMERITS_RAGGED 1e6 /* short by more than the gaps may take */
#define DEMERITS_FORCED 1e8
#define DEMERITS_NEVER 1e10
#define DEMERITS_TOO_WIDE 1e12

/* How many ragged lines are looked at beyond those that can be justified. */
#define RAGGED_LINES 4
/* How many lines are looked at in all, which bounds the cost of very wide ones. */
#define FITTING_LINES 256
/* A mark at the end of a line is squeezed: a line can become shorter than one that is part of it by so much.
 */
#define SQUEEZE 1.01
#define TINY 1e-6

/* A place where a line may end. */
typedef struct {
    guint item; /* the line ends before it */
    guint8 kind;
    double demerits; /* of the best lines up to here */
    guint from;      /* the place where the last of those begins */
} BreakPlace;

typedef struct {
    const Paragraph *paragraph;
    double width, first; /* of a line; of the first line */
    gboolean justify;
    GArray *places; /* BreakPlace */
    gsize *steps;
} Breaking;

static BreakPlace *place_at(const Breaking *breaking, guint index)
{
    return &g_array_index(breaking->places, BreakPlace, index);
}

static void place_add(const Breaking *breaking, guint item, BreakKind kind)
{
    const BreakPlace place = {.item = item, .kind = (guint8)kind};

    g_array_append_val(breaking->places, place);
}

/* The least that items need, with all that can be taken out taken out. */
static gboolean is_too_wide(const Breaking *breaking, guint start, guint end, double width)
{
    const Extent extent = paragraph_extent(breaking->paragraph, start, end);

    return extent.natural - extent.shrink > width + TINY;
}

/* Adds the places within items that are wider than a line: those within a word, and if that is not enough,
 * all. */
static void places_force(const Breaking *breaking, guint start, guint end, BreakKind kind, double width)
{
    guint begun = start;

    if (end - start < 2 || !is_too_wide(breaking, start, end, width))
        return;
    for (guint i = start + 1; i <= end; i++) {
        if (i < end && item_at(breaking->paragraph, i)->breaks != kind)
            continue;
        if (kind > BREAK_NEVER)
            places_force(breaking, begun, i, kind - 1, width);
        if (i < end)
            place_add(breaking, i, kind);
        begun = i;
    }
}

static double line_width(const Breaking *breaking, guint start)
{
    return start == 0 ? breaking->first : breaking->width;
}

/* All places of the items from `start` up to `end`, between which there is no U+2028. */
static void places_find(const Breaking *breaking, guint start, guint end)
{
    guint begun = start;

    g_array_set_size(breaking->places, 0);
    place_add(breaking, start, BREAK_MUST);
    for (guint i = start + 1; i <= end; i++) {
        const BreakKind kind = i < end ? item_at(breaking->paragraph, i)->breaks : BREAK_MUST;
        if (kind < BREAK_POOR)
            continue;
        places_force(breaking, begun, i, BREAK_FORCED, line_width(breaking, begun));
        place_add(breaking, i, kind);
        begun = i;
    }
}

/* What is bad about a line from one place to another. */
typedef struct {
    double demerits;
    gboolean fits;   /* not too wide */
    gboolean ragged; /* too short to be justified */
} Verdict;

static double place_demerits(const BreakPlace *place)
{
    switch ((BreakKind)place->kind) {
    case BREAK_NEVER: return DEMERITS_NEVER;
    case BREAK_FORCED: return DEMERITS_FORCED;
    case BREAK_POOR: return DEMERITS_POOR;
    default: return 0;
    }
}

static double short_demerits(const Breaking *breaking, const Extent *extent, double slack, double width,
                             Verdict *verdict)
{
    const double share = width > 0 ? slack / width : 1;

    if (!breaking->justify) {
        verdict->ragged = share > 0.25;
        return 400 * share * share;
    }
    const double most = extent->stretch * STRETCH_MAX;
    if (slack <= most + TINY)
        return most > TINY ? 100 * (slack / most) * (slack / most) : 0;
    verdict->ragged = TRUE;
    return DEMERITS_RAGGED * (1 + share);
}

static Verdict line_judge(const Breaking *breaking, guint from, guint to)
{
    const guint start = place_at(breaking, from)->item;
    const Extent extent = paragraph_extent(breaking->paragraph, start, place_at(breaking, to)->item);
    const gboolean last = to + 1 == breaking->places->len;
    const double width = line_width(breaking, start);
    const double slack = width - extent.natural;
    Verdict verdict = {.fits = TRUE, .demerits = place_demerits(place_at(breaking, to))};

    ++*breaking->steps;
    if (slack < -extent.shrink - TINY) {
        verdict.fits = FALSE;
        verdict.demerits += DEMERITS_TOO_WIDE * -slack;
    } else if (slack < -TINY) {
        verdict.demerits += 100 * (slack / extent.shrink) * (slack / extent.shrink);
    } else if (!last) {
        verdict.demerits += short_demerits(breaking, &extent, slack, width, &verdict);
    }
    if (last && from > 0 && extent_is_single(breaking->paragraph, &extent))
        verdict.demerits += DEMERITS_ORPHAN;
    return verdict;
}

/* The best way to a place. `least`: before it, no line to here begins; that only grows. */
static void place_reach(const Breaking *breaking, guint to, guint *least)
{
    const double most = MAX(breaking->width, breaking->first) + SQUEEZE;
    BreakPlace *place = place_at(breaking, to);
    guint ragged = 0, fitting = 0;

    while (*least + 1 < to && is_too_wide(breaking, place_at(breaking, *least)->item, place->item, most))
        ++*least;
    place->demerits = G_MAXDOUBLE;
    for (guint from = *least; from < to && ragged < RAGGED_LINES && fitting < FITTING_LINES; from++) {
        const Verdict verdict = line_judge(breaking, from, to);
        const double demerits = place_at(breaking, from)->demerits + verdict.demerits;
        if (!verdict.fits && from + 1 < to)
            continue;
        ragged += verdict.ragged;
        fitting += verdict.fits;
        if (demerits < place->demerits) {
            place->demerits = demerits;
            place->from = from;
        }
    }
}

static void line_add(const Breaking *breaking, GArray *lines, guint index, guint from, guint to)
{
    const BreakPlace *place = place_at(breaking, to);
    const guint start = place_at(breaking, from)->item;
    const Line line = {.start = start,
                       .end = place->item,
                       .natural = paragraph_extent(breaking->paragraph, start, place->item).natural,
                       .last = to + 1 == breaking->places->len,
                       .forced = place->kind <= BREAK_FORCED};

    g_array_index(lines, Line, index) = line;
}

static void segment_break(const Breaking *breaking, guint start, guint end, GArray *lines)
{
    guint least = 0, count = 0, index = lines->len;

    places_find(breaking, start, end);
    for (guint to = 1; to < breaking->places->len; to++)
        place_reach(breaking, to, &least);
    for (guint to = breaking->places->len - 1; to > 0; to = place_at(breaking, to)->from)
        count++;
    g_array_set_size(lines, index + count);
    for (guint to = breaking->places->len - 1; to > 0; to = place_at(breaking, to)->from)
        line_add(breaking, lines, index + --count, place_at(breaking, to)->from, to);
}

GArray *paragraph_break_counted(const Paragraph *paragraph, double width, double indent, gboolean justify,
                                gsize *steps)
{
    GArray *lines = g_array_new(FALSE, TRUE, sizeof(Line));
    const Breaking breaking = {paragraph,
                               width,
                               width - indent,
                               justify && !paragraph->ragged,
                               g_array_new(FALSE, FALSE, sizeof(BreakPlace)),
                               steps};

    for (guint start = 0, end; start < paragraph->items->len; start = end) {
        end = start + 1;
        while (end < paragraph->items->len && item_at(paragraph, end)->breaks != BREAK_MUST)
            end++;
        segment_break(&breaking, start, end, lines);
    }
    g_array_unref(breaking.places);
    return lines;
}

GArray *paragraph_break(const Paragraph *paragraph, double width, double indent, gboolean justify)
{
    gsize steps = 0;

    return paragraph_break_counted(paragraph, width, indent, justify, &steps);
}
