/* SPDX-License-Identifier: MIT */
/* Lines of a headline, at the largest size at which the widest fits. */
#include "typeset/blocks-private.h"
#include "typeset/flow.h"

#include <math.h>
#include <string.h>

#define LEADING 1.3
#define LINES_MAX 200
/* Of a character, in sizes: more of them than have room then need not be divided at all. */
#define WIDTH_LEAST 0.25

/* The lines of the text, each a paragraph, and how they are divided. */
typedef struct {
    Arena *arena;
    GPtrArray *paragraphs;
    GArray *counts;    /* guint: into how many lines each may go */
    GPtrArray *breaks; /* GArray of Line, for each paragraph */
    guint characters;
} Headline;

static void headline_clear(Headline *headline)
{
    g_ptr_array_unref(headline->paragraphs);
    g_array_unref(headline->counts);
    g_ptr_array_unref(headline->breaks);
    arena_free(headline->arena);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Headline, headline_clear)

static void headline_read(Headline *headline, const FrameRoom *room)
{
    const Frame *frame = room->frame;
    const ParagraphStyle style = {room->fonts,     frame->style.font,     frame->style.bold,
                                  frame->vertical, frame->style.tracking, room->substitute};
    g_auto(GStrv) lines = g_strsplit(frame->text, "\n", LINES_MAX);

    *headline = (Headline){arena_new(), g_ptr_array_new_with_free_func((GDestroyNotify)paragraph_free),
                           g_array_new(FALSE, FALSE, sizeof(guint)),
                           g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref), 0};
    for (char **line = lines; *line; line++) {
        const guint one = 1;
        g_strstrip(*line);
        const Styled styled = inline_plain(headline->arena, *line, strlen(*line));
        if (styled.length == 0)
            continue;
        headline->characters += (guint)g_utf8_strlen(styled.text, -1);
        g_ptr_array_add(headline->paragraphs, paragraph_new(&styled, &style, room->missing));
        g_array_append_val(headline->counts, one);
    }
}

static GArray *paragraph_lines(const Paragraph *paragraph, guint count)
{
    return count > 1 ? paragraph_balance(paragraph, count)
                     : paragraph_break(paragraph, G_MAXINT / 4, 0, FALSE);
}

static double lines_width(const GArray *lines)
{
    double width = 0;

    for (guint i = 0; i < lines->len; i++)
        width = MAX(width, g_array_index(lines, Line, i).natural);
    return width;
}

/* Divides all by their counts. *lines: how many; *width: of the widest, in sizes. */
static void headline_break(Headline *headline, guint *lines, double *width)
{
    *lines = 0;
    *width = 0;
    g_ptr_array_set_size(headline->breaks, 0);
    for (guint i = 0; i < headline->paragraphs->len; i++) {
        GArray *broken = paragraph_lines(g_ptr_array_index(headline->paragraphs, i),
                                         g_array_index(headline->counts, guint, i));
        g_ptr_array_add(headline->breaks, broken);
        *lines += broken->len;
        *width = MAX(*width, lines_width(broken));
    }
}

static double leading_of(const Frame *frame)
{
    return frame->style.leading > 0 ? frame->style.leading : LEADING;
}

/* Along the line, and across the lines. */
static double room_along(const FrameRoom *room)
{
    return room->frame->vertical ? room->box.height : room->box.width;
}

static double room_across(const FrameRoom *room)
{
    return room->frame->vertical ? room->box.width : room->box.height;
}

static double size_of(const FrameRoom *room, guint lines, double width)
{
    const double across = 1 + (lines - 1) * leading_of(room->frame);
    const double size = MIN(room_along(room) / MAX(width, 0.01), room_across(room) / across);

    /* A hair's breadth less: sums of widths are not exact. */
    return floor(size * 1000 - 1) / 1000;
}

/* The line that is widest goes into one more. FALSE where that cannot be. */
static gboolean headline_divide(Headline *headline)
{
    guint widest = 0;
    double width = -1;

    for (guint i = 0; i < headline->breaks->len; i++) {
        const GArray *lines = g_ptr_array_index(headline->breaks, i);
        if (lines_width(lines) > width) {
            width = lines_width(lines);
            widest = i;
        }
    }
    guint *count = &g_array_index(headline->counts, guint, widest);
    const GArray *lines = g_ptr_array_index(headline->breaks, widest);
    if (lines->len < *count)
        return FALSE;
    ++*count;
    return TRUE;
}

/* The division that gives the largest size; the fewest lines where two do. */
static double headline_fit(Headline *headline, const FrameRoom *room)
{
    g_autoptr(GArray) best = g_array_copy(headline->counts);
    const double largest = room->frame->style.largest * room->scale;
    const guint most = MIN(room->frame->lines, LINES_MAX);
    const double smallest = room->frame->style.smallest * room->scale;
    double width, size = 0;
    guint lines;
    const gboolean may_fit =
        headline->characters * smallest * smallest * WIDTH_LEAST <= room->box.width * room->box.height;

    for (gboolean more = TRUE; more; more = lines < most && may_fit && headline_divide(headline)) {
        headline_break(headline, &lines, &width);
        const double reached = size_of(room, lines, width);
        const double limited = largest > 0 ? MIN(reached, largest) : reached;
        if (limited > size + 1e-6) {
            size = limited;
            g_array_unref(best);
            best = g_array_copy(headline->counts);
        }
    }
    g_array_unref(headline->counts);
    headline->counts = g_steal_pointer(&best);
    headline_break(headline, &lines, &width);
    return size;
}

/* Where the first line begins, across the lines. */
static double start_across(const FrameRoom *room, double block)
{
    const double rest = room_across(room) - block;

    switch (room->frame->style.valign) {
    case VALIGN_TOP: return 0;
    case VALIGN_BOTTOM: return rest;
    default: return rest / 2;
    }
}

static void headline_put(const Headline *headline, const FrameRoom *room, double size, Marks *marks)
{
    const Frame *frame = room->frame;
    const FrameStyle *style = &frame->style;
    const Face *face = fonts_first(room->fonts, style->font, style->bold);
    const double pitch = leading_of(frame) * size;
    guint count = 0;
    for (guint i = 0; i < headline->breaks->len; i++)
        count += ((const GArray *)g_ptr_array_index(headline->breaks, i))->len;
    double across = start_across(room, size + (count - 1) * pitch);
    LinePlace place = {.size = size,
                       .width = room_along(room) / size,
                       .align = style->align != ALIGN_DEFAULT ? style->align : ALIGN_CENTRE,
                       .colour = style->colour,
                       .accent = style->accent,
                       .frame = frame->id,
                       .first = TRUE};

    for (guint i = 0; i < headline->breaks->len; i++) {
        const GArray *lines = g_ptr_array_index(headline->breaks, i);
        for (guint j = 0; j < lines->len; j++, across += pitch) {
            const Box *box = &room->box;
            place.x = frame->vertical ? box->x + box->width - across - size / 2 : box->x;
            place.y = frame->vertical
                          ? box->y
                          : box->y + across + face->ascent / (face->ascent + face->descent) * size;
            place.first = j == 0;
            paragraph_put(g_ptr_array_index(headline->paragraphs, i), &g_array_index(lines, Line, j), &place,
                          marks);
        }
    }
}

gboolean text_fill(const FrameRoom *room, Marks *marks)
{
    g_auto(Headline) headline;

    headline_read(&headline, room);
    if (headline.paragraphs->len == 0)
        return TRUE;
    const double size = headline_fit(&headline, room);
    const double smallest = room->frame->style.smallest * room->scale;
    if (size < smallest) {
        room_refuse_length(room, smallest / MAX(size, 1e-3), headline.characters);
        return FALSE;
    }
    marks_begin(marks, strcmp(room->frame->id, "title") == 0 ? "H1" : "P", NULL);
    headline_put(&headline, room, size, marks);
    marks_end(marks);
    return TRUE;
}
